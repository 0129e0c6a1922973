// Work that goes on side by side: all of it comes to its end, so that nothing is still being written when a failure is
// told, and of several failures always the same one is.

/** What all have come to. @throws The failure of the first that failed, in the order given, once all have ended. */
export async function allEnded<Result>(work: Iterable<Promise<Result>>): Promise<Result[]> {
  const ended = await Promise.allSettled(work);
  return ended.map((end) => {
    if (end.status === "rejected") throw end.reason;
    return end.value;
  });
}

/** The same for work on some items, on at most so many at once. */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const done: Promise<Result>[] = [];
  const running = new Set<Promise<unknown>>();
  for (const item of items) {
    if (running.size >= most) await Promise.race(running);
    const one = work(item);
    const end: Promise<unknown> = one.then(
      () => running.delete(end),
      () => running.delete(end),
    );
    running.add(end);
    done.push(one);
  }
  return allEnded(done);
}

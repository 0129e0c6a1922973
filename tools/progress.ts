/** Plain progress lines for work that takes minutes: what is being done and for how long, at least every 15 seconds. */

/** Takes one line for the person who waits. */
export type Log = (line: string) => void;

/** `75_000` → `1 min 15 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Does `work`, saying every `interval` milliseconds how long it has taken. `work` may report what it is doing at the
 * moment; that is shown with the next line.
 */
export async function withProgress<T>(
  log: Log,
  what: string,
  work: (report: (detail: string) => void) => Promise<T>,
  interval = 10_000,
): Promise<T> {
  const began = Date.now();
  let detail = "";
  const timer = setInterval(() => {
    log(`${what}: ${duration(Date.now() - began)}${detail === "" ? "" : `, ${detail}`}`);
  }, interval);
  try {
    return await work((text) => {
      detail = text;
    });
  } finally {
    clearInterval(timer);
  }
}

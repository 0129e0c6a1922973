/**
 * Who runs which test files of `npm test`. Some processes work side by side, each on some files; a file that takes long would
 * keep one of them busy when the others have ended, and a process for each file would load our modules three hundred times.
 * Beside `test.mts` this runs before anything is compiled, so it uses nothing of ours.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Files of tests in a folder, those first that allow their tests the most time: they say so because they take long. */
export function dearestFirst(files: readonly string[], folder: string): string[] {
  const costs = new Map(files.map((file) => [file, cost(readFileSync(join(folder, file), "utf8"))]));
  const of = (file: string) => costs.get(file) ?? { allowed: 0, length: 0 };
  return files.toSorted((one, other) => {
    const [mine, theirs] = [of(one), of(other)];
    return mine.allowed === theirs.allowed ? theirs.length - mine.length : theirs.allowed - mine.allowed;
  });
}

/** The longest time that a file of tests allows, 0 when it says nothing; and its length, for those that say the same. */
function cost(text: string): { allowed: number; length: number } {
  const all = [...text.matchAll(/\.timeout\((\d[\d_]*)\)/g)].map(([, time = ""]) => Number(time.replaceAll("_", "")));
  // 0 is without a limit.
  return { allowed: Math.max(0, ...all.map((time) => time || Number.MAX_VALUE)), length: text.length };
}

/**
 * Lets lanes work side by side. Each takes some of the files that are left as soon as it is free: the first, and of the
 * others as many as leave enough for all lanes. So the portions cost about the same, become smaller, and the lanes end
 * at about the same time.
 *
 * @returns What the portions came to, in the order in which they were begun.
 */
export async function inLanes<T>(
  lanes: number,
  files: readonly string[],
  run: (portion: readonly string[]) => Promise<T>,
): Promise<T[]> {
  let left = files;
  const ends: Promise<T>[] = [];
  const apart = 2 * lanes;
  const lane = async () => {
    while (left.length > 0) {
      const portion = left.filter((_, index) => index % apart === 0);
      left = left.filter((_, index) => index % apart !== 0);
      const end = run(portion);
      ends.push(end);
      await end;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return Promise.all(ends);
}

/** What the tests of some files came to. */
export interface Outcome {
  readonly passed: number;
  readonly skipped: number;
  /** What failed, each by its name. */
  readonly failures: readonly string[];
  /** Why it counts as failed: the exit code of the process, or a word instead. */
  readonly why?: number | string;
}

/**
 * What a mocha process that has ended came to. One that dies, or has no tests, counts as a failure.
 *
 * @param counts The file that its reporter (`tests/reporter.ts`) has written.
 */
export function outcomeOf(files: readonly string[], exit: number | string, counts: string): Outcome {
  const { passes, pending, failed }: Counts = read(counts);
  const tests = passes + pending + failed.length;
  const why = exit === 0 && tests === 0 ? "no tests" : exit;
  const told = { passed: passes, skipped: pending };
  if (why === 0) return { ...told, failures: failed };
  const [first, ...more] = files;
  const process = more.length === 0 ? first : `${first} and ${more.length} more`;
  return { ...told, failures: failed.length > 0 ? failed : [`${process} (${why})`], why };
}

interface Counts {
  readonly passes: number;
  readonly pending: number;
  readonly failed: readonly string[];
}

function read(counts: string): Counts {
  try {
    return JSON.parse(readFileSync(counts, "utf8"));
  } catch {
    // It died before its end.
    return { passes: 0, pending: 0, failed: [] };
  }
}

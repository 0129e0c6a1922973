/** Doing something again until it works or trying is of no more use: the one loop of all that repeats requests. */
import type { Clock } from "../clock.js";

/** An attempt that failed. */
export interface FailedAttempt<Result> {
  /** Thrown when there is no other attempt. */
  readonly error: unknown;
  /** Milliseconds until the next attempt; undefined: there is none. */
  readonly delayMs: number | undefined;
  /** Looks, after the pause or before giving up, for what the attempt has done after all. */
  readonly recover?: (() => Promise<Result | undefined>) | undefined;
}

/** The result of the first attempt that has one. @param attempt Gets 1 at first. What it throws is thrown. */
export async function repeated<Result>(
  clock: Clock,
  attempt: (count: number) => Promise<{ readonly result: Result } | FailedAttempt<Result>>,
): Promise<Result> {
  for (let count = 1; ; count++) {
    const outcome = await attempt(count);
    if ("result" in outcome) return outcome.result;
    const { error, delayMs, recover } = outcome;
    if (delayMs !== undefined) await clock.sleep(delayMs);
    const found = await recover?.();
    if (found !== undefined) return found;
    if (delayMs === undefined) throw error;
  }
}

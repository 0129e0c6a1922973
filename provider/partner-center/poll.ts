/** Looking again and again, until something is so or the time for it is over. */
import type { Clock } from "./clock.js";

/** What is looked for, and how patiently. All times in milliseconds. */
export interface Poll<Found> {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Undefined: not yet. The first look is at once. What it throws ends the poll. */
  readonly look: () => Promise<Found | undefined>;
  /** Until the next look, which is never later than the end of the time. @param step 0 after the first look. */
  readonly delayMs: (elapsedMs: number, step: number) => number;
  /** What is thrown when the time is over; undefined: there is one more look. */
  readonly late: () => Error | undefined;
  /** Default: the clock's. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** What was found in time. */
export async function poll<Found>({ clock, timeoutMs, look, delayMs, late, sleep }: Poll<Found>): Promise<Found> {
  const started = clock.now();
  for (let step = 0; ; step++) {
    const found = await look();
    if (found !== undefined) return found;
    const elapsedMs = clock.now() - started;
    const error = elapsedMs >= timeoutMs ? late() : undefined;
    if (error !== undefined) throw error;
    const pauseMs = Math.min(delayMs(elapsedMs, step), Math.max(0, timeoutMs - elapsedMs));
    await (sleep === undefined ? clock.sleep(pauseMs) : sleep(pauseMs));
  }
}

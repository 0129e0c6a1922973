/** Time and chance in one object that tests replace, so that tests of waiting do not wait. */

/** What the client asks of time. All times in milliseconds. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** At least 0, less than 1. */
  random(): number;
}

/** The real one. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: () => Math.random(),
};

// Calls that are too many: 429, by the switches `throttleEvery` and `throttlePerSecond` (§7 #52).

const secondMs = 1_000;

/** What the switches say; 0 is never. */
interface Limits {
  readonly throttleEvery: number;
  readonly throttlePerSecond: number;
}

/** Counts calls, and tells which of them are too many. */
export class Throttle {
  #calls = 0;
  /** When the calls of the last second came that were let through, the oldest first. */
  #passed: number[] = [];

  /** Whether a call gets 429. @param now Milliseconds by the emulator's clock. */
  refuses({ throttleEvery, throttlePerSecond }: Limits, now: number): boolean {
    this.#calls += 1;
    if (throttleEvery > 0 && this.#calls % throttleEvery === 0) return true;
    if (throttlePerSecond === 0) return false;
    this.#passed = this.#passed.filter((time) => time > now - secondMs);
    if (this.#passed.length >= throttlePerSecond) return true;
    this.#passed.push(now);
    return false;
  }
}

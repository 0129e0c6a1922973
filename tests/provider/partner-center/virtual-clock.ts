/** Time that passes only when everybody waits for it, so that a test of hours takes no time and is the same each time. */
import type { Clock } from "../../../provider/partner-center/clock.js";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

export class VirtualClock implements Clock {
  private time = Date.parse("2026-11-01T00:00:00Z");
  private readonly sleepers: Sleeper[] = [];
  private isRunning = false;

  /** @param isBusy Whether something is under way that takes no time of this clock, such as a request over a socket. */
  constructor(
    private readonly isBusy: () => boolean = () => false,
    private readonly onAdvance: (milliseconds: number) => void = () => {},
  ) {}

  now(): number {
    return this.time;
  }

  random(): number {
    return 0.5;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.sleepers.push({ until: this.time + milliseconds, wake });
      if (!this.isRunning) void this.run();
    });
  }

  /** Work that goes on by itself takes some turns of the event loop. */
  private async untilQuiet(): Promise<void> {
    for (let quiet = 0; quiet < 5; quiet = this.isBusy() ? 0 : quiet + 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.sleepers.length > 0) {
      await this.untilQuiet();
      this.sleepers.sort((one, other) => one.until - other.until);
      const next = this.sleepers.shift();
      if (next === undefined) break;
      const passed = Math.max(0, next.until - this.time);
      this.time += passed;
      this.onAdvance(passed);
      next.wake();
    }
    this.isRunning = false;
  }
}

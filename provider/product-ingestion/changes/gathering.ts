/** When a post begins: not before it is quiet, so that edits which come one after the other go into one job. */
import type { Clock } from "../../partner-center/clock.js";

/** All in milliseconds. */
export interface GatheringTimes {
  /** Without another edit, or anything else that says that more may come. Default: 1 s. */
  readonly quietMs: number;
  /** At most. Default: 10 s. */
  readonly mostMs: number;
}

export const defaultGathering: GatheringTimes = { quietMs: 1000, mostMs: 10_000 };

export class Gathering {
  private last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Clock,
    private readonly times: GatheringTimes,
  ) {}

  /** Something has come, or says that more may come. */
  stirred(): void {
    this.last = this.clock.now();
  }

  async untilQuiet(): Promise<void> {
    const { quietMs, mostMs } = this.times;
    const latest = this.clock.now() + mostMs;
    for (;;) {
      const left = Math.min(this.last + quietMs, latest) - this.clock.now();
      if (left <= 0) return;
      await this.clock.sleep(left);
    }
  }
}

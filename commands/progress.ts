// What a command tells people while it takes long.
import type { Clock } from "../provider/partner-center/clock.js";

/** Between two lines. */
const everyMs = 3_000;

/** Counts what is done, and says so now and then; nothing, where all of it takes a moment. */
export class Progress {
  private done = 0;
  private toldAt: number;

  /** @param what The end of a line, such as `offers`. */
  constructor(
    private readonly clock: Pick<Clock, "now">,
    private readonly all: number,
    private readonly what: string,
    private readonly say: (line: string) => void,
  ) {
    this.toldAt = clock.now();
  }

  step(): void {
    this.done += 1;
    const now = this.clock.now();
    if (now - this.toldAt < everyMs || this.done === this.all) return;
    this.toldAt = now;
    this.say(`${this.done} of ${this.all} ${this.what}`);
  }
}

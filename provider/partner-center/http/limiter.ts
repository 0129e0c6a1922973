/** Lets requests start: so many at the same time, and as fast as their {@link Pace} allows. First come, first served. */
import type { Clock } from "../clock.js";
import type { Pace } from "./pace.js";

export class Limiter {
  private readonly waiting: (() => void)[] = [];
  private underWay = 0;
  private isSleeping = false;

  /** @param onSlowed Called once, when requests wait because the service has had trouble. @param most At the same time. */
  constructor(
    private readonly clock: Clock,
    private readonly pace: Pace,
    private readonly most: number,
    private onSlowed?: ((perSecond: number) => void) | undefined,
  ) {}

  /** Does `work` when it is its turn. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      this.goOn();
    });
    try {
      return await work();
    } finally {
      this.underWay--;
      this.goOn();
    }
  }

  private goOn(): void {
    while (!this.isSleeping && this.underWay < this.most) {
      const start = this.waiting[0];
      if (start === undefined) return;
      const now = this.clock.now();
      const waitMs = this.pace.waitMs(now);
      if (waitMs > 0) return void this.sleep(waitMs);
      this.waiting.shift();
      this.underWay++;
      this.pace.started(now);
      start();
    }
  }

  private async sleep(milliseconds: number): Promise<void> {
    const { slowedTo } = this.pace;
    if (slowedTo !== undefined) {
      this.onSlowed?.(slowedTo);
      this.onSlowed = undefined;
    }
    this.isSleeping = true;
    await this.clock.sleep(milliseconds);
    this.isSleeping = false;
    this.goOn();
  }
}

// How fast requests may start. No rate is documented (API reference §6.1), so the service's own answers say what it
// takes. Pure: told what has happened and when, in milliseconds.

/** Requests a second at first. */
const firstRate = 10;
/** The average is over so long: what was not used of it may start at once, until the service has trouble. */
const averagedMs = 10_000;
/** The same from then on: as much as timers are late. */
const evenMs = 20;
/** What the service takes is measured by how many starts of so long a time it refuses. */
const measuredMs = 1_000;
/** Refusals that make a measurement, as long as the rate has not been even. */
const fewest = 3;
/** Requests a second that are tried whatever is refused, and however slow answers are. */
const least = 0.5;
const leastForSlow = 5;
/** Further requests a second for each good answer, while others wait for their turn. */
const growth = 0.4;
/** Of what was measured; of a rate at which a few were refused; of one at which the service had too much to do. */
const shares = { measured: 0.98, refused: 0.93, strained: 0.7 } as const;
/** What was measured counts between these shares of the rate before: whole requests measure roughly. */
const measurable = { least: 0.25, most: 0.75 } as const;
/** Until more is tried than what was refused last; twice as long each time that is refused again. */
const firstCalmMs = 30_000;
const longestCalmMs = 320_000;
/** How much more. Its square when that was not refused, and so on. */
const firstLift = 1.08;
const highestLift = 2;

/** What an answer says: it is one request too many (429), there is too much to do (503), it took long; or none of it. */
export type Sign = "refused" | "overloaded" | "slow" | "good";

/** What was refused of the requests of a second. */
interface Refusals {
  readonly rateBefore: number;
  /** The start of the request whose refusal was the first to come. */
  readonly until: number;
  /** In the second until then. */
  readonly started: number;
  readonly count: number;
  /** So many make a measurement. */
  readonly fewest: number;
}

export class Pace {
  private rate: number;
  /** What growing does not exceed. */
  private ceiling: number;
  /** When the next request is due. */
  private dueAt = Number.NEGATIVE_INFINITY;
  private pausedUntil = Number.NEGATIVE_INFINITY;
  /** Milliseconds that may be caught up with. */
  private slackMs = averagedMs;
  /** The oldest first. */
  private readonly starts: number[] = [];
  /** At most so many starts in so long a time, whatever the rate. */
  private readonly most: number;
  private readonly mostInMs: number;
  private refusals: Refusals | undefined;
  /** The answers to what has started before bring no further news. */
  private slowedAt = Number.NEGATIVE_INFINITY;
  /** When a request had to wait for its turn. */
  private heldAt = Number.NEGATIVE_INFINITY;
  private calmMs = firstCalmMs;
  private calmUntil = Number.POSITIVE_INFINITY;
  private lift = firstLift;

  /** @param cap Requests a second that are never exceeded, on the average of ten seconds. Default: none. */
  constructor(private readonly cap?: number) {
    this.rate = cap ?? firstRate;
    this.ceiling = cap ?? Number.POSITIVE_INFINITY;
    this.most = Math.max(1, Math.floor((this.ceiling * averagedMs) / 1000));
    this.mostInMs = Number.isFinite(this.most) ? Math.ceil((this.most / this.ceiling) * 1000) : measuredMs;
  }

  /** Requests a second; undefined: the service has had no trouble. */
  get slowedTo(): number | undefined {
    return this.slackMs === evenMs ? this.rate : undefined;
  }

  /** Until the next request may start; 0: now. */
  waitMs(now: number): number {
    const first = this.starts.at(-this.most);
    const cappedUntil = first === undefined ? now : first + this.mostInMs;
    const wait = Math.max(0, cappedUntil - now, this.dueAt - now, this.pausedUntil - now);
    if (wait > 0) this.heldAt = now;
    return wait;
  }

  /** A request starts. */
  started(now: number): void {
    this.dueAt = Math.max(this.dueAt, now - this.slackMs) + 1000 / this.rate;
    this.starts.push(now);
    const old = now - Math.max(this.mostInMs, averagedMs);
    while ((this.starts[0] ?? now) < old) this.starts.shift();
  }

  /**
   * A request that started at `startedAt` was answered.
   * @param pauseMs What a refusal asks for: it is asked of all.
   */
  answered(startedAt: number, now: number, sign: Sign, pauseMs = 0): void {
    const isNews = startedAt > this.slowedAt;
    if (sign === "refused") {
      this.pausedUntil = Math.max(this.pausedUntil, now + pauseMs);
      if (isNews) this.notice(startedAt, now);
      this.refused(startedAt);
      if (isNews) this.even(now);
    } else if (isNews && sign === "good") {
      if (this.heldAt > startedAt - measuredMs) this.grow(now);
    } else if (isNews) {
      this.strain(now, sign === "slow" ? leastForSlow : least);
    }
  }

  private grow(now: number): void {
    const { cap = Number.POSITIVE_INFINITY } = this;
    if (now >= this.calmUntil) {
      this.ceiling = Math.min(cap, this.ceiling * this.lift);
      this.lift = Math.min(highestLift, this.lift ** 2);
      this.calmMs = firstCalmMs;
      this.calmUntil = now + firstCalmMs;
    }
    this.rate = Math.max(this.rate, Math.min(this.ceiling, this.rate + growth));
  }

  private notice(until: number, now: number): void {
    if (this.calmUntil !== Number.POSITIVE_INFINITY) this.calmMs = Math.min(longestCalmMs, this.calmMs * 2);
    this.calmUntil = now + this.calmMs;
    this.lift = firstLift;
    const started = this.starts.filter((start) => start > until - measuredMs && start <= until).length;
    const isHeld = this.heldAt > until - measuredMs;
    const { slowedTo } = this;
    this.refusals =
      slowedTo === undefined
        ? { rateBefore: Math.max(started, Math.min(this.rate, firstRate)), until, started, count: 0, fewest }
        : { rateBefore: slowedTo, until, started, count: 0, fewest: isHeld ? 1 : Number.POSITIVE_INFINITY };
  }

  private refused(startedAt: number): void {
    const { refusals } = this;
    if (refusals === undefined || startedAt > refusals.until) return;
    const { rateBefore, started, fewest } = refusals;
    const count = refusals.count + 1;
    this.refusals = { ...refusals, count };
    const measured = (((started - count) * 1000) / measuredMs) * shares.measured;
    const isMeasured = count >= fewest && measured < rateBefore * measurable.most;
    const rate = isMeasured ? Math.max(measured, rateBefore * measurable.least) : rateBefore * shares.refused;
    this.rate = Math.max(Math.min(least, rateBefore), rate);
    this.ceiling = this.rate;
  }

  private strain(now: number, floor: number): void {
    this.refusals = undefined;
    const before = Math.min(this.rate, Math.max(firstRate, this.starts.length));
    this.rate = Math.max(Math.min(floor, before), before * shares.strained);
    this.even(now);
  }

  private even(now: number): void {
    this.slowedAt = now;
    this.slackMs = evenMs;
    this.dueAt = Math.max(this.dueAt, now);
  }
}

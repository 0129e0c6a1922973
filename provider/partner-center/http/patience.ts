/**
 * How long a service is waited for, and who is told about it. What counts is its silence: a pause that it asks for by
 * `Retry-After` has a bound of its own, for a service that answers does not hang.
 */
import type { Clock } from "../clock.js";
import { inOneLine, redact } from "../redact.js";
import { ExchangeFailure, type Reply } from "./exchange.js";
import { defaultRetryLimits, retryAfterMs, retryDelay } from "./retry-delay.js";

/** All in milliseconds. */
export interface Timeouts {
  /** An attempt of a GET, PUT or DELETE. Most take less than 1 s, the slowest seen 2 s. */
  // API reference §3.1
  readonly request: number;
  /** All attempts of one, with the pauses between them: three that hang. */
  readonly requestInAll: number;
  /** An attempt of a POST, which can be slow. */
  // API reference §8.1
  readonly creation: number;
  /** All attempts of one; the last look for what it has made is within it. */
  readonly creationInAll: number;
  /** A look for what a POST has made that got no good reply. */
  readonly look: number;
  /** A request for a token. */
  readonly signIn: number;
  /** Getting a token, with all attempts. */
  readonly signInInAll: number;
  /** Without a byte to or from the store of files, until the connection is given up. */
  readonly stall: number;
  /** A block of a file, and what its bytes take at the slowest speed. */
  readonly block: number;
  /** A whole file, and what its bytes take at the slowest speed. */
  readonly transfer: number;
  /** Silence, until a line says so. */
  readonly notice: number;
}

export const defaultTimeouts: Timeouts = {
  request: 40_000,
  requestInAll: 120_000,
  creation: 120_000,
  creationInAll: 180_000,
  look: 30_000,
  signIn: 20_000,
  signInInAll: 60_000,
  stall: 60_000,
  block: 60_000,
  transfer: 300_000,
  notice: 20_000,
};

/** The longest that one call waits because of `Retry-After`, in all its attempts. */
const askedInAllMs = 600_000;

/** How an attempt has failed. */
type Outcome = Pick<Reply, "status"> | ExchangeFailure;

/** What is left for one call. */
export class Patience {
  /** Milliseconds of silence so far, with the pauses of our own choice. */
  spent = 0;
  /** How the last attempt has failed. */
  last: Outcome | undefined;
  /** Whether the pause after it was asked for. */
  isAsked = false;
  private asked = 0;

  /** @param attempts At most so many. */
  constructor(
    private readonly clock: Clock,
    readonly totalMs: number,
    private readonly attempts = defaultRetryLimits.attempts,
  ) {}

  get left(): number {
    return Math.max(0, this.totalMs - this.spent);
  }

  /** Does something that is waited for. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const started = this.clock.now();
    try {
      return await work();
    } finally {
      this.spent += this.clock.now() - started;
    }
  }

  /**
   * Milliseconds before the next attempt; undefined: give up. The last tenth of the time is too short for one.
   *
   * @param attempt Of those that failed, 1 for the first.
   * @param isUnsent No connection was made, which takes no time: such attempts are not counted.
   */
  pause(attempt: number, retryAfter?: string, isUnsent = false): number | undefined {
    const now = this.clock.now();
    const limits = { ...defaultRetryLimits, attempts: isUnsent ? Number.POSITIVE_INFINITY : this.attempts };
    const delay = retryDelay({ attempt, retryAfter, now, random: this.clock.random() }, limits);
    if (delay === undefined || this.left < this.totalMs / 10) return undefined;
    this.isAsked = retryAfterMs(retryAfter, now) !== undefined;
    if (this.isAsked) {
      if (this.asked + delay > askedInAllMs) return undefined;
      this.asked += delay;
      return delay;
    }
    if (this.left - delay < this.totalMs / 10) return undefined;
    this.spent += delay;
    return delay;
  }
}

/** Tells people that something is waited for: one line until the time that the line names. */
export class Notices {
  private quietUntil = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Clock,
    private readonly afterMs: number,
    private readonly say?: ((line: string) => void) | undefined,
  ) {}

  /**
   * Does an attempt, and says so when it is quiet for too long.
   * @param what e.g. `GET /products`. @param busyMs What the bytes of the attempt may take.
   */
  async watching<T>(host: string, what: string, patience: Patience, attempt: () => Promise<T>, busyMs = 0): Promise<T> {
    const { spent, left } = patience;
    const inMs = Math.max(0, this.afterMs + busyMs - spent);
    const timer = setTimeout(() => this.trying(host, what, patience.last, spent + inMs, left - inMs), inMs);
    timer.unref();
    try {
      return await attempt();
    } finally {
      clearTimeout(timer);
    }
  }

  /** An attempt has failed, and there is a pause. */
  pausing(host: string, what: string, patience: Patience, delayMs: number, outcome: Outcome): void {
    patience.last = outcome;
    if (patience.isAsked && delayMs >= this.afterMs && !(outcome instanceof ExchangeFailure)) {
      const asked = `asks to wait ${Math.round(delayMs / 1000)} s (${outcome.status})`;
      this.tell(delayMs, (time) => `${host} ${asked}; ${what} goes on at ${time}`);
    } else if (patience.spent >= this.afterMs) {
      this.trying(host, what, outcome, patience.spent, patience.left + delayMs);
    }
  }

  private trying(host: string, what: string, last: Outcome | undefined, forMs: number, leftMs: number): void {
    const how = howItGoes(what, last, `for ${Math.round(forMs / 1000)} s`);
    this.tell(leftMs, (time) => `${host} ${how}; this is tried until ${time} at the latest`);
  }

  private tell(forMs: number, line: (time: string) => string): void {
    const now = this.clock.now();
    if (this.say === undefined || now < this.quietUntil) return;
    this.quietUntil = now + Math.max(0, forMs);
    this.say(inOneLine(redact(line(`${new Date(this.quietUntil).toISOString().slice(11, 19)} UTC`))));
  }
}

function howItGoes(what: string, last: Outcome | undefined, since: string): string {
  if (last === undefined) return `has not answered ${what} (in full) ${since}`;
  if (!(last instanceof ExchangeFailure)) return `answers ${what} with ${last.status}, ${since} so far`;
  if (last.kind === "unsent") return `cannot be reached for ${what} (${last.code}), ${since} so far`;
  return `has not answered ${what} (in full) ${since}`;
}

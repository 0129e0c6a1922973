/**
 * What many want to read at the same time is asked for once: a refresh looks at an offer, its plans, its packages and
 * its submission side by side, and each of them needs some of the same objects.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../clock.js";

/** Milliseconds for which an answer serves those who come later, unless they say otherwise. */
const usuallyFreshMs = 5_000;

interface Read<Answer> {
  readonly answer: Promise<Answer>;
  /** Undefined while under way. */
  answeredAt?: number;
}

export class SharedReads<Answer> {
  private readonly reads = new Map<string, Read<Answer>>();
  /** How old an answer may be that the work in hand uses, in milliseconds; undefined: it uses none. */
  private readonly sharing = new AsyncLocalStorage<number | undefined>();

  constructor(private readonly clock: Clock) {}

  /**
   * Runs work that may use answers which others got in the last five seconds, or `freshMs`; work within it, the longer
   * of both. Nothing else does.
   */
  within<Result>(work: () => Promise<Result>, freshMs = usuallyFreshMs): Promise<Result> {
    return this.sharing.run(Math.max(freshMs, this.sharing.getStore() ?? 0), work);
  }

  /** Runs work that uses no such answers, wherever it was begun. */
  apart<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.sharing.run(undefined, work);
  }

  /** The answer that is under way or fresh, if the caller is {@link within}; else `read`'s own. */
  get(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const freshMs = this.sharing.getStore();
    if (freshMs === undefined) return read();
    const known = this.reads.get(key);
    const isOld = known?.answeredAt !== undefined && this.clock.now() - known.answeredAt > freshMs;
    if (known !== undefined && !isOld) return known.answer;
    const asked: Read<Answer> = { answer: read() };
    this.reads.set(key, asked);
    asked.answer.then(
      () => {
        asked.answeredAt = this.clock.now();
      },
      () => {
        if (this.reads.get(key) === asked) this.reads.delete(key);
      },
    );
    return asked.answer;
  }

  /** Call this when something was written, or when an answer has turned out to be old. */
  forget(): void {
    this.reads.clear();
  }
}

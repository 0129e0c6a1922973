/** When to try again. Pure, so that a table can test it. No figures are documented. */
// API reference §6.1

/** The bounds of trying again. All times in milliseconds. */
export interface RetryLimits {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** The longest first delay; it doubles with each attempt. */
  readonly baseMs: number;
  /** The longest delay of our own choice. */
  readonly capMs: number;
  /** The longest `Retry-After` that is waited for; beyond it, give up and say so. */
  readonly retryAfterCapMs: number;
}

export const defaultRetryLimits: RetryLimits = { attempts: 6, baseMs: 1000, capMs: 30_000, retryAfterCapMs: 300_000 };

/** What is known when an attempt has failed. */
export interface Failed {
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** The header's text, if the service sent one. */
  readonly retryAfter?: string | undefined;
  /** Milliseconds since 1970, for a `Retry-After` that is a date. */
  readonly now: number;
  /** At least 0, less than 1. */
  readonly random: number;
}

/**
 * Milliseconds to wait before the next attempt, or undefined to give up.
 *
 * Exponential with full jitter: anywhere between 0 and `baseMs · 2^(attempt − 1)`, at most `capMs`. A `Retry-After`
 * is a lower bound; a little jitter on top keeps many callers from coming back at once.
 */
export function retryDelay(failed: Failed, limits: RetryLimits = defaultRetryLimits): number | undefined {
  if (failed.attempt >= limits.attempts) return undefined;
  const own = failed.random * Math.min(limits.capMs, limits.baseMs * 2 ** (failed.attempt - 1));
  const asked = retryAfterMs(failed.retryAfter, failed.now);
  if (asked === undefined) return own;
  if (asked > limits.retryAfterCapMs) return undefined;
  return asked + failed.random * Math.min(limits.baseMs, asked / 4);
}

/**
 * A `Retry-After` header (seconds, or an HTTP date) in milliseconds from now; undefined if there is none to be read.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

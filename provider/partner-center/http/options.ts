/** How a client is set up, and the checks of it before any request. */
import type { Clock } from "../clock.js";
import { ConfigurationError } from "../errors.js";
import type { Timeouts } from "./patience.js";
import type { TokenSource } from "./token-source.js";

/** How a client is set up. */
export interface ClientOptions {
  /** Default `https://api.partner.microsoft.com/v1.0/ingestion`. https, or http on loopback. */
  readonly endpoint?: string | undefined;
  readonly tokenSource: TokenSource;
  /** What the token is asked for. Default `https://api.partner.microsoft.com`. */
  readonly audience?: string | undefined;
  /**
   * At most this many requests start in a second, averaged over ten seconds. Default: no such limit; 10 at first, then
   * more as long as the service answers quickly, and fewer as soon as it does not or refuses some with 429 or 503 (no
   * limit is documented).
   */
  // API reference §6.1
  readonly requestsPerSecond?: number | undefined;
  /**
   * At most this many requests are under way at once. Default 16: a refresh of ten plans then takes less than 3 s (no
   * limit is documented).
   */
  readonly maxConcurrency?: number | undefined;
  /**
   * Extra headers of each call. `Authorization` and the client's own headers cannot be replaced. Values of at least six
   * characters are taken for secrets: errors and traces leave them out where the service repeats them.
   */
  readonly headers?: Record<string, string> | undefined;
  /** Always used when given; otherwise `HTTPS_PROXY` and `NO_PROXY`, never for loopback. */
  readonly proxy?: string | undefined;
  /** Gets one redacted line per request: method, path, status, milliseconds, ids. */
  readonly trace?: ((line: string) => void) | undefined;
  /** Called before each attempt of a PUT, POST or DELETE; what it throws is thrown, and nothing is sent. */
  readonly beforeWrite?: (() => void | Promise<void>) | undefined;
  /**
   * Gets a line when something is waited for: a service that has been silent for 20 s, or one that asks to wait for as
   * long. At most one line until the time that the line names.
   */
  readonly notice?: ((line: string) => void) | undefined;
  /** Others than {@link defaultTimeouts}. */
  readonly timeouts?: Partial<Timeouts> | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
  /** Ends uploads of several blocks: the next run goes on with the blocks that were sent. */
  readonly stopUploads?: AbortSignal | undefined;
}

const ownHeaders = [
  "authorization",
  "host",
  "content-length",
  "content-type",
  "transfer-encoding",
  "connection",
  "if-match",
  "client-request-id",
];

/** Extra headers in lower case. @throws ConfigurationError for one that HTTP forbids or that the client sets itself. */
export function checkedHeaders(headers: Record<string, string> = {}): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => {
    const key = name.toLowerCase();
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(key)) throw new ConfigurationError(`"${name}" is not the name of a header.`);
    if (ownHeaders.includes(key)) {
      throw new ConfigurationError(`The header "${name}" is set by the client itself and cannot be given.`);
    }
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
      throw new ConfigurationError(`The value of the header "${name}" has a character that HTTP does not allow.`);
    }
    return [key, value];
  });
  return Object.fromEntries(entries);
}

/** How many requests may start, and be under way. @throws ConfigurationError */
export function limitsOf({ requestsPerSecond, maxConcurrency = 16 }: ClientOptions) {
  if (requestsPerSecond !== undefined && !(requestsPerSecond > 0)) {
    throw new ConfigurationError("requestsPerSecond must be more than 0.");
  }
  if (!(Number.isInteger(maxConcurrency) && maxConcurrency > 0)) {
    throw new ConfigurationError("maxConcurrency must be a whole number of at least 1.");
  }
  return { requestsPerSecond, maxConcurrency };
}

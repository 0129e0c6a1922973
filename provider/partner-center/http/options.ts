/** Checks of a client's options, before any request. */
import { ConfigurationError } from "../errors.js";
import { isLoopback } from "./proxy.js";

/** The public service (API reference, first lines). */
const publicEndpoint = "https://api.partner.microsoft.com/v1.0/ingestion";

/** The endpoint without a slash at its end. @throws ConfigurationError unless https, or http on loopback. */
export function checkedEndpoint(endpoint = publicEndpoint): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const safe =
    url !== undefined && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)));
  if (!safe || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new ConfigurationError(
      `The endpoint must be a plain URL like ${publicEndpoint} that begins with https:// (http:// only on this machine): the token is sent there.`,
    );
  }
  url.pathname = url.pathname.replace(/\/+$/, "");
  return url;
}

/** Extra headers in lower case. @throws ConfigurationError for one that HTTP does not allow or that the client sets itself. */
export function checkedHeaders(headers: Record<string, string> = {}): Record<string, string> {
  const own = [
    "authorization",
    "host",
    "content-length",
    "content-type",
    "transfer-encoding",
    "connection",
    "if-match",
    "client-request-id",
  ];
  const entries = Object.entries(headers).map(([name, value]): [string, string] => {
    const key = name.toLowerCase();
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(key)) throw new ConfigurationError(`"${name}" is not the name of a header.`);
    if (own.includes(key))
      throw new ConfigurationError(`The header "${name}" is set by the client itself and cannot be given.`);
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
      throw new ConfigurationError(`The value of the header "${name}" has a character that HTTP does not allow.`);
    return [key, value];
  });
  return Object.fromEntries(entries);
}

/**
 * The limiter's settings: `requestsPerSecond` on the average of so many seconds, so that a refresh of a whole offer goes
 * through at once. Fewer than one request in that time becomes one request in a longer time.
 */
export function limiterOptions(requestsPerSecond = 10, maxConcurrency = 16, averagedOverSeconds = 10) {
  if (!(requestsPerSecond > 0)) throw new ConfigurationError("requestsPerSecond must be more than 0.");
  if (!(Number.isInteger(maxConcurrency) && maxConcurrency > 0)) {
    throw new ConfigurationError("maxConcurrency must be a whole number of at least 1.");
  }
  if (!Number.isFinite(requestsPerSecond)) return { concurrency: maxConcurrency };
  const intervalCap = Math.max(1, Math.floor(requestsPerSecond * averagedOverSeconds));
  const interval = Math.ceil((intervalCap / requestsPerSecond) * 1000);
  return { concurrency: maxConcurrency, intervalCap, interval, strict: true };
}

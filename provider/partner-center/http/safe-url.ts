/** Where secrets may be sent: over https, or over http to this machine. */
import type { LookupFunction } from "node:net";

/**
 * Whether a host name stands for this machine. Names below `localhost` are not among them: a name server may answer
 * for them with any address.
 */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** The URL that a text is, if secrets may be sent there: https, or http on loopback. */
export function safeUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname)) ? url : undefined;
}

/** The same for the address of a file: one with a user or a password is none, since these would be sent as a header. */
export function fileUrl(text: string): URL | undefined {
  const url = safeUrl(text);
  return url?.username === "" && url.password === "" ? url : undefined;
}

/** The same for an address of a service: one with a user, a password, a query or a fragment is none. */
export function plainUrl(text: string): URL | undefined {
  const url = safeUrl(text);
  if (url === undefined || [url.username, url.password, url.search, url.hash].some((part) => part !== "")) return;
  return url;
}

/** Where `localhost` is (RFC 6761, 6.3), without asking anybody who could answer with another machine. */
export const loopbackLookup: LookupFunction = (_hostname, { all, family }, callback) => {
  const addresses = [
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ].filter((address) => (family !== 4 && family !== 6 ? true : address.family === family));
  if (all) callback(null, addresses);
  else callback(null, addresses[0]?.address ?? "127.0.0.1", addresses[0]?.family ?? 4);
};

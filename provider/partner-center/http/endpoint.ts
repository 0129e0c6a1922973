/** Addresses of the API: from a path to its URL, and from a URL to what people read. */
// API reference §3.1, §3.4
import { defaultEndpoint } from "../endpoints.js";
import { ConfigurationError, ForeignHostError, ValidationError } from "../errors.js";
import { clipped } from "../redact.js";
import { plainUrl } from "./safe-url.js";

export type Query = Readonly<Record<string, string>>;

/** A path below the endpoint, such as ``path`/products/${productId}` ``. @throws ValidationError as {@link segment}. */
export function path(texts: TemplateStringsArray, ...ids: readonly string[]): string {
  return String.raw({ raw: texts }, ...ids.map(segment));
}

/** One piece of a path. @throws ValidationError for text that would change which path it is. */
export function segment(id: string): string {
  if (id === "" || id === "." || id === "..") throw new ValidationError(`"${id}" is not an id.`);
  return encodeURIComponent(id);
}

/** Where the API is. */
export class Endpoint {
  /** Without a slash at its end. */
  readonly href: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Host and port. */
  readonly host: string;

  /** @throws ConfigurationError unless it is https, or http on loopback. */
  constructor(text = defaultEndpoint) {
    const url = plainUrl(text);
    if (url === undefined) {
      throw new ConfigurationError(
        `The endpoint must be a plain URL like ${defaultEndpoint} that begins with https:// ` +
          "(http:// only on this machine): the token is sent there.",
      );
    }
    this.href = url.href.replace(/\/+$/, "");
    this.origin = url.origin;
    this.host = url.host;
  }

  /** The address of a path below the endpoint. */
  url(path: string, query: Query = {}): URL {
    const search = new URLSearchParams(query).toString();
    return new URL(`${this.href}${path}${search === "" ? "" : `?${search}`}`);
  }

  /** The next page: `nextLink` is relative to the host, without a leading slash. @throws ForeignHostError */
  // API reference §3.4
  next(link: string): URL {
    const root = `${this.origin}/`;
    const url = URL.canParse(link, root) ? new URL(link, root) : undefined;
    if (url === undefined || url.origin !== this.origin) {
      throw new ForeignHostError(
        `Partner Center names a next page on ${url?.host || "an unreadable address"}, not on ${this.host}; ` +
          "it is not followed, and the token is not sent there.",
      );
    }
    return new URL(url.pathname + url.search.replace(/([?&])\$/g, "$1%24"), root);
  }

  /**
   * The next page after one, where the link may be absolute, or relative to a place that is not told: then it is the
   * query that counts. @throws ForeignHostError
   */
  // Product Ingestion API §3.5
  nextAfter(page: URL, link: string): URL {
    if (URL.canParse(link)) return this.next(link);
    const url = new URL(page);
    url.search = link.slice(link.indexOf("?") + 1);
    return url;
  }

  /** Path and query below the endpoint, readable, on one line. */
  shown(url: URL): string {
    const below = this.href.slice(this.origin.length);
    const path = url.pathname.startsWith(`${below}/`) ? url.pathname.slice(below.length) : url.pathname;
    let query = url.search.replaceAll("+", " ");
    try {
      query = decodeURIComponent(query);
    } catch {}
    return clipped(`${path}${query}`.replace(/\s+/g, " "), 300);
  }
}

// Requests and replies as the parts behind the server see them, so that they need not know the server.

/** How a body is sent, if not at once and whole: in pieces over some time, or cut off after so many characters. */
export type Delivery = { readonly milliseconds: number } | { readonly cutAfter: number };

/** An answer as it goes out; `cut` ends the connection instead. */
export interface HttpReply {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string | Uint8Array;
  readonly cut?: boolean;
  readonly delivery?: Delivery;
}

/** A request as the parts below read it. */
export interface HttpRequest {
  readonly method: string;
  /** Path without the query, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: string;
  /** Aborted when the client has left, or has its answer. */
  readonly left: AbortSignal;
  /** Why the body could not be read; then it is empty. */
  readonly unreadable?: { readonly status: number; readonly text: string };
}

/** The content type of every JSON reply (API reference §3.1, recorded). */
export const jsonHeaders = { "content-type": "application/json; charset=utf-8" };

/** A JSON answer. */
export function jsonReply(status: number, body: unknown): HttpReply {
  return { status, headers: jsonHeaders, body: JSON.stringify(body) };
}

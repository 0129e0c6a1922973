/** One HTTP request and its reply, through got: no retries, no redirects, no errors for statuses; failures are sorted. */
import type { IncomingHttpHeaders } from "node:http";
import { redact } from "../redact.js";
import { agentsFor } from "./proxy.js";

/** What is sent. */
export interface Exchange {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body?: string | undefined;
  /** From the first byte out to the last byte in. */
  readonly timeoutMs: number;
  /** Always used when given; otherwise see {@link agentsFor}. */
  readonly proxy?: string | undefined;
}

/** What came back, whatever its status. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** No reply. The library's own error holds request headers and is not kept. */
export class ExchangeFailure extends Error {
  override readonly name = "ExchangeFailure";

  /**
   * @param kind `unsent`: the service never saw the request. `lost`: it may have. `hopeless`: trying again cannot help.
   * @param code e.g. `ECONNRESET`.
   */
  constructor(
    readonly kind: "unsent" | "lost" | "hopeless",
    readonly code: string,
    message: string,
  ) {
    super(redact(message));
  }
}

const unsent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "EADDRNOTAVAIL"]);
const connecting = new Set(["lookup", "connect", "secureConnect", "socket"]);
const certificate =
  /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(GET|VERIFY|DECRYPT)|HOSTNAME_MISMATCH|EPROTO)/;

/** Loaded with the first request: a program that only previews needs no HTTP. */
const library = () => import("got");

/** @throws ExchangeFailure */
export async function exchange(request: Exchange): Promise<Reply> {
  const { method, url, headers, body, timeoutMs, proxy } = request;
  const agents = agentsFor(url, proxy);
  const { default: got, RequestError, TimeoutError } = await library();
  try {
    const reply = await got(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      agent: { http: agents.http, https: agents.https },
      timeout: { request: timeoutMs, connect: Math.min(30_000, timeoutMs) },
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      responseType: "text",
    });
    return { status: reply.statusCode, headers: reply.headers, text: reply.body };
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw new ExchangeFailure("hopeless", "ERR_REQUEST", error instanceof Error ? error.message : String(error));
    }
    throw sorted(error, error instanceof TimeoutError ? error.event : undefined);
  }
}

/** The bytes of a file, whatever the status. */
export interface BinaryReply {
  readonly status: number;
  readonly bytes: Buffer;
}

/** Fetches a file, without any header of ours: the address itself is the permission. @throws ExchangeFailure */
export async function fetchBytes({ url, timeoutMs, proxy }: Pick<Exchange, "url" | "timeoutMs" | "proxy">) {
  const agents = agentsFor(url, proxy);
  const { default: got, RequestError, TimeoutError } = await library();
  try {
    const reply = await got(url, {
      agent: { http: agents.http, https: agents.https },
      timeout: { request: timeoutMs, connect: Math.min(30_000, timeoutMs) },
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 2 },
      responseType: "buffer",
    });
    return { status: reply.statusCode, bytes: Buffer.from(reply.body) } satisfies BinaryReply;
  } catch (error) {
    if (!(error instanceof RequestError)) throw new ExchangeFailure("hopeless", "ERR_REQUEST", String(error));
    throw sorted(error, error instanceof TimeoutError ? error.event : undefined);
  }
}

/** @param timedOut What took too long, e.g. `connect` or `request`. */
function sorted(error: { code?: string; message: string }, timedOut: string | undefined): ExchangeFailure {
  const code = error.code || "ERR_REQUEST";
  if (timedOut !== undefined) {
    return new ExchangeFailure(connecting.has(timedOut) ? "unsent" : "lost", "ETIMEDOUT", error.message);
  }
  if (unsent.has(code)) return new ExchangeFailure("unsent", code, error.message);
  if (certificate.test(code)) {
    return new ExchangeFailure(
      "hopeless",
      code,
      `${error.message}. If your network inspects TLS, name its root certificate in NODE_EXTRA_CA_CERTS`,
    );
  }
  if (code.startsWith("ERR_INVALID") || code.startsWith("ERR_HTTP_INVALID")) {
    return new ExchangeFailure("hopeless", code, error.message);
  }
  return new ExchangeFailure("lost", code, error.message);
}

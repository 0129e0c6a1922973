/** One HTTP request and its reply, through got: no redirects, no errors for statuses; failures are sorted. */
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

/** No reply. The library's own error holds request headers, so it is not kept. */
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

/** Sends once. @throws ConfigurationError for a proxy that is no URL. */
export async function exchange(request: Exchange): Promise<Reply | ExchangeFailure> {
  const { method, url, headers, body } = request;
  const settings = settingsOf(request);
  return sorted(async ({ default: got }) => {
    const content = body === undefined ? {} : { body };
    const reply = await got(url, {
      ...settings,
      method,
      headers,
      ...content,
      retry: { limit: 0 },
      responseType: "text",
    });
    return { status: reply.statusCode, headers: reply.headers, text: reply.body };
  });
}

/** The bytes of a file, whatever the status. */
export interface BinaryReply {
  readonly status: number;
  readonly bytes: Buffer;
}

type Download = Pick<Exchange, "url" | "timeoutMs" | "proxy">;

/**
 * Fetches a file, in three attempts at most, without any header of ours: the address itself is the permission.
 * @throws ConfigurationError for a proxy that is no URL.
 */
export async function fetchBytes(request: Download): Promise<BinaryReply | ExchangeFailure> {
  const settings = settingsOf(request);
  return sorted(async ({ default: got }) => {
    const reply = await got(request.url, { ...settings, retry: { limit: 2 }, responseType: "buffer" });
    return { status: reply.statusCode, bytes: Buffer.from(reply.body) };
  });
}

function settingsOf({ url, timeoutMs, proxy }: Download) {
  const { http, https } = agentsFor(url, proxy);
  return {
    agent: { http, https },
    timeout: { request: timeoutMs, connect: Math.min(30_000, timeoutMs) },
    followRedirect: false,
    throwHttpErrors: false,
  };
}

/** Loaded with the first request: a program that only previews needs no HTTP. */
const library = () => import("got");

async function sorted<T>(send: (got: Awaited<ReturnType<typeof library>>) => Promise<T>): Promise<T | ExchangeFailure> {
  const got = await library();
  try {
    return await send(got);
  } catch (error) {
    if (error instanceof got.RequestError) {
      return failureOfError(error, error instanceof got.TimeoutError ? error.event : undefined);
    }
    return new ExchangeFailure("hopeless", "ERR_REQUEST", error instanceof Error ? error.message : String(error));
  }
}

const unsent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "EADDRNOTAVAIL"]);
const connecting = new Set(["lookup", "connect", "secureConnect", "socket"]);
const certificate =
  /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(GET|VERIFY|DECRYPT)|HOSTNAME_MISMATCH|EPROTO)/;

/** @param timedOut What took too long, e.g. `connect` or `request`. */
export function failureOfError(
  error: { readonly code?: string; readonly message: string },
  timedOut?: string,
): ExchangeFailure {
  const code = error.code || "ERR_REQUEST";
  const { message } = error;
  if (timedOut !== undefined) {
    return new ExchangeFailure(connecting.has(timedOut) ? "unsent" : "lost", "ETIMEDOUT", message);
  }
  if (unsent.has(code)) return new ExchangeFailure("unsent", code, message);
  if (certificate.test(code)) {
    const advice = "If your network inspects TLS, name its root certificate in NODE_EXTRA_CA_CERTS";
    return new ExchangeFailure("hopeless", code, `${message}. ${advice}`);
  }
  const isRefused = code.startsWith("ERR_INVALID") || code.startsWith("ERR_HTTP_INVALID");
  return new ExchangeFailure(isRefused ? "hopeless" : "lost", code, message);
}

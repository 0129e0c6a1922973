/**
 * One HTTP request and its reply, through got: no redirects, no errors for statuses; failures are sorted. A reply is read
 * no further than its limit, counted as it is unpacked, so that no service can fill the memory.
 */
import type { IncomingHttpHeaders } from "node:http";
import type { Writable } from "node:stream";
import { clipped, redact } from "../redact.js";
import { agentsFor, proxyFor } from "./proxy.js";
import { isLoopback, loopbackLookup } from "./safe-url.js";

/** A body that is read while it is sent; once for each attempt. */
export interface Pieces {
  readonly byteLength: number;
  /** Each is used no longer than until the next is asked for. What it throws ends the request, and is thrown. */
  pieces(): AsyncIterable<Uint8Array>;
}

/** What is sent. */
export interface Exchange {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array | Pieces | undefined;
  /** Milliseconds from the first byte out to the last byte in. */
  readonly timeoutMs: number;
  /** Milliseconds without a byte in either direction, for what may take long in all. Default: no limit of its own. */
  readonly stallMs?: number | undefined;
  /** The most bytes of a good answer, unpacked. Of others, the first {@link mostErrorBytes} are read. */
  readonly mostBytes: number;
  /** Ends it, as `ERR_ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /** Always used when given; otherwise see {@link agentsFor}. */
  readonly proxy?: string | undefined;
}

/** What came back, whatever its status. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The same for a file. */
export interface BinaryReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** Bytes of an answer that is no success: a gateway's page takes a few kB, and an error shows a sentence of it. */
const mostErrorBytes = 256 * 1024;

/** No reply. The library's own error holds request headers, so it is not kept. */
export class ExchangeFailure extends Error {
  override readonly name = "ExchangeFailure";

  /**
   * @param kind `unsent`: the service never saw the request. `lost`: it may have. `hopeless`: trying again cannot help.
   *   `oversized`: it was a success, with more bytes than are read.
   * @param code e.g. `ECONNRESET`.
   */
  constructor(
    readonly kind: "unsent" | "lost" | "hopeless" | "oversized",
    readonly code: string,
    message: string,
  ) {
    super(clipped(redact(message), 500));
  }
}

/** Sends once. @throws ConfigurationError for a proxy that is no URL. */
export async function exchange(request: Exchange): Promise<Reply | ExchangeFailure> {
  const reply = await exchangeBytes(request);
  if (reply instanceof ExchangeFailure) return reply;
  const { bytes, ...head } = reply;
  return { ...head, text: new TextDecoder().decode(bytes) };
}

/** The same as {@link exchange}, for an answer that need not be text. */
export async function exchangeBytes(request: Exchange): Promise<BinaryReply | ExchangeFailure> {
  const { method, url, headers, body, timeoutMs, stallMs, mostBytes, signal, proxy } = request;
  const { http, https } = await agentsFor(url, proxy);
  const isDirect = proxyFor(url, proxy) === undefined;
  let broken: { readonly error: Error } | undefined;
  const reply = await sorted(isDirect && isLoopback(url.hostname), async ({ default: got }) => {
    const stream = got.stream(url, {
      method,
      headers: body === undefined ? headers : { ...headers, "content-length": String(lengthOf(body)) },
      ...(signal === undefined ? {} : { signal }),
      agent: { http, https },
      timeout: {
        request: timeoutMs,
        connect: Math.min(30_000, timeoutMs),
        ...(stallMs === undefined ? {} : { socket: stallMs }),
      },
      ...(isDirect && url.hostname === "localhost" ? { dnsLookup: loopbackLookup } : {}),
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
    });
    // The loop throws what happens during it. Later, such as by a signal that others share, there is nobody to tell.
    stream.on("error", () => {});
    const head: { status: number; headers: IncomingHttpHeaders } = { status: 0, headers: {} };
    stream.once("response", ({ statusCode, headers }) => Object.assign(head, { status: statusCode, headers }));
    // Written here: a body among the options would be copied, which for a file takes as long as sending it.
    let isSending = method !== "GET";
    if (isSending) {
      write(body, stream).then(
        () => {
          isSending = false;
        },
        (error: Error) => {
          broken = { error };
          stream.destroy(error);
        },
      );
    }
    const chunks: Buffer[] = [];
    let left: number | undefined;
    // Leaving the loop closes the connection.
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const isGood = head.status >= 200 && head.status < 300;
      left ??= isGood ? mostBytes : mostErrorBytes;
      if (isGood && chunk.length > left) {
        const limit = `more than ${Math.ceil(mostBytes / 1024 / 1024)} MB`;
        return new ExchangeFailure("oversized", "ERR_OVERSIZED", `answered ${head.status} with ${limit}`);
      }
      chunks.push(chunk.subarray(0, left));
      left -= chunk.length;
      if (left < 0) break;
    }
    if (isSending) stream.destroy(); // it was answered before its end, and nobody waits for the rest
    return { ...head, bytes: Buffer.concat(chunks) };
  });
  if (broken !== undefined) throw broken.error;
  return reply;
}

/** A piece is read when the one before has left for the network. It may never end where the answer came before the end. */
async function write(body: Exchange["body"], to: Writable): Promise<void> {
  if (typeof body !== "object" || !("pieces" in body)) return void to.end(body);
  for await (const piece of body.pieces()) {
    if (to.destroyed) return;
    await new Promise<void>((resolve) => to.write(piece, () => resolve()));
  }
  to.end();
}

const lengthOf = (body: string | Uint8Array | Pieces) =>
  typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;

/** Loaded with the first request: a program that only previews needs no HTTP. */
const library = () => import("got");

/** @param isHere It is for this machine. */
async function sorted<T>(
  isHere: boolean,
  send: (got: Awaited<ReturnType<typeof library>>) => Promise<T | ExchangeFailure>,
): Promise<T | ExchangeFailure> {
  const got = await library();
  try {
    return await send(got);
  } catch (error) {
    if (error instanceof got.RequestError) {
      return failureOfError(error, error instanceof got.TimeoutError ? error.event : undefined, isHere);
    }
    return new ExchangeFailure("hopeless", "ERR_REQUEST", error instanceof Error ? error.message : String(error));
  }
}

const unsent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "EADDRNOTAVAIL"]);
const connecting = new Set(["lookup", "connect", "secureConnect"]);
const certificate =
  /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(GET|VERIFY|DECRYPT)|HOSTNAME_MISMATCH|EPROTO)/;

/** What took too long, in words; it has the library's figure in milliseconds. */
function tooLong(timedOut: string, message: string): string {
  const seconds = Math.max(1, Math.round(Number(/ for ([\d.]+)ms/.exec(message)?.[1] ?? 0) / 1000));
  if (timedOut === "socket") return `not a byte for ${seconds} s`;
  return `${connecting.has(timedOut) ? "no connection" : "no whole answer"} within ${seconds} s`;
}

/** @param timedOut What took too long, e.g. `connect` or `request`. @param isHere It was for this machine. */
export function failureOfError(
  error: { readonly code?: string; readonly message: string },
  timedOut?: string,
  isHere = false,
): ExchangeFailure {
  const code = error.code || "ERR_REQUEST";
  const { message } = error;
  if (timedOut !== undefined) {
    return new ExchangeFailure(connecting.has(timedOut) ? "unsent" : "lost", "ETIMEDOUT", tooLong(timedOut, message));
  }
  if (code === "ECONNREFUSED" && isHere) {
    return new ExchangeFailure("hopeless", code, "nothing listens there; start the emulator, or correct the port");
  }
  if (unsent.has(code)) return new ExchangeFailure("unsent", code, message);
  if (certificate.test(code)) {
    const advice = "If your network inspects TLS, name its root certificate in NODE_EXTRA_CA_CERTS";
    return new ExchangeFailure("hopeless", code, `${message}. ${advice}`);
  }
  const isRefused = code.startsWith("ERR_INVALID") || code.startsWith("ERR_HTTP_INVALID");
  return new ExchangeFailure(isRefused ? "hopeless" : "lost", code, message);
}

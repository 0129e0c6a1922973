/**
 * Sends bytes to the address (SAS URL) that the service gives, in blocks, by two operations of Azure storage: "Put
 * Block" and "Put Block List"; a file of one block by "Put Blob".
 *
 * Microsoft's library for storage does the same. It is not used here, since its time-out of an attempt is only a wish
 * to the server, it does not repeat after 408, 429, 502 and 504 or honour `Retry-After`, and it follows redirects.
 */
// API reference §4.4, second step
import { type Clock, systemClock } from "../clock.js";
import { UploadError } from "../errors.js";
import { repeated } from "../http/attempts.js";
import { type Exchange, ExchangeFailure, exchange, type Pieces, type Reply } from "../http/exchange.js";
import { isRedirect, mayPass, times } from "../http/failures.js";
import { defaultTimeouts, Notices, Patience, type Timeouts } from "../http/patience.js";
import { proxyUrl } from "../http/proxy.js";
import { fileUrl } from "../http/safe-url.js";
import { blockList, blockName, blockSize, blocksIn, isGarbled, type Sum, sumOf } from "./blocks.js";
import { type ByteSource, piecesOf, sourceOf } from "./byte-source.js";

/** Blocks that are sent at the same time. */
const concurrency = 4;
/** 50 kB/s for the whole file; a slower line is taken for one that hangs. */
const slowestBytesPerMs = 50;
/** Attempts of a block. */
const attempts = 5;
/** The version of Azure storage's API that is spoken: of August 2020, in which blocks may have 4 GB. */
const storageVersion = "2020-10-02";
/** Bytes of a good answer, which has no body; an error has a few hundred. */
const mostAnswerBytes = 1024 * 1024;

/** What goes with the bytes. */
export interface UploadDetails {
  /** For error messages; its ending tells the content type. */
  readonly fileName: string;
  readonly onProgress?: ((sentBytes: number, totalBytes: number) => void) | undefined;
  /** An interrupted run may have sent some of it to this address: only the blocks that are missing are sent. */
  readonly isResumed?: boolean | undefined;
}

/** How files are sent and fetched; as for the client itself. */
export interface StoreOptions {
  /** Always used when given; otherwise `HTTPS_PROXY` and `NO_PROXY`. */
  readonly proxy?: string | undefined;
  readonly notice?: ((line: string) => void) | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
  readonly clock?: Clock | undefined;
  /** Ends uploads of several blocks: the next run goes on with the blocks that were sent. */
  readonly stopUploads?: AbortSignal | undefined;
}

/** One upload on its way. */
interface Upload {
  readonly url: URL;
  readonly fileName: string;
  /** Milliseconds since 1970 until which it may last. */
  readonly until: number;
  /** Requests that share the line. */
  readonly besides: number;
  /** Ends all other blocks when one cannot be sent. */
  readonly signal: AbortSignal;
}

export class Uploader {
  private readonly clock: Clock;
  private readonly timeouts: Timeouts;
  private readonly notices: Notices;

  /** @throws ConfigurationError */
  constructor(private readonly options: StoreOptions = {}) {
    if (options.proxy) proxyUrl(options.proxy);
    this.clock = options.clock ?? systemClock;
    this.timeouts = { ...defaultTimeouts, ...options.timeouts };
    this.notices = new Notices(this.clock, this.timeouts.notice, options.notice);
  }

  /**
   * A file of up to 16 MiB in one request, a larger one in blocks of 16 MiB, four at a time, which `stopUploads` ends.
   * Each, and the list of them at the end, is sent up to five times: after 408, 429, 5xx, a failure of the network, a
   * minute without a byte, or a minute and what its bytes take at 50 kB/s for all that are sent at the same time. Each has
   * its MD5, by which the store refuses what has changed on its way; then it is sent again, too. The whole gets five minutes
   * and what its bytes take. The address is used as given, whatever its host. The bytes are read twice, for the MD5 and to
   * be sent, a megabyte at a time: no block is in memory as a whole.
   *
   * @throws UploadError whose message leaves the signature out; for an expired address it says so.
   */
  async upload(
    address: string | undefined,
    content: Uint8Array | ByteSource,
    { fileName, onProgress, isResumed }: UploadDetails,
  ): Promise<void> {
    const source = sourceOf(content);
    const { byteLength } = source;
    const patienceMs = this.timeouts.transfer + byteLength / slowestBytesPerMs;
    const url = addressOf(address, fileName);
    const others = new AbortController();
    const besides = Math.min(concurrency, Math.max(1, Math.ceil(byteLength / blockSize)));
    const until = this.clock.now() + patienceMs;
    const { stopUploads: stop } = this.options;
    const signal = AbortSignal.any(stop === undefined || besides === 1 ? [others.signal] : [others.signal, stop]);
    const upload: Upload = { url, fileName, until, besides, signal };
    const properties = { "x-ms-blob-content-type": contentTypeOf(fileName) };
    if (byteLength <= blockSize) {
      await this.putAll(upload, {}, source, { ...properties, "x-ms-blob-type": "BlockBlob" });
      onProgress?.(byteLength, byteLength);
      return;
    }
    const there = isResumed ? await this.blocksAt(upload) : new Map<string, number>();
    const names: string[] = new Array(Math.ceil(byteLength / blockSize));
    const left = names.keys();
    let sent = 0;
    // One block is looked at after the other, while earlier ones are on their way.
    let looking: Promise<unknown> = Promise.resolve();
    const worker = async () => {
      for (const index of left) {
        if (upload.signal.aborted) return;
        const start = index * blockSize;
        const block = partOf(source, start, Math.min(start + blockSize, byteLength));
        const look = looking.then(() => sumOf(block.pieces()));
        looking = look;
        const sum = await look;
        const name = blockName(start, sum);
        if (there.get(name) !== block.byteLength) await this.put(upload, { comp: "block", blockid: name }, block, sum);
        names[index] = name;
        sent += block.byteLength;
        onProgress?.(sent, byteLength);
      }
    };
    try {
      await Promise.all(Array.from({ length: concurrency }, worker));
    } catch (error) {
      others.abort();
      if (stop?.aborted !== true) throw error;
    }
    if (stop?.aborted === true) {
      throw new UploadError(`The upload of "${fileName}" was stopped. Run again: it goes on with what was sent.`);
    }
    await this.putAll(upload, { comp: "blocklist" }, sourceOf(Buffer.from(blockList(names))), properties);
  }

  /** The blocks that wait at an address for the list of them; none where it cannot be told. */
  private async blocksAt({ url: address, signal, until }: Upload): Promise<Map<string, number>> {
    const outcome = await exchange({
      method: "GET",
      url: withQuery(address, { comp: "blocklist", blocklisttype: "uncommitted" }),
      headers: { "x-ms-version": storageVersion },
      timeoutMs: Math.max(1, Math.min(this.timeouts.block, until - this.clock.now())),
      stallMs: this.timeouts.stall,
      signal,
      mostBytes: mostAnswerBytes,
      proxy: this.options.proxy,
    });
    return outcome instanceof ExchangeFailure || outcome.status !== 200 ? new Map() : blocksIn(outcome.text);
  }

  /** All bytes of a source in one request. */
  private async putAll(
    upload: Upload,
    query: Readonly<Record<string, string>>,
    source: ByteSource,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    const whole = partOf(source, 0, source.byteLength);
    await this.put(upload, query, whole, await sumOf(whole.pieces()), headers);
  }

  /** One request, until it is done. */
  private put(
    { url: address, fileName, until, besides, signal }: Upload,
    query: Readonly<Record<string, string>>,
    body: Pieces,
    sum: Sum,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const url = withQuery(address, query);
    const busyMs = (body.byteLength * besides) / slowestBytesPerMs;
    const request: Omit<Exchange, "timeoutMs"> = {
      method: "PUT",
      url,
      headers: {
        ...headers,
        ...sum.headers,
        "x-ms-version": storageVersion,
        "content-type": "application/octet-stream",
      },
      body,
      stallMs: this.timeouts.stall,
      signal,
      mostBytes: mostAnswerBytes,
      proxy: this.options.proxy,
    };
    const patience = new Patience(this.clock, until - this.clock.now(), attempts);
    const what = `the upload of "${fileName}"`;
    return repeated(this.clock, async (attempt) => {
      const timeoutMs = Math.max(1, Math.min(this.timeouts.block + busyMs, until - this.clock.now()));
      const send = () => patience.during(() => exchange({ ...request, timeoutMs }));
      const reply = await this.notices.watching(url.host, what, patience, send, busyMs);
      if (!(reply instanceof ExchangeFailure) && reply.status === 201) return { result: undefined };
      const retryAfter = reply instanceof ExchangeFailure ? undefined : reply.headers["retry-after"];
      const delayMs = mayPass(reply) || isGarbled(reply) ? patience.pause(attempt, retryAfter) : undefined;
      const isLate = delayMs === undefined || signal.aborted || this.clock.now() + delayMs >= until;
      if (!isLate) this.notices.pausing(url.host, what, patience, delayMs, reply);
      return { error: uploadError(reply, address, fileName, attempt), delayMs: isLate ? undefined : delayMs };
    });
  }
}

function partOf(source: ByteSource, start: number, end: number): Pieces {
  return { byteLength: end - start, pieces: () => piecesOf(source, start, end) };
}

function withQuery(address: URL, query: Readonly<Record<string, string>>): URL {
  const url = new URL(address);
  // The query is a signature, which must stay as it is.
  const added = new URLSearchParams(query).toString();
  url.search = [url.search.slice(1), added].filter((part) => part !== "").join("&");
  return url;
}

/** @throws UploadError */
function addressOf(address: string | undefined, fileName: string): URL {
  if (address === undefined) {
    throw new UploadError(`Partner Center gave no address to upload "${fileName}" to. Run again.`, {}, true);
  }
  const url = fileUrl(address);
  if (url === undefined) {
    const what = `Partner Center gave an address for "${fileName}" that is not https or has a user name; it is not used.`;
    throw new UploadError(what, {}, true);
  }
  return url;
}

function uploadError(reply: Reply | ExchangeFailure, url: URL, fileName: string, attempt: number): UploadError {
  const what = `"${fileName}" could not be uploaded to ${url.host}${times(attempt)}`;
  if (reply instanceof ExchangeFailure) {
    return new UploadError(
      `${what}: ${reply.code}: ${reply.message}. Check the network and the proxy (this host must be allowed as well), ` +
        "then run again.",
      { method: "PUT", path: url.pathname },
    );
  }
  const { status, headers } = reply;
  const [code, requestId] = [headers["x-ms-error-code"], headers["x-ms-request-id"]].map((header) =>
    typeof header === "string" ? header : undefined,
  );
  const details = { status, method: "PUT", path: url.pathname, requestId };
  const expiry = url.searchParams.get("se");
  if ((status === 403 || status === 401) && expiry !== null && Date.parse(expiry) < Date.now()) {
    return new UploadError(
      `${what}: the address that Partner Center gave expired at ${expiry}. Run again to get a new one.`,
      details,
      true,
    );
  }
  if (isRedirect(status)) {
    return new UploadError(`${what}: it answered with a redirect (${status}), which is not followed.`, details);
  }
  const isOfAddress = [401, 403, 404].includes(status);
  return new UploadError(`${what}: ${[status, code].join(" ").trim()}. Run again.`, details, isOfAddress);
}

const types: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  zip: "application/zip",
  pdf: "application/pdf",
  json: "application/json",
};

/** The content type for a file's name. */
function contentTypeOf(fileName: string): string {
  return types[fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";
}

/** Sends bytes to the address (SAS URL) that the service gives, in blocks. API reference §4.4, second step. */
import type { RequestPolicyFactory } from "@azure/storage-blob";
import { UploadError } from "../errors.js";
import { agentsFor, proxyUrl } from "../http/proxy.js";
import { safeUrl } from "../http/safe-url.js";

/** Bytes. */
const blockSize = 8 * 1024 * 1024;
/** A whole upload gets five minutes and what 50 kB/s take. */
const patienceMs = 5 * 60_000;
const slowestBytesPerMs = 50;

/** What goes with the bytes. */
export interface UploadDetails {
  /** For error messages; its ending tells the content type. */
  readonly fileName: string;
  readonly onProgress?: ((sentBytes: number, totalBytes: number) => void) | undefined;
}

export class Uploader {
  /** @param proxy Always used when given; otherwise `HTTPS_PROXY` and `NO_PROXY`. @throws ConfigurationError */
  constructor(private readonly options: { readonly proxy?: string | undefined } = {}) {
    if (options.proxy) proxyUrl(options.proxy);
  }

  /**
   * Blocks of 8 MiB, four at a time, each retried; the address is used as given, whatever its host.
   *
   * @throws UploadError whose message leaves the signature out; for an expired address it says so.
   */
  async upload(address: string | undefined, bytes: Uint8Array, details: UploadDetails): Promise<void> {
    const url = addressOf(address, details.fileName);
    // Loaded only when there is something to upload: it is the heaviest library here.
    const { AnonymousCredential, BlockBlobClient, newPipeline } = await import("@azure/storage-blob");
    const pipeline = newPipeline(new AnonymousCredential(), {
      retryOptions: { maxTries: 5, retryDelayInMs: 1000, maxRetryDelayInMs: 30_000 },
    });
    pipeline.factories.push(this.connections(url));
    const patience = Math.ceil(patienceMs + bytes.byteLength / slowestBytesPerMs);
    try {
      await new BlockBlobClient(address ?? url.href, pipeline).uploadData(bytes, {
        blockSize,
        maxSingleShotSize: blockSize,
        concurrency: 4,
        blobHTTPHeaders: { blobContentType: contentTypeOf(details.fileName) },
        abortSignal: AbortSignal.timeout(patience),
        onProgress: ({ loadedBytes }) => details.onProgress?.(loadedBytes, bytes.byteLength),
      });
    } catch (error) {
      throw uploadError(error, url, details.fileName);
    }
  }

  /** The same connections, and the same choice of a proxy, as all other requests. */
  private connections(url: URL): RequestPolicyFactory {
    const agents = agentsFor(url, this.options.proxy);
    const agent = url.protocol === "https:" ? agents.https : agents.http;
    return {
      create: (next) => ({
        sendRequest: (request) => {
          request.agent = agent;
          return next.sendRequest(request);
        },
      }),
    };
  }
}

/** @throws UploadError */
function addressOf(address: string | undefined, fileName: string): URL {
  if (address === undefined) {
    throw new UploadError(`Partner Center gave no address to upload "${fileName}" to. Run again.`);
  }
  const url = safeUrl(address);
  if (url === undefined) {
    throw new UploadError(`Partner Center gave an address for "${fileName}" that is not https; it is not used.`);
  }
  return url;
}

/** What the storage library throws, as far as it is safe to show: its own message may hold the whole address. */
interface StorageFailure {
  readonly statusCode?: number;
  /** e.g. `AuthenticationFailed`, or a network code. */
  readonly code?: string;
  readonly name?: string;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

function uploadError(error: unknown, url: URL, fileName: string): UploadError {
  const { statusCode: status, code, name, response }: StorageFailure = Object(error);
  const what = `"${fileName}" could not be uploaded to ${url.host}`;
  const details = { status, method: "PUT", path: url.pathname, requestId: response?.headers?.get("x-ms-request-id") };
  const expiry = url.searchParams.get("se");
  if ((status === 403 || status === 401) && expiry !== null && Date.parse(expiry) < Date.now()) {
    return new UploadError(
      `${what}: the address that Partner Center gave expired at ${expiry}. Run again to get a new one.`,
      details,
    );
  }
  if (status !== undefined) {
    return new UploadError(`${what}: ${[status, code].join(" ").trim()}. Run again.`, details);
  }
  const reason =
    name === "AbortError" ? "it took too long" : (code ?? (error instanceof Error ? error.message : String(error)));
  return new UploadError(
    `${what}: ${reason}. Check the network and the proxy (this host must be allowed as well), then run again.`,
    details,
  );
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

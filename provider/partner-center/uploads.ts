/** Brings bytes to the address (SAS URL) that the service gives, in blocks. API reference §4.4, second step. */
import { AnonymousCredential, BlockBlobClient, newPipeline, RestError } from "@azure/storage-blob";
import { ConfigurationError, UploadError } from "./errors.js";
import { agentsFor, isLoopback, proxyUrl } from "./proxy.js";

const blockSize = 8 * 1024 * 1024;

/** What goes with the bytes. */
export interface UploadDetails {
  /** For error messages. */
  readonly fileName: string;
  readonly contentType: string;
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
    const host = url.host;
    const blob = new BlockBlobClient(
      url.href,
      newPipeline(new AnonymousCredential(), {
        retryOptions: { maxTries: 5, retryDelayInMs: 1000, maxRetryDelayInMs: 30_000 },
      }),
    );
    try {
      await blob.uploadData(bytes, {
        blockSize,
        maxSingleShotSize: blockSize,
        concurrency: 4,
        blobHTTPHeaders: { blobContentType: details.contentType },
        onProgress: ({ loadedBytes }) => details.onProgress?.(loadedBytes, bytes.byteLength),
      });
    } catch (error) {
      throw uploadError(error, url, host, details.fileName);
    }
  }
}

/** @throws UploadError */
function addressOf(address: string | undefined, fileName: string): URL {
  if (address === undefined) {
    throw new UploadError(`Partner Center gave no address to upload "${fileName}" to. Run again.`);
  }
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !(url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)))) {
    throw new UploadError(`Partner Center gave an address for "${fileName}" that is not https; it is not used.`);
  }
  return url;
}

function uploadError(error: unknown, url: URL, host: string, fileName: string): UploadError {
  const status = error instanceof RestError ? error.statusCode : undefined;
  const code = error instanceof RestError ? error.code : undefined;
  const expiry = url.searchParams.get("se");
  const expired = (status === 403 || status === 401) && expiry !== null && Date.parse(expiry) < Date.now();
  const what = `"${fileName}" could not be uploaded to ${host}`;
  const id = error instanceof RestError ? error.response?.headers.get("x-ms-request-id") : undefined;
  const details = { status, method: "PUT", path: url.pathname, requestId: id ?? undefined };
  if (expired) {
    return new UploadError(
      `${what}: the address that Partner Center gave expired at ${expiry}. Run again to get a new one.`,
      details,
    );
  }
  if (status !== undefined) {
    return new UploadError(
      `${what}: ${status} ${code ?? ""}. Run again; a new address is asked for if this one is no longer good.`,
      details,
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new UploadError(
    `${what}: ${reason}. Check the network and the proxy (the storage host must be allowed as well), then run again.`,
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
export function contentTypeOf(fileName: string): string {
  return types[fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";
}

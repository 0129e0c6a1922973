/** Fetches files from the addresses (SAS URLs) that the service gives. API reference §4.4, third step. */
import { DownloadError } from "../errors.js";
import { ExchangeFailure, fetchBytes } from "../http/exchange.js";
import { safeUrl } from "../http/safe-url.js";

const patienceMs = 5 * 60_000;

/** What finished images, documents, pictures of videos and packages have. */
export interface StoredFile {
  readonly id?: string | undefined;
  readonly fileName?: string | undefined;
  /** A secret; to read from, for about 8 hours. */
  readonly fileSasUri?: string | undefined;
}

export class Downloads {
  constructor(private readonly options: { readonly proxy?: string | undefined } = {}) {}

  /**
   * The bytes of a file that was listed just now.
   *
   * @throws DownloadError whose message leaves the signature out; also when the service gives no address, as for
   *   packages that it has processed (API reference §7 #29).
   */
  async get({ id, fileName, fileSasUri }: StoredFile): Promise<Buffer> {
    const what = `"${fileName ?? id ?? "a file"}" could not be fetched`;
    if (fileSasUri === undefined) throw new DownloadError(`${what}: Partner Center gives no address for it.`);
    const url = safeUrl(fileSasUri);
    if (url === undefined) throw new DownloadError(`${what}: Partner Center gave an address that is not https.`);
    const reply = await fetchBytes({ url, timeoutMs: patienceMs, proxy: this.options.proxy });
    if (reply instanceof ExchangeFailure) throw new DownloadError(`${what} from ${url.host}: ${reply.message}`);
    if (reply.status !== 200) {
      throw new DownloadError(`${what}: ${url.host} answered ${reply.status}. Run again.`, { status: reply.status });
    }
    return reply.bytes;
  }
}

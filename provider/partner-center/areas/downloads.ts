/** Fetches files from the addresses (SAS URLs) that the service gives. */
// API reference §4.4, third step
import { type Clock, systemClock } from "../clock.js";
import { DownloadError } from "../errors.js";
import { repeated } from "../http/attempts.js";
import { ExchangeFailure, exchangeBytes } from "../http/exchange.js";
import { mayPass, times } from "../http/failures.js";
import { defaultTimeouts, Notices, Patience, type Timeouts } from "../http/patience.js";
import { fileUrl } from "../http/safe-url.js";
import type { StoreOptions } from "./uploads.js";

/**
 * Bytes of a file: it is held in memory. Pictures have some hundred kB, documents some MB; no limit of the service is
 * documented.
 */
const mostBytes = 128 * 1024 * 1024;
/** Attempts of a download. */
const attempts = 5;

/** What finished images, documents, pictures of videos and packages have. */
export interface StoredFile {
  readonly id?: string | undefined;
  readonly fileName?: string | undefined;
  /** A secret; to read from, for about 8 hours. */
  readonly fileSasUri?: string | undefined;
}

export class Downloads {
  private readonly clock: Clock;
  private readonly timeouts: Timeouts;
  private readonly notices: Notices;

  constructor(private readonly options: StoreOptions = {}) {
    this.clock = options.clock ?? systemClock;
    this.timeouts = { ...defaultTimeouts, ...options.timeouts };
    this.notices = new Notices(this.clock, this.timeouts.notice, options.notice);
  }

  /**
   * The bytes of a file that was listed just now, at most 128 MB. Up to five attempts within five minutes; one without
   * a byte for a minute is given up.
   *
   * @throws DownloadError whose message leaves the signature out; also when the service gives no address, as for
   * packages that it has processed.
   */
  // API reference §7 #29
  async get({ id, fileName, fileSasUri }: StoredFile): Promise<Buffer> {
    const name = fileName ?? id ?? "a file";
    const what = `"${name}" could not be fetched`;
    if (fileSasUri === undefined) throw new DownloadError(`${what}: Partner Center gives no address for it.`);
    const url = fileUrl(fileSasUri);
    if (url === undefined) {
      throw new DownloadError(`${what}: Partner Center gave an address that is not https or has a user name.`);
    }
    const { stall, transfer } = this.timeouts;
    const patience = new Patience(this.clock, transfer, attempts);
    const request = { method: "GET", url, headers: {}, stallMs: stall, mostBytes, proxy: this.options.proxy } as const;
    return repeated(this.clock, async (attempt) => {
      const fetch = () => patience.during(() => exchangeBytes({ ...request, timeoutMs: patience.left }));
      const reply = await this.notices.watching(url.host, `the download of "${name}"`, patience, fetch);
      const isReply = !(reply instanceof ExchangeFailure);
      if (isReply && reply.status === 200) return { result: reply.bytes };
      const retryAfter = isReply ? reply.headers["retry-after"] : undefined;
      const delayMs = mayPass(reply) ? patience.pause(attempt, retryAfter) : undefined;
      if (delayMs !== undefined) {
        this.notices.pausing(url.host, `the download of "${name}"`, patience, delayMs, reply);
      }
      const error = isReply
        ? new DownloadError(`${what}: ${url.host} answered ${reply.status}${times(attempt)}. Run again.`, {
            status: reply.status,
          })
        : reply.kind === "oversized"
          ? new DownloadError(`${what}: ${url.host} ${reply.message}; it is not read further.`)
          : new DownloadError(`${what} from ${url.host}${times(attempt)}: ${reply.message}`);
      return { error, delayMs };
    });
  }
}

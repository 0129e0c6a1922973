/** Technical assets. API reference §2.1 rows 41–45, §3.14, §4.4, §4.5. */
import { type Clock, systemClock } from "../clock.js";
import { ConflictError, type FailureDetails, PartnerCenterError, UploadError } from "../errors.js";
import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody, NewPackage } from "../schemas/requests.js";
import { Package, type ValidationItem } from "../schemas/resources.js";
import { contentTypeOf, type Uploader } from "./uploads.js";

/** A package to bring to an offer. */
export interface PackageUpload {
  /** Unique per content: after an interrupted run the package is found again by it. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Default `AzureApplicationPackage`. */
  readonly resourceType?: string;
  /** A listed package in state `PendingUpload` of the same file: it is continued. */
  readonly resume?: Package;
  /** Called as bytes arrive. */
  readonly onProgress?: (sentBytes: number, totalBytes: number) => void;
}

/** How to wait for the service's processing. */
export interface PackageWait {
  /** Milliseconds; default 15 minutes. */
  readonly timeoutMs?: number;
  /** Called at the first look and whenever the state changes. */
  readonly onState?: (state: string) => void;
  readonly clock?: Clock;
}

/** The service could not process the package; `validationItems` has its reasons. */
export class PackageProcessingError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_PACKAGE_PROCESSING";
  readonly package: Package;
  readonly validationItems: readonly ValidationItem[];

  constructor(message: string, failed: Package, details?: FailureDetails) {
    super(message, details);
    this.package = failed;
    this.validationItems = failed.validationItems ?? [];
  }
}

/** The package was still not processed at the end of the time allowed; `package` is how it was last seen. */
export class PackageTimeoutError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_PACKAGE_TIMEOUT";
  readonly package: Package;

  constructor(message: string, last: Package) {
    super(message);
    this.package = last;
  }
}

/** Steps of the wait: half a second at first, half as much again each time, ten seconds at most. */
export function packagePollDelay(step: number): number {
  return Math.min(10_000, 500 * 1.5 ** step);
}

const all = (productId: string) => path`/products/${productId}/packages`;
const one = (productId: string, id: string) => path`/products/${productId}/packages/${id}`;

export class Packages {
  constructor(
    private readonly transport: Transport,
    private readonly uploader: Uploader,
  ) {}

  list(productId: string): Promise<Package[]> {
    return this.transport.list(all(productId), Package);
  }

  /** @throws NotFoundError */
  get(productId: string, id: string): Promise<Package> {
    return this.transport.get(one(productId, id), Package);
  }

  /** The same as {@link get} out of the list of all packages; see `Variants.look`. @throws NotFoundError */
  async look(productId: string, id: string): Promise<Package> {
    return (await this.list(productId)).find((found) => found.id === id) ?? this.get(productId, id);
  }

  /** The first of three steps: announces a package; the reply has the address to upload it to. {@link upload} does all three. */
  async create(productId: string, body: NewPackage): Promise<Package> {
    const { fileName } = checkedBody(NewPackage, body, "a new package");
    return this.announce(productId, { resourceType: "AzureApplicationPackage", ...body, fileName });
  }

  /**
   * The last of three steps (`state: "Uploaded"`).
   *
   * @param etag Default: none, as working clients do (API reference §2.2).
   * @throws ConflictError if it is given and stale.
   */
  async update(productId: string, id: string, body: Package, etag?: string): Promise<Package> {
    checkedBody(Package, body, "a package");
    return this.transport.put(one(productId, id), body, Package, { ifMatch: etag });
  }

  /**
   * Announces the package, sends the bytes in blocks, and commits. Returns the service's reply to the commit: the
   * package is then usually `InProcessing`; go on with {@link waitProcessed}.
   *
   * @throws UploadError if the bytes cannot be brought to the address that the service gave.
   */
  async upload(productId: string, upload: PackageUpload): Promise<Package> {
    const { fileName, bytes, resourceType = "AzureApplicationPackage", resume, onProgress } = upload;
    const fields = { resourceType, fileName };
    const contentType = contentTypeOf(fileName);
    const send = (to: Package) => this.uploader.upload(to.fileSasUri, bytes, { fileName, contentType, onProgress });
    const left =
      resume !== undefined && resume.fileSasUri === undefined ? await this.get(productId, resume.id) : resume;
    let pending = left?.fileSasUri === undefined ? await this.announce(productId, fields) : left;
    try {
      await send(pending);
    } catch (error) {
      // The address of an interrupted upload may have expired.
      if (!(error instanceof UploadError) || pending !== left) throw error;
      pending = await this.announce(productId, fields);
      await send(pending);
    }
    return this.commit(productId, { ...pending, ...fields, state: "Uploaded" });
  }

  private announce(productId: string, fields: { resourceType: string; fileName: string }): Promise<Package> {
    return this.transport.post(all(productId), fields, Package, {
      recover: async () => {
        const left = (await this.list(productId)).findLast(
          ({ fileName, state }) => fileName === fields.fileName && state === "PendingUpload",
        );
        if (left === undefined) return undefined;
        const found = left.fileSasUri === undefined ? await this.get(productId, left.id) : left;
        return found.fileSasUri === undefined ? undefined : found;
      },
    });
  }

  /** A package PUT has met stray 409s (API reference §6.3); what counts is whether the service took the package on. */
  private async commit(productId: string, body: Package): Promise<Package> {
    const where = one(productId, body.id);
    try {
      return await this.transport.put(where, body, Package);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const current = await this.get(productId, body.id);
      if (current.state !== "PendingUpload") return current;
      const etag = current["@odata.etag"];
      return this.transport.put(
        where,
        { ...current, ...body, ...(etag === undefined ? {} : { "@odata.etag": etag }) },
        Package,
      );
    }
  }

  /**
   * Waits until the service has processed the package: looks at once, then in steps from 0.5 s growing to 10 s.
   *
   * @throws PackageProcessingError if it cannot be processed; PackageTimeoutError when the time is over;
   *   NotFoundError if it is gone.
   */
  async waitProcessed(productId: string, id: string, wait: PackageWait = {}): Promise<Package> {
    const { timeoutMs = 15 * 60_000, onState, clock = systemClock } = wait;
    const start = clock.now();
    let state: string | undefined;
    for (let step = 0; ; step++) {
      const current = await this.get(productId, id);
      const name = current.fileName ?? id;
      if (current.state !== state || step === 0) {
        state = current.state;
        onState?.(state ?? "unknown");
      }
      if (state === "Processed") return current;
      if (state === "ProcessFailed") {
        const reasons = (current.validationItems ?? []).map((item) =>
          [item.errorCode, item.message].filter((part) => part !== undefined && part !== "").join(": "),
        );
        throw new PackageProcessingError(
          `Partner Center could not process the package "${name}": ${reasons.join("; ") || "it gave no reason"}. ` +
            "Correct the package (mainTemplate.json and createUiDefinition.json must be at its root) and upload it again.",
          current,
        );
      }
      if (state === "PendingUpload") {
        throw new PackageProcessingError(
          `The package "${name}" was announced but its upload was never completed. Upload it again.`,
          current,
        );
      }
      const left = timeoutMs - (clock.now() - start);
      if (left <= 0) {
        throw new PackageTimeoutError(
          `Partner Center has not processed the package "${name}" within ${Math.round(timeoutMs / 1000)} s ` +
            `(its state is ${state ?? "unknown"}). Run again to go on waiting; if it stays so, see the offer's technical configuration in Partner Center.`,
          current,
        );
      }
      await clock.sleep(Math.min(packagePollDelay(step), left));
    }
  }

  /** @throws ConflictError while a configuration refers to it (a guess: API reference §4.12), NotFoundError */
  delete(productId: string, id: string): Promise<void> {
    return this.transport.delete(one(productId, id));
  }
}

/** Technical assets. */
// API reference §2.1 rows 41–45, §3.14, §4.4, §4.5
import { ifThere, MovedError } from "../errors.js";
import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody, NewPackage } from "../schemas/requests.js";
import { Package } from "../schemas/resources.js";
import type { ByteSource } from "./byte-source.js";
import { type PackageWait, processed } from "./package-processing.js";
import { replaced } from "./replacing.js";
import { uploadInSteps } from "./upload-steps.js";
import type { Uploader } from "./uploads.js";

/** A package to add to an offer. */
export interface PackageUpload {
  /** Unique per content: after an interrupted run the package is found again by it. */
  readonly fileName: string;
  readonly bytes: Uint8Array | ByteSource;
  /** Default `AzureApplicationPackage`. */
  readonly resourceType?: string;
  /** A listed package in state `PendingUpload` of the same file, to continue with. */
  readonly resume?: Package;
  /** Called as bytes arrive. */
  readonly onProgress?: (sentBytes: number, totalBytes: number) => void;
}

/** A package, and what else the offer has. */
export interface ProcessedPackage {
  readonly own: Package;
  /** All packages of the offer, the own one among them unless the list leaves it out. */
  readonly all: readonly Package[];
}

const packageType = "AzureApplicationPackage";
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

  /** The same, and nothing for an offer that this client has just made itself, and to which it has added none. */
  async listUnlessNew(productId: string): Promise<Package[]> {
    return this.transport.justSeen.list<Package>(all(productId), path`/products/${productId}`) ?? this.list(productId);
  }

  /** One that was moved is read where it is now, so that its id is another. @throws NotFoundError */
  // API reference §4.5
  async get(productId: string, id: string): Promise<Package> {
    try {
      return await this.transport.get(one(productId, id), Package);
    } catch (error) {
      if (!(error instanceof MovedError)) throw error;
      // Not further: where it is now, it need not be looked for.
      return this.transport.get(one(productId, error.toId), Package);
    }
  }

  /** The same as {@link get} out of the list of all packages; see `Variants.look`. @throws NotFoundError */
  async look(productId: string, id: string): Promise<Package> {
    return (await ifThere(this.list(productId)))?.find((found) => found.id === id) ?? this.get(productId, id);
  }

  /** The first of three steps: announces a package; the reply has its upload address. {@link upload} does all three. */
  async create(productId: string, body: NewPackage): Promise<Package> {
    const { resourceType = packageType, ...fields } = checkedBody(NewPackage, body, "a new package");
    return this.announce(productId, { resourceType, ...fields });
  }

  /**
   * The last of three steps (`state: "Uploaded"`).
   *
   * @param etag Default: none, as working clients do.
   * @throws ConflictError if it is given and stale.
   */
  // API reference §2.2
  async update(productId: string, id: string, body: Package, etag?: string): Promise<Package> {
    checkedBody(Package, body, "a package");
    return replaced(this.transport, one(productId, id), body, Package, { ifMatch: etag });
  }

  /**
   * Announces the package, sends the bytes in blocks, and commits. Returns the service's reply to the commit: the
   * package is then usually `InProcessing`; go on with {@link waitProcessed}.
   *
   * @throws UploadError if the bytes cannot be uploaded to the address that the service gave.
   */
  async upload(productId: string, upload: PackageUpload): Promise<Package> {
    const { fileName, bytes, resourceType = packageType, resume, onProgress } = upload;
    const fields = { resourceType, fileName };
    const bodyOf = (file: Package): Package => ({ ...file, ...fields, state: "Uploaded" });
    // What was listed may lack its address.
    const left =
      resume !== undefined && resume.fileSasUri === undefined ? await this.get(productId, resume.id) : resume;
    return uploadInSteps<Package>({
      left: left?.fileSasUri === undefined ? undefined : left,
      announce: () => this.announce(productId, fields),
      send: ({ fileSasUri }, isResumed) => this.uploader.upload(fileSasUri, bytes, { fileName, onProgress, isResumed }),
      commit: (file) => this.transport.put(one(productId, file.id), bodyOf(file), Package),
      taken: (file) => this.settle(productId, bodyOf(file)),
    });
  }

  private announce(productId: string, fields: { resourceType: string; fileName: string }): Promise<Package> {
    this.transport.justSeen.drop(all(productId));
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

  /** A package PUT has met stray 409s; what counts is whether the service took the package on. */
  // API reference §6.3
  private async settle(productId: string, body: Package): Promise<Package> {
    const current = await this.get(productId, body.id);
    if (current.state !== "PendingUpload") return current;
    const etag = current["@odata.etag"];
    const again = { ...current, ...body, ...(etag === undefined ? {} : { "@odata.etag": etag }) };
    return this.transport.put(one(productId, body.id), again, Package);
  }

  /**
   * Waits until the service has processed the package: looks at once (unless `wait.known` is it), then in steps from
   * 0.5 s growing to 10 s.
   *
   * @throws PackageProcessingError if it cannot be processed; PackageTimeoutError when the time is over;
   *   NotFoundError if it is gone.
   */
  waitProcessed(productId: string, id: string, wait?: PackageWait): Promise<Package> {
    return processed(id, () => this.get(productId, id), wait);
  }

  /**
   * The same as {@link waitProcessed} of a package that was just uploaded, with all packages of the offer as they were
   * once it was processed: the first look is the list of them, which in most cases is the only request.
   */
  async waitProcessedAmong(productId: string, id: string, wait?: PackageWait): Promise<ProcessedPackage> {
    let listed: Package[] | undefined;
    let looks = 0;
    const look = async () => {
      looks += 1;
      listed = looks === 1 ? await ifThere(this.list(productId)) : undefined;
      const seen = listed?.find((found) => found.id === id);
      // A list can lag, and may leave out why something failed: what would end the wait is asked of the package itself.
      const isSure = seen !== undefined && seen.state !== "PendingUpload" && seen.state !== "ProcessFailed";
      return isSure ? seen : this.get(productId, id);
    };
    const own = await processed(id, look, wait);
    return { own, all: listed ?? (await this.list(productId)) };
  }

  /** @throws ConflictError while a configuration refers to it (a guess), NotFoundError */
  // API reference §4.12
  delete(productId: string, id: string): Promise<void> {
    return this.transport.delete(one(productId, id));
  }
}

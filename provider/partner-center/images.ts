/** Logos and screenshots of a listing. API reference §2.1 rows 26–30, §3.10, §4.4. */
import { ConflictError, UploadError } from "./errors.js";
import { ListingImage } from "./schemas.js";
import { segment, type Transport } from "./transport.js";
import { contentTypeOf, type Uploader } from "./uploads.js";

/** An image to bring to a listing. */
export interface ImageUpload {
  /** `AzureLogoSmall`, `AzureLogoMedium`, `AzureLogoLarge`, `AzureLogoWide` or `AzureLogoScreenshot`. */
  readonly type: string;
  readonly fileName: string;
  /** Place among the screenshots. Default 0. */
  readonly order?: number;
  /** Caption. */
  readonly description?: string;
  readonly bytes: Uint8Array;
  /** A listed image in state `PendingUpload` of the same file, left by an interrupted run: it is continued. */
  readonly resume?: ListingImage;
}

export class Images {
  constructor(
    private readonly transport: Transport,
    private readonly uploader: Uploader,
  ) {}

  /** All images with their (secret) addresses; `PendingUpload` ones are unfinished. */
  list(productId: string, listingId: string): Promise<ListingImage[]> {
    return this.transport.list(this.path(productId, listingId), ListingImage, { $expand: "FileSasUri" });
  }

  /**
   * The three steps of an upload: announce, send the bytes, commit. Repeating it after a failure between the steps
   * leaves a `PendingUpload` image: pass it as `resume`.
   *
   * @throws UploadError if the bytes cannot be brought to the address that the service gave.
   */
  async upload(productId: string, listingId: string, image: ImageUpload): Promise<ListingImage> {
    const { type, fileName, order = 0, description, bytes, resume } = image;
    const fields = {
      resourceType: "ListingImage",
      fileName,
      type,
      order,
      ...(description === undefined ? {} : { description }),
    };
    const send = (to: ListingImage) =>
      this.uploader.upload(to.fileSasUri, bytes, { fileName, contentType: contentTypeOf(fileName) });
    let pending = resume?.fileSasUri === undefined ? await this.announce(productId, listingId, fields) : resume;
    try {
      await send(pending);
    } catch (error) {
      // The address of an interrupted upload may have expired.
      if (!(error instanceof UploadError) || pending !== resume) throw error;
      pending = await this.announce(productId, listingId, fields);
      await send(pending);
    }
    return this.commit(productId, listingId, { ...pending, ...fields, state: "Uploaded" });
  }

  /** A conflict after a lost reply: the service has taken the image already. */
  private async commit(productId: string, listingId: string, image: ListingImage): Promise<ListingImage> {
    const path = this.path(productId, listingId, image.id);
    try {
      return await this.transport.put(path, image, ListingImage, { ifMatch: image["@odata.etag"] ?? "*" });
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const current = (await this.list(productId, listingId)).find(({ id }) => id === image.id);
      if (current?.state === undefined || current.state === "PendingUpload") throw error;
      return current;
    }
  }

  private announce(
    productId: string,
    listingId: string,
    fields: { fileName: string; type: string },
  ): Promise<ListingImage> {
    return this.transport.post(this.path(productId, listingId), { ...fields, state: "PendingUpload" }, ListingImage, {
      recover: async () =>
        (await this.list(productId, listingId)).findLast(
          ({ fileName, type, state, fileSasUri }) =>
            fileName === fields.fileName &&
            type === fields.type &&
            state === "PendingUpload" &&
            fileSasUri !== undefined,
        ),
    });
  }

  /** Changes the draft only. @throws NotFoundError */
  delete(productId: string, listingId: string, imageId: string): Promise<void> {
    return this.transport.delete(this.path(productId, listingId, imageId));
  }

  private path(productId: string, listingId: string, id?: string): string {
    const images = `/products/${segment(productId)}/listings/${segment(listingId)}/images`;
    return id === undefined ? images : `${images}/${segment(id)}`;
  }
}

/** Logos and screenshots of a listing. */
// API reference §2.1 rows 26–30, §3.10, §4.4

import type { Transport } from "../http/transport.js";
import { checkedBody, NewListingImage } from "../schemas/requests.js";
import { ListingImage } from "../schemas/resources.js";
import { ListingFiles } from "./listing-files.js";
import type { Uploader } from "./uploads.js";

/** An image to add to a listing. */
export interface ImageUpload {
  /** `AzureLogoSmall`, `AzureLogoMedium`, `AzureLogoLarge`, `AzureLogoWide` or `AzureLogoScreenshot`. */
  readonly type: string;
  readonly fileName: string;
  /** Place among the screenshots. Default 0. */
  readonly order?: number;
  /** Caption. */
  readonly description?: string;
  readonly bytes: Uint8Array;
  /** A listed image in state `PendingUpload` of the same file, left by an interrupted run, to continue with. */
  readonly resume?: ListingImage;
}

export class Images extends ListingFiles<ListingImage> {
  constructor(transport: Transport, uploader: Uploader) {
    super(transport, uploader, "images", ListingImage);
  }

  /** The first of three steps: announces an image; the reply has its upload address. {@link upload} does all three. */
  async create(productId: string, listingId: string, body: NewListingImage): Promise<ListingImage> {
    const fields = { resourceType: "ListingImage", ...checkedBody(NewListingImage, body, "a new image") };
    return this.of(productId, listingId).create(fields);
  }

  /**
   * The last of three steps (`state: "Uploaded"`), or a change of order or caption.
   *
   * @param etag Default: the one in the body, or `*`.
   * @throws ConflictError if somebody changed it since.
   */
  async update(productId: string, listingId: string, imageId: string, body: ListingImage, etag?: string) {
    checkedBody(ListingImage, body, "an image");
    return this.of(productId, listingId).update(imageId, body, etag ?? body["@odata.etag"] ?? "*");
  }

  /**
   * The three steps of an upload: announce, send the bytes, commit. Repeating it after a failure between the steps
   * leaves a `PendingUpload` image: pass it as `resume`.
   *
   * @throws UploadError if the bytes cannot be uploaded to the address that the service gave.
   */
  upload(productId: string, listingId: string, image: ImageUpload): Promise<ListingImage> {
    const { type, fileName, order = 0, description, bytes, resume } = image;
    const caption = description === undefined ? {} : { description };
    const fields = { resourceType: "ListingImage", fileName, type, order, ...caption };
    return this.of(productId, listingId).upload(fields, bytes, resume);
  }
}

/** Documents (PDF) of a listing. */
// API reference §2.1 rows 21–25, §3.10, §4.4
import type { z } from "zod";
import type { Transport } from "../http/transport.js";
import { checkedBody, NewListingAsset } from "../schemas/requests.js";
import { entity, resource, text, uploaded } from "../schemas/wire-forms.js";
import { ListingFiles } from "./listing-files.js";
import type { Uploader } from "./uploads.js";

/** A document of a listing. */
// API reference §3.10
export const ListingAsset = resource({
  ...entity,
  ...uploaded,
  "@odata.etag": text,
  /** `PdfDocument`. */
  type: text,
  /** The title that customers see. */
  friendlyName: text,
  description: text,
  /** A secret. */
  publisherDefinedSasUri: text,
});
export type ListingAsset = z.infer<typeof ListingAsset>;

/** A document to add to a listing. */
export interface AssetUpload extends NewListingAsset {
  readonly bytes: Uint8Array;
  /** A listed document in state `PendingUpload` of the same file, left by an interrupted run, to continue with. */
  readonly resume?: ListingAsset;
}

export class Assets extends ListingFiles<ListingAsset> {
  constructor(transport: Transport, uploader: Uploader) {
    super(transport, uploader, "assets", ListingAsset);
  }

  /** The first of three steps: announces a document; the reply has its upload address. See {@link upload}. */
  async create(productId: string, listingId: string, body: NewListingAsset): Promise<ListingAsset> {
    const fields = { resourceType: "ListingAsset", ...checkedBody(NewListingAsset, body, "a new document") };
    return this.of(productId, listingId).create(fields);
  }

  /** The last of three steps (`state: "Uploaded"`), or a change of texts. @throws ConflictError if changed since. */
  async update(productId: string, listingId: string, assetId: string, body: ListingAsset): Promise<ListingAsset> {
    return this.of(productId, listingId).update(assetId, checkedBody(ListingAsset, body, "a document"));
  }

  /** The three steps of an upload, as for images. @throws UploadError if the bytes cannot be sent to their address. */
  async upload(productId: string, listingId: string, { bytes, resume, ...fields }: AssetUpload): Promise<ListingAsset> {
    const { fileName, type } = checkedBody(NewListingAsset, fields, "a new document");
    const announced = { resourceType: "ListingAsset", ...fields, fileName, type };
    return this.of(productId, listingId).upload(announced, bytes, resume);
  }
}

/** Documents (PDF) of a listing. API reference §2.1 rows 21–25, §3.10, §4.4. */
import type { z } from "zod";
import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody, NewListingAsset } from "../schemas/requests.js";
import { entity, resource, text, uploaded } from "../schemas/wire-forms.js";
import { FileCollection } from "./file-collection.js";
import type { Uploader } from "./uploads.js";

/** A document of a listing (§3.10). */
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

export class Assets {
  constructor(
    private readonly transport: Transport,
    private readonly uploader: Uploader,
  ) {}

  /** All documents with their (secret) addresses; `PendingUpload` ones are unfinished. */
  list(productId: string, listingId: string): Promise<ListingAsset[]> {
    return this.of(productId, listingId).list();
  }

  /** One document with its (secret) address. @throws NotFoundError */
  get(productId: string, listingId: string, assetId: string): Promise<ListingAsset> {
    return this.of(productId, listingId).get(assetId);
  }

  /**
   * The first of three steps: announces a document; the reply has the address to upload it to. {@link upload} does all
   * three.
   */
  async create(productId: string, listingId: string, body: NewListingAsset): Promise<ListingAsset> {
    const fields = { resourceType: "ListingAsset", ...checkedBody(NewListingAsset, body, "a new document") };
    return this.of(productId, listingId).create(fields);
  }

  /**
   * The last of three steps (`state: "Uploaded"`), or a change of its texts.
   * @throws ConflictError if somebody changed it since.
   */
  async update(productId: string, listingId: string, assetId: string, body: ListingAsset): Promise<ListingAsset> {
    return this.of(productId, listingId).update(assetId, checkedBody(ListingAsset, body, "a document"));
  }

  /**
   * The three steps of an upload, as for images.
   * @throws UploadError if the bytes cannot be uploaded to their address.
   */
  async upload(productId: string, listingId: string, { bytes, resume, ...fields }: AssetUpload): Promise<ListingAsset> {
    const { fileName, type } = checkedBody(NewListingAsset, fields, "a new document");
    return this.of(productId, listingId).upload(
      { resourceType: "ListingAsset", ...fields, fileName, type },
      bytes,
      resume,
    );
  }

  /** Changes the draft only. @throws NotFoundError */
  delete(productId: string, listingId: string, assetId: string): Promise<void> {
    return this.of(productId, listingId).delete(assetId);
  }

  private of(productId: string, listingId: string) {
    const files = path`/products/${productId}/listings/${listingId}/assets`;
    return new FileCollection(this.transport, this.uploader, files, ListingAsset, true);
  }
}

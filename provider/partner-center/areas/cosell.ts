/** Co-selling with Microsoft: the listing for sellers and its documents. */
// API reference §2.1 rows 68–76, §3.17
import { z } from "zod";
import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody, NewCosellAsset } from "../schemas/requests.js";
import { TypeValuePair } from "../schemas/resources.js";
import { entity, resource, text, texts, uploaded } from "../schemas/wire-forms.js";
import { FileCollection } from "./file-collection.js";
import { replaced } from "./replacing.js";
import type { Uploader } from "./uploads.js";

/** A document for sellers. */
// API reference §3.17
export const CosellAsset = resource({ ...entity, ...uploaded, "@odata.etag": text, type: text });
export type CosellAsset = z.infer<typeof CosellAsset>;

/** What Microsoft's sellers see of an offer. */
// API reference §3.17
export const CosellListing = resource({
  ...entity,
  "@odata.etag": text,
  offerPlatforms: texts,
  endCustomerSegments: texts,
  offerType: text,
  solutionAreas: z.array(z.looseObject({ area: text, subAreas: texts })).optional(),
  contacts: z
    .array(
      z.looseObject({
        type: text,
        email: text,
        name: text,
        jobTitle: text,
        role: text,
        regions: texts,
        subRegions: texts,
      }),
    )
    .optional(),
  /** The documents, by kind. */
  assetReferences: z.array(TypeValuePair).optional(),
});
export type CosellListing = z.infer<typeof CosellListing>;

/** A document to add to an offer's co-sell listing. */
export interface CosellAssetUpload extends NewCosellAsset {
  readonly bytes: Uint8Array;
  /** A listed document in state `PendingUpload` of the same file, left by an interrupted run, to continue with. */
  readonly resume?: CosellAsset;
}

/** Documents for sellers. */
export class CosellAssets {
  constructor(
    private readonly transport: Transport,
    private readonly uploader: Uploader,
  ) {}

  /** All documents of the offer. */
  list(productId: string): Promise<CosellAsset[]> {
    return this.of(productId).list();
  }

  /** The documents of one draft instance of the co-sell listing (module `Cosell`). */
  byInstance(productId: string, instanceId: string): Promise<CosellAsset[]> {
    const found = path`/products/${productId}/cosellAssets/getByInstanceID(instanceID=${instanceId})`;
    return this.transport.list(found, CosellAsset);
  }

  /** @throws NotFoundError */
  get(productId: string, id: string): Promise<CosellAsset> {
    return this.of(productId).get(id);
  }

  /** The first of three steps: announces a document; the reply has its upload address. See {@link upload}. */
  async create(productId: string, body: NewCosellAsset): Promise<CosellAsset> {
    return this.of(productId).create({
      resourceType: "CosellAsset",
      ...checkedBody(NewCosellAsset, body, "a new document"),
    });
  }

  /** The last of three steps (`state: "Uploaded"`). @throws ConflictError if somebody changed it since. */
  async update(productId: string, id: string, body: CosellAsset): Promise<CosellAsset> {
    return this.of(productId).update(id, checkedBody(CosellAsset, body, "a document"));
  }

  /** The three steps of an upload, as for images. @throws UploadError if the bytes cannot be sent to their address. */
  async upload(productId: string, { bytes, resume, ...fields }: CosellAssetUpload): Promise<CosellAsset> {
    const { fileName, type } = checkedBody(NewCosellAsset, fields, "a new document");
    return this.of(productId).upload({ resourceType: "CosellAsset", ...fields, fileName, type }, bytes, resume);
  }

  /** Changes the draft only. @throws NotFoundError */
  delete(productId: string, id: string): Promise<void> {
    return this.of(productId).delete(id);
  }

  private of(productId: string) {
    return new FileCollection(
      this.transport,
      this.uploader,
      path`/products/${productId}/cosellAssets`,
      CosellAsset,
      false,
      path`/products/${productId}`,
    );
  }
}

const listing = (productId: string, instanceId: string) => path`/products/${productId}/cosellListing/${instanceId}`;

/** The listing for sellers, addressed by draft instance. */
export class CosellListings {
  constructor(private readonly transport: Transport) {}

  /** The listing of a draft instance, which is found by its branch (module `Cosell`). */
  byInstance(productId: string, instanceId: string): Promise<CosellListing[]> {
    const found = path`/products/${productId}/cosellListing/getByInstanceID(instanceID=${instanceId})`;
    return this.transport.list(found, CosellListing);
  }

  /** @throws NotFoundError */
  get(productId: string, instanceId: string): Promise<CosellListing> {
    return this.transport.get(listing(productId, instanceId), CosellListing);
  }

  /** Replaces the whole listing: send what was read, changed. @throws ConflictError if somebody changed it since. */
  async update(productId: string, instanceId: string, body: CosellListing): Promise<CosellListing> {
    checkedBody(CosellListing, body, "a co-sell listing");
    return replaced(this.transport, listing(productId, instanceId), body, CosellListing, {
      ifMatch: body["@odata.etag"],
    });
  }
}

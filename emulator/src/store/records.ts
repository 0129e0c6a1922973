// What the emulator remembers (§8.2). Everything that changes with time is kept as moments, and the state is
// computed from them and the clock when somebody reads it.

import type { Wire } from "../wire/entities.js";
import type { MediaKind } from "../wire/media-shapes.js";

/** Part of an offer that has a draft instance of its own. */
export type Module =
  | "Listing"
  | "Property"
  | "Package"
  | "Availability"
  | "Cosell"
  | "SupplementalContent"
  | "ResellerConfiguration";

/** The editable objects behind instances. */
export type DraftKind =
  | "property"
  | "listing"
  | "productAvailability"
  | "featureAvailability"
  | "packageConfiguration"
  | "cosellListing"
  | "supplementalContent";

interface Owned {
  id: string;
  productId: string;
}

/** An offer with its small parts that have neither id nor entity tag. */
export interface ProductRecord extends Owned {
  tenant: string;
  createdAt: number;
  body: Wire;
  setup: Wire;
  reseller: Wire;
  lead?: Wire;
  releases: number;
}

/** The offer id of a product. */
export function offerIdOf(product: ProductRecord): string {
  const ids = product.body.externalIDs as { type: string; value: string }[];
  return ids.find((entry) => entry.type === "AzureOfferId")?.value ?? "";
}

/** True for the offers of Dynamics 365: they have no plans, and what plans have is at their own level (§4.8). */
export function isDynamics(product: ProductRecord): boolean {
  return String(product.body.resourceType).startsWith("AzureDynamics365");
}

/** The offer ids of a product: one, unless a client gave several. They never change. */
export function offerIdsOf(product: ProductRecord): string[] {
  const ids = product.body.externalIDs as { type: string; value: string }[];
  return ids.filter((entry) => entry.type.toLowerCase() === "azureofferid").map((entry) => entry.value);
}

/** A plan, or the `testdrive` pseudo-variant. */
export interface VariantRecord extends Owned {
  etag: string;
  body: Wire;
}

/** A draft instance: what a branch points to. `frozen` once a later one has replaced it. */
export interface InstanceRecord extends Owned {
  module: Module;
  variantId?: string;
  createdAt: number;
  visibleAt: number;
  emptyReplies: number;
  frozen?: boolean;
}

/** An editable object of an instance. */
export interface DraftRecord extends Owned {
  kind: DraftKind;
  instanceId: string;
  etag: string;
  body: Wire;
}

/** Width and height in pixels; `none` for bytes that are not a PNG picture. */
export type Picture = { readonly width: number; readonly height: number } | "none";

/**
 * A file that belongs to a draft: `listingId` is the id of the listing, co-sell listing or supplemental content.
 * `committed` once its bytes are in the store under `blob`.
 */
export interface MediaRecord extends Owned {
  kind: MediaKind;
  listingId: string;
  etag: string;
  body: Wire;
  state: string;
  blob: string;
  committed: boolean;
  /** Of an image, once its bytes are there. */
  picture?: Picture;
}

/** A package; `committedAt` is the moment of the PUT with state Uploaded. */
export interface PackageRecord extends Owned {
  etag: string;
  body: Wire;
  blob: string;
  committedAt?: number;
  processedAt?: number;
  problems: ValidationItem[];
  /** Where the package is now, if it has moved. */
  movedTo?: string;
}

/** A finding of package processing or of a submission's validation (§3.16). */
export interface ValidationItem {
  errorCode: string;
  severity: "Informational" | "Warning" | "Error";
  message: string;
  resource: string;
}

/** The content of one module when it was submitted. */
export interface SnapshotEntry {
  module: Module;
  instanceId: string;
  variantId?: string;
  drafts: DraftRecord[];
  media: MediaRecord[];
}

/** A submission as a list of moments; see state/submission-progress.ts for what it looks like at a given one. */
export interface SubmissionRecord extends Owned {
  releaseNumber: number;
  createdAt: number;
  validatedAt: number;
  previewAt: number;
  promotedAt?: number;
  certifiedAt?: number;
  publishedAt?: number;
  problems: ValidationItem[];
  stillInDraft?: boolean;
  /** A failure as it was seen in an unusual shape: without any reason, or in draft with a failed update. */
  failureShape?: "withoutReason" | "failedUpdate";
  /** So many reads answer 404 once it is in preview. */
  hiddenReads?: number;
  certificationFailed?: boolean;
  superseded?: boolean;
  publishOption?: Wire;
  extendedProperties: unknown[];
  variants: VariantRecord[];
  snapshot: SnapshotEntry[];
}

/** Every kind of record by the name it is stored under. */
export interface Records {
  product: ProductRecord;
  variant: VariantRecord;
  instance: InstanceRecord;
  draft: DraftRecord;
  media: MediaRecord;
  package: PackageRecord;
  submission: SubmissionRecord;
}

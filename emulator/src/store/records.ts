// What the emulator remembers (§8.2). Everything that changes with time is kept as moments, and the state is
// computed from them and the clock when somebody reads it.

import type { Wire } from "../wire/entities.js";
import type { MediaKind } from "../wire/media-shapes.js";
import type { WireError } from "../wire/product-ingestion-errors.js";

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
export function offerIdOf(product: Pick<ProductRecord, "body">): string {
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
  /** Certification found something before the preview was there, as it does for virtual machines. */
  failedBeforePreview?: boolean;
  superseded?: boolean;
  publishOption?: Wire;
  extendedProperties: unknown[];
  variants: VariantRecord[];
  snapshot: SnapshotEntry[];
  /** The same content as the second API has it; empty once superseded. Folders of version 0.1.0 have none. */
  resources?: Wire[];
}

/**
 * A resource of the second API (Product Ingestion API §5.1): as it was written, without its id. `id` is the durable id.
 * Of offers, plans and set-ups it holds only what the records of those do not.
 */
export interface ResourceRecord extends Owned {
  body: Wire;
}

/**
 * A job of the second API: resources that are written one after the other. It belongs to no offer, since it may make
 * several; `productId` is `waiting` while something is left to be written, then `written`.
 */
export interface JobRecord {
  id: string;
  productId: "waiting" | "written";
  tenant: string;
  /** GUIDs of the offers that it concerns, as far as they existed when it came. */
  offers: string[];
  acceptedAt: number;
  startsAt: number;
  /** From one resource to the next. */
  stepMilliseconds: number;
  /** In the order of work. */
  resources: Wire[];
  done: number;
  /** Durable ids of what has been written, by the names that they have within the job. */
  names: Record<string, string>;
  written: string[];
  /** What it publishes, once that has begun: it goes on until this ends. */
  submission?: { productId: string; id: string; target: "preview" | "live" };
  ended?: { at: number; result: "succeeded" | "failed" | "cancelled"; errors: WireError[] };
  /** It came while another job wrote the same offer, which the switch `parallelJobs` forbids. */
  locked?: boolean;
  /** What fault rules want of it. */
  faults: JobFaults;
}

/** What fault rules want of a job. */
export interface JobFaults {
  neverEnds?: boolean;
  failed?: "beforeWriting" | "afterWriting";
  submissionFailed?: boolean;
  certificationFailed?: boolean;
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
  resource: ResourceRecord;
  job: JobRecord;
}

// What both APIs make and remove: offers, plans and submissions, with all that the service makes along with them.

import type {
  ProductRecord,
  SnapshotEntry,
  SubmissionRecord,
  ValidationItem,
  VariantRecord,
} from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { newEntityTag } from "../wire/entity-tags.js";
import { guid, submissionId } from "../wire/identifiers.js";
import { createInstances, removeInstances } from "./branches.js";
import { initialReseller, initialSetup } from "./initial-drafts.js";
import { renewInstances } from "./renewal.js";
import type { Service } from "./service.js";
import { liveSubmission, promoteAt, substateOf, visibleSubmissions } from "./submission-progress.js";

/** Makes an offer of an account. `body` is the first API's: resourceType, name, externalIDs. */
export function addProduct(service: Service, tenant: string, body: Wire): ProductRecord {
  const { store, clock, switches } = service;
  const id = guid();
  const productType = String(body.resourceType);
  const product: ProductRecord = {
    id,
    productId: id,
    tenant,
    createdAt: clock.now(),
    body,
    setup: initialSetup(productType),
    reseller: initialReseller(productType),
    releases: 0,
  };
  store.transaction(() => {
    store.put("product", product);
    createInstances(service, product);
    if (switches.testDriveVariant && productType === "AzureApplication") {
      addVariant(service, product, { resourceType: "AzureTestDriveVariant", state: "Inactive" }, "testdrive");
    }
  });
  return product;
}

/** Makes a plan. `body` is the first API's. */
export function addVariant(service: Service, product: ProductRecord, body: Wire, id = guid()): VariantRecord {
  const variant = { id, productId: product.id, etag: newEntityTag(service.clock.now()), body };
  service.store.transaction(() => {
    service.store.put("variant", variant);
    createInstances(service, product, variant);
  });
  return variant;
}

/** Removes a plan with all that is in it. */
export function removeVariant(service: Service, { id, productId }: VariantRecord): void {
  const { store } = service;
  store.transaction(() => {
    removeInstances(service, productId, id);
    for (const resource of store.ofProduct("resource", productId)) {
      if (resource.id.split("/").includes(id)) store.remove("resource", productId, resource.id);
    }
    store.remove("variant", productId, id);
  });
}

/** Removes an offer with all that is in it. */
export function removeProduct({ store }: Service, productId: string): void {
  store.transaction(() => {
    for (const file of [...store.ofProduct("media", productId), ...store.ofProduct("package", productId)]) {
      store.removeFile(file.blob);
    }
    store.removeProduct(productId);
  });
}

/** The submission that is on its way to preview or to live at a moment. */
export function submissionInFlight(service: Service, productId: string, moment: number): SubmissionRecord | undefined {
  const inFlight = ["InDraft", "Submitted", "Publishing"];
  return visibleSubmissions(service, productId).find((entry) => inFlight.includes(substateOf(entry, moment)));
}

/** What a new submission publishes, and what is going to become of it. */
export interface NewSubmission {
  readonly snapshot: SnapshotEntry[];
  readonly variants: VariantRecord[];
  readonly resources: Wire[];
  readonly problems: ValidationItem[];
  readonly publishOption?: Wire;
  readonly extendedProperties: unknown[];
  readonly stillInDraft?: boolean;
  readonly failureShape?: "withoutReason" | "failedUpdate";
  readonly hiddenReads?: number;
  readonly certificationFailed?: boolean;
  readonly failedBeforePreview?: boolean;
}

/** Makes a submission that begins at a moment; all older ones but the live one are superseded. */
export function addSubmission(
  service: Service,
  product: ProductRecord,
  given: NewSubmission,
  moment: number,
): SubmissionRecord {
  const { store, delays, switches } = service;
  const releaseNumber = product.releases + 1;
  const validatedAt = moment + delays.validation;
  const begun: SubmissionRecord = {
    id: submissionId(releaseNumber),
    productId: product.id,
    releaseNumber,
    createdAt: moment,
    validatedAt,
    previewAt: validatedAt + delays.previewCreation,
    ...given,
  };
  const isAuto = given.publishOption?.isAutoPromote === true;
  const submission = isAuto ? promoteAt(service, begun, begun.previewAt) : begun;
  store.transaction(() => {
    supersede(service, product.id, liveSubmission(service, product.id)?.id);
    store.put("product", { ...product, releases: releaseNumber });
    store.put("submission", submission);
    if (switches.instanceIdsChangeAtPublish) renewInstances(service, product.id);
  });
  return submission;
}

/** Takes all but the live submission out of the list; what they contained is not needed any more. */
function supersede({ store }: Service, productId: string, liveId: string | undefined): void {
  for (const entry of store.ofProduct("submission", productId)) {
    if (entry.id === liveId || (entry.superseded === true && entry.snapshot.length === 0)) continue;
    store.put("submission", { ...entry, superseded: true, snapshot: [], variants: [], resources: [] });
  }
}

// Packages: announce, upload, commit, wait for processing (§3.14, §4.5).

import { packageBody, packageProblems, packageState } from "../state/package-processing.js";
import { visibleSubmissions } from "../state/submission-progress.js";
import type { PackageRecord, ValidationItem } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { newEntityTag } from "../wire/entity-tags.js";
import { blobName, guid } from "../wire/identifiers.js";
import { type FieldProblems, notFound, refuseProblems, ServiceError } from "../wire/service-errors.js";
import { fieldValue, oneOf, readShape, type Shape, text } from "../wire/shape.js";
import { type Call, page, type Reply } from "./call.js";
import { checkIfMatch } from "./if-match.js";
import { productOf } from "./products.js";
import type { Routes } from "./router.js";

const shape: Shape = {
  resourceType: oneOf(
    "AzureApplicationPackage",
    "Dynamics365BusinessCentralAddOnExtensionPackage",
    "Dynamics365BusinessCentralAddOnLibraryExtensionPackage",
    "Dynamics365BusinessCentralAddOnDependencyPackage",
    "",
  ),
  fileName: text,
  state: oneOf("PendingUpload", "Uploaded", "InProcessing", "Processed", "ProcessFailed"),
};

const injectedFailure: ValidationItem = {
  errorCode: "PackageProcessingFailed",
  severity: "Error",
  message: "The package could not be processed (a fault rule of the emulator says so).",
  resource: "Package",
};

function read(call: Call): Wire {
  const problems: FieldProblems = {};
  const body = readShape(shape, call.body, "", problems);
  if (body.fileName === undefined || body.fileName === "") problems.fileName ??= ["The fileName field is required."];
  refuseProblems(problems);
  return body;
}

function packageOf(call: Call): PackageRecord {
  const product = productOf(call);
  const record = call.service.store.get("package", product.id, (call.parameters.packageId ?? "").toLowerCase());
  if (record === undefined) throw notFound(`Package ${call.parameters.packageId}`);
  return record;
}

/** The answer for a package that has moved: 301 with a body that names its new id, and no Location (§4.5). */
function moved(call: Call, record: PackageRecord): Reply | undefined {
  if (record.movedTo !== undefined) return { status: 301, body: { fromId: record.id, toId: record.movedTo } };
  if (call.effect.packageMoved !== true) return undefined;
  const toId = guid();
  const { store } = call.service;
  store.transaction(() => {
    store.put("package", { ...record, id: toId });
    store.put("package", { ...record, movedTo: toId });
  });
  return { status: 301, body: { fromId: record.id, toId } };
}

async function wire(call: Call, record: PackageRecord): Promise<Wire> {
  const { blobs, clock, store, switches } = call.service;
  const state = packageState(record, clock.now());
  const asked = (call.query.get("$expand") ?? "").toLowerCase() === "filesasuri";
  let fileSasUri: string | undefined;
  if (state === "PendingUpload") fileSasUri = await blobs.writeAddress(record.blob, call.effect);
  else if (asked) fileSasUri = await blobs.readAddress(record.blob, store.getFile(record.blob), call.effect);
  const resourceType = switches.packageResourceType === "empty" ? "" : String(record.body.resourceType);
  return packageBody(record, state, resourceType, fileSasUri);
}

async function create(call: Call): Promise<Reply> {
  const { store, clock, blobs } = call.service;
  const product = productOf(call);
  const { fileName, resourceType = "" } = read(call);
  const blob = blobName();
  const fileSasUri = await blobs.writeAddress(blob, call.effect);
  const identity = { id: guid(), productId: product.id, etag: newEntityTag(clock.now()) };
  const record: PackageRecord = { ...identity, body: { resourceType, fileName }, blob, problems: [] };
  store.put("package", record);
  const body = packageBody(record, "PendingUpload", String(resourceType), fileSasUri);
  return { status: 201, body, etag: record.etag, location: `products/${product.id}/packages/${record.id}` };
}

/**
 * With state Uploaded: takes the bytes over and starts processing. The reply says InProcessing, never Uploaded (§4.5).
 */
async function replace(call: Call): Promise<Reply> {
  const { store, clock, blobs, delays } = call.service;
  checkIfMatch(call, packageOf(call).etag, false);
  const { fileName, state, resourceType } = read(call);
  const before = packageOf(call);
  const isCommit = state === "Uploaded";
  const bytes = isCommit && before.committedAt === undefined ? await blobs.read(before.blob) : undefined;
  const record = packageOf(call);
  checkIfMatch(call, record.etag, false);
  const commits = isCommit && record.committedAt === undefined;
  const kept = String(resourceType ?? "") || record.body.resourceType;
  let changed: PackageRecord = { ...record, body: { resourceType: kept, fileName }, etag: newEntityTag(clock.now()) };
  if (commits) {
    const isApplication = !String(kept).startsWith("Dynamics365");
    const problems = isApplication ? packageProblems(bytes) : [];
    const committedAt = clock.now();
    const processedAt = isApplication ? committedAt + delays.packageProcessing : committedAt;
    const found = call.effect.processFailed === true ? [injectedFailure] : problems;
    changed = { ...changed, committedAt, processedAt, problems: found };
  }
  store.transaction(() => {
    if (bytes !== undefined) store.putFile(record.blob, bytes);
    store.put("package", changed);
  });
  const dynamics = String(kept).startsWith("Dynamics365");
  const shown = commits ? (dynamics ? "Processed" : "InProcessing") : packageState(changed, clock.now());
  const echo = String(fieldValue(call.body, "resourceType") ?? kept);
  const fileSasUri = shown === "PendingUpload" ? await blobs.writeAddress(record.blob, call.effect) : undefined;
  return { status: 200, body: packageBody(changed, shown, echo, fileSasUri), etag: changed.etag };
}

function isReferenced(call: Call, record: PackageRecord): boolean {
  const { store } = call.service;
  const drafts = [
    ...store.ofProduct("draft", record.productId),
    ...visibleSubmissions(call.service, record.productId).flatMap((submission) =>
      submission.snapshot.flatMap((entry) => entry.drafts),
    ),
  ];
  return drafts.some((draft) =>
    ((draft.body.packageReferences ?? []) as { value?: string }[]).some(
      (reference) => reference.value?.toLowerCase() === record.id,
    ),
  );
}

function remove(call: Call): Reply {
  const record = packageOf(call);
  if (isReferenced(call, record))
    throw new ServiceError(409, "The package is referenced by a technical configuration.");
  const { store } = call.service;
  store.transaction(() => {
    store.removeFile(record.blob);
    store.remove("package", record.productId, record.id);
  });
  return { status: 204 };
}

/** Operations 41 to 45 of §2.1. */
export const packageRoutes: Routes = {
  "GET /products/{productId}/packages": async (call) => {
    const all = call.service.store.ofProduct("package", productOf(call).id);
    const records = all.filter((record) => record.movedTo === undefined);
    return page(await Promise.all(records.map((record) => wire(call, record))));
  },
  "POST /products/{productId}/packages": create,
  "GET /products/{productId}/packages/{packageId}": async (call) => {
    const record = packageOf(call);
    const answered = moved(call, record);
    if (answered !== undefined) return answered;
    return { status: 200, body: await wire(call, record), etag: record.etag };
  },
  "PUT /products/{productId}/packages/{packageId}": replace,
  "DELETE /products/{productId}/packages/{packageId}": remove,
};

// Images and documents of a listing: announce, upload, commit (§3.10, §4.4). Both take the same three steps.

import { checkIfMatch, newEntityTag } from "../entity-tags.js";
import { blobName, guidShaped } from "../identifiers.js";
import type { MediaKind, MediaRecord, Wire } from "../records.js";
import { type Call, page, type Reply } from "../service.js";
import { type FieldProblems, notFound, ServiceError } from "../service-errors.js";
import { oneOf, readShape, type Shape, text, whole } from "../wire/shape.js";
import { draftOf } from "./drafts.js";
import { checkResourceType } from "./products.js";
import type { Routes } from "./route.js";

const fileState = oneOf("PendingUpload", "Uploaded", "InProcessing", "Processed", "ProcessFailed");
const shapes: Record<Exclude<MediaKind, "videos">, Shape> = {
  images: { fileName: text, type: text, state: fileState, description: text, order: whole },
  assets: { fileName: text, friendlyName: text, type: text, state: fileState, description: text },
};
const types = { images: "ListingImage", assets: "ListingAsset" } as const;
type Kind = keyof typeof types;

/** The body in the recorded order: fileSasUri after type, then state (§8.5, recording of listing media). */
function mediaBody(file: MediaRecord, fileSasUri?: string): Wire {
  const { fileName, friendlyName, type, description, order } = file.body;
  const all: Wire = {
    resourceType: types[file.kind as Kind],
    fileName,
    friendlyName,
    type,
    fileSasUri,
    state: file.state,
  };
  const rest: Wire = { description, order, "@odata.etag": file.etag, id: file.id };
  return Object.fromEntries(Object.entries({ ...all, ...rest }).filter(([, value]) => value !== undefined));
}

async function address(call: Call, file: MediaRecord): Promise<string> {
  const { blobs, store } = call.service;
  return file.committed
    ? blobs.readAddress(file.blob, store.getFile(file.blob), call.effect)
    : blobs.writeAddress(file.blob, call.effect);
}

/** Exactly `FileSasUri`: the recorded `$expand=$expand=FileSasUri` of one client got no address (§6.5 #12). */
function asksForAddress(call: Call): boolean {
  const names = (call.query.get("$expand") ?? "").toLowerCase().split(",");
  return names.some((name) => name.trim() === "filesasuri");
}

function read(kind: Kind, call: Call): Wire {
  checkResourceType(call, types[kind]);
  const problems: FieldProblems = {};
  const body = readShape(shapes[kind], call.body, "", problems);
  if (body.fileName === undefined || body.fileName === "") problems.fileName ??= ["The fileName field is required."];
  if (Object.keys(problems).length > 0) throw new ServiceError(400, "Request validation failed.", problems);
  return body;
}

function fileOf(call: Call, kind: Kind): MediaRecord {
  const listing = draftOf(call, "listing");
  const file = call.service.store.get("media", listing.productId, (call.parameters.fileId ?? "").toLowerCase());
  if (file?.kind !== kind || file.listingId !== listing.id) throw notFound(`${types[kind]} ${call.parameters.fileId}`);
  return file;
}

async function create(kind: Kind, call: Call): Promise<Reply> {
  const { store, clock, blobs } = call.service;
  const listing = draftOf(call, "listing");
  const { state: _ignored, ...body } = read(kind, call);
  const blob = blobName();
  const fileSasUri = await blobs.writeAddress(blob, call.effect);
  const identity = { id: guidShaped(), productId: listing.productId, kind, listingId: listing.id };
  const etag = newEntityTag(clock.now());
  const file: MediaRecord = { ...identity, etag, body, state: "PendingUpload", blob, committed: false };
  store.put("media", file);
  const location = `products/${listing.productId}/listings/${listing.id}/${kind}/${file.id}`;
  return { status: 201, body: mediaBody(file, fileSasUri), etag: file.etag, location };
}

/** Commits an upload (state Uploaded), or changes the description. Without bytes it succeeds as well (§4.4, assumed). */
async function replace(kind: Kind, call: Call): Promise<Reply> {
  const { store, clock, blobs, switches } = call.service;
  checkIfMatch(call.ifMatch, fileOf(call, kind).etag, kind === "images", switches);
  const { state, ...body } = read(kind, call);
  const commits = state === "Uploaded";
  const before = fileOf(call, kind);
  const bytes = commits && !before.committed ? await blobs.read(before.blob) : undefined;
  const file = fileOf(call, kind);
  checkIfMatch(call.ifMatch, file.etag, kind === "images", switches);
  const committed = file.committed || bytes !== undefined;
  const changed = {
    ...file,
    body,
    state: commits ? "Uploaded" : file.state,
    committed,
    etag: newEntityTag(clock.now()),
  };
  store.transaction(() => {
    if (bytes !== undefined) store.putFile(file.blob, bytes);
    store.put("media", changed);
  });
  return { status: 200, body: mediaBody(changed, await address(call, changed)), etag: changed.etag };
}

async function list(kind: Kind, call: Call): Promise<Reply> {
  const listing = draftOf(call, "listing");
  const files = call.service.store
    .ofProduct("media", listing.productId)
    .filter((file) => file.kind === kind && file.listingId === listing.id);
  const addresses = asksForAddress(call) ? await Promise.all(files.map((file) => address(call, file))) : [];
  return page(files.map((file, index) => mediaBody(file, addresses[index])));
}

async function show(kind: Kind, call: Call): Promise<Reply> {
  const file = fileOf(call, kind);
  const fileSasUri = asksForAddress(call) ? await address(call, file) : undefined;
  return { status: 200, body: mediaBody(file, fileSasUri), etag: file.etag };
}

function remove(kind: Kind, call: Call): Reply {
  const file = fileOf(call, kind);
  // The bytes stay: a submission made before may show them still.
  call.service.store.remove("media", file.productId, file.id);
  return { status: 204 };
}

function routesFor(kind: Kind): Routes {
  const base = `/products/{productId}/listings/{id}/${kind}`;
  return {
    [`GET ${base}`]: (call) => list(kind, call),
    [`POST ${base}`]: (call) => create(kind, call),
    [`GET ${base}/{fileId}`]: (call) => show(kind, call),
    [`PUT ${base}/{fileId}`]: (call) => replace(kind, call),
    [`DELETE ${base}/{fileId}`]: (call) => remove(kind, call),
  };
}

/** Operations 21 to 30 of §2.1. */
export const mediaRoutes: Routes = { ...routesFor("images"), ...routesFor("assets") };

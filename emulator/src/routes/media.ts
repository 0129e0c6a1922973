// Images, documents and videos of a listing, and files for co-sell: announce, upload, commit (API reference §3.10,
// §3.17, §4.4). All take the same three steps.

import { pictureIn } from "../content-checks/picture-sizes.js";
import type { DraftRecord, MediaRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { newEntityTag } from "../wire/entity-tags.js";
import { blobName, guidShaped } from "../wire/identifiers.js";
import { mediaBody, mediaRules } from "../wire/media-shapes.js";
import { type FieldProblems, notFound, refuseProblems } from "../wire/service-errors.js";
import { readShape } from "../wire/shape.js";
import { type Call, page, type Reply } from "./call.js";
import { currentDraft, draftOf } from "./drafts.js";
import { checkIfMatch } from "./if-match.js";
import { checkResourceType, productOf } from "./products.js";
import type { Routes } from "./router.js";

type Kind = "images" | "assets" | "videos" | "cosellAssets";

/** The draft that files of a call belong to: a listing, or the co-sell listing of the product. */
function ownerOf(call: Call, kind: Kind): DraftRecord {
  return kind === "cosellAssets" ? currentDraft(call, productOf(call), "cosellListing") : draftOf(call, "listing");
}

/** An address for uploading a file, or for reading it once it is there. */
export async function addressOf(call: Call, file: MediaRecord): Promise<string> {
  const { blobs, store } = call.service;
  return file.committed
    ? blobs.readAddress(file.blob, store.getFile(file.blob), call.effect)
    : blobs.writeAddress(file.blob, call.effect);
}

/** Exactly `FileSasUri`: the recorded `$expand=$expand=FileSasUri` of one client got no address (§6.5 #12). */
function asksForAddress(kind: Kind, call: Call): boolean {
  if (mediaRules[kind].showsAddress === true) return true;
  const names = (call.query.get("$expand") ?? "").toLowerCase().split(",");
  return names.some((name) => name.trim() === "filesasuri");
}

function read(kind: Kind, call: Call): Wire {
  const { resourceType, shape, oneNeeded } = mediaRules[kind];
  checkResourceType(call, resourceType);
  const problems: FieldProblems = {};
  const body = readShape(shape, call.body, "", problems);
  if (oneNeeded.every((name) => body[name] === undefined || body[name] === "")) {
    problems[oneNeeded[0] ?? ""] ??= [`The ${oneNeeded.join(" or ")} field is required.`];
  }
  refuseProblems(problems);
  return body;
}

function fileOf(call: Call, kind: Kind): MediaRecord {
  const owner = ownerOf(call, kind);
  const file = call.service.store.get("media", owner.productId, (call.parameters.fileId ?? "").toLowerCase());
  if (file?.kind === kind && file.listingId === owner.id) return file;
  throw notFound(`${mediaRules[kind].resourceType} ${call.parameters.fileId}`);
}

async function create(kind: Kind, call: Call): Promise<Reply> {
  const { store, clock, blobs } = call.service;
  const owner = ownerOf(call, kind);
  const { state: _ignored, ...body } = read(kind, call);
  const blob = blobName();
  const fileSasUri = await blobs.writeAddress(blob, call.effect);
  const identity = { id: guidShaped(), productId: owner.productId, kind, listingId: owner.id };
  const etag = newEntityTag(clock.now());
  const file: MediaRecord = { ...identity, etag, body, state: "PendingUpload", blob, committed: false };
  store.put("media", file);
  const { createdStatus } = mediaRules[kind];
  const answered = { status: createdStatus, body: mediaBody(file, fileSasUri), etag: file.etag };
  const collection = kind === "cosellAssets" ? kind : `listings/${owner.id}/${kind}`;
  const location = `products/${owner.productId}/${collection}/${file.id}`;
  return createdStatus === 201 ? { ...answered, location } : answered;
}

/**
 * Commits an upload (state Uploaded), or changes the description. Without bytes it succeeds as well (§4.4, assumed).
 */
async function replace(kind: Kind, call: Call): Promise<Reply> {
  const { store, clock, blobs } = call.service;
  const { needsIfMatch, commits } = mediaRules[kind];
  checkIfMatch(call, fileOf(call, kind).etag, needsIfMatch);
  const { state: sent, ...body } = read(kind, call);
  const isCommit = commits({ ...body, state: sent });
  const before = fileOf(call, kind);
  const bytes = isCommit && !before.committed ? await blobs.read(before.blob) : undefined;
  const file = fileOf(call, kind);
  checkIfMatch(call, file.etag, needsIfMatch);
  const committed = file.committed || bytes !== undefined;
  const state = isCommit ? "Uploaded" : file.state;
  const picture = bytes === undefined || kind !== "images" ? {} : { picture: pictureIn(bytes) };
  const changed = { ...file, ...picture, body, state, committed, etag: newEntityTag(clock.now()) };
  store.transaction(() => {
    if (bytes !== undefined) store.putFile(file.blob, bytes);
    store.put("media", changed);
  });
  return { status: 200, body: mediaBody(changed, await addressOf(call, changed)), etag: changed.etag };
}

/** The files of a draft, in the order they were announced. */
export function filesOf(call: Call, owner: DraftRecord): MediaRecord[] {
  const all = call.service.store.ofProduct("media", owner.productId);
  return all.filter((file) => file.listingId === owner.id);
}

async function list(kind: Kind, call: Call, owner: DraftRecord | undefined): Promise<Reply> {
  const files = owner === undefined ? [] : filesOf(call, owner).filter((file) => file.kind === kind);
  const addresses = asksForAddress(kind, call) ? await Promise.all(files.map((file) => addressOf(call, file))) : [];
  return page(files.map((file, index) => mediaBody(file, addresses[index])));
}

async function show(kind: Kind, call: Call): Promise<Reply> {
  const file = fileOf(call, kind);
  const fileSasUri = asksForAddress(kind, call) ? await addressOf(call, file) : undefined;
  return { status: 200, body: mediaBody(file, fileSasUri), etag: file.etag };
}

function remove(kind: Kind, call: Call): Reply {
  const file = fileOf(call, kind);
  // The bytes stay: a submission made before may show them still.
  call.service.store.remove("media", file.productId, file.id);
  return { status: 204 };
}

function routesFor(kind: Kind): Routes {
  const base = `/products/{productId}/${kind === "cosellAssets" ? kind : `listings/{id}/${kind}`}`;
  return {
    [`GET ${base}`]: (call) => list(kind, call, ownerOf(call, kind)),
    [`POST ${base}`]: (call) => create(kind, call),
    [`GET ${base}/{fileId}`]: (call) => show(kind, call),
    [`PUT ${base}/{fileId}`]: (call) => replace(kind, call),
    [`DELETE ${base}/{fileId}`]: (call) => remove(kind, call),
  };
}

/** Co-sell files by the instance of the co-sell listing; another instance has none. */
function cosellAssetsByInstance(call: Call): Promise<Reply> {
  const owner = ownerOf(call, "cosellAssets");
  const isIt = owner.instanceId === (call.parameters.instanceId ?? "").toLowerCase();
  if (!isIt && call.service.switches.unknownInstance === "not-found") {
    throw notFound(`Instance ${call.parameters.instanceId}`);
  }
  return list("cosellAssets", call, isIt ? owner : undefined);
}

/** Operations 21 to 35 and 68 to 73 of §2.1. */
export const mediaRoutes: Routes = {
  ...routesFor("images"),
  ...routesFor("assets"),
  ...routesFor("videos"),
  ...routesFor("cosellAssets"),
  "GET /products/{productId}/cosellAssets/getByInstanceID(instanceID={instanceId})": cosellAssetsByInstance,
};

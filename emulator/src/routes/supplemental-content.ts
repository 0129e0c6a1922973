// Supplemental content of Dynamics 365 offers (API reference §3.17): a draft that lists files, an upload address for
// each, and a commit when all are there. Nothing of it was ever recorded; what the schema leaves open is assumed.

import type { DraftRecord, MediaRecord } from "../store/records.js";
import { supplementalContentShape } from "../wire/draft-shapes.js";
import { entity, type Wire } from "../wire/entities.js";
import { newEntityTag } from "../wire/entity-tags.js";
import { blobName, guid } from "../wire/identifiers.js";
import { mediaRules } from "../wire/media-shapes.js";
import { ServiceError } from "../wire/service-errors.js";
import { fieldValue, readBody } from "../wire/shape.js";
import { type Call, page, type Reply } from "./call.js";
import { draftOf, draftsOfInstance } from "./drafts.js";
import { checkIfMatch } from "./if-match.js";
import { addressOf, filesOf } from "./media.js";
import { checkResourceType } from "./products.js";
import type { Routes } from "./router.js";

/** The reply: what was written, and for each file its id and an address, to upload it or to read it. */
async function shown(call: Call, draft: DraftRecord): Promise<Wire> {
  const { wire } = mediaRules.supplementalAssets;
  const files = filesOf(call, draft);
  const assets = await Promise.all(files.map(async (file) => wire(file, await addressOf(call, file))));
  return entity({ ...draft, body: { ...draft.body, assets } });
}

interface SentAsset {
  assetID?: string;
  fileName?: string;
  type?: string;
}

/** Replaces the draft. A file that is named by its assetID stays; the others are new, or gone. */
async function replace(call: Call): Promise<Reply> {
  const { store, clock } = call.service;
  const draft = draftOf(call, "supplementalContent");
  checkIfMatch(call, draft.etag, true);
  checkResourceType(call, "SupplementalContent");
  const read = readBody(supplementalContentShape, call.body);
  const { assets: _known, ...body } = read;
  const before = filesOf(call, draft);
  const after = ((read.assets ?? []) as SentAsset[]).map(({ assetID, fileName = "", type = "" }): MediaRecord => {
    const same = before.find((file) => file.id === assetID?.toLowerCase());
    if (same !== undefined) return { ...same, body: { fileName, type } };
    const identity = { id: guid(), productId: draft.productId, kind: "supplementalAssets" as const };
    const file = { etag: newEntityTag(clock.now()), body: { fileName, type }, state: "PendingUpload" };
    return { ...identity, ...file, listingId: draft.id, blob: blobName(), committed: false };
  });
  const full = { resourceType: "SupplementalContent", ...body };
  const changed: DraftRecord = { ...draft, etag: newEntityTag(clock.now()), body: full };
  store.transaction(() => {
    for (const file of before) store.remove("media", file.productId, file.id);
    for (const file of after) store.put("media", file);
    store.put("draft", changed);
  });
  return { status: 200, body: await shown(call, changed), etag: changed.etag };
}

/** Takes over the bytes of all files that have come. */
async function commit(call: Call): Promise<Reply> {
  const { store, clock, blobs } = call.service;
  const draft = draftOf(call, "supplementalContent");
  for (const file of filesOf(call, draft).filter((candidate) => !candidate.committed)) {
    const bytes = await blobs.read(file.blob);
    if (bytes === undefined) {
      const name = String(fieldValue(file.body, "fileName"));
      throw new ServiceError(400, `The file ${name} was not uploaded.`, { assets: [`${name} was not uploaded.`] });
    }
    store.transaction(() => {
      store.putFile(file.blob, bytes);
      store.put("media", { ...file, state: "Uploaded", committed: true });
    });
  }
  const changed = { ...draftOf(call, "supplementalContent"), etag: newEntityTag(clock.now()) };
  store.put("draft", changed);
  return { status: 200, body: await shown(call, changed), etag: changed.etag };
}

/** Operations 64 to 67 of §2.1. */
export const supplementalContentRoutes: Routes = {
  "GET /products/{productId}/supplementalcontents/getByInstanceID(instanceID={instanceId})": async (call) =>
    page(await Promise.all(draftsOfInstance(call, "supplementalContent").map((draft) => shown(call, draft)))),
  "GET /products/{productId}/supplementalContents/{id}": async (call) => {
    const draft = draftOf(call, "supplementalContent");
    return { status: 200, body: await shown(call, draft), etag: draft.etag };
  },
  "PUT /products/{productId}/supplementalContents/{id}": replace,
  "POST /products/{productId}/supplementalContents/{id}/commit": commit,
};

// The draft objects of an offer: found through a branch and an instance, read by id, replaced whole (§4.2 to §4.7).

import { listBranches, productModules } from "../state/branches.js";
import { replacedBody, shownDraft, shownId } from "../state/draft-bodies.js";
import { initialListing, initialTitle } from "../state/initial-drafts.js";
import { checkPublishedLocks } from "../state/published-locks.js";
import type { DraftKind, DraftRecord, InstanceRecord, Module, ProductRecord } from "../store/records.js";
import { listingShape } from "../wire/draft-shapes.js";
import { entity } from "../wire/entities.js";
import { newEntityTag } from "../wire/entity-tags.js";
import { guidShaped } from "../wire/identifiers.js";
import { invalidField, notFound, ServiceError } from "../wire/service-errors.js";
import { fieldValue, inOrder, readBody } from "../wire/shape.js";
import { type Call, page, type Reply } from "./call.js";
import { checkIfMatch } from "./if-match.js";
import { checkResourceType, productOf } from "./products.js";
import type { Routes } from "./router.js";

/** Kinds whose path takes the id of the instance as well (§3.17, §7 #58); an availability has no other one. */
const foundByInstance: readonly DraftKind[] = [
  "packageConfiguration",
  "cosellListing",
  "supplementalContent",
  "productAvailability",
  "featureAvailability",
];

function instanceOf(call: Call, product: ProductRecord): InstanceRecord | undefined {
  const wanted = call.parameters.instanceId ?? "";
  const { store } = call.service;
  const exact = store.get("instance", product.id, wanted) ?? store.get("instance", product.id, wanted.toLowerCase());
  return exact?.frozen === true ? undefined : exact;
}

/** The drafts of one kind in the instance of a call's path; none, or 404, if there is no such instance (§7 #45). */
export function draftsOfInstance(call: Call, kind: DraftKind): DraftRecord[] {
  const product = productOf(call);
  const instance = instanceOf(call, product);
  if (instance === undefined && call.service.switches.unknownInstance === "not-found") {
    throw notFound(`Instance ${call.parameters.instanceId}`);
  }
  const drafts = instance === undefined ? [] : call.service.store.draftsOfInstance(product.id, instance.id);
  return drafts.filter((draft) => draft.kind === kind);
}

function getByInstance(kind: DraftKind) {
  return (call: Call): Reply => page(draftsOfInstance(call, kind).map((draft) => shownDraft(draft, call.query)));
}

/** The draft that a product has once, at its own level; not found where its type of offer has none. */
export function currentDraft(call: Call, product: ProductRecord, kind: DraftKind): DraftRecord {
  const drafts = draftsOf(call, product, kind);
  const own = drafts.find((draft) => {
    const instance = call.service.store.get("instance", product.id, draft.instanceId);
    return instance?.frozen !== true && instance?.variantId === undefined;
  });
  if (own === undefined) throw notFound(`${kind} of product ${product.id}`);
  return own;
}

function draftsOf(call: Call, product: ProductRecord, kind: DraftKind): DraftRecord[] {
  return call.service.store.ofProduct("draft", product.id).filter((draft) => draft.kind === kind);
}

/** The draft of a call's path; some are found by their instance's id as well. */
export function draftOf(call: Call, kind: DraftKind): DraftRecord {
  const product = productOf(call);
  const { store } = call.service;
  const id = (call.parameters.id ?? "").toLowerCase();
  const draft = store.get("draft", product.id, id);
  if (draft?.kind === kind) return draft;
  if (foundByInstance.includes(kind)) {
    const alias = store.draftsOfInstance(product.id, id).find((candidate) => candidate.kind === kind);
    if (alias !== undefined) return alias;
  }
  throw notFound(`${kind} ${call.parameters.id}`);
}

function replace(kind: DraftKind) {
  return (call: Call): Reply => {
    const draft = draftOf(call, kind);
    checkIfMatch(call, draft.etag, kind !== "cosellListing");
    return write(call, draft);
  };
}

/** A POST writes the draft that the service has made already; no client is known to send one (§2.2, assumed). */
function writeFirst(kind: DraftKind, collection: string, status: 200 | 201) {
  return (call: Call): Reply => {
    const draft = currentDraft(call, productOf(call), kind);
    const location = `products/${draft.productId}/${collection}/${shownId(draft)}`;
    return { ...write(call, draft), status, ...(status === 201 ? { location } : {}) };
  };
}

function write(call: Call, draft: DraftRecord): Reply {
  const { store, clock, switches } = call.service;
  checkResourceType(call, String(draft.body.resourceType));
  const body = replacedBody(draft, call.body);
  if (switches.lockPublishedFields) checkPublishedLocks(call.service, draft, body);
  const changed: DraftRecord = { ...draft, etag: newEntityTag(clock.now()), body };
  store.put("draft", changed);
  return { status: 200, body: shownDraft(changed, call.query), etag: changed.etag };
}

/** All current drafts of one kind; for property and preview audience that is one (§4.2). */
function listOfProduct(kind: DraftKind) {
  return (call: Call): Reply => page([shownDraft(currentDraft(call, productOf(call), kind), call.query)]);
}

function createListing(call: Call): Reply {
  const { store, clock } = call.service;
  const product = productOf(call);
  const instance = instanceOf(call, product);
  if (instance === undefined || instance.module !== "Listing") throw notFound(`Instance ${call.parameters.instanceId}`);
  checkResourceType(call, "AzureListing");
  const languageCode = String(fieldValue(call.body, "languageCode") ?? "");
  if (languageCode === "") throw invalidField("languageCode", "The languageCode field is required.");
  const listings = store
    .ofProduct("draft", product.id)
    .filter((draft) => draft.kind === "listing" && draft.instanceId === instance.id);
  if (listings.some((draft) => String(draft.body.languageCode).toLowerCase() === languageCode.toLowerCase())) {
    throw new ServiceError(409, `A listing in ${languageCode} already exists.`);
  }
  const variant = store.get("variant", product.id, instance.variantId ?? "");
  const initial = initialListing(initialTitle(product, variant), languageCode);
  const identity = { id: guidShaped(), productId: product.id, kind: "listing" as const, instanceId: instance.id };
  const body = inOrder(listingShape, { ...initial, ...readBody(listingShape, call.body) });
  const draft: DraftRecord = { ...identity, etag: newEntityTag(clock.now()), body };
  store.put("draft", draft);
  const location = `products/${product.id}/listings/${draft.id}`;
  return { status: 201, body: entity(draft), etag: draft.etag, location };
}

function removeListing(call: Call): Reply {
  const draft = draftOf(call, "listing");
  const { store } = call.service;
  const siblings = store
    .ofProduct("draft", draft.productId)
    .filter((other) => other.kind === "listing" && other.instanceId === draft.instanceId);
  if (siblings.length === 1) throw new ServiceError(409, "The last listing of an offer or plan cannot be deleted.");
  store.remove("draft", draft.productId, draft.id);
  return { status: 204 };
}

function branches(call: Call): Reply {
  const product = productOf(call);
  const wanted = (call.parameters.module ?? "").toLowerCase();
  const module: Module | undefined = productModules.find((name) => name.toLowerCase() === wanted);
  if (module === undefined) throw invalidField("module");
  return page(listBranches(call.service, product.id, module, call.effect.staleBranches === true));
}

function routesFor(collection: string, kind: DraftKind): Routes {
  const base = `/products/{productId}/${collection}`;
  return {
    [`GET ${base}/getByInstanceID(instanceID={instanceId})`]: getByInstance(kind),
    [`GET ${base}/{id}`]: (call) => {
      const draft = draftOf(call, kind);
      return { status: 200, body: shownDraft(draft, call.query), etag: draft.etag };
    },
    [`PUT ${base}/{id}`]: replace(kind),
  };
}

/** Operations 7 to 20, 36 to 40, 51 to 53 and 74 to 76 of §2.1. */
export const draftRoutes: Routes = {
  "GET /products/{productId}/branches/getByModule(module={module})": branches,
  ...routesFor("properties", "property"),
  ...routesFor("listings", "listing"),
  ...routesFor("productavailabilities", "productAvailability"),
  ...routesFor("featureavailabilities", "featureAvailability"),
  ...routesFor("packageconfigurations", "packageConfiguration"),
  ...routesFor("cosellListing", "cosellListing"),
  "GET /products/{productId}/productavailabilities": listOfProduct("productAvailability"),
  "POST /products/{productId}/productavailabilities": writeFirst("productAvailability", "productavailabilities", 201),
  "GET /products/{productId}/properties": listOfProduct("property"),
  "POST /products/{productId}/properties": writeFirst("property", "properties", 200),
  "POST /products/{productId}/listings/createWithInstanceID(instanceID={instanceId})": createListing,
  "DELETE /products/{productId}/listings/{id}": removeListing,
};

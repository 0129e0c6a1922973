// Writes one resource of a job into the draft: offers and plans here, which both APIs share; all else in
// writing-parts.ts (Product Ingestion API §6.2, §6.3, §9.5).

import type { Resource } from "../resources/initial-resources.js";
import { publishedResources } from "../resources/published.js";
import { type OfferType, resourceType } from "../resources/resource-types.js";
import { firstTypeOf, offerTypeOf, planOthers, productOthers, variantFields } from "../resources/shared-objects.js";
import { addProduct, addVariant, removeProduct, removeVariant } from "../state/new-objects.js";
import type { Service } from "../state/service.js";
import type { JobRecord, ProductRecord } from "../store/records.js";
import { planRef, productRef } from "../wire/durable-ids.js";
import type { Wire } from "../wire/entities.js";
import { newEntityTag } from "../wire/entity-tags.js";
import { RefusedResource, reason } from "../wire/product-ingestion-errors.js";
import { typeOf } from "../wire/schema-addresses.js";
import { updateAudiences } from "./audience-update.js";
import { checkRules, content } from "./checked-write.js";
import {
  missing,
  planNamed,
  productNamed,
  productOf,
  referredPlan,
  referredProduct,
  type Scope,
} from "./references.js";
import { writePart } from "./writing-parts.js";

/** Writes a resource; gives its durable id. Throws RefusedResource. */
export function writeResource(service: Service, job: JobRecord, sent: Wire): string {
  const scope: Scope = { service, tenant: job.tenant, names: job.names };
  const type = typeOf(sent);
  if (type === "product") return writeProduct(scope, sent);
  const product = referredProduct(scope, sent.product);
  checkOffer(product, type);
  if (type === "plan") return writePlan(scope, product, sent);
  if (type === "price-and-availability-update-private-audiences") return updateAudiences(scope, product, sent);
  const plan = sent.plan === undefined ? undefined : referredPlan(scope, product, sent.plan);
  return writePart(scope, product, plan, sent);
}

function checkOffer(product: ProductRecord, type: string): void {
  const offerType = offerTypeOf(product);
  const name = String(product.body.resourceType);
  if (firstTypeOf(offerType) === undefined) throw new RefusedResource("badRequest", `Type ${name} is not supported`);
  if (resourceType(type)?.offers.includes(offerType as OfferType) === true) return;
  const message = `Offers of the type ${offerType} have no ${type}.`;
  throw new RefusedResource("badRequest", "Invalid resource", [reason("notSupported", message)]);
}

/** What was published cannot be deleted (§9.5). */
function checkUnpublished({ service }: Scope, product: ProductRecord, id: string): void {
  const published = (["live", "preview"] as const).flatMap((target) => publishedResources(service, product.id, target));
  if (!published.some((resource) => resource.id === id)) return;
  const message = "Only draft resources that haven't been published before can be deleted.";
  throw new RefusedResource("conflict", message, [reason("invalidState", message)]);
}

function taken(id: string, externalId: string): RefusedResource {
  const message = `The external ID ${externalId} is in use.`;
  const error = new RefusedResource("conflict", message, [reason("invalidResource", message)]);
  error.resourceId = id;
  return error;
}

function writeProduct(scope: Scope, sent: Wire): string {
  const { service, tenant } = scope;
  const { externalId } = sent.identity as { externalId: string };
  const firstType = firstTypeOf(sent.type);
  if (firstType === undefined) {
    const message = `Type ${sent.type} is not supported`;
    throw new RefusedResource("badRequest", message, [reason("notSupported", message)]);
  }
  const named = productNamed(service, tenant, externalId);
  const given = sent.id === undefined ? undefined : productOf(service, tenant, String(sent.id).split("/")[1] ?? "");
  if (sent.id !== undefined && given === undefined) throw missing(sent.id);
  if (given === undefined && named !== undefined && service.switches.knownExternalId === "conflict") {
    throw taken(productRef(named.id), externalId);
  }
  const known = given ?? named;
  if (known !== undefined) return changeProduct(scope, known, sent);
  const externalIDs = [{ type: "AzureOfferId", value: externalId }];
  const product = addProduct(service, tenant, { resourceType: firstType, name: sent.alias, externalIDs });
  putOthers(service, product, productRef(product.id), productOthers(content(sent)));
  return productRef(product.id);
}

/** What a resource says beyond what the record has that both APIs share. */
function putOthers({ store }: Service, product: ProductRecord, id: string, body: Wire): void {
  store.put("resource", { id, productId: product.id, body });
}

function changeProduct(scope: Scope, known: ProductRecord, sent: Wire): string {
  const { service } = scope;
  const id = productRef(known.id);
  if (sent.lifecycleState === "deleted") {
    checkUnpublished(scope, known, id);
    removeProduct(service, known.id);
    return id;
  }
  checkRules(service, known, undefined, { ...content(sent), id } as unknown as Resource, () => {
    service.store.put("product", { ...known, body: { ...known.body, name: sent.alias } });
    putOthers(service, known, id, productOthers(content(sent)));
  });
  return id;
}

function writePlan(scope: Scope, product: ProductRecord, sent: Wire): string {
  const { service } = scope;
  const { store, clock } = service;
  const { externalId } = sent.identity as { externalId: string };
  const named = planNamed(service, product, externalId);
  const given = sent.id === undefined ? undefined : referredPlan(scope, product, sent.id);
  if (given === undefined && named !== undefined && service.switches.knownExternalId === "conflict") {
    throw taken(planRef(product.id, named.id), externalId);
  }
  const known = given ?? named;
  const id = planRef(product.id, known?.id ?? "");
  if (known !== undefined && sent.lifecycleState === "deleted") {
    checkUnpublished(scope, product, id);
    removeVariant(service, known);
    return id;
  }
  let written = known;
  checkRules(service, product, known, { ...content(sent), id } as unknown as Resource, () => {
    if (known === undefined) {
      const fixed = { resourceType: "AzureSkuVariant", state: "Active", externalID: externalId, conversionPaths: "*" };
      written = addVariant(service, product, { ...fixed, ...variantFields(sent), extendedProperties: [] });
    } else {
      const body = { ...known.body, ...variantFields(sent) };
      store.put("variant", { ...known, etag: newEntityTag(clock.now()), body });
    }
    putOthers(service, product, planRef(product.id, written?.id ?? ""), planOthers(content(sent)));
  });
  return planRef(product.id, written?.id ?? "");
}

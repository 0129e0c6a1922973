// Variants: the plans of an offer (§3.11, §4.7, §4.12).

import { addVariant, removeVariant } from "../state/new-objects.js";
import { checkPublishedPlan } from "../state/published-locks.js";
import { substateOf, visibleSubmissions } from "../state/submission-progress.js";
import type { VariantRecord } from "../store/records.js";
import { skuVariantShape, testDriveVariantShape } from "../wire/draft-shapes.js";
import { entity, type Wire } from "../wire/entities.js";
import { newEntityTag } from "../wire/entity-tags.js";
import { invalidField, notFound, ServiceError } from "../wire/service-errors.js";
import { fieldValue, inOrder, readBody } from "../wire/shape.js";
import { type Call, page, type Reply } from "./call.js";
import { checkIfMatch } from "./if-match.js";
import { pageOf } from "./paging.js";
import { productOf } from "./products.js";
import type { Routes } from "./router.js";

function variantOf(call: Call): VariantRecord {
  const product = productOf(call);
  const id = (call.parameters.variantId ?? "").toLowerCase();
  const variant = call.service.store.get("variant", product.id, id);
  if (variant === undefined) throw notFound(`Variant ${call.parameters.variantId}`);
  return variant;
}

function list(call: Call): Reply {
  const product = productOf(call);
  const variants = call.service.store.ofProduct("variant", product.id);
  // The test drive is made with the product, so it comes first, as recorded (§3.11).
  const { entries, nextLink } = pageOf(call, "variant", variants, `products/${product.id}/variants`);
  return page(entries.map(entity), nextLink);
}

/** Reads a variant's body; what was left out is filled with the recorded defaults, in the recorded order. */
function readVariant(body: Wire, defaults: Wire): Wire {
  const testDrive = defaults.resourceType === "AzureTestDriveVariant";
  const shape = testDrive ? testDriveVariantShape : skuVariantShape;
  return inOrder(shape, { ...defaults, ...readBody(shape, body) });
}

function create(call: Call): Reply {
  const { store, switches } = call.service;
  const product = productOf(call);
  if (String(fieldValue(call.body, "resourceType")).toLowerCase() !== "azureskuvariant")
    throw invalidField("resourceType");
  const body = readVariant(call.body, {
    resourceType: "AzureSkuVariant",
    state: "Active",
    conversionPaths: "*",
    certificationsAzureGovernment: [],
    cloudAvailabilities: ["public-azure"],
    ...(product.body.resourceType === "AzureApplication" ? { subType: "solution-template" } : {}),
    extendedProperties: [],
  });
  const planId = String(body.externalID ?? "");
  if (!/^[a-z0-9_-]{1,50}$/.test(planId)) {
    const message = "A plan ID has 1 to 50 characters: lower-case letters, digits, hyphens and underscores.";
    throw invalidField("externalID", message);
  }
  const taken = store.ofProduct("variant", product.id).some((other) => other.body.externalID === planId);
  if (taken && switches.duplicatePlanStatus !== 201) {
    const message = `A plan with the ID ${planId} already exists.`;
    throw new ServiceError(switches.duplicatePlanStatus, message, { externalID: [message] });
  }
  const variant = addVariant(call.service, product, body);
  const location = `products/${product.id}/variants/${variant.id}`;
  return { status: 201, body: entity(variant), etag: variant.etag, location };
}

/** Replaces a variant; plan id and kind of plan cannot change (§3.2, D update-existing-offer; the 400 is assumed). */
function replace(call: Call): Reply {
  const { store, clock } = call.service;
  const variant = variantOf(call);
  checkIfMatch(call, variant.etag, false);
  const { resourceType, externalID, subType } = variant.body;
  const defaults = { resourceType, state: "Active", externalID, subType, conversionPaths: "*" };
  const lists = { certificationsAzureGovernment: [], cloudAvailabilities: ["public-azure"], extendedProperties: [] };
  const body = readVariant(
    call.body,
    variant.id === "testdrive" ? { resourceType, state: "Inactive" } : { ...defaults, ...lists },
  );
  for (const fixed of ["externalID", "subType"]) {
    if (body[fixed] !== variant.body[fixed]) throw invalidField(fixed, `The field ${fixed} cannot be changed.`);
  }
  if (call.service.switches.lockPublishedFields) checkPublishedPlan(call.service, variant, body);
  const changed: VariantRecord = { ...variant, etag: newEntityTag(clock.now()), body };
  store.put("variant", changed);
  return { status: 200, body: entity(changed), etag: changed.etag };
}

function remove(call: Call): Reply {
  const { service } = call;
  const variant = variantOf(call);
  const now = service.clock.now();
  const published = visibleSubmissions(service, variant.productId)
    .filter((submission) => ["Submitted", "Publishing", "InStore"].includes(substateOf(submission, now)))
    .some((submission) => submission.variants.some((other) => other.id === variant.id));
  if (published)
    throw new ServiceError(409, "Only draft plans can be deleted; this one is published or being published.");
  removeVariant(service, variant);
  return { status: 204 };
}

/** Operations 46 to 50 of §2.1. */
export const variantRoutes: Routes = {
  "GET /products/{productId}/variants": list,
  "POST /products/{productId}/variants": create,
  "GET /products/{productId}/variants/{variantId}": (call) => {
    const variant = variantOf(call);
    return { status: 200, body: entity(variant), etag: variant.etag };
  },
  "PUT /products/{productId}/variants/{variantId}": replace,
  "DELETE /products/{productId}/variants/{variantId}": remove,
};

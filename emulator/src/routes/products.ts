// Products: list with filter and pages, create, show, delete (§2.3, §3.4, §4.1, §4.12).

import { addProduct, removeProduct } from "../state/new-objects.js";
import { substateOf, visibleSubmissions } from "../state/submission-progress.js";
import { offerIdOf, type ProductRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { type FieldProblems, invalidField, notFound, refuseProblems, ServiceError } from "../wire/service-errors.js";
import { flag, listOf, objectOf, oneOf, readShape, type Shape, text } from "../wire/shape.js";
import { type Call, page, type Reply } from "./call.js";
import { productFilter } from "./list-filter.js";
import { pageOf } from "./paging.js";
import type { Routes } from "./router.js";

/** The offer types of this API (§3.7). */
const productTypes = [
  "AzureApplication",
  "AzureContainer",
  "AzureThirdPartyVirtualMachine",
  "SoftwareAsAService",
  "AzureDeveloperService",
  "AzureVisualStudioExtension",
  "AzureDynamics365ForCustomerEngagement",
  "AzureDynamics365ForOperations",
  "AzureDynamics365BusinessCentral",
] as const;

const productShape: Shape = {
  resourceType: oneOf(...productTypes),
  name: text,
  externalIDs: listOf(objectOf({ type: text, value: text })),
  isModularPublishing: flag,
};

/** The product of a call's path, if it belongs to the caller's account (§7 #43, #44). */
export function productOf(call: Call): ProductRecord {
  const id = (call.parameters.productId ?? "").toLowerCase();
  const product = call.service.store.get("product", id, id);
  if (product === undefined || product.tenant !== call.tenant) throw notFound(`Product ${call.parameters.productId}`);
  return product;
}

function wireProduct(product: ProductRecord): Wire {
  return { ...product.body, id: product.id };
}

function list(call: Call): Reply {
  const { store } = call.service;
  const { test, offerId } = productFilter(call.query.get("$filter"));
  const candidates = offerId === undefined ? store.products() : store.productsOfOffer(offerId);
  const found = candidates.filter((product) => product.tenant === call.tenant && test(product.body));
  const { entries, nextLink } = pageOf(call, "product", found, "products");
  return page(entries.map(wireProduct), nextLink);
}

function readNewProduct(body: Wire): Wire {
  const problems: FieldProblems = {};
  const read = readShape(productShape, body, "", problems);
  const ids = ((read.externalIDs ?? []) as { type?: string; value?: string }[]).map(({ type, value }) => ({
    type: type?.toLowerCase() === "azureofferid" ? "AzureOfferId" : (type ?? ""),
    value: value ?? "",
  }));
  const offerId = ids.find((entry) => entry.type === "AzureOfferId")?.value;
  if (read.resourceType === undefined) problems.resourceType ??= ["The resourceType field is required."];
  if (read.name === undefined || read.name === "") problems.name ??= ["The name field is required."];
  if (offerId === undefined) problems.externalIDs ??= ["An external ID of type AzureOfferId is required."];
  else if (!/^[a-z0-9_-]{1,50}$/.test(offerId)) {
    problems.externalIDs = ["An offer ID has 1 to 50 characters: lower-case letters, digits, hyphens and underscores."];
  }
  refuseProblems(problems);
  return { ...read, externalIDs: ids };
}

function create(call: Call): Reply {
  const { store, switches } = call.service;
  const body = readNewProduct(call.body);
  const offerId = offerIdOf({ body });
  const taken = store.productsOfOffer(offerId).some((other) => other.tenant === call.tenant);
  if (taken && switches.duplicateOfferStatus !== 201) {
    const message = `An offer with the ID ${offerId} already exists.`;
    throw new ServiceError(switches.duplicateOfferStatus, message, { externalIDs: [message] });
  }
  const product = addProduct(call.service, call.tenant, body);
  return { status: 201, body: wireProduct(product), location: `products/${product.id}` };
}

function remove(call: Call): Reply {
  const { clock } = call.service;
  const product = productOf(call);
  const busy = visibleSubmissions(call.service, product.id)
    .map((submission) => substateOf(submission, clock.now()))
    .find((substate) => !["Failed", "FailedInCertification", "InDraft"].includes(substate));
  if (busy !== undefined)
    throw new ServiceError(409, `Only draft offers can be deleted; this one has a submission in ${busy}.`);
  removeProduct(call.service, product.id);
  return { status: 204 };
}

/** Operations 1 to 4 of §2.1. */
export const productRoutes: Routes = {
  "GET /products": list,
  "POST /products": create,
  "GET /products/{productId}": (call) => ({ status: 200, body: wireProduct(productOf(call)) }),
  "DELETE /products/{productId}": remove,
};

/** Refuses a call whose body names another resourceType than the expected one (§7 #32). */
export function checkResourceType(call: Call, expected: string): void {
  const given = Object.entries(call.body).find(([name]) => name.toLowerCase() === "resourcetype")?.[1];
  if (given === undefined || given === null || given === "") return;
  if (String(given).toLowerCase() !== expected.toLowerCase()) {
    throw invalidField("resourceType", `The field resourceType is invalid: ${expected} is expected here.`);
  }
}

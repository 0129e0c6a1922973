// References between resources: by durable id, by external id, or by a name within the job (Product Ingestion API §5.3).

import { isObject } from "../resources/forms.js";
import type { Service } from "../state/service.js";
import { offerIdOf, type ProductRecord, type VariantRecord } from "../store/records.js";
import { readDurableId } from "../wire/durable-ids.js";
import type { Wire } from "../wire/entities.js";
import { RefusedResource, reason } from "../wire/product-ingestion-errors.js";

/** Something to refer to does not exist. */
export function missing(what: unknown): RefusedResource {
  const name = typeof what === "string" ? what : JSON.stringify(what);
  const message = `The resource ${name} was not found.`;
  return new RefusedResource("notFound", message, [reason("resourceNotFound", message)]);
}

/** What the service says of a reference in none of the three forms, and of much else: no more than this. */
export function invalid(): RefusedResource {
  return new RefusedResource("badRequest", "Invalid resource");
}

/** Within which account references are looked up, and which names there are. */
export interface Scope {
  readonly service: Service;
  readonly tenant: string;
  readonly names: { readonly [resourceName: string]: string };
}

/** The durable id that a reference stands for, or its external id. */
function read({ names }: Scope, reference: unknown): { id: string } | { externalId: string } {
  if (typeof reference === "string") return { id: reference };
  if (!isObject(reference) || Object.keys(reference).length !== 1) throw invalid();
  const { resourceName, externalId } = reference;
  if (typeof resourceName === "string") {
    const id = Object.hasOwn(names, resourceName) ? names[resourceName] : undefined;
    if (id === undefined) throw missing(reference);
    return { id };
  }
  if (typeof externalId !== "string" || !/^[a-z0-9][a-z0-9-_]{2,49}$/.test(externalId)) throw invalid();
  return { externalId };
}

/** The offer of a GUID, if it belongs to the account. */
export function productOf(service: Service, tenant: string, id: string): ProductRecord | undefined {
  const product = service.store.get("product", id, id);
  return product?.tenant === tenant ? product : undefined;
}

/** The offer of an offer id. */
export function productNamed(service: Service, tenant: string, externalId: unknown): ProductRecord | undefined {
  return service.store
    .productsOfOffer(String(externalId))
    .find((product) => product.tenant === tenant && offerIdOf(product) === externalId);
}

/** The plan of a plan id. */
export function planNamed(service: Service, product: ProductRecord, externalId: unknown): VariantRecord | undefined {
  return service.store.ofProduct("variant", product.id).find(({ body }) => body.externalID === externalId);
}

/** The offer that a reference means. */
export function referredProduct(scope: Scope, reference: unknown): ProductRecord {
  const { service, tenant } = scope;
  const target = read(scope, reference);
  if ("externalId" in target) {
    const named = productNamed(service, tenant, target.externalId);
    if (named === undefined) throw missing(reference);
    return named;
  }
  const id = readDurableId(target.id);
  const product = id?.type === "product" ? productOf(service, tenant, id.productId) : undefined;
  if (product === undefined) throw missing(target.id);
  return product;
}

/** The plan that a reference means; it has to be one of the offer. */
export function referredPlan(scope: Scope, product: ProductRecord, reference: unknown): VariantRecord {
  const target = read(scope, reference);
  const id = "id" in target ? readDurableId(target.id) : undefined;
  const plan =
    "externalId" in target
      ? planNamed(scope.service, product, target.externalId)
      : id?.type === "plan" && id.productId === product.id
        ? scope.service.store.get("variant", product.id, id.rest[0] ?? "")
        : undefined;
  if (plan === undefined) throw missing("id" in target ? target.id : reference);
  return plan;
}

/** The durable id of anything else of the offer, such as a listing. */
export function referredId(scope: Scope, product: ProductRecord, reference: unknown): string {
  const target = read(scope, reference);
  if (!("id" in target)) throw invalid();
  if (readDurableId(target.id)?.productId !== product.id) throw missing(target.id);
  return target.id;
}

/** GUIDs of the offers that resources concern, as far as they exist yet. */
export function offersOf(service: Service, tenant: string, resources: readonly Wire[]): string[] {
  const found = resources.map(({ id, product, identity }) => {
    const named = readDurableId(product) ?? readDurableId(id);
    if (named !== undefined) return named.productId;
    const externalId = isObject(product) ? product.externalId : isObject(identity) ? identity.externalId : undefined;
    return productNamed(service, tenant, externalId)?.id;
  });
  return [...new Set(found.filter((id) => id !== undefined))];
}

// Branches and draft instances: what the service makes by itself when a product or a plan is created, how long it
// takes to be seen, and what the list of branches shows (§3.7, §4.2, §8.2).

import {
  type DraftKind,
  type InstanceRecord,
  isDynamics,
  type Module,
  type ProductRecord,
  type VariantRecord,
} from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { newEntityTag } from "../wire/entity-tags.js";
import { guidShaped } from "../wire/identifiers.js";
import {
  initialCosellListing,
  initialFeatureAvailability,
  initialListing,
  initialPackageConfiguration,
  initialProductAvailability,
  initialProperty,
  initialSupplementalContent,
  initialTitle,
} from "./initial-drafts.js";
import { packageConfigurationType } from "./package-configuration-type.js";
import type { Service } from "./service.js";

/** Modules at the level of the product. */
export const productModules: readonly Module[] = [
  "Property",
  "Listing",
  "Availability",
  "Package",
  "Cosell",
  "SupplementalContent",
  "ResellerConfiguration",
];
/** Modules at the level of a plan. */
export const variantModules: readonly Module[] = ["Listing", "Availability", "Package"];

/** The instance id of the reseller configuration (§7 #22). */
export function resellerInstanceId(productId: string): string {
  return `${productId}-ResellerInstance`;
}

function firstDrafts(product: ProductRecord, variant: VariantRecord | undefined, module: Module): [DraftKind, Wire][] {
  switch (module) {
    case "Property":
      return [["property", initialProperty()]];
    case "Listing":
      return [["listing", initialListing(initialTitle(product, variant))]];
    case "Availability":
      if (variant !== undefined) return [["featureAvailability", initialFeatureAvailability()]];
      // Dynamics 365 offers have no plans: their one instance serves both readers (§8.2).
      return isDynamics(product)
        ? [
            ["productAvailability", initialProductAvailability()],
            ["featureAvailability", initialFeatureAvailability()],
          ]
        : [["productAvailability", initialProductAvailability()]];
    case "Package": {
      const type = packageConfigurationType(product, variant);
      return type === undefined ? [] : [["packageConfiguration", initialPackageConfiguration(type)]];
    }
    case "Cosell":
      return [["cosellListing", initialCosellListing()]];
    case "SupplementalContent":
      return isDynamics(product) ? [["supplementalContent", initialSupplementalContent()]] : [];
    default:
      return [];
  }
}

/** Makes the instances and first drafts of a new product, or of a new plan when `variant` is given. */
export function createInstances(service: Service, product: ProductRecord, variant?: VariantRecord): void {
  const { store, clock, delays, switches } = service;
  const createdAt = clock.now();
  for (const module of variant === undefined ? productModules : variantModules) {
    const instance: InstanceRecord = {
      id: module === "ResellerConfiguration" ? resellerInstanceId(product.id) : guidShaped(),
      productId: product.id,
      module,
      ...(variant === undefined ? {} : { variantId: variant.id }),
      createdAt,
      visibleAt: createdAt + delays.branchLag,
      emptyReplies: switches.emptyBranchReplies,
    };
    store.put("instance", instance);
    for (const [kind, body] of firstDrafts(product, variant, module)) {
      const identity = { id: guidShaped(), productId: product.id, kind, instanceId: instance.id };
      store.put("draft", { ...identity, etag: newEntityTag(createdAt), body });
    }
  }
}

/** Removes the instances of a plan with all that is in them. */
export function removeInstances(service: Service, productId: string, variantId: string): void {
  const { store } = service;
  for (const instance of store.ofProduct("instance", productId)) {
    if (instance.variantId !== variantId) continue;
    for (const draft of store.ofProduct("draft", productId)) {
      if (draft.instanceId === instance.id) store.remove("draft", productId, draft.id);
    }
    store.remove("instance", productId, instance.id);
  }
}

/** The instances that drafts are edited in now, product level first, then in order of creation. */
export function currentInstances(service: Service, productId: string): InstanceRecord[] {
  const all = service.store.ofProduct("instance", productId).filter((instance) => instance.frozen !== true);
  const order = ["", ...service.store.ofProduct("variant", productId).map((variant) => variant.id)];
  return all.sort((a, b) => order.indexOf(a.variantId ?? "") - order.indexOf(b.variantId ?? ""));
}

function branch(instance: InstanceRecord): Wire {
  const { module, variantId } = instance;
  return {
    resourceType: "Branch",
    friendlyName: "Main",
    type: "Main",
    module,
    currentDraftInstanceID: instance.id,
    ...(variantId === undefined ? {} : { variantID: variantId }),
  };
}

/**
 * The branches of one module, product first (§3.7). New ones are missing until the branch lag is over and the
 * configured number of empty replies was given (§4.2). `stale` gives the list from before its last change.
 */
export function listBranches(service: Service, productId: string, module: Module, stale = false): Wire[] {
  const { store, clock } = service;
  const instances = currentInstances(service, productId).filter((instance) => instance.module === module);
  if (stale) return staleInstances(service, productId, module, instances).map(branch);
  const seen = instances.filter((instance) => {
    if (instance.emptyReplies === 0) return instance.visibleAt <= clock.now();
    store.put("instance", { ...instance, emptyReplies: instance.emptyReplies - 1 });
    return false;
  });
  return seen.map(branch);
}

function staleInstances(service: Service, productId: string, module: Module, current: InstanceRecord[]) {
  const frozen = service.store
    .ofProduct("instance", productId)
    .filter((instance) => instance.frozen === true && instance.module === module);
  const replaced = current.map((instance) => frozen.findLast((old) => old.variantId === instance.variantId));
  if (replaced.some((old) => old !== undefined)) return replaced.filter((old) => old !== undefined);
  const newest = current.at(-1);
  return current.filter((instance) => instance !== newest);
}

/** What programs say of offers and plans of containers: whole examples. */
import type { Properties } from "../../provider/values/properties.js";
import { machineOfferProgram } from "./machine-programs.js";
import { guids } from "./programs.js";

/** The id of a registry, such as azure-native's `Registry` has. */
export const registry = `/subscriptions/${guids.subscription}/resourceGroups/registries/providers/Microsoft.ContainerRegistry/registries/contosoqueue`;

/** A digest that depends on a number. */
export const digest = (number: number): string => `sha256:${number.toString(16).padStart(64, "0")}`;

/** A bundle. */
export const bundle = (number: number, more: Properties = {}): Properties => ({
  registry,
  tenantId: guids.tenant,
  repository: "contoso.queue",
  digest: digest(number),
  ...more,
});

/** An offer of which everything is set. */
export function containerOfferProgram(offerId: string): Properties {
  const { properties, listing, previewAudience, leads, resale } = machineOfferProgram(offerId);
  return {
    offerId,
    alias: "Contoso Queue",
    setup: { sellThroughMicrosoft: true },
    properties,
    listing,
    previewAudience,
    meters: { shards: { displayName: "Shards", unitOfMeasure: "per shard" } },
    leads,
    resale,
  };
}

/** A plan of a Kubernetes application, of which everything is set that goes with it. */
export function containerPlanProgram(offer: string, planId = "per-node", bundles?: Properties): Properties {
  return {
    offer,
    planId,
    name: "Per node",
    setup: { clouds: ["azureGlobal"], governmentCertifications: { FedRAMP: "https://contoso.com/fedramp" } },
    listing: { title: "Per node plan", summary: "By the node", description: "<p>By the node.</p>" },
    availability: {
      visibility: "Private",
      hidden: true,
      markets: ["US", "de"],
      hourly: { perNode: 0.12 },
      privateAudience: { tenants: { [guids.tenant.toUpperCase()]: "Contoso" } },
    },
    technicalConfiguration: {
      kubernetes: { extensionType: "Contoso.Queue", bundles: bundles ?? { "1.4.0": bundle(1) } },
    },
  };
}

/** A plan of images, of an offer that is only listed. */
export function imagePlanProgram(offer: string, planId = "image"): Properties {
  return {
    offer,
    planId,
    name: "Image",
    technicalConfiguration: {
      images: { registry, userName: "contosoqueue", password: "p4ss", repository: "queue", tags: ["latest", "1.4.0"] },
    },
  };
}

/** A bundle of the plan `per-node`. */
export function containerBundleProgram(offer: string, tag: string, number: number, more: Properties = {}): Properties {
  return { offer, plan: "per-node", tag, ...bundle(number), ...more };
}

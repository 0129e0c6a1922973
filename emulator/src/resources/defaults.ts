// What a resource has where nobody has given it: the defaults of its schema (additions §2). Only those that a client in
// production counts on in each read of a virtual machine's offer are filled in: Red Hat's cloudpub fails without.

import type { Wire } from "../wire/entities.js";
import { typeOf } from "../wire/schema-addresses.js";

const listingTexts: Wire = {
  title: "",
  searchResultSummary: "",
  shortDescription: "",
  description: "",
  privacyPolicyLink: "",
  generalLinks: [],
  cloudSolutionProviderMarketingMaterials: "",
};
const planListingTexts: Wire = { name: "", summary: "", description: "" };
const machine: Wire = {
  recommendedVmSizes: [],
  openPorts: [],
  vmProperties: { supportsExtensions: true, supportsRemoteConnection: true },
  skus: [],
  vmImageVersions: [],
};

function defaultsOf(resource: Wire): Wire {
  const kind = String(resource.kind);
  switch (typeOf(resource)) {
    case "listing":
      return kind === "azureVM" ? listingTexts : {};
    case "plan-listing":
      return kind === "azureVM-plan" || kind === "azureCoreVM-plan" ? planListingTexts : {};
    case "listing-asset":
      return { fileName: "", friendlyName: "", description: "", displayOrder: 0 };
    case "virtual-machine-plan-technical-configuration":
    case "core-virtual-machine-plan-technical-configuration":
      return resource.basePlan === undefined ? machine : {};
    default:
      return {};
  }
}

/** The resource with what it was given, and the defaults of what it was not. */
export function withDefaults<Body extends Wire>(resource: Body): Body {
  const missing = Object.entries(defaultsOf(resource)).filter(([key]) => resource[key] === undefined);
  return { ...resource, ...Object.fromEntries(missing) };
}

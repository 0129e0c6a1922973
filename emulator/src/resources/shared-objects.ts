// Offers, plans and set-ups are the same objects in both APIs, under other names: what each looks like in the second
// one, and what a write there changes in the first (Product Ingestion API §16.2, §11.1, §11.2, §11.11).

import type { ProductRecord, VariantRecord } from "../store/records.js";
import { offerIdOf } from "../store/records.js";
import { productRef } from "../wire/durable-ids.js";
import type { Wire } from "../wire/entities.js";
import { type OfferType, resourceTypes } from "./resource-types.js";

const offerTypes: { readonly [first: string]: string } = {
  AzureThirdPartyVirtualMachine: "azureVirtualMachine",
  // What the first API calls these is not known.
  AzureCoreVirtualMachine: "coreVirtualMachine",
  AzureContainer: "azureContainer",
  SoftwareAsAService: "softwareAsAService",
  AzureApplication: "azureApplication",
  AzureDynamics365BusinessCentral: "dynamics365BusinessCentral",
  AzureDynamics365ForCustomerEngagement: "dynamics365ForCustomerEngagement",
  AzureDynamics365ForOperations: "dynamics365ForOperations",
};

/** The type of an offer, as the second API calls it. */
export function offerTypeOf(product: ProductRecord): string {
  const first = String(product.body.resourceType);
  return offerTypes[first] ?? `${first.slice(0, 1).toLowerCase()}${first.slice(1)}`;
}

/** The type as the first API calls it; undefined for offers that the second cannot write (§12.5). */
export function firstTypeOf(type: unknown): string | undefined {
  if (!resourceTypes.product?.offers.includes(type as OfferType)) return undefined;
  return Object.keys(offerTypes).find((first) => offerTypes[first] === type);
}

/** The offer as a resource, without id and `$schema`. */
export function productView(product: ProductRecord, others: Wire): Wire {
  const identity = { externalId: offerIdOf(product) };
  return { ...others, identity, type: offerTypeOf(product), alias: product.body.name };
}

const regions: { readonly [cloud: string]: string } = {
  "public-azure": "azureGlobal",
  "azure-gov": "azureGovernment",
  "azure-germany": "azureGermany",
  "azure-china": "azureChina",
};

interface Certification {
  name?: string;
  uri?: string;
}

/** The plan as a resource, without id and `$schema`. */
export function planView(variant: VariantRecord, others: Wire): Wire {
  const { externalID, friendlyName, cloudAvailabilities = [], certificationsAzureGovernment = [] } = variant.body;
  const certifications = (certificationsAzureGovernment as Certification[]).map(({ name, uri }) => ({
    name: name ?? "",
    link: uri ?? "",
  }));
  return {
    ...others,
    product: productRef(variant.productId),
    identity: { externalId: externalID },
    alias: friendlyName ?? externalID,
    azureRegions: (cloudAvailabilities as string[]).map((cloud) => regions[cloud] ?? cloud),
    ...(certifications.length === 0 ? {} : { azureGovernmentCertifications: certifications }),
  };
}

/** What a resource says of a plan, in the words of the first API. */
export function variantFields(plan: Wire): Wire {
  const { alias, azureRegions = ["azureGlobal"], azureGovernmentCertifications = [] } = plan;
  const clouds = Object.entries(regions);
  return {
    friendlyName: alias,
    cloudAvailabilities: (azureRegions as string[]).map(
      (region) => clouds.find(([, name]) => name === region)?.[0] ?? region,
    ),
    certificationsAzureGovernment: (azureGovernmentCertifications as { name: string; link: string }[]).map(
      ({ name, link }) => ({ name, uri: link }),
    ),
  };
}

/** What a resource says of a plan beyond that. */
export function planOthers(plan: Wire): Wire {
  const { product, identity, alias, azureRegions, azureGovernmentCertifications, ...others } = plan;
  return others;
}

/** What a resource says of an offer beyond what its record has. */
export function productOthers(resource: Wire): Wire {
  const { identity, type, alias, ...others } = resource;
  return others;
}

const actions: { readonly [first: string]: string } = {
  free: "free",
  "free-trial": "freeTrial",
  "contact-me": "contactMe",
};

/** The set-up as a resource, without id and `$schema`. */
export function setupView(product: ProductRecord, others: Wire): Wire {
  const { sellingOption, callToAction, trialUri } = product.setup;
  return {
    ...others,
    product: productRef(product.id),
    sellThroughMicrosoft: sellingOption === "ListAndSell",
    ...(callToAction === undefined ? {} : { callToAction: actions[String(callToAction)] ?? callToAction }),
    ...(trialUri === undefined || trialUri === "" ? {} : { accessUrl: trialUri }),
  };
}

/** The set-up of the first API after a write through the second. */
export function setupAfter(setup: Wire, resource: Wire): Wire {
  const { callToAction: earlier, ...kept } = setup;
  const { sellThroughMicrosoft, callToAction, accessUrl } = resource;
  const action = Object.entries(actions).find(([, name]) => name === callToAction)?.[0];
  return {
    ...kept,
    sellingOption: sellThroughMicrosoft === false ? "ListingOnly" : "ListAndSell",
    trialUri: accessUrl ?? "",
    ...(action === undefined ? {} : { callToAction: action }),
  };
}

/** What a resource says of a set-up beyond that. */
export function setupOthers(resource: Wire): Wire {
  const { product, sellThroughMicrosoft, callToAction, accessUrl, ...others } = resource;
  return others;
}

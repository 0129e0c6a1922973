// What an offer and a plan have from the start, before anybody has written it. Customer leads, the reseller channel and
// the draft's submission were seen; the rest of the set is a guess (Product Ingestion API §4.1, §20; additions §2).

import type { ProductRecord, VariantRecord } from "../store/records.js";
import { planRef, productRef } from "../wire/durable-ids.js";
import type { Wire } from "../wire/entities.js";
import { schemaAddress } from "../wire/schema-addresses.js";
import { withDefaults } from "./defaults.js";
import { resourceTypes } from "./resource-types.js";
import { offerTypeOf } from "./shared-objects.js";

/** A resource with its durable id. */
export type Resource = Wire & { readonly $schema: string; readonly id: string };

/** The newest version of the years in which most recordings were made: what new resources are made in. */
function firstVersion(type: string): string {
  const versions = resourceTypes[type]?.versions ?? [];
  return versions.findLast((version) => version.startsWith("2022-03-01-")) ?? versions.at(-1) ?? "";
}

function resource(type: string, id: string, body: Wire): Resource {
  return withDefaults({ $schema: schemaAddress(type, firstVersion(type)), id: `${type}/${id}`, ...body });
}

const kinds: { readonly [offerType: string]: string } = {
  azureVirtualMachine: "azureVM",
  coreVirtualMachine: "azureVM",
  azureContainer: "azureContainer",
  softwareAsAService: "azureSaaS",
};

/** What an offer has at its own level, itself and its set-up aside. */
export function initialOfOffer(product: ProductRecord): Resource[] {
  const { id, body } = product;
  const type = offerTypeOf(product);
  const kind = kinds[type] ?? type;
  const owner = { product: productRef(id) };
  const isSaas = type === "softwareAsAService";
  const property = { kind, ...owner, categories: {}, termsConditions: "standardMicrosoft" };
  const listing = { kind, ...owner, languageId: "en-us", title: body.name };
  return [
    resource("customer-leads", id, { ...owner, leadDestination: "none" }),
    resource("reseller", id, { ...owner, resellerChannelState: "notSet", audiences: [] }),
    ...(type === "azureContainer" ? [] : [resource("test-drive", id, { ...owner, enabled: false })]),
    ...(isSaas ? [resource("microsoft365-integration", id, owner)] : []),
    resource("property", `${id}/public/main`, property),
    resource("listing", `${id}/public/main/default/en-us`, listing),
    resource("price-and-availability-offer", id, { ...owner, previewAudiences: [] }),
  ];
}

const configurations: { readonly [offerType: string]: string } = {
  azureVirtualMachine: "virtual-machine-plan-technical-configuration",
  coreVirtualMachine: "core-virtual-machine-plan-technical-configuration",
  azureContainer: "container-plan-technical-configuration",
};

/** The type of the technical configuration of an offer's plans; undefined for SaaS, whose plans have none. */
export function configurationTypeOf(product: ProductRecord): string | undefined {
  return configurations[offerTypeOf(product)];
}

/** What a plan has, itself aside. */
export function initialOfPlan(product: ProductRecord, variant: VariantRecord): Resource[] {
  const offerType = offerTypeOf(product);
  const kind = offerType === "coreVirtualMachine" ? "azureCoreVM-plan" : `${kinds[offerType] ?? offerType}-plan`;
  const owner = { product: productRef(product.id), plan: planRef(product.id, variant.id) };
  const id = `${product.id}/${variant.id}`;
  const name = variant.body.friendlyName ?? variant.body.externalID;
  const configuration = configurationTypeOf(product);
  const availability = { ...owner, visibility: "visible", audience: "public", markets: [], pricing: {}, trial: null };
  return [
    resource("plan-listing", `${product.id}/public/main/${variant.id}/en-us`, {
      kind,
      ...owner,
      languageId: "en-us",
      name,
    }),
    resource("price-and-availability-plan", id, { ...availability, softwareReservation: [], privateAudiences: [] }),
    ...(configuration === undefined ? [] : [resource(configuration, id, owner)]),
  ];
}

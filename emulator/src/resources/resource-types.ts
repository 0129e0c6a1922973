// The one table of the types of resources: in which versions they can be written and read, what their durable ids look
// like, which offers have them, their schemas, and which values are secret. Product Ingestion API §5.1, §10, §11 and
// additions §1, §2. A type that is not here cannot be posted; if a draft has one, it stays.

import type { Form } from "./forms.js";
import { assetSchema, listingSchema, trailerSchema } from "./listing-schemas.js";
import {
  leadsSchema,
  metersSchema,
  offerAudienceSchema,
  productSchema,
  propertySchema,
  resellerSchema,
  saasConfigurationSchema,
  setupSchema,
  submissionSchema,
  testDriveSchema,
  unknownFieldsSchema,
} from "./offer-schemas.js";
import { audienceUpdateSchema, planAvailabilitySchema, planListingSchema, planSchema } from "./plan-schemas.js";
import { containerSchema, virtualMachineSchema } from "./technical-schemas.js";

/** The offers that this API can write, by the names it has for them. */
export type OfferType = "azureVirtualMachine" | "coreVirtualMachine" | "azureContainer" | "softwareAsAService";

/** How many there are of a type, which is what its durable id is made of (§5.1). */
export type Multiplicity = "product" | "main" | "language" | "plan" | "planLanguage" | "many" | "unstored";

export interface ResourceType {
  /** Oldest first. */
  readonly versions: readonly string[];
  readonly multiplicity: Multiplicity;
  /** Its place in a job and in a tree: what others refer to comes first. */
  readonly order: number;
  readonly offers: readonly OfferType[];
  readonly schema: (version: string) => Form;
  /** Paths of values that are given out masked; `*` is any key. */
  readonly secrets?: readonly string[];
}

const preview = (...numbers: number[]) => numbers.map((number) => `2022-03-01-preview${number}`);
const machines: readonly OfferType[] = ["azureVirtualMachine", "coreVirtualMachine"];
const everyOffer: readonly OfferType[] = [...machines, "azureContainer", "softwareAsAService"];
const always = (form: Form) => () => form;

/** The types by name. */
export const resourceTypes: { readonly [type: string]: ResourceType } = {
  product: {
    versions: [...preview(2, 3), "2022-07-01"],
    multiplicity: "many",
    order: 0,
    offers: everyOffer,
    schema: always(productSchema),
  },
  "commercial-marketplace-setup": {
    versions: preview(2),
    multiplicity: "product",
    order: 1,
    offers: everyOffer,
    schema: always(setupSchema),
  },
  "customer-leads": {
    versions: preview(2, 3),
    multiplicity: "product",
    order: 2,
    offers: everyOffer,
    schema: leadsSchema,
    secrets: [
      "blobLeadConfiguration.storageAccountConnectionString",
      "tableLeadConfiguration.storageAccountConnectionString",
      "dynamicsLeadConfiguration.applicationKey",
      "dynamicsLeadConfiguration.password",
      "marketoLeadConfiguration.clientSecret",
    ],
  },
  reseller: {
    versions: preview(2),
    multiplicity: "product",
    order: 3,
    offers: everyOffer,
    schema: always(resellerSchema),
  },
  "test-drive": {
    versions: preview(2),
    multiplicity: "product",
    order: 4,
    offers: [...machines, "softwareAsAService"],
    schema: always(testDriveSchema),
  },
  "microsoft365-integration": {
    versions: preview(2),
    multiplicity: "product",
    order: 5,
    offers: ["softwareAsAService"],
    schema: always(unknownFieldsSchema),
  },
  property: {
    versions: preview(2, 3, 5),
    multiplicity: "main",
    order: 6,
    offers: everyOffer,
    schema: propertySchema,
  },
  listing: {
    versions: preview(2, 3, 5),
    multiplicity: "language",
    order: 7,
    offers: everyOffer,
    schema: always(listingSchema),
  },
  "listing-asset": {
    versions: preview(2, 3, 5),
    multiplicity: "many",
    order: 8,
    offers: everyOffer,
    schema: always(assetSchema),
  },
  "listing-trailer": {
    versions: preview(2, 3, 5),
    multiplicity: "many",
    order: 9,
    offers: everyOffer,
    schema: always(trailerSchema),
  },
  "price-and-availability-offer": {
    versions: preview(2, 3),
    multiplicity: "product",
    order: 10,
    offers: everyOffer,
    schema: offerAudienceSchema,
  },
  "software-as-a-service-technical-configuration": {
    versions: preview(3),
    multiplicity: "product",
    order: 11,
    offers: ["softwareAsAService"],
    schema: always(saasConfigurationSchema),
  },
  "price-and-availability-custom-meter": {
    versions: preview(3),
    multiplicity: "product",
    order: 12,
    offers: ["softwareAsAService", "azureContainer"],
    schema: always(metersSchema),
  },
  plan: {
    versions: [...preview(2, 3), "2022-07-01"],
    multiplicity: "many",
    order: 13,
    offers: everyOffer,
    schema: always(planSchema),
  },
  "plan-listing": {
    versions: preview(2, 3, 5),
    multiplicity: "planLanguage",
    order: 14,
    offers: everyOffer,
    schema: always(planListingSchema),
  },
  "price-and-availability-plan": {
    versions: preview(2, 3, 4),
    multiplicity: "plan",
    order: 15,
    offers: everyOffer,
    schema: planAvailabilitySchema,
  },
  "virtual-machine-plan-technical-configuration": {
    versions: [...preview(2, 3, 5), "2026-04-01-preview1"],
    multiplicity: "plan",
    order: 16,
    offers: ["azureVirtualMachine"],
    schema: (version) => virtualMachineSchema(version),
  },
  "core-virtual-machine-plan-technical-configuration": {
    versions: preview(5),
    multiplicity: "plan",
    order: 16,
    offers: ["coreVirtualMachine"],
    schema: (version) => virtualMachineSchema(version, true),
  },
  "container-plan-technical-configuration": {
    versions: preview(2, 3),
    multiplicity: "plan",
    order: 16,
    offers: ["azureContainer"],
    schema: always(containerSchema),
    secrets: ["imageRepositoryDetails.password"],
  },
  "price-and-availability-update-private-audiences": {
    versions: preview(2, 3),
    multiplicity: "unstored",
    order: 17,
    offers: everyOffer,
    schema: always(audienceUpdateSchema),
  },
  submission: {
    versions: preview(2),
    multiplicity: "unstored",
    order: 18,
    offers: everyOffer,
    schema: always(submissionSchema),
  },
};

/** What is known of a type, if anything. */
export function resourceType(type: string): ResourceType | undefined {
  return Object.hasOwn(resourceTypes, type) ? resourceTypes[type] : undefined;
}

/** The place of a type in a job and in a tree; unknown ones come after all others. */
export function orderOf(type: string): number {
  return resourceType(type)?.order ?? 100;
}

/**
 * The one table of what is known of each type of resource: the version to write, its place in a request, and where it
 * has ids, enumerations and addresses. A type that is not here is carried along as it is, and never sent.
 */
// Product Ingestion API §10 and §11, additions §1 and §2 (read November 2026)

/** A path into a resource; `*` stands for each entry of a list or map. */
export type Path = string;

export interface KnownType {
  /** What a new resource is written in. One that was read in a newer version is written in that. */
  readonly version: string;
  /** Parents come first in a request. */
  readonly order: number;
  /** There may be several: which is meant is told by its `id`. All others are known by product, plan and language. */
  readonly isOneOfMany?: true;
  /**
   * Texts with a fixed set of values. Reads were seen with a capital letter that a write refuses.
   */
  // Product Ingestion API additions §1, 11.5
  readonly enumerations?: readonly Path[];
  /** Keys that end in `Id`; documentation and some answers have `ID`. */
  // Product Ingestion API §3.4
  readonly ids?: readonly Path[];
  /** Keys at the top in which null means something. */
  // Product Ingestion API §5.4
  readonly nullable?: readonly string[];
  /**
   * Addresses that the service fetches. What it says in a read expires within hours, and cannot be sent.
   */
  // Product Ingestion API additions §1
  readonly fetched?: readonly Path[];
}

const preview = (number: number) => `2022-03-01-preview${number}`;

const lifeCycle = ["lifecycleState", "deprecationSchedule.reason"];

const virtualMachine: Omit<KnownType, "version"> = {
  order: 5,
  enumerations: [
    "operatingSystem.family",
    "operatingSystem.type",
    "softwareType",
    "openPorts.*.protocol",
    "skus.*.imageType",
    "skus.*.securityType.*",
    "vmImageVersions.*.lifecycleState",
    "vmImageVersions.*.deprecationSchedule.reason",
    "vmImageVersions.*.vmImages.*.imageType",
    "vmImageVersions.*.vmImages.*.source.sourceType",
    "reuseTechnicalConfigurationState",
  ],
  ids: [
    "skus.*.skuId",
    "vmImageVersions.*.vmImages.*.source.sharedImage.tenantId",
    "vmImageVersions.*.vmImages.*.source.sharedImage.resourceId",
  ],
};

export const knownTypes: Readonly<Record<string, KnownType>> = {
  product: {
    version: preview(3),
    order: 0,
    isOneOfMany: true,
    enumerations: ["type", ...lifeCycle],
    ids: ["identity.externalId"],
  },
  "commercial-marketplace-setup": { version: preview(2), order: 1, enumerations: ["callToAction"] },
  property: { version: preview(5), order: 2, enumerations: ["kind", "termsConditions", "lifecycleState"] },
  listing: { version: preview(5), order: 2, enumerations: ["kind", "lifecycleState"], ids: ["languageId"] },
  "listing-asset": {
    version: preview(5),
    order: 3,
    isOneOfMany: true,
    enumerations: ["kind", "type", "lifecycleState"],
    ids: ["languageId"],
    fetched: ["url"],
  },
  "listing-trailer": {
    version: preview(5),
    order: 3,
    isOneOfMany: true,
    enumerations: ["kind", "lifecycleState"],
    fetched: ["assets.*.imageList.*.url"],
  },
  "price-and-availability-offer": {
    version: preview(3),
    order: 3,
    enumerations: ["previewAudiences.*.type"],
    ids: ["previewAudiences.*.id"],
    nullable: ["previewAudiences"],
  },
  "price-and-availability-custom-meter": { version: preview(3), order: 3 },
  "customer-leads": {
    version: preview(3),
    order: 3,
    enumerations: ["leadDestination", "dynamicsLeadConfiguration.authentication"],
    ids: [
      "dynamicsLeadConfiguration.applicationId",
      "dynamicsLeadConfiguration.directoryId",
      "marketoLeadConfiguration.serverId",
      "marketoLeadConfiguration.munchkinId",
      "marketoLeadConfiguration.formId",
      "marketoLeadConfiguration.clientId",
    ],
  },
  reseller: {
    version: preview(2),
    order: 3,
    enumerations: ["resellerChannelState", "audiences.*.type"],
    ids: ["audiences.*.id", "audiences.*.resourceId"],
  },
  "test-drive": { version: preview(2), order: 3, enumerations: ["type"] },
  "software-as-a-service-technical-configuration": {
    version: preview(3),
    order: 3,
    ids: ["azureAdTenantId", "azureAdAppId"],
  },
  "microsoft365-integration": { version: preview(2), order: 3 },
  plan: {
    version: preview(2),
    order: 4,
    isOneOfMany: true,
    enumerations: ["azureRegions.*", "subtype", ...lifeCycle],
    ids: ["identity.externalId"],
  },
  "plan-listing": { version: preview(5), order: 5, enumerations: ["kind", "lifecycleState"], ids: ["languageId"] },
  "price-and-availability-plan": {
    version: preview(4),
    order: 5,
    enumerations: [
      "visibility",
      "audience",
      "customerMarkets",
      "trial.type",
      "softwareReservation.*.type",
      "privateAudiences.*.type",
      "pricing.licenseModel",
      "pricing.corePricing.priceInputOption",
      "pricing.systemMeterPricing.priceInputOption",
      "pricing.recurrentPrice.recurrentPriceMode",
      "pricing.recurrentPrice.priceInputOption",
      "pricing.recurrentPrice.prices.*.billingTerm.type",
      "pricing.recurrentPrice.prices.*.paymentOption.type",
      "pricing.customMeters.priceInputOption",
      "pricing.customMeters.meters.*.includedQuantities.*.billingTerm.type",
    ],
    ids: ["privateAudiences.*.id"],
    nullable: ["trial", "privateAudiences", "softwareReservation"],
  },
  "price-and-availability-update-private-audiences": {
    version: preview(3),
    order: 5,
    enumerations: ["privateAudiences.add.*.type", "privateAudiences.remove.*.type"],
    ids: ["privateAudiences.add.*.id", "privateAudiences.remove.*.id"],
  },
  "virtual-machine-plan-technical-configuration": { version: preview(5), ...virtualMachine },
  "core-virtual-machine-plan-technical-configuration": { version: preview(5), ...virtualMachine },
  "container-plan-technical-configuration": {
    version: preview(3),
    order: 5,
    enumerations: ["payloadType"],
    ids: ["cnabReferences.*.tenantId", "cnabReferences.*.subscriptionId", "imageRepositoryDetails.subscriptionId"],
  },
  submission: {
    version: preview(2),
    order: 6,
    isOneOfMany: true,
    enumerations: ["target.targetType", "status", "result", ...lifeCycle],
    ids: ["target.targetId"],
  },
};

/** What is known of a type, if anything. */
export function knownType(type: string): KnownType | undefined {
  return Object.hasOwn(knownTypes, type) ? knownTypes[type] : undefined;
}

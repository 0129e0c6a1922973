// What azpc (az-partner-center-cli 0.2.5) writes: the bodies of its PUTs, but for entity tags and ids (API reference
// §4.3, §4.6, §4.7, §5.5: most values are fixed in its code).

import { join } from "node:path";
import { subscription } from "../client.js";
import { emulatorFolder } from "../command/command.js";
import { pngOf } from "../picture.js";

const { marketCodes } = require(join(emulatorFolder, "dist", "wire", "markets.js")) as { marketCodes: string[] };
const guid = "33333333-3333-4333-8333-333333333333";

/** The kinds of plans that azpc makes: managed application, solution template. */
export type PlanType = "ma" | "st";

/** The logos, in the order in which they are uploaded (§5.2). */
export const logos = [
  ["large.png", "AzureLogoLarge", pngOf(216)],
  ["small.png", "AzureLogoSmall", pngOf(48)],
  ["medium.png", "AzureLogoMedium", pngOf(90)],
  ["wide.png", "AzureLogoWide", pngOf(255, 115)],
] as const;

/** The texts of an offer's listing. */
export const offerTexts = {
  title: "Contoso Backup",
  publisherName: "Contoso",
  summary: "Backups every night",
  shortDescription: "Backups of databases",
  description: "<p>Keeps a copy of databases.</p>",
  keywords: ["backup", "database"],
};

/** An offer's listing. */
export const listing = {
  resourceType: "AzureListing",
  ...offerTexts,
  listingContacts: [
    { type: "CustomerSupport", email: "help@contoso.example", name: "Help", phone: "+5555555555", uri: "https://help" },
    { type: "Engineering", email: "dev@contoso.example", name: "Dev", phone: "+5555555556" },
  ],
  listingUris: [
    { type: "PrivacyUri", displayText: "Privacy Url", uri: "https://contoso.example/privacy" },
    { type: "PublicCloudSupport", displayText: "Support", uri: "https://contoso.example/support" },
  ],
  languageCode: "en-us",
};

/** An offer's properties: with the standard contract, and terms of use all the same. */
export function property(appVersion: string) {
  return {
    resourceType: "AzureProperty",
    industries: [""],
    submissionVersion: crypto.randomUUID(),
    productTags: ["x".repeat(64)],
    appVersion,
    useEnterpriseContract: true,
    termsOfUse: "testTermsOfUse",
    globalAmendmentTerms: null,
    customAmendments: [],
    leveledCategories: { analytics: ["visualization-and-reporting"] },
  };
}

/** The preview audience, with names in other cases than replies have. */
export const productAvailability = {
  resourceType: "ProductAvailability",
  visibility: "Public",
  audiences: [{ Type: "PreviewMarketplaceGroup", Values: [subscription] }],
};

/** Sold through resellers. */
export const reseller = { resourceType: "ResellerConfiguration", ResellerChannelState: "Enabled", TenantIds: [] };

/** A new plan. */
export function variant(plan: string, subType: PlanType) {
  return {
    resourceType: "AzureSkuVariant",
    state: "Active",
    friendlyName: plan.replaceAll("-", " "),
    leadGenID: `publisher_name.${plan}`,
    externalID: plan,
    cloudAvailabilities: ["public-azure"],
    SubType: subType === "ma" ? "managed-application" : "solution-template",
  };
}

/** A plan's listing. */
export const planListing = {
  title: "Standard",
  shortDescription: "One database",
  description: "Backs up one database.",
  resourceType: "AzureListing",
};

/** A plan's visibility; of a managed application the two fixed markets and the price 0 too. */
export function featureAvailability(subType: PlanType) {
  const sold = new Set(["CA", "US"]);
  const price = { retailPrice: { openPrice: 0, currencyCode: "USD" }, priceCadence: { type: "Month", value: 1 } };
  const managed = {
    marketStates: marketCodes.map((code) => ({ marketCode: code, state: sold.has(code) ? "Enabled" : "Disabled" })),
    priceSchedules: [...sold].map((market) => ({
      isBaseSchedule: false,
      marketCodes: [market],
      friendlyName: `free_priceOverrideSchedule_${market}`,
      schedules: [{ ...price, pricingModel: "Recurring" }],
    })),
  };
  return {
    resourceType: "FeatureAvailability",
    visibility: "Private",
    ...(subType === "ma" ? managed : {}),
    subscriptionAudiences: [{ ID: subscription, description: "Ours" }],
  };
}

/** A plan's technical configuration; it sends text where a boolean belongs, and a word where a GUID belongs. */
export function packageConfiguration(subType: PlanType, version: string, packageId: string) {
  const packageReferences = [{ type: "AzureApplicationPackage", value: packageId }];
  if (subType === "st")
    return { resourceType: "AzureSolutionTemplatePackageConfiguration", version, packageReferences };
  return {
    resourceType: "AzureManagedApplicationPackageConfiguration",
    version,
    allowJitAccess: false,
    canEnableCustomerActions: "true",
    allowedCustomerActions: ["Microsoft.Storage/*;Microsoft.Network/*"],
    allowedDataActions: [],
    deploymentMode: "Incremental",
    publicAzureTenantID: guid,
    publicAzureAuthorizations: [{ principalID: guid, roleDefinitionID: "Owner" }],
    azureGovernmentTenantID: "string",
    azureGovernmentAuthorizations: [],
    policies: [],
    packageReferences,
  };
}

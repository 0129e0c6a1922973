// What the service puts into a draft that nobody has touched (§3.9 recorded; §7 #33 to #37 assumed).

import type { ProductRecord, VariantRecord } from "../store/records.js";
import { shareValue } from "../store/shared-values.js";
import type { Wire } from "../wire/entities.js";
import { marketCodes } from "../wire/markets.js";

/** A new property (§7 #37). */
export function initialProperty(): Wire {
  return {
    resourceType: "AzureProperty",
    industries: [],
    categories: [],
    additionalCategories: [],
    productTags: [],
    appVersion: "",
    useEnterpriseContract: false,
    hideKeys: [],
    marketingOnlyChange: false,
    customAmendments: [],
  };
}

/** A new listing, as recorded: titled after the product or the plan (§3.9). */
export function initialListing(title: string, languageCode = "en-us"): Wire {
  return {
    resourceType: "AzureListing",
    listingUris: [],
    listingContacts: [],
    gettingStartedInstructions: "",
    languageCode,
    title,
    keywords: [],
  };
}

/** A new preview audience (§7 #36). */
export function initialProductAvailability(): Wire {
  return {
    resourceType: "ProductAvailability",
    visibility: "Public",
    enterpriseLicensing: "Online",
    audiences: [],
    emailAudiences: [],
    subscriptionAudiences: [],
  };
}

// One list for all plans that nobody has touched: records are never changed in place, and a thousand offers fit.
const nowhere = shareValue(
  "nowhere",
  marketCodes.map((marketCode) => ({ marketCode, state: "Disabled" })),
);

/** New markets and prices: public, sold nowhere (§7 #35). */
export function initialFeatureAvailability(): Wire {
  return {
    resourceType: "FeatureAvailability",
    visibility: "Public",
    marketStates: nowhere,
    properties: [],
    trial: { type: "NoTrial" },
    tenantAudiences: [],
    subscriptionAudiences: [],
    priceSchedules: [],
    customMeters: [],
  };
}

/** A new co-sell listing: empty (assumed; nobody recorded one). */
export function initialCosellListing(): Wire {
  return {
    resourceType: "CosellListing",
    offerPlatforms: [],
    endCustomerSegments: [],
    solutionAreas: [],
    contacts: [],
    assetReferences: [],
  };
}

/** New supplemental content of a Dynamics 365 offer: empty (assumed). */
export function initialSupplementalContent(): Wire {
  return { resourceType: "SupplementalContent", supportedEditions: [] };
}

/** A new technical configuration of the given type (§3.15). */
export function initialPackageConfiguration(resourceType: string): Wire {
  if (resourceType === "AzureManagedApplicationPackageConfiguration") {
    return {
      resourceType,
      allowJitAccess: false,
      canEnableCustomerActions: false,
      allowedCustomerActions: [],
      publicAzureAuthorizations: [],
      azureGovernmentAuthorizations: [],
      policies: [],
      publisherManagementMode: "Managed",
      customerAccessEnableState: "Disabled",
      packageReferences: [],
    };
  }
  if (resourceType === "AzureSolutionTemplatePackageConfiguration") return { resourceType, packageReferences: [] };
  return { resourceType };
}

/** The set-up of a new product, as recorded (§3.7): the reseller channel is open for containers only. */
export function initialSetup(productType: string): Wire {
  const value = productType === "AzureContainer" ? "Enabled" : "Disabled";
  return {
    resourceType: "AzureProductSetup",
    sellingOption: "ListAndSell",
    trialUri: "",
    enableTestDrive: false,
    channelStates: [{ type: "Reseller", value }],
  };
}

/** The reseller configuration of a new product (§7 #23). */
export function initialReseller(productType: string): Wire {
  const resellerChannelState = productType === "AzureContainer" ? "Enabled" : "Disabled";
  return { resourceType: "ResellerConfiguration", resellerChannelState, tenantIds: [] };
}

/** The title of a new listing: the plan's name, or the offer's alias (§3.9). */
export function initialTitle(product: ProductRecord, variant: VariantRecord | undefined): string {
  return String(variant === undefined ? product.body.name : (variant.body.friendlyName ?? variant.id));
}

// The bodies of property, listing and availabilities: fields in the order of replies (§3.8, §3.9, §3.12, §3.13).
// The order of fields that were never recorded is assumed.

import {
  alsoNamed,
  anything,
  dateTime,
  decimal,
  flag,
  guidOr,
  listOf,
  mapOf,
  objectOf,
  oneOf,
  type Shape,
  text,
  texts,
  typeValuePair,
  whole,
} from "./shape.js";

// `id` in small letters: two clients read it so, of audiences and of meters (custom-meters-accelerator,
// src/Services/Models/ProductFeatureModel.cs; suger-sdk, AzureAudience). The published schema says `ID`.
const audienceMembers = listOf(objectOf({ id: text, description: text }));
const subscriptionMembers = listOf(objectOf({ id: guidOr(), description: text }));

/** AzureProperty (§3.8), with the fields that only the wire knows. */
export const propertyShape: Shape = {
  resourceType: oneOf("AzureProperty"),
  industries: texts,
  categories: texts,
  additionalCategories: texts,
  leveledCategories: mapOf(texts),
  leveledIndustries: mapOf(texts),
  submissionVersion: text,
  productTags: texts,
  appVersion: text,
  useEnterpriseContract: flag,
  termsOfUse: text,
  hideKeys: texts,
  marketingOnlyChange: flag,
  globalAmendmentTerms: text,
  customAmendments: listOf(
    objectOf({ name: text, terms: text, tenants: listOf(objectOf({ ID: text, description: text })) }),
  ),
  applicableProducts: listOf(anything),
  extendedProperties: listOf(typeValuePair),
};

/** AzureListing (§3.9); the order is recorded as far as `keywords` and the texts go. */
export const listingShape: Shape = {
  resourceType: oneOf("AzureListing"),
  summary: text,
  listingUris: listOf(objectOf({ type: text, subtype: text, displayText: text, uri: text })),
  listingContacts: listOf(
    objectOf({
      type: oneOf("CustomerSupport", "Engineering", "ChannelManager"),
      email: text,
      name: text,
      phone: text,
      uri: text,
    }),
  ),
  gettingStartedInstructions: text,
  languageCode: text,
  title: text,
  publisherName: text,
  description: text,
  shortDescription: text,
  keywords: texts,
  accessInformation: text,
  compatibleProducts: texts,
  productDisplayName: text,
  allowOnlyManagedDiskDeployments: flag,
};

/** ProductAvailability: the preview audience (§3.12). */
export const productAvailabilityShape: Shape = {
  resourceType: oneOf("ProductAvailability"),
  visibility: oneOf("Public", "Private"),
  enterpriseLicensing: text,
  audiences: listOf(objectOf({ type: text, values: texts })),
  emailAudiences: audienceMembers,
  subscriptionAudiences: subscriptionMembers,
  hideKeyAudience: text,
};

const priceSchedule = objectOf({
  retailPrice: objectOf({ priceTierID: text, openPrice: decimal, currencyCode: text }),
  pricingModel: oneOf("Flat", "Recurring", "Usage"),
  priceCadence: objectOf({ type: oneOf("Month", "Year"), value: whole }),
  pricingUnits: listOf(
    objectOf({
      name: oneOf("sharedcore", "transactions"),
      unitType: text,
      isUnlimitedUnit: flag,
      lowerUnit: decimal,
      upperUnit: decimal,
    }),
  ),
  dateTimeRange: objectOf({ startAt: anything, endAt: anything }),
});

/** FeatureAvailability: visibility, markets and price of a plan (§3.13). */
export const featureAvailabilityShape: Shape = {
  resourceType: oneOf("FeatureAvailability"),
  visibility: oneOf("Public", "Private"),
  isHidden: flag,
  marketStates: listOf(
    objectOf({ marketCode: text, state: oneOf("Disabled", "Enabled", "StopSelling", "Terminated") }),
  ),
  markets: listOf(objectOf({ friendlyName: text, marketCode: text })),
  properties: listOf(typeValuePair),
  trial: objectOf({
    type: oneOf("NoTrial", "TimedAccess", "TimedUsage", "Unlimited"),
    durationType: oneOf("Minute", "Days", "Months"),
    duration: whole,
    dateTimeRange: objectOf({ startAt: dateTime, endAt: dateTime }),
  }),
  tenantAudiences: audienceMembers,
  subscriptionAudiences: subscriptionMembers,
  priceSchedules: listOf(
    objectOf({ isBaseSchedule: flag, marketCodes: texts, friendlyName: text, schedules: listOf(priceSchedule) }),
  ),
  customMeters: listOf(
    objectOf({
      isEnabled: flag,
      id: text,
      uniqueID: text,
      displayName: text,
      unitOfMeasure: text,
      priceInUsd: decimal,
      includedBaseQuantities: listOf(objectOf({ recurringUnit: text, isInfinite: flag, quantity: decimal })),
    }),
  ),
};

/** CosellListing (§3.17). Areas, contacts and references are shown as they were sent. */
export const cosellListingShape: Shape = {
  resourceType: oneOf("CosellListing"),
  offerPlatforms: texts,
  endCustomerSegments: texts,
  offerType: text,
  solutionAreas: listOf(objectOf({ area: text, subAreas: texts })),
  contacts: listOf(
    objectOf({
      type: text,
      email: text,
      name: text,
      jobTitle: text,
      role: text,
      regions: texts,
      subRegions: texts,
    }),
  ),
  assetReferences: listOf(typeValuePair),
};

/** SupplementalContent (§3.17); the addresses of its files are the service's own. */
export const supplementalContentShape: Shape = {
  resourceType: oneOf("SupplementalContent"),
  targetRelease: text,
  supportedEditions: texts,
  assets: listOf(objectOf({ assetID: text, fileName: text, type: text })),
};

/** AzureSkuVariant as recorded (§3.11, §8.5.5). `subType` and the certifications differ from the published schema. */
export const skuVariantShape: Shape = {
  resourceType: oneOf("AzureSkuVariant"),
  state: oneOf("Inactive", "Active"),
  friendlyName: text,
  leadGenID: text,
  conversionPaths: text,
  externalID: text,
  referenceVariantID: text,
  certificationsAzureGovernment: alsoNamed("azureGovernmentCertifications", listOf(anything)),
  cloudAvailabilities: texts,
  subType: oneOf("managed-application", "solution-template"),
  extendedProperties: listOf(typeValuePair),
};

/** The `testdrive` pseudo-variant (§3.11). */
export const testDriveVariantShape: Shape = {
  resourceType: oneOf("AzureTestDriveVariant"),
  state: oneOf("Inactive", "Active"),
  testDriveType: text,
  extendedProperties: listOf(typeValuePair),
};

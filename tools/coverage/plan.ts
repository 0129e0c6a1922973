// The objects of the API that hold a plan and its package: what of the table of coverage is said by hand.
import { planSetupPage } from "../../provider/kinds/plan/setup.js";
import { FeatureAvailability } from "../../provider/partner-center/schemas/availability.js";
import { PackageConfiguration } from "../../provider/partner-center/schemas/package-configuration.js";
import * as wire from "../../provider/partner-center/schemas/resources.js";
import { type ApiObject, draftTables, kept, settingTables } from "./types.js";

/** In the order of the API reference. */
export const planObjects: readonly ApiObject[] = [
  {
    name: "AzureSkuVariant",
    section: "§3.11",
    schema: wire.Variant,
    published: ["Variants.AzureSkuVariant", "Variants.AzureTestDriveVariant"],
    tables: [{ owner: "Plan", fields: planSetupPage.fields }],
    setBy: { externalID: ["`Plan` `planId`"], subType: ["`Plan` `planType`"] },
    reasons: {
      conversionPaths: { text: "`*` in each recorded plan; no other value is known", source: "§3.11" },
      testDriveType: { text: "of the plan `testdrive`, which the service no longer makes", source: "§3.11" },
    },
    made: {
      id: { text: "`Plan` output `variantId`", source: "§3.11" },
      "certificationsAzureGovernment.validationResults": { text: "the service's opinion of them", source: "§3.11" },
    },
  },
  {
    name: "FeatureAvailability",
    section: "§3.13",
    schema: FeatureAvailability,
    published: ["Availabilities.FeatureAvailability"],
    tables: draftTables("FeatureAvailability"),
    reasons: {
      properties: {
        text: "only the clouds were seen here, which `setup.clouds` sets on the plan itself",
        source: "§3.13",
      },
      "trial.dateTimeRange": { text: "no client sends it; a trial is given by its length", source: "§3.13" },
      "priceSchedules.schedules.retailPrice.priceTierID": {
        text: "a price is given as an amount (`openPrice`); the tiers are not documented",
        source: "§3.13",
      },
      "priceSchedules.schedules.pricingUnits": {
        text: "prices by core or transaction; a managed application has a price a month or a year, and meters",
        source: "§3.13, page plans-pricing",
      },
      "priceSchedules.schedules.dateTimeRange": {
        text: "no client sends it; a published price changes in Partner Center, with its date",
        source: "§3.13, page price-changes",
      },
    },
    made: {
      markets: { text: "repeats the markets of `marketStates`; on the wire only", source: "§3.13" },
      "customMeters.uniqueID": { text: kept, source: "§3.13" },
    },
  },
  {
    name: "AzurePackage",
    section: "§3.14",
    schema: wire.Package,
    published: ["Packages.AzurePackage"],
    setBy: { fileName: ["`ApplicationPackage` `path`"] },
    made: {
      id: { text: "`ApplicationPackage` output `packageId`", source: "§3.14" },
      state: { text: "`ApplicationPackage` output `observed.state`", source: "§3.6, §4.5" },
      isEmpty: { text: "said in replies", source: "§3.14" },
      fileSize: { text: "bytes, as the service counted them", source: "§3.6, §3.14" },
      validationItems: { text: "in the error, when a package could not be processed", source: "§3.6, §3.14" },
      publishTargets: { text: "where it was published to", source: "§3.6, §3.14" },
      isCertified: { text: "kept by the service", source: "§3.6, §3.14" },
    },
  },
  {
    name: "Package configurations",
    section: "§3.15",
    schema: PackageConfiguration,
    published: [
      "Packages.AzureSolutionTemplatePackageConfiguration",
      "Packages.AzureManagedApplicationPackageConfiguration",
      "Packages.AzureApplicationPackageConfiguration",
      "Packages.AzureResourceManagerTestDrivePackageConfiguration",
    ],
    tables: [...draftTables("PackageConfiguration"), ...settingTables("meteredBilling", "testDrive")],
    elsewhere: [
      "azureActiveDirectoryTenantName",
      "maxConcurrentTestDrives",
      "instanceUri",
      "instanceWebApiUri",
      "roleName",
      "trialLegalEntity",
      "packageType",
      "applicationInstallationUri",
      "baseLicenseModel",
      "requireS2SOutboundAndCrmSecureStoreAccess",
      "applicationConfigurationUri",
      "packageLocationUri",
      "packageRegionAvailabilities",
      "multiplePackagesInPackageFile",
      "releaseVersion",
      "solutionIdentifier",
    ],
  },
];

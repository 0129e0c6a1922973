// What plans look like. None of it ever changes (`words.ts`).
import type { Properties } from "../../values/properties.js";
import { draft, emptyListing, listing, newId, object } from "./typical-objects.js";

const markets =
  "ADAEAFALAMAOARATAUAZBABBBDBEBGBHBMBNBOBRBWBYBZCACHCICLCMCOCRCVCWCYCZDEDKDODZECEEEGESETFIFJFOFRGBGEGHGRGTHKHNHRHUIDIEILINIQISITJMJOJPKEKGKNKRKWKYKZLBLILKLTLULVLYMAMCMDMEMKMNMOMTMUMXMYNANGNINLNONPNZOMPAPEPHPKPLPRPSPTPYQARORSRURWSASESGSISKSNSVTHTJTMTNTRTTTWTZUAUGUSUYUZVAVEVIVNYEZAZMZW".match(
    /../g,
  ) ?? [];

const price = (type: string) => ({
  retailPrice: { openPrice: 1, currencyCode: "USD" },
  pricingModel: "Recurring",
  priceCadence: { type, value: 1 },
});

function availability(enabled: readonly string[], schedules: readonly Properties[]) {
  return {
    visibility: "Public",
    marketStates: markets.map((marketCode) => ({
      marketCode,
      state: enabled.includes(marketCode) ? "Enabled" : "Disabled",
    })),
    properties: [],
    trial: { type: "NoTrial" },
    tenantAudiences: [],
    subscriptionAudiences: [],
    priceSchedules: [{ isBaseSchedule: true, friendlyName: "Default", schedules }],
    customMeters: [],
  };
}

const technicalConfiguration = {
  packageReferences: [],
  allowJitAccess: false,
  canEnableCustomerActions: false,
  allowedCustomerActions: [],
  publicAzureAuthorizations: [],
  azureGovernmentAuthorizations: [],
  policies: [],
  publisherManagementMode: "Managed",
  customerAccessEnableState: "Disabled",
};
const configured = {
  ...technicalConfiguration,
  version: "1.0.0",
  packageReferences: [{ type: "AzureApplicationPackage", value: newId() }],
  publicAzureTenantID: newId(),
  publicAzureAuthorizations: [{ principalID: newId(), roleDefinitionID: "Owner" }],
};

function plan(availability: Properties, listing: Properties, configuration: Properties) {
  return {
    drafts: {
      FeatureAvailability: draft("FeatureAvailability", availability, true),
      Listing: draft("AzureListing", { ...listing, shortDescription: "" }),
      PackageConfiguration: draft("AzureManagedApplicationPackageConfiguration", configuration),
    },
    variant: object("AzureSkuVariant", {
      state: "Active",
      friendlyName: "",
      externalID: "",
      subType: "managed-application",
      conversionPaths: "*",
      cloudAvailabilities: ["public-azure"],
      certificationsAzureGovernment: [],
      extendedProperties: [],
    }),
  };
}

export const fullPlan = plan(availability(["US"], [price("Month"), price("Year")]), listing, technicalConfiguration);

export const plainPlan = plan(availability(["US", "CA"], [price("Month")]), emptyListing, configured);

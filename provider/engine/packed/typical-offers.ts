// What offers look like, and what is rare. None of it ever changes (`words.ts`).
import type { Properties } from "../../values/properties.js";
import { draft, emptyListing, file, listing, newId, object } from "./typical-objects.js";

export const rareFields = {
  policies: [
    {
      policyName: "",
      policyDefinitionID: "/providers/Microsoft.Authorization/policyDefinitions/",
      policyParameters: "{}",
      policySku: "Standard",
    },
  ],
  allowedDataActions: ["Microsoft.KeyVault/vaults/secrets/*"],
  deploymentMode: "Incremental",
  azureGovernmentTenantID: newId(),
  allowOnlyManagedDiskDeployments: true,
  customMeters: [
    {
      isEnabled: true,
      ID: "",
      displayName: "",
      unitOfMeasure: "",
      priceInUsd: 0.1,
      includedBaseQuantities: [
        { recurringUnit: "Monthly", isInfinite: false, quantity: 10 },
        { recurringUnit: "Annual", isInfinite: true },
      ],
    },
  ],
  priceSchedules: [
    { isBaseSchedule: false, marketCodes: ["DE"], friendlyName: "priceOverrideSchedule_DE", schedules: ["EUR"] },
  ],
  trial: { type: "TimedAccess", durationType: "Months", duration: 1 },
  isHidden: true,
  visibility: "Private",
  hideKeyAudience: "",
  tenantAudiences: [{ ID: newId(), description: "" }],
  subscriptionAudiences: [{ ID: newId(), description: "" }],
  emailAudiences: [{ ID: "@", description: "" }],
  videos: [file("videos", ".png", { title: "", address: "https://www.youtube.com/watch?v=" })],
  documents: [file("documents", ".pdf", { description: "" })],
  images: [{ ...file("screenshots", "screenshot-.png", { caption: "" }), order: 0 }],
  translations: { "de-de": { languageCode: "de-de" }, "fr-fr": {}, "es-es": {}, "ja-jp": {} },
  certificationsAzureGovernment: [{ title: "", uri: "https://" }],
  cloudAvailabilities: ["public-azure", "azure-government"],
  extendedProperties: [{ type: "", value: "" }],
  submissionVersion: "",
  termsOfUse: "",
  leadGenID: "",
  leads: { resourceType: "AzureBlobLeadConfiguration", contactEmail: "" },
  testDrive: { resourceType: "AzureTestDriveSetup" },
  assetReferences: [{ type: "Presentation", value: "" }],
  listingStatus: "Draft",
  fileName: "-.zip",
  state: "Processed",
  subType: "solution-template",
};

const properties = {
  industries: [],
  categories: [],
  additionalCategories: [],
  hideKeys: [],
  productTags: [],
  appVersion: "",
  useEnterpriseContract: false,
  marketingOnlyChange: false,
  customAmendments: [],
};
const leveledCategories = { web: ["web-apps"], "developer-tools-azure-apps": ["scripts", "developer-service"] };

const audience = { emailAudiences: [], enterpriseLicensing: "Online", subscriptionAudiences: [], visibility: "Public" };

function offer(state: "Enabled" | "Disabled", drafts: Properties, images: readonly Properties[]) {
  return {
    coSell: object("CosellListing", {
      offerPlatforms: [],
      endCustomerSegments: [],
      solutionAreas: [],
      contacts: [],
      assetReferences: [],
    }),
    drafts,
    leads: {},
    media: { listing: { images, videos: [], documents: [] } },
    meteredBilling: object("AzureApplicationPackageConfiguration", {}),
    reseller: {
      resourceType: "ResellerConfiguration",
      resellerChannelState: state,
      tenantIds: state === "Enabled" ? [""] : [],
    },
    setup: {
      resourceType: "AzureProductSetup",
      sellingOption: "ListAndSell",
      trialUri: "",
      enableTestDrive: false,
      channelStates: [{ type: "Reseller", value: state }],
    },
    testDrive: {},
  };
}

export const fullOffer = offer(
  "Enabled",
  {
    Listing: draft("AzureListing", { ...listing, summary: "", publisherName: "" }),
    ProductAvailability: draft("ProductAvailability", { ...audience, audiences: [] }, true),
    Property: draft("AzureProperty", { ...properties, leveledCategories }),
  },
  ["small", "medium", "wide", "large"].map((size) => file(`logos.${size}`, `${size}-.png`)),
);

const audiences = [{ type: "PreviewMarketplaceGroup", values: [newId()] }];

export const plainOffer = offer(
  "Disabled",
  {
    Listing: draft("AzureListing", { ...emptyListing, summary: "" }),
    ProductAvailability: draft("ProductAvailability", { ...audience, audiences }, true),
    Property: draft("AzureProperty", properties),
  },
  [],
);

// The objects of the API that hold an offer, its listing and what is beside it: what of the table of coverage is said
// by hand.
import { ListingAsset } from "../../provider/partner-center/areas/assets.js";
import { CosellAsset, CosellListing } from "../../provider/partner-center/areas/cosell.js";
import { LeadConfiguration } from "../../provider/partner-center/areas/leads.js";
import { SupplementalContent } from "../../provider/partner-center/areas/supplemental-contents.js";
import { ListingVideo } from "../../provider/partner-center/areas/videos.js";
import { ProductAvailability } from "../../provider/partner-center/schemas/availability.js";
import * as wire from "../../provider/partner-center/schemas/resources.js";
import { type ApiObject, draftTables, settingTables, upload } from "./types.js";

const listingFiles = (property: string) => [`\`Offer\` \`listing.${property}\``];

/** In the order of the API reference. */
export const offerObjects: readonly ApiObject[] = [
  {
    name: "AzureProduct",
    section: "§3.7",
    schema: wire.Product,
    published: ["Products.AzureProduct"],
    setBy: {
      resourceType: ["`Offer` `type`"],
      name: ["`Offer` `alias`"],
      externalIDs: ["`Offer` `offerId`"],
      isModularPublishing: ["`Offer` (always `true`)"],
    },
    reasons: {
      offerMarketingUrlIDentifier: { text: "never seen on the wire", source: "§3.7" },
    },
    made: { id: { text: "`Offer` output `productId`", source: "§3.7" } },
  },
  {
    name: "AzureProductSetup",
    section: "§3.7",
    schema: wire.ProductSetup,
    published: ["Products.AzureProductSetup"],
    tables: settingTables("setup"),
    made: {
      channelStates: {
        text: "repeats `resale.channel`, and is sent back as it was",
        source: "§3.7, §7 #25",
      },
    },
  },
  {
    name: "AzureProperty",
    section: "§3.8",
    schema: wire.Property,
    published: ["Properties.AzureProperty"],
    tables: draftTables("Property"),
    reasons: {
      industries: { text: "the older form of `leveledIndustries`, which is set; empty where seen", source: "§3.8" },
      categories: {
        text: "the older form of `leveledCategories`, which is set; empty by default",
        source: "§3.8, §5.6",
      },
      applicableProducts: { text: "known from copies of other types of offers only", source: "§3.8" },
    },
  },
  {
    name: "AzureListing",
    section: "§3.9",
    schema: wire.Listing,
    published: ["Listings.AzureListing"],
    tables: draftTables("Listing"),
    setBy: { languageCode: ["`Offer` `translations` (its keys)", "`Plan` `translations` (its keys)"] },
  },
  {
    name: "ListingImage",
    section: "§3.10",
    schema: wire.ListingImage,
    published: ["Listings.ListingImage"],
    setBy: {
      fileName: [...listingFiles("logos"), ...listingFiles("screenshots")],
      type: [...listingFiles("logos"), ...listingFiles("screenshots")],
      description: listingFiles("screenshots"),
      order: listingFiles("screenshots"),
    },
    made: upload,
  },
  {
    name: "ListingAsset",
    section: "§3.10",
    schema: ListingAsset,
    published: ["Listings.ListingAsset"],
    setBy: {
      fileName: listingFiles("documents"),
      type: listingFiles("documents"),
      friendlyName: listingFiles("documents"),
      description: listingFiles("documents"),
    },
    made: {
      ...upload,
      publisherDefinedSasUri: { text: "a secret; files are uploaded to `fileSasUri` instead", source: "§3.10, §4.4" },
    },
  },
  {
    name: "ListingVideo",
    section: "§3.10",
    schema: ListingVideo,
    published: ["Listings.ListingVideo"],
    setBy: {
      streamingUri: listingFiles("videos"),
      "thumbnail.fileName": listingFiles("videos"),
      "thumbnail.title": listingFiles("videos"),
      "thumbnail.description": listingFiles("videos"),
    },
    made: {
      ...upload,
      fileName: { text: "the video itself is not uploaded; its picture has a file name of its own", source: "§3.10" },
      "thumbnail.state": { text: "how far the upload is; waited for", source: "§3.10, §4.4" },
      "thumbnail.publisherDefinedSasUri": {
        text: "a secret; files are uploaded to `fileSasUri` instead",
        source: "§3.10, §4.4",
      },
    },
  },
  {
    name: "ProductAvailability",
    section: "§3.12",
    schema: ProductAvailability,
    published: ["Availabilities.ProductAvailability"],
    tables: draftTables("ProductAvailability"),
    reasons: {
      visibility: { text: "`Public` in all clients and replies; it is the plan that may be private", source: "§3.12" },
      enterpriseLicensing: { text: "`Online` by default; no other value is known", source: "§3.12" },
      subscriptionAudiences: { text: "the preview's subscriptions are in `audiences`, which is set", source: "§3.12" },
    },
  },
  {
    name: "LeadConfiguration",
    section: "§3.17",
    schema: LeadConfiguration,
    published: [
      "AzureTable",
      "AzureBlob",
      "DynamicsCustomerRelationshipManagement",
      "HttpsEndpoint",
      "Marketo",
      "SalesForce",
    ].map((kind) => `LeadManagement.${kind}LeadConfiguration`),
    tables: settingTables("leads"),
  },
  {
    name: "ResellerConfiguration",
    section: "§3.17",
    schema: wire.ResellerConfiguration,
    published: ["Reseller.ResellerConfiguration"],
    tables: settingTables("reseller"),
  },
  {
    name: "CosellListing",
    section: "§3.17",
    schema: CosellListing,
    published: ["Cosell.CosellListing"],
    tables: settingTables("coSell"),
    setBy: { assetReferences: ["`Offer` `coSell.documents`"] },
  },
  {
    name: "CosellAsset",
    section: "§3.17",
    schema: CosellAsset,
    published: ["Cosell.CosellAsset"],
    setBy: { fileName: ["`Offer` `coSell.documents`"], type: ["`Offer` `coSell.documents`"] },
    made: upload,
  },
  {
    name: "SupplementalContent",
    section: "§3.17",
    schema: SupplementalContent,
    published: ["Certification.SupplementalContent"],
    reasons: {
      targetRelease: { text: "of Dynamics 365 only", source: "§2.1 rows 64–67" },
      supportedEditions: { text: "of Dynamics 365 only", source: "§2.1 rows 64–67" },
      assets: { text: "of Dynamics 365 only", source: "§2.1 rows 64–67" },
    },
  },
];

/** One call of each of the 78 operations, with ids that stand for themselves, and a reply for each type. */
import type { PartnerCenterClient } from "../../../provider/partner-center/client.js";

const entity = { "@odata.etag": '"etag-1"', id: "id-1" };
const file = { ...entity, fileName: "a.pdf", type: "PdfDocument", state: "PendingUpload" };
const thumbnail = { fileName: "t.png", title: "Title" };

/** What the service sends, by the type's name; a field that no schema knows is in each. */
export const replies: Readonly<Record<string, Record<string, unknown>>> = {
  Product: { resourceType: "AzureApplication", id: "p", name: "Alias", externalIDs: [], further: 1 },
  ProductSetup: { resourceType: "AzureProductSetup", sellingOption: "ListAndSell", further: 1 },
  Branch: { resourceType: "Branch", module: "Listing", currentDraftInstanceID: "i", further: 1 },
  Property: { resourceType: "AzureProperty", ...entity, appVersion: "1.0.0", further: 1 },
  Listing: { resourceType: "AzureListing", ...entity, languageCode: "en-us", further: 1 },
  ListingAsset: { resourceType: "ListingAsset", ...file, friendlyName: "Guide", further: 1 },
  ListingImage: { resourceType: "ListingImage", ...file, type: "AzureLogoLarge", order: 0, further: 1 },
  ListingVideo: { resourceType: "ListingVideo", ...entity, streamingUri: "https://v.example/1", thumbnail, further: 1 },
  ProductAvailability: { resourceType: "ProductAvailability", ...entity, visibility: "Public", further: 1 },
  FeatureAvailability: {
    resourceType: "FeatureAvailability",
    ...entity,
    marketStates: [{ marketCode: "DE", state: "Enabled" }],
    further: 1,
  },
  PackageConfiguration: {
    resourceType: "AzureSolutionTemplatePackageConfiguration",
    ...entity,
    version: "1.0.0",
    further: 1,
  },
  Package: { resourceType: "", ...entity, fileName: "app.zip", state: "Processed", further: 1 },
  Variant: { resourceType: "AzureSkuVariant", ...entity, externalID: "plan", further: 1 },
  Submission: { resourceType: "Submission", id: "1152921505695125040", releaseNumber: 1, further: 1 },
  WorkflowDetail: { type: "Push", state: "NotStarted", targetEnvironment: "Live", further: 1 },
  CertificationReport: { status: "Passed", fileUri: "https://reports.example/1", further: 1 },
  ValidationItem: { errorCode: "E1", severity: "Error", message: "No logo", resource: "Listing", further: 1 },
  LeadConfiguration: { resourceType: "MarketoLeadConfiguration", serverID: "s", further: 1 },
  SupplementalContent: { resourceType: "SupplementalContent", ...entity, targetRelease: "r", further: 1 },
  CosellAsset: { resourceType: "CosellAsset", ...file, further: 1 },
  CosellListing: { resourceType: "CosellListing", ...entity, offerType: "t", further: 1 },
  ResellerConfiguration: { resourceType: "ResellerConfiguration", resellerChannelState: "Disabled", further: 1 },
};

/** The reply of a type as one who read it would have it. */
function read<T>(type: string): T {
  return structuredClone(replies[type]) as T;
}

/** What is given for the parameters of a path. */
export const parameters: Readonly<Record<string, string>> = {
  productID: "product-1",
  module: "Listing",
  instanceID: "instance-1",
  listingID: "listing-1",
  propertyID: "id-1",
  assetID: "id-1",
  imageID: "id-1",
  videoID: "id-1",
  packageID: "id-1",
  variantID: "id-1",
  submissionID: "id-1",
  cosellAssetID: "id-1",
  packageConfigurationID: "id-1",
  featureAvailabilityID: "id-1",
  productAvailabilityID: "id-1",
};

/** The call of each operation, by the name that the list of operations has for it. */
export const calls: Readonly<Record<string, (client: PartnerCenterClient) => Promise<unknown>>> = {
  "products.list": ({ products }) => products.list(),
  "products.create": ({ products }) => products.create({ resourceType: "AzureApplication", name: "A", offerId: "o" }),
  "products.get": ({ products }) => products.get("product-1"),
  "products.delete": ({ products }) => products.delete("product-1"),
  "setup.get": ({ setup }) => setup.get("product-1"),
  "setup.set": ({ setup }) => setup.set("product-1", read("ProductSetup")),
  "drafts.branches": ({ drafts }) => drafts.branches("product-1", "Listing"),
  "productAvailabilities.list": ({ productAvailabilities }) => productAvailabilities.list("product-1"),
  "productAvailabilities.create": ({ productAvailabilities }) =>
    productAvailabilities.create("product-1", { visibility: "Public" }),
  "productAvailabilities.get": ({ productAvailabilities }) => productAvailabilities.get("product-1", "id-1"),
  "productAvailabilities.update": ({ productAvailabilities }) =>
    productAvailabilities.update("product-1", "id-1", read("ProductAvailability")),
  "productAvailabilities.byInstance": ({ productAvailabilities }) =>
    productAvailabilities.byInstance("product-1", "instance-1"),
  "properties.list": ({ properties }) => properties.list("product-1"),
  "properties.create": ({ properties }) => properties.create("product-1", { appVersion: "1.0.0" }),
  "properties.get": ({ properties }) => properties.get("product-1", "id-1"),
  "properties.update": ({ properties }) => properties.update("product-1", "id-1", read("Property")),
  "properties.byInstance": ({ properties }) => properties.byInstance("product-1", "instance-1"),
  "listings.get": ({ listings }) => listings.get("product-1", "listing-1"),
  "listings.update": ({ listings }) => listings.update("product-1", "listing-1", read("Listing")),
  "listings.delete": ({ listings }) => listings.delete("product-1", "listing-1"),
  "listings.byInstance": ({ listings }) => listings.byInstance("product-1", "instance-1"),
  "listings.create": ({ listings }) => listings.create("product-1", "instance-1", { languageCode: "de-de" }),
  "assets.list": ({ assets }) => assets.list("product-1", "listing-1"),
  "assets.create": ({ assets }) =>
    assets.create("product-1", "listing-1", { fileName: "a.pdf", type: "PdfDocument", friendlyName: "Guide" }),
  "assets.get": ({ assets }) => assets.get("product-1", "listing-1", "id-1"),
  "assets.delete": ({ assets }) => assets.delete("product-1", "listing-1", "id-1"),
  "assets.update": ({ assets }) => assets.update("product-1", "listing-1", "id-1", read("ListingAsset")),
  "images.list": ({ images }) => images.list("product-1", "listing-1"),
  "images.create": ({ images }) =>
    images.create("product-1", "listing-1", { fileName: "l.png", type: "AzureLogoLarge", order: 0 }),
  "images.get": ({ images }) => images.get("product-1", "listing-1", "id-1"),
  "images.update": ({ images }) => images.update("product-1", "listing-1", "id-1", read("ListingImage")),
  "images.delete": ({ images }) => images.delete("product-1", "listing-1", "id-1"),
  "videos.list": ({ videos }) => videos.list("product-1", "listing-1"),
  "videos.create": ({ videos }) =>
    videos.create("product-1", "listing-1", { streamingUri: "https://v.example/1", thumbnail }),
  "videos.get": ({ videos }) => videos.get("product-1", "listing-1", "id-1"),
  "videos.update": ({ videos }) => videos.update("product-1", "listing-1", "id-1", read("ListingVideo")),
  "videos.delete": ({ videos }) => videos.delete("product-1", "listing-1", "id-1"),
  "packageConfigurations.get": ({ packageConfigurations }) => packageConfigurations.get("product-1", "id-1"),
  "packageConfigurations.update": ({ packageConfigurations }) =>
    packageConfigurations.update("product-1", "id-1", read("PackageConfiguration")),
  "packageConfigurations.byInstance": ({ packageConfigurations }) =>
    packageConfigurations.byInstance("product-1", "instance-1"),
  "packages.list": ({ packages }) => packages.list("product-1"),
  "packages.create": ({ packages }) => packages.create("product-1", { fileName: "app.zip" }),
  "packages.get": ({ packages }) => packages.get("product-1", "id-1"),
  "packages.update": ({ packages }) => packages.update("product-1", "id-1", read("Package")),
  "packages.delete": ({ packages }) => packages.delete("product-1", "id-1"),
  "variants.list": ({ variants }) => variants.list("product-1"),
  "variants.create": ({ variants }) => variants.create("product-1", { externalID: "plan", friendlyName: "Plan" }),
  "variants.get": ({ variants }) => variants.get("product-1", "id-1"),
  "variants.update": ({ variants }) => variants.update("product-1", "id-1", read("Variant")),
  "variants.delete": ({ variants }) => variants.delete("product-1", "id-1"),
  "featureAvailabilities.byInstance": ({ featureAvailabilities }) =>
    featureAvailabilities.byInstance("product-1", "instance-1"),
  "featureAvailabilities.get": ({ featureAvailabilities }) => featureAvailabilities.get("product-1", "id-1"),
  "featureAvailabilities.update": ({ featureAvailabilities }) =>
    featureAvailabilities.update("product-1", "id-1", read("FeatureAvailability")),
  "submissions.list": ({ submissions }) => submissions.list("product-1"),
  "submissions.create": ({ submissions }) =>
    submissions.create("product-1", { resources: [{ type: "Listing", value: "instance-1" }] }),
  "submissions.get": ({ submissions }) => submissions.get("product-1", "id-1"),
  "submissions.cancel": ({ submissions }) => submissions.cancel("product-1", "id-1"),
  "submissions.promote": ({ submissions }) => submissions.promote("product-1", "id-1"),
  "submissions.reports": ({ submissions }) => submissions.reports("product-1", "id-1"),
  "submissions.validations": ({ submissions }) => submissions.validations("product-1", "id-1"),
  "submissions.workflowDetails": ({ submissions }) => submissions.workflowDetails("product-1", "id-1"),
  "leads.get": ({ leads }) => leads.get("product-1"),
  "leads.set": ({ leads }) =>
    leads.set("product-1", {
      resourceType: "HttpsEndpointLeadConfiguration",
      httpsEndpointUri: "https://leads.example/x",
    }),
  "supplementalContents.byInstance": ({ supplementalContents }) =>
    supplementalContents.byInstance("product-1", "instance-1"),
  "supplementalContents.get": ({ supplementalContents }) => supplementalContents.get("product-1", "instance-1"),
  "supplementalContents.update": ({ supplementalContents }) =>
    supplementalContents.update("product-1", "instance-1", read("SupplementalContent")),
  "supplementalContents.commit": ({ supplementalContents }) => supplementalContents.commit("product-1", "instance-1"),
  "cosellAssets.list": ({ cosellAssets }) => cosellAssets.list("product-1"),
  "cosellAssets.create": ({ cosellAssets }) => cosellAssets.create("product-1", { fileName: "a.pdf", type: "t" }),
  "cosellAssets.byInstance": ({ cosellAssets }) => cosellAssets.byInstance("product-1", "instance-1"),
  "cosellAssets.get": ({ cosellAssets }) => cosellAssets.get("product-1", "id-1"),
  "cosellAssets.update": ({ cosellAssets }) => cosellAssets.update("product-1", "id-1", read("CosellAsset")),
  "cosellAssets.delete": ({ cosellAssets }) => cosellAssets.delete("product-1", "id-1"),
  "cosellListings.get": ({ cosellListings }) => cosellListings.get("product-1", "instance-1"),
  "cosellListings.update": ({ cosellListings }) =>
    cosellListings.update("product-1", "instance-1", read("CosellListing")),
  "cosellListings.byInstance": ({ cosellListings }) => cosellListings.byInstance("product-1", "instance-1"),
  "reseller.get": ({ reseller }) => reseller.get("product-1"),
  "reseller.set": ({ reseller }) => reseller.set("product-1", read("ResellerConfiguration")),
};

/**
 * The 78 operations of the ingestion API, and the function of the client that calls each. The README's table is held
 * equal to this list by a test.
 */
// In the order and spelling of API reference §2.1

/** One operation. */
export interface Operation {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the endpoint, with its parameters in braces. */
  readonly path: string;
  /** Area and function of the client, such as `listings.get`. */
  readonly call: string;
  /** The name of the schema of what is sent; none where nothing is sent. */
  readonly request: string | undefined;
  /**
   * The name of the schema of what comes back, with `[]` for all pages of a collection; none where nothing comes back.
   */
  readonly reply: string | undefined;
}

/** Method, path with `P` for one offer's, function, and the schemas of what is sent and of what comes back. */
type Row = readonly [method: Operation["method"], path: string, call: string, request?: string, reply?: string];

const rows: readonly Row[] = [
  ["GET", "/products", "products.list", "", "Product[]"],
  ["POST", "/products", "products.create", "NewProduct", "Product"],
  ["GET", "P", "products.get", "", "Product"],
  ["DELETE", "P", "products.delete"],
  ["GET", "P/setup", "setup.get", "", "ProductSetup"],
  ["POST", "P/setup", "setup.set", "ProductSetup", "ProductSetup"],
  ["GET", "P/branches/getByModule(module={module})", "drafts.branches", "", "Branch[]"],
  ["GET", "P/productavailabilities", "productAvailabilities.list", "", "ProductAvailability[]"],
  ["POST", "P/productavailabilities", "productAvailabilities.create", "NewDraft", "ProductAvailability"],
  ["GET", "P/productavailabilities/{productAvailabilityID}", "productAvailabilities.get", "", "ProductAvailability"],
  [
    "PUT",
    "P/productavailabilities/{productAvailabilityID}",
    "productAvailabilities.update",
    "ProductAvailability",
    "ProductAvailability",
  ],
  [
    "GET",
    "P/productAvailabilities/getByInstanceID(instanceID={instanceID})",
    "productAvailabilities.byInstance",
    "",
    "ProductAvailability[]",
  ],
  ["GET", "P/properties", "properties.list", "", "Property[]"],
  ["POST", "P/properties", "properties.create", "NewDraft", "Property"],
  ["GET", "P/properties/{propertyID}", "properties.get", "", "Property"],
  ["PUT", "P/properties/{propertyID}", "properties.update", "Property", "Property"],
  ["GET", "P/properties/getByInstanceID(instanceID={instanceID})", "properties.byInstance", "", "Property[]"],
  ["GET", "P/listings/{listingID}", "listings.get", "", "Listing"],
  ["PUT", "P/listings/{listingID}", "listings.update", "Listing", "Listing"],
  ["DELETE", "P/listings/{listingID}", "listings.delete"],
  ["GET", "P/listings/{listingID}/assets", "assets.list", "", "ListingAsset[]"],
  ["POST", "P/listings/{listingID}/assets", "assets.create", "NewListingAsset", "ListingAsset"],
  ["GET", "P/listings/{listingID}/assets/{assetID}", "assets.get", "", "ListingAsset"],
  ["DELETE", "P/listings/{listingID}/assets/{assetID}", "assets.delete"],
  ["PUT", "P/listings/{listingID}/assets/{assetID}", "assets.update", "ListingAsset", "ListingAsset"],
  ["GET", "P/listings/{listingID}/images", "images.list", "", "ListingImage[]"],
  ["POST", "P/listings/{listingID}/images", "images.create", "NewListingImage", "ListingImage"],
  ["GET", "P/listings/{listingID}/images/{imageID}", "images.get", "", "ListingImage"],
  ["PUT", "P/listings/{listingID}/images/{imageID}", "images.update", "ListingImage", "ListingImage"],
  ["DELETE", "P/listings/{listingID}/images/{imageID}", "images.delete"],
  ["GET", "P/listings/{listingID}/videos", "videos.list", "", "ListingVideo[]"],
  ["POST", "P/listings/{listingID}/videos", "videos.create", "NewListingVideo", "ListingVideo"],
  ["GET", "P/listings/{listingID}/videos/{videoID}", "videos.get", "", "ListingVideo"],
  ["PUT", "P/listings/{listingID}/videos/{videoID}", "videos.update", "ListingVideo", "ListingVideo"],
  ["DELETE", "P/listings/{listingID}/videos/{videoID}", "videos.delete"],
  ["GET", "P/listings/getByInstanceID(instanceID={instanceID})", "listings.byInstance", "", "Listing[]"],
  ["POST", "P/listings/createWithInstanceID(instanceID={instanceID})", "listings.create", "NewDraft", "Listing"],
  ["GET", "P/packageconfigurations/{packageConfigurationID}", "packageConfigurations.get", "", "PackageConfiguration"],
  [
    "PUT",
    "P/packageconfigurations/{packageConfigurationID}",
    "packageConfigurations.update",
    "PackageConfiguration",
    "PackageConfiguration",
  ],
  [
    "GET",
    "P/packageConfigurations/getByInstanceID(instanceID={instanceID})",
    "packageConfigurations.byInstance",
    "",
    "PackageConfiguration[]",
  ],
  ["GET", "P/packages", "packages.list", "", "Package[]"],
  ["POST", "P/packages", "packages.create", "NewPackage", "Package"],
  ["GET", "P/packages/{packageID}", "packages.get", "", "Package"],
  ["PUT", "P/packages/{packageID}", "packages.update", "Package", "Package"],
  ["DELETE", "P/packages/{packageID}", "packages.delete"],
  ["GET", "P/variants", "variants.list", "", "Variant[]"],
  ["POST", "P/variants", "variants.create", "NewVariant", "Variant"],
  ["GET", "P/variants/{variantID}", "variants.get", "", "Variant"],
  ["PUT", "P/variants/{variantID}", "variants.update", "Variant", "Variant"],
  ["DELETE", "P/variants/{variantID}", "variants.delete"],
  [
    "GET",
    "P/featureAvailabilities/getByInstanceID(instanceID={instanceID})",
    "featureAvailabilities.byInstance",
    "",
    "FeatureAvailability[]",
  ],
  ["GET", "P/featureavailabilities/{featureAvailabilityID}", "featureAvailabilities.get", "", "FeatureAvailability"],
  [
    "PUT",
    "P/featureavailabilities/{featureAvailabilityID}",
    "featureAvailabilities.update",
    "FeatureAvailability",
    "FeatureAvailability",
  ],
  ["GET", "P/submissions", "submissions.list", "", "Submission[]"],
  ["POST", "P/submissions", "submissions.create", "SubmissionRequest", "Submission"],
  ["GET", "P/submissions/{submissionID}", "submissions.get", "", "Submission"],
  ["DELETE", "P/submissions/{submissionID}", "submissions.cancel"],
  ["POST", "P/submissions/{submissionID}/promote", "submissions.promote", "", "WorkflowDetail"],
  ["GET", "P/submissions/{submissionID}/reports", "submissions.reports", "", "CertificationReport[]"],
  ["GET", "P/submissions/{submissionID}/validations", "submissions.validations", "", "ValidationItem[]"],
  ["GET", "P/submissions/{submissionID}/workflowdetails", "submissions.workflowDetails", "", "WorkflowDetail[]"],
  ["GET", "P/leadconfiguration", "leads.get", "", "LeadConfiguration"],
  ["POST", "P/leadconfiguration", "leads.set", "NewLeadConfiguration", "LeadConfiguration"],
  [
    "GET",
    "P/supplementalcontents/getByInstanceID(instanceID={instanceID})",
    "supplementalContents.byInstance",
    "",
    "SupplementalContent[]",
  ],
  ["GET", "P/supplementalContents/{instanceID}", "supplementalContents.get", "", "SupplementalContent"],
  [
    "PUT",
    "P/supplementalContents/{instanceID}",
    "supplementalContents.update",
    "SupplementalContent",
    "SupplementalContent",
  ],
  ["POST", "P/supplementalContents/{instanceID}/commit", "supplementalContents.commit", "", "SupplementalContent"],
  ["GET", "P/cosellAssets", "cosellAssets.list", "", "CosellAsset[]"],
  ["POST", "P/cosellAssets", "cosellAssets.create", "NewCosellAsset", "CosellAsset"],
  ["GET", "P/cosellAssets/getByInstanceID(instanceID={instanceID})", "cosellAssets.byInstance", "", "CosellAsset[]"],
  ["GET", "P/cosellAssets/{cosellAssetID}", "cosellAssets.get", "", "CosellAsset"],
  ["PUT", "P/cosellAssets/{cosellAssetID}", "cosellAssets.update", "CosellAsset", "CosellAsset"],
  ["DELETE", "P/cosellAssets/{cosellAssetID}", "cosellAssets.delete"],
  ["GET", "P/cosellListing/{instanceID}", "cosellListings.get", "", "CosellListing"],
  ["PUT", "P/cosellListing/{instanceID}", "cosellListings.update", "CosellListing", "CosellListing"],
  [
    "GET",
    "P/cosellListing/getByInstanceID(instanceID={instanceID})",
    "cosellListings.byInstance",
    "",
    "CosellListing[]",
  ],
  ["GET", "P/resellerConfiguration", "reseller.get", "", "ResellerConfiguration"],
  ["POST", "P/resellerConfiguration", "reseller.set", "ResellerConfiguration", "ResellerConfiguration"],
];

/** All of them. */
export const operations: readonly Operation[] = rows.map(([method, path, call, request, reply]) => ({
  method,
  path: path.replace(/^P/, "/products/{productID}"),
  call,
  request: request || undefined,
  reply,
}));

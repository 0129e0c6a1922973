/**
 * The 78 operations of the ingestion API, and the function of the client that calls each. API reference §2.1; in its
 * order and spelling. The README's table is held equal to this list by a test.
 */

/** One operation. */
export interface Operation {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the endpoint, with its parameters in braces. */
  readonly path: string;
  /** Area and function of the client, such as `listings.get`. */
  readonly call: string;
  /** The name of the schema of what is sent; none where nothing is sent. */
  readonly request: string | undefined;
  /** The name of the schema of what comes back, with `[]` for all pages of a collection; none where nothing comes back. */
  readonly reply: string | undefined;
}

function operation(
  method: Operation["method"],
  path: string,
  call: string,
  request?: string,
  reply?: string,
): Operation {
  return { method, path, call, request, reply };
}

const P = "/products/{productID}";

/** All of them, in the order of the API reference. */
export const operations: readonly Operation[] = [
  operation("GET", "/products", "products.list", undefined, "Product[]"),
  operation("POST", "/products", "products.create", "NewProduct", "Product"),
  operation("GET", P, "products.get", undefined, "Product"),
  operation("DELETE", P, "products.delete"),
  operation("GET", `${P}/setup`, "setup.get", undefined, "ProductSetup"),
  operation("POST", `${P}/setup`, "setup.set", "ProductSetup", "ProductSetup"),
  operation("GET", `${P}/branches/getByModule(module={module})`, "drafts.branches", undefined, "Branch[]"),
  operation("GET", `${P}/productavailabilities`, "productAvailabilities.list", undefined, "ProductAvailability[]"),
  operation("POST", `${P}/productavailabilities`, "productAvailabilities.create", "NewDraft", "ProductAvailability"),
  operation(
    "GET",
    `${P}/productavailabilities/{productAvailabilityID}`,
    "productAvailabilities.get",
    undefined,
    "ProductAvailability",
  ),
  operation(
    "PUT",
    `${P}/productavailabilities/{productAvailabilityID}`,
    "productAvailabilities.update",
    "ProductAvailability",
    "ProductAvailability",
  ),
  operation(
    "GET",
    `${P}/productAvailabilities/getByInstanceID(instanceID={instanceID})`,
    "productAvailabilities.byInstance",
    undefined,
    "ProductAvailability[]",
  ),
  operation("GET", `${P}/properties`, "properties.list", undefined, "Property[]"),
  operation("POST", `${P}/properties`, "properties.create", "NewDraft", "Property"),
  operation("GET", `${P}/properties/{propertyID}`, "properties.get", undefined, "Property"),
  operation("PUT", `${P}/properties/{propertyID}`, "properties.update", "Property", "Property"),
  operation(
    "GET",
    `${P}/properties/getByInstanceID(instanceID={instanceID})`,
    "properties.byInstance",
    undefined,
    "Property[]",
  ),
  operation("GET", `${P}/listings/{listingID}`, "listings.get", undefined, "Listing"),
  operation("PUT", `${P}/listings/{listingID}`, "listings.update", "Listing", "Listing"),
  operation("DELETE", `${P}/listings/{listingID}`, "listings.delete"),
  operation("GET", `${P}/listings/{listingID}/assets`, "assets.list", undefined, "ListingAsset[]"),
  operation("POST", `${P}/listings/{listingID}/assets`, "assets.create", "NewListingAsset", "ListingAsset"),
  operation("GET", `${P}/listings/{listingID}/assets/{assetID}`, "assets.get", undefined, "ListingAsset"),
  operation("DELETE", `${P}/listings/{listingID}/assets/{assetID}`, "assets.delete"),
  operation("PUT", `${P}/listings/{listingID}/assets/{assetID}`, "assets.update", "ListingAsset", "ListingAsset"),
  operation("GET", `${P}/listings/{listingID}/images`, "images.list", undefined, "ListingImage[]"),
  operation("POST", `${P}/listings/{listingID}/images`, "images.create", "NewListingImage", "ListingImage"),
  operation("GET", `${P}/listings/{listingID}/images/{imageID}`, "images.get", undefined, "ListingImage"),
  operation("PUT", `${P}/listings/{listingID}/images/{imageID}`, "images.update", "ListingImage", "ListingImage"),
  operation("DELETE", `${P}/listings/{listingID}/images/{imageID}`, "images.delete"),
  operation("GET", `${P}/listings/{listingID}/videos`, "videos.list", undefined, "ListingVideo[]"),
  operation("POST", `${P}/listings/{listingID}/videos`, "videos.create", "NewListingVideo", "ListingVideo"),
  operation("GET", `${P}/listings/{listingID}/videos/{videoID}`, "videos.get", undefined, "ListingVideo"),
  operation("PUT", `${P}/listings/{listingID}/videos/{videoID}`, "videos.update", "ListingVideo", "ListingVideo"),
  operation("DELETE", `${P}/listings/{listingID}/videos/{videoID}`, "videos.delete"),
  operation(
    "GET",
    `${P}/listings/getByInstanceID(instanceID={instanceID})`,
    "listings.byInstance",
    undefined,
    "Listing[]",
  ),
  operation(
    "POST",
    `${P}/listings/createWithInstanceID(instanceID={instanceID})`,
    "listings.create",
    "NewDraft",
    "Listing",
  ),
  operation(
    "GET",
    `${P}/packageconfigurations/{packageConfigurationID}`,
    "packageConfigurations.get",
    undefined,
    "PackageConfiguration",
  ),
  operation(
    "PUT",
    `${P}/packageconfigurations/{packageConfigurationID}`,
    "packageConfigurations.update",
    "PackageConfiguration",
    "PackageConfiguration",
  ),
  operation(
    "GET",
    `${P}/packageConfigurations/getByInstanceID(instanceID={instanceID})`,
    "packageConfigurations.byInstance",
    undefined,
    "PackageConfiguration[]",
  ),
  operation("GET", `${P}/packages`, "packages.list", undefined, "Package[]"),
  operation("POST", `${P}/packages`, "packages.create", "NewPackage", "Package"),
  operation("GET", `${P}/packages/{packageID}`, "packages.get", undefined, "Package"),
  operation("PUT", `${P}/packages/{packageID}`, "packages.update", "Package", "Package"),
  operation("DELETE", `${P}/packages/{packageID}`, "packages.delete"),
  operation("GET", `${P}/variants`, "variants.list", undefined, "Variant[]"),
  operation("POST", `${P}/variants`, "variants.create", "NewVariant", "Variant"),
  operation("GET", `${P}/variants/{variantID}`, "variants.get", undefined, "Variant"),
  operation("PUT", `${P}/variants/{variantID}`, "variants.update", "Variant", "Variant"),
  operation("DELETE", `${P}/variants/{variantID}`, "variants.delete"),
  operation(
    "GET",
    `${P}/featureAvailabilities/getByInstanceID(instanceID={instanceID})`,
    "featureAvailabilities.byInstance",
    undefined,
    "FeatureAvailability[]",
  ),
  operation(
    "GET",
    `${P}/featureavailabilities/{featureAvailabilityID}`,
    "featureAvailabilities.get",
    undefined,
    "FeatureAvailability",
  ),
  operation(
    "PUT",
    `${P}/featureavailabilities/{featureAvailabilityID}`,
    "featureAvailabilities.update",
    "FeatureAvailability",
    "FeatureAvailability",
  ),
  operation("GET", `${P}/submissions`, "submissions.list", undefined, "Submission[]"),
  operation("POST", `${P}/submissions`, "submissions.create", "SubmissionRequest", "Submission"),
  operation("GET", `${P}/submissions/{submissionID}`, "submissions.get", undefined, "Submission"),
  operation("DELETE", `${P}/submissions/{submissionID}`, "submissions.cancel"),
  operation("POST", `${P}/submissions/{submissionID}/promote`, "submissions.promote", undefined, "WorkflowDetail"),
  operation(
    "GET",
    `${P}/submissions/{submissionID}/reports`,
    "submissions.reports",
    undefined,
    "CertificationReport[]",
  ),
  operation(
    "GET",
    `${P}/submissions/{submissionID}/validations`,
    "submissions.validations",
    undefined,
    "ValidationItem[]",
  ),
  operation(
    "GET",
    `${P}/submissions/{submissionID}/workflowdetails`,
    "submissions.workflowDetails",
    undefined,
    "WorkflowDetail[]",
  ),
  operation("GET", `${P}/leadconfiguration`, "leads.get", undefined, "LeadConfiguration"),
  operation("POST", `${P}/leadconfiguration`, "leads.set", "NewLeadConfiguration", "LeadConfiguration"),
  operation(
    "GET",
    `${P}/supplementalcontents/getByInstanceID(instanceID={instanceID})`,
    "supplementalContents.byInstance",
    undefined,
    "SupplementalContent[]",
  ),
  operation(
    "GET",
    `${P}/supplementalContents/{instanceID}`,
    "supplementalContents.get",
    undefined,
    "SupplementalContent",
  ),
  operation(
    "PUT",
    `${P}/supplementalContents/{instanceID}`,
    "supplementalContents.update",
    "SupplementalContent",
    "SupplementalContent",
  ),
  operation(
    "POST",
    `${P}/supplementalContents/{instanceID}/commit`,
    "supplementalContents.commit",
    undefined,
    "SupplementalContent",
  ),
  operation("GET", `${P}/cosellAssets`, "cosellAssets.list", undefined, "CosellAsset[]"),
  operation("POST", `${P}/cosellAssets`, "cosellAssets.create", "NewCosellAsset", "CosellAsset"),
  operation(
    "GET",
    `${P}/cosellAssets/getByInstanceID(instanceID={instanceID})`,
    "cosellAssets.byInstance",
    undefined,
    "CosellAsset[]",
  ),
  operation("GET", `${P}/cosellAssets/{cosellAssetID}`, "cosellAssets.get", undefined, "CosellAsset"),
  operation("PUT", `${P}/cosellAssets/{cosellAssetID}`, "cosellAssets.update", "CosellAsset", "CosellAsset"),
  operation("DELETE", `${P}/cosellAssets/{cosellAssetID}`, "cosellAssets.delete"),
  operation("GET", `${P}/cosellListing/{instanceID}`, "cosellListings.get", undefined, "CosellListing"),
  operation("PUT", `${P}/cosellListing/{instanceID}`, "cosellListings.update", "CosellListing", "CosellListing"),
  operation(
    "GET",
    `${P}/cosellListing/getByInstanceID(instanceID={instanceID})`,
    "cosellListings.byInstance",
    undefined,
    "CosellListing[]",
  ),
  operation("GET", `${P}/resellerConfiguration`, "reseller.get", undefined, "ResellerConfiguration"),
  operation("POST", `${P}/resellerConfiguration`, "reseller.set", "ResellerConfiguration", "ResellerConfiguration"),
];

// Every operation of the API (API reference §2.1), in the order of the published document, and what the emulator's
// behaviour there rests on. The README shows this table; a test holds it to the routes and to the published list.

/**
 * The best evidence for how an operation behaves: exchanges recorded with the real service, the code of a client that
 * ran against it, the published schema alone, or nothing but a reasonable guess.
 */
export type Evidence = "recorded" | "client" | "schema" | "assumed";

/** One operation. */
export interface OperationRow {
  /** Method and path, as published. */
  readonly operation: string;
  readonly restsOn: Evidence;
  /** What had to be filled in beyond that evidence; empty if nothing worth a word. */
  readonly filledIn: string;
}

const rows: readonly (readonly [operation: string, restsOn: Evidence, filledIn: string])[] = [
  ["GET /products", "recorded", ""],
  ["POST /products", "recorded", ""],
  ["GET /products/{productID}", "schema", "body as in the recorded list"],
  ["DELETE /products/{productID}", "recorded", ""],
  ["GET /products/{productID}/setup", "recorded", ""],
  ["POST /products/{productID}/setup", "recorded", ""],
  ["GET /products/{productID}/branches/getByModule(module={module})", "recorded", ""],
  ["GET /products/{productID}/productavailabilities", "schema", "one entry: a product has one preview audience"],
  ["POST /products/{productID}/productavailabilities", "assumed", "writes the draft that is there already"],
  ["GET /products/{productID}/productavailabilities/{productAvailabilityID}", "schema", ""],
  [
    "PUT /products/{productID}/productavailabilities/{productAvailabilityID}",
    "client",
    "what a PUT leaves out falls back or is gone, as recorded for listings",
  ],
  [
    "GET /products/{productID}/productAvailabilities/getByInstanceID(instanceID={instanceID})",
    "client",
    "initial values (§7 #36); the id is that of the instance, from clients' code",
  ],
  ["GET /products/{productID}/properties", "schema", "one entry: a product has one property"],
  ["POST /products/{productID}/properties", "assumed", "writes the draft that is there already"],
  ["GET /products/{productID}/properties/{propertyID}", "schema", ""],
  [
    "PUT /products/{productID}/properties/{propertyID}",
    "client",
    "standard contract blanks the terms, from a client's test; field order",
  ],
  [
    "GET /products/{productID}/properties/getByInstanceID(instanceID={instanceID})",
    "client",
    "initial values (§7 #37)",
  ],
  ["GET /products/{productID}/listings/{listingID}", "schema", "body as in recorded PUT replies"],
  ["PUT /products/{productID}/listings/{listingID}", "recorded", ""],
  ["DELETE /products/{productID}/listings/{listingID}", "assumed", "409 for the last one"],
  ["GET /products/{productID}/listings/{listingID}/assets", "schema", ""],
  ["POST /products/{productID}/listings/{listingID}/assets", "client", "as recorded for images"],
  ["GET /products/{productID}/listings/{listingID}/assets/{assetID}", "schema", ""],
  ["DELETE /products/{productID}/listings/{listingID}/assets/{assetID}", "schema", ""],
  ["PUT /products/{productID}/listings/{listingID}/assets/{assetID}", "client", "as recorded for images"],
  ["GET /products/{productID}/listings/{listingID}/images", "recorded", ""],
  ["POST /products/{productID}/listings/{listingID}/images", "recorded", ""],
  ["GET /products/{productID}/listings/{listingID}/images/{imageID}", "schema", "body as in the recorded list"],
  ["PUT /products/{productID}/listings/{listingID}/images/{imageID}", "recorded", ""],
  ["DELETE /products/{productID}/listings/{listingID}/images/{imageID}", "recorded", ""],
  [
    "GET /products/{productID}/listings/{listingID}/videos",
    "schema",
    "the address of the thumbnail unasked, from a client's code",
  ],
  ["POST /products/{productID}/listings/{listingID}/videos", "client", "address of the thumbnail, state"],
  ["GET /products/{productID}/listings/{listingID}/videos/{videoID}", "schema", "as in the list"],
  [
    "PUT /products/{productID}/listings/{listingID}/videos/{videoID}",
    "client",
    "thumbnail Processed at once, the video Uploaded",
  ],
  ["DELETE /products/{productID}/listings/{listingID}/videos/{videoID}", "schema", ""],
  ["GET /products/{productID}/listings/getByInstanceID(instanceID={instanceID})", "recorded", ""],
  [
    "POST /products/{productID}/listings/createWithInstanceID(instanceID={instanceID})",
    "assumed",
    "another language in the same instance (§7 #55)",
  ],
  [
    "GET /products/{productID}/packageconfigurations/{packageConfigurationID}",
    "client",
    "takes the instance id as well (§7 #58)",
  ],
  [
    "PUT /products/{productID}/packageconfigurations/{packageConfigurationID}",
    "client",
    "GUID messages and what is kept from clients' code; 400 for another type (§7 #34)",
  ],
  [
    "GET /products/{productID}/packageConfigurations/getByInstanceID(instanceID={instanceID})",
    "client",
    "initial values (§3.15, §7 #33)",
  ],
  ["GET /products/{productID}/packages", "schema", ""],
  ["POST /products/{productID}/packages", "client", ""],
  [
    "GET /products/{productID}/packages/{packageID}",
    "client",
    "fields from pasted output of a client; when the address is shown (§7 #29)",
  ],
  ["PUT /products/{productID}/packages/{packageID}", "client", "processing time and reasons of failure (§7 #26)"],
  ["DELETE /products/{productID}/packages/{packageID}", "assumed", "409 while referenced"],
  ["GET /products/{productID}/variants", "recorded", ""],
  ["POST /products/{productID}/variants", "recorded", ""],
  ["GET /products/{productID}/variants/{variantID}", "schema", "body as in the recorded list"],
  ["PUT /products/{productID}/variants/{variantID}", "schema", "plan id and kind cannot change: 400"],
  ["DELETE /products/{productID}/variants/{variantID}", "recorded", ""],
  [
    "GET /products/{productID}/featureAvailabilities/getByInstanceID(instanceID={instanceID})",
    "client",
    "initial values (§7 #35); names for $expand and the id from clients",
  ],
  ["GET /products/{productID}/featureavailabilities/{featureAvailabilityID}", "schema", ""],
  [
    "PUT /products/{productID}/featureavailabilities/{featureAvailabilityID}",
    "client",
    "parts left out of the reply unless expanded (§7 #56)",
  ],
  ["GET /products/{productID}/submissions", "client", "order and number (§7 #10)"],
  ["POST /products/{productID}/submissions", "client", "which problems are refused at once, which fail later (§7 #14)"],
  [
    "GET /products/{productID}/submissions/{submissionID}",
    "client",
    "state pairs while going live (§7 #16); order of resources from pasted output of a client",
  ],
  ["DELETE /products/{productID}/submissions/{submissionID}", "client", "409 unless in progress"],
  ["POST /products/{productID}/submissions/{submissionID}/promote", "client", "409 in any other substate (§7 #17)"],
  ["GET /products/{productID}/submissions/{submissionID}/reports", "schema", "content (§7 #51)"],
  ["GET /products/{productID}/submissions/{submissionID}/validations", "client", "content (§7 #51)"],
  [
    "GET /products/{productID}/submissions/{submissionID}/workflowdetails",
    "client",
    "step names and two entries from a client; which step is in which (§7 #20)",
  ],
  ["GET /products/{productID}/leadconfiguration", "schema", "404 before any POST (§7 #24)"],
  ["POST /products/{productID}/leadconfiguration", "schema", "stored and echoed, secrets too"],
  ["GET /products/{productID}/supplementalcontents/getByInstanceID(instanceID={instanceID})", "schema", ""],
  ["GET /products/{productID}/supplementalContents/{instanceID}", "schema", ""],
  ["PUT /products/{productID}/supplementalContents/{instanceID}", "assumed", "one upload address for each file"],
  ["POST /products/{productID}/supplementalContents/{instanceID}/commit", "assumed", "400 while a file is missing"],
  ["GET /products/{productID}/cosellAssets", "schema", ""],
  ["POST /products/{productID}/cosellAssets", "schema", "address and state, as recorded for images"],
  ["GET /products/{productID}/cosellAssets/getByInstanceID(instanceID={instanceID})", "schema", ""],
  ["GET /products/{productID}/cosellAssets/{cosellAssetID}", "schema", ""],
  ["PUT /products/{productID}/cosellAssets/{cosellAssetID}", "schema", "as recorded for images"],
  ["DELETE /products/{productID}/cosellAssets/{cosellAssetID}", "schema", ""],
  ["GET /products/{productID}/cosellListing/{instanceID}", "schema", "by the instance's id"],
  ["PUT /products/{productID}/cosellListing/{instanceID}", "schema", "full replacement"],
  ["GET /products/{productID}/cosellListing/getByInstanceID(instanceID={instanceID})", "schema", "empty at first"],
  [
    "GET /products/{productID}/resellerConfiguration",
    "schema",
    "before any POST: Disabled, for containers Enabled (§7 #23)",
  ],
  ["POST /products/{productID}/resellerConfiguration", "client", "linked with the set-up (§7 #25)"],
];

/** The 78 operations. */
export const operationTable: readonly OperationRow[] = rows.map(([operation, restsOn, filledIn]) => ({
  operation,
  restsOn,
  filledIn,
}));

const meanings: { readonly [Kind in Evidence]: string } = {
  recorded: "replies of the real service were recorded, and the emulator's are compared with them",
  client: "a client that ran against the real service sends it and reads the reply; the reply itself was not recorded",
  schema: "only the published OpenAPI document speaks of it",
  assumed: "the schema gives the shape, what happens is a guess",
};

/** The operations as Markdown; the README contains exactly this text. */
export function operationsText(): string {
  const kinds = Object.entries(meanings).map(([kind, meaning]) => {
    const count = operationTable.filter((row) => row.restsOn === kind).length;
    return `| ${kind} | ${count} | ${meaning} |`;
  });
  const all = operationTable.map(
    ({ operation, restsOn, filledIn }) => `| \`${operation}\` | ${restsOn} | ${filledIn} |`,
  );
  return [
    `All ${operationTable.length} operations of the published document are answered.`,
    "",
    "| rests on | operations | that is |\n| --- | --- | --- |",
    ...kinds,
    "\n| operation | rests on | filled in beyond that |\n| --- | --- | --- |",
    ...all,
  ].join("\n");
}

/** The calls of the Product Ingestion API, as fault rules name them; `GET /{durableId}` in all its lengths. */
export const productIngestionCalls: readonly string[] = [
  "GET /product",
  "GET /plan",
  "GET /resource-tree/product/{productId}",
  "GET /submission/{productId}",
  "GET /submission/{productId}/{number}",
  "POST /configure",
  "GET /configure/{jobId}",
  "GET /configure/{jobId}/status",
  "POST /configure/{jobId}/cancel",
  "GET /product/{productId}",
  "GET /plan/{productId}/{planId}",
  "GET /listing/{productId}/public/main/default/{language}",
  "GET /listing-asset/{productId}/public/main/default/{language}/{type}/{number}",
  "GET /listing-trailer/{productId}/public/main/default/{number}",
  "GET /plan-listing/{productId}/public/main/{planId}/{language}",
  "GET /property/{productId}/public/main",
  ...[
    "commercial-marketplace-setup",
    "customer-leads",
    "microsoft365-integration",
    "price-and-availability-custom-meter",
    "price-and-availability-offer",
    "reseller",
    "software-as-a-service-technical-configuration",
    "test-drive",
  ].map((type) => `GET /${type}/{productId}`),
  ...[
    "container-plan-technical-configuration",
    "core-virtual-machine-plan-technical-configuration",
    "price-and-availability-plan",
    "virtual-machine-plan-technical-configuration",
  ].map((type) => `GET /${type}/{productId}/{planId}`),
];

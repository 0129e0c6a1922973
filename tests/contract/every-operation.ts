// Calls every operation of the API once at least, in the order a life of offers has them.

import { strToU8 } from "fflate";
import type { Body, Client, Sent } from "../emulator/client.js";

/** Six ways to be told of leads (API reference §3.17). */
const leads: Sent[] = [
  { resourceType: "AzureTableLeadConfiguration", connectionString: "UseDevelopmentStorage=true" },
  {
    resourceType: "AzureBlobLeadConfiguration",
    connectionString: "UseDevelopmentStorage=true",
    containerName: "leads",
  },
  {
    resourceType: "DynamicsCustomerRelationshipManagementLeadConfiguration",
    uri: "https://crm.example",
    userName: "u",
  },
  { resourceType: "HttpsEndpointLeadConfiguration", httpsEndpointUri: "https://leads.example" },
  { resourceType: "MarketoLeadConfiguration", serverID: "s", munchkinAccountID: "m", formID: "f" },
  { resourceType: "SalesForceLeadConfiguration", objectIdentifier: "o" },
];

async function settings(client: Client, product: string): Promise<void> {
  const setup = await client.get(`${product}/setup`);
  await client.expect(200, "POST", `${product}/setup`, {
    ...setup,
    callToAction: "free-trial",
    trialUri: "https://try",
  });
  await client.get(`${product}/resellerConfiguration`);
  const reseller = { resourceType: "ResellerConfiguration", resellerChannelState: "Enabled", tenantIds: [] };
  await client.expect(200, "POST", `${product}/resellerConfiguration`, reseller);
  await client.expect(404, "GET", `${product}/leadconfiguration`);
  await client.expect(400, "POST", `${product}/leadconfiguration`, { resourceType: "Unknown" });
  for (const lead of leads) {
    const body = { ...lead, contactEmail: "sales@example.com", dailyDigestEmailContacts: ["a@example.com"] };
    await client.expect(200, "POST", `${product}/leadconfiguration`, body);
    await client.get(`${product}/leadconfiguration`);
  }
}

async function drafts(client: Client, productId: string): Promise<void> {
  const product = `/products/${productId}`;
  const { value: properties } = await client.get(`${product}/properties`);
  await client.get(`${product}/properties/${properties[0]?.id}`);
  const property: Sent = {
    resourceType: "AzureProperty",
    industries: ["industry"],
    leveledCategories: { web: ["web-apps", "anything-else"], analytics: ["advanced-analytics"] },
    appVersion: "1.0.0",
    termsOfUse: "Terms",
    customAmendments: [{ name: "Special", terms: "Terms", tenants: [{ ID: "t", description: "d" }] }],
  };
  await client.expect(200, "POST", `${product}/properties`, property);
  await client.change(productId, "properties", "Property", {
    leveledIndustries: { health: ["pharma"] },
    applicableProducts: ["one"],
    extendedProperties: [{ type: "name", value: "value" }],
  });
  const { value: audiences } = await client.get(`${product}/productavailabilities`);
  await client.get(`${product}/productavailabilities/${audiences[0]?.id}`);
  await client.expect(201, "POST", `${product}/productavailabilities`, {
    ...audiences[0],
    emailAudiences: [{ ID: "someone@example.com", description: "a tester" }],
  });
}

async function listings(client: Client, productId: string): Promise<void> {
  const product = `/products/${productId}`;
  const instance = await client.instance(productId, "Listing");
  const german = { resourceType: "AzureListing", languageCode: "de-de", title: "Ein Angebot" };
  const create = `${product}/listings/createWithInstanceID(instanceID=${instance})`;
  const { id } = await client.expect(201, "POST", create, german);
  await client.put(`${product}/listings/${id}`, {
    ...(await client.get(`${product}/listings/${id}`)),
    listingContacts: [{ type: "Engineering", email: "a@b.c", name: "N", phone: "1", uri: "https://c" }],
    listingUris: [{ type: "PrivacyUri", subtype: "", displayText: "Privacy", uri: "https://p" }],
    publisherName: "Contoso",
    compatibleProducts: ["x"],
  });
  await client.expect(204, "DELETE", `${product}/listings/${id}`);
}

/** Announces, uploads, commits, reads and deletes one file of a collection. */
async function file(client: Client, collection: string, body: Sent, status = 201): Promise<void> {
  const made = await client.expect(status, "POST", collection, body);
  const thumbnail = made.thumbnail as { fileSasUri: string } | undefined;
  await client.upload(thumbnail?.fileSasUri ?? made.fileSasUri, strToU8("bytes"));
  const committed =
    thumbnail === undefined ? { state: "Uploaded" } : { thumbnail: { ...thumbnail, state: "Uploaded" } };
  await client.put(`${collection}/${made.id}`, { ...made, ...committed }, made["@odata.etag"]);
  await client.get(collection);
  await client.get(`${collection}?$expand=FileSasUri`);
  await client.get(`${collection}/${made.id}?$expand=FileSasUri`);
  await client.expect(204, "DELETE", `${collection}/${made.id}`);
}

async function files(client: Client, productId: string): Promise<void> {
  const { id } = await client.draft(productId, "listings", "Listing");
  const listing = `/products/${productId}/listings/${id}`;
  const image = { resourceType: "ListingImage", fileName: "s.png", type: "AzureLogoScreenshot", order: 1 };
  await file(client, `${listing}/images`, { ...image, description: "A caption" });
  const asset = { resourceType: "ListingAsset", fileName: "d.pdf", type: "PdfDocument", friendlyName: "A document" };
  await file(client, `${listing}/assets`, { ...asset, description: "All about it" });
  const thumbnail = { fileName: "t.png", title: "A video" };
  await file(client, `${listing}/videos`, { resourceType: "ListingVideo", streamingUri: "https://v", thumbnail });
}

async function coSell(client: Client, productId: string): Promise<void> {
  const product = `/products/${productId}`;
  const instance = await client.instance(productId, "Cosell");
  const asset = { resourceType: "CosellAsset", fileName: "deck.pdf", type: "PitchDeck" };
  const kept = await client.expect(200, "POST", `${product}/cosellAssets`, asset);
  await client.get(`${product}/cosellAssets/getByInstanceID(instanceID=${instance})`);
  await file(client, `${product}/cosellAssets`, asset, 200);
  const listing = await client.get(`${product}/cosellListing/${instance}`);
  await client.put(`${product}/cosellListing/${instance}`, {
    ...listing,
    offerPlatforms: ["Azure"],
    offerType: "Application",
    solutionAreas: [{ area: "Data", subAreas: ["Analytics"] }],
    contacts: [{ type: "Sales", email: "a@b.c", name: "N", jobTitle: "J", role: "R", regions: ["EU"], subRegions: [] }],
    assetReferences: [{ type: "PitchDeck", value: kept.id }],
  });
  await client.get(`${product}/cosellListing/getByInstanceID(instanceID=${instance})`);
}

async function supplementalContent(client: Client): Promise<void> {
  const { id } = await client.createProduct("supplement", "AzureDynamics365ForOperations");
  const instance = await client.instance(id, "SupplementalContent");
  const path = `/products/${id}/supplementalContents`;
  await client.get(`/products/${id}/supplementalcontents/getByInstanceID(instanceID=${instance})`);
  const content = await client.get(`${path}/${instance}`);
  const written = await client.put(
    `${path}/${instance}`,
    { ...content, targetRelease: "10.0", supportedEditions: ["x"], assets: [{ fileName: "a.zip", type: "Package" }] },
    content["@odata.etag"],
  );
  const [asset] = written.assets as { fileSasUri: string }[];
  await client.upload(asset?.fileSasUri ?? "", strToU8("bytes"));
  await client.expect(200, "POST", `${path}/${instance}/commit`);
  await client.expect(204, "DELETE", `/products/${id}`);
}

async function plans(client: Client, productId: string): Promise<void> {
  const product = `/products/${productId}`;
  const { id } = await client.createVariant(productId, "second", "solution-template");
  const variant = await client.get(`${product}/variants/${id}`);
  await client.expect(400, "PUT", `${product}/variants/${id}`, { ...variant, externalID: "other" });
  const certification = { title: "T", uri: "https://c" };
  await client.put(`${product}/variants/${id}`, { ...variant, certificationsAzureGovernment: [certification] });
  const availability = await client.draft(productId, "featureAvailabilities", "Availability", id);
  const path = `${product}/featureavailabilities/${availability.id}`;
  await client.get(path);
  const meter = { isEnabled: true, ID: "m", uniqueID: "u", displayName: "M", unitOfMeasure: "h", priceInUsd: 1.5 };
  const included = [{ recurringUnit: "Monthly", isInfinite: false, quantity: 3 }];
  const subscriptionAudiences = [{ ID: "5b4a2c1d-0000-4000-8000-0123456789ab", description: "one" }];
  const tenantAudiences = [{ ID: "5b4a2c1d-0000-4000-8000-0123456789ac", description: "two" }];
  const customMeters = [{ ...meter, includedBaseQuantities: included }];
  const markets = [{ friendlyName: "Germany", marketCode: "DE" }];
  const change = {
    ...availability,
    markets,
    visibility: "Private",
    subscriptionAudiences,
    tenantAudiences,
    isHidden: true,
    customMeters,
  };
  await client.put(`${path}?$expand=MarketStates,Trial,PriceSchedules`, change);
  const configuration = await client.draft(productId, "packageConfigurations", "Package", id);
  await client.get(`${product}/packageconfigurations/${configuration.id}`);
  await client.expect(204, "DELETE", `${product}/variants/${id}`);
}

async function packages(client: Client, productId: string): Promise<void> {
  const product = `/products/${productId}`;
  const broken = await client.uploadPackage(productId, strToU8("no zip"));
  await client.get(`${product}/packages/${broken.id}`);
  await client.get(`${product}/packages`);
  await client.expect(204, "DELETE", `${product}/packages/${broken.id}`);
}

/** The configuration of the plan, with all that only clients know of, and that of the offer itself. */
async function technicalConfigurations(client: Client, productId: string): Promise<void> {
  const guid = "5b4a2c1d-0000-4000-8000-0123456789ab";
  const { value: variants } = await client.get(`/products/${productId}/variants`);
  const authorization = { principalID: guid, roleDefinitionID: "Owner" };
  const plan = {
    deploymentMode: "Incremental",
    allowedDataActions: ["Microsoft.Storage/*"],
    publicAzureTenantID: guid,
    publicAzureAuthorizations: [authorization],
    policies: [{ policyName: "p", policyDefinitionID: "d", policyParameters: "{}", policySku: "s" }],
  };
  await client.change(productId, "packageConfigurations", "Package", plan, variants[0]?.id);
  const offer = { azureActiveDirectoryTenantID: guid, azureActiveDirectoryApplicationID: guid };
  await client.change(productId, "packageConfigurations", "Package", offer);
}

async function publish(client: Client, productId: string, moveOn: () => void): Promise<void> {
  const submissions = `/products/${productId}/submissions`;
  const cancelled = await client.submit(productId);
  await client.expect(204, "DELETE", `${submissions}/${cancelled.id}`);
  const publishOption = {
    isManualPublish: true,
    certificationNotes: "please",
    releaseTimeInUtc: "2030-01-01T00:00:00Z",
  };
  const { id } = await client.submit(productId, { publishOption });
  const look = async (): Promise<Body[]> => {
    for (const part of ["", "?$expand=PublishOption", "/reports", "/validations", "/workflowdetails"]) {
      await client.get(`${submissions}/${id}${part}`);
    }
    return (await client.get(`${submissions}?$expand=PublishOption`)).value;
  };
  await look();
  moveOn();
  await look();
  await client.expect(200, "POST", `${submissions}/${id}/promote`);
  await look();
  moveOn();
  await look();
  const failing = await client.change(productId, "listings", "Listing", { title: "" });
  if (failing.title !== "") throw new Error("the title was not emptied");
  const failed = await client.submit(productId);
  moveOn();
  await client.get(`${submissions}/${failed.id}`);
  await client.get(`${submissions}/${failed.id}/validations`);
}

/** Calls everything; `moveOn` moves the clock past the next wait. */
export async function callEveryOperation(client: Client, moveOn: () => void): Promise<void> {
  const { productId } = await client.completeOffer("every-operation");
  const product = `/products/${productId}`;
  await client.createProduct("second-page", "SoftwareAsAService");
  const { nextLink = "" } = await client.get("/products?$filter=");
  await client.get(nextLink.replace("v1.0/ingestion", ""));
  await client.get(product);
  await settings(client, product);
  for (const module of ["Property", "Listing", "Package", "Availability", "Cosell", "SupplementalContent"]) {
    await client.instance(productId, module);
  }
  await drafts(client, productId);
  await client.change(productId, "productAvailabilities", "Availability", {
    audiences: [{ type: "PreviewMarketplaceGroup", values: ["5b4a2c1d-0000-4000-8000-0123456789ab"] }],
  });
  await listings(client, productId);
  await files(client, productId);
  await coSell(client, productId);
  await supplementalContent(client);
  await plans(client, productId);
  await packages(client, productId);
  await technicalConfigurations(client, productId);
  await publish(client, productId, moveOn);
}

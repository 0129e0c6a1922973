// The requests of §4 of the API reference that no recording covers, as it gives them, and the replies that §3, §4 and
// §7 let expect, field by field and in order.

import { strict as assert } from "node:assert";
import { type Body, goodPackage, type Sent, subscription, withEmulator } from "../client.js";
import { etagForm, golden, guidForm } from "./golden.js";

const guid = "33333333-3333-4333-8333-333333333333";
const expand = "?$expand=MarketStates,Trial,PriceSchedules";

describe("emulator: golden requests", () => {
  const parts = withEmulator({ speed: 0 });

  /** PUTs a body to a draft as §4 gives it, with the draft's tag and id, and checks header and body of the reply. */
  async function put(path: string, draft: Body, sent: Sent, query = ""): Promise<string> {
    const { "@odata.etag": etag, id } = draft;
    const body = { ...sent, "@odata.etag": etag, id };
    const answer = await parts.client.call("PUT", `${path}/${id}${query}`, body, { "if-match": etag });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.body.id, id);
    assert.equal(answer.headers.get("etag"), answer.body["@odata.etag"]);
    assert.notEqual(answer.body["@odata.etag"], etag);
    const reread = await parts.client.get(`${path}/${id}${query}`);
    assert.equal(JSON.stringify(reread), answer.text);
    return golden(answer.body);
  }

  it("a property starts empty; the standard contract blanks the terms (§3.8, §4.3, §7 #37)", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("property");
    const draft = await client.draft(id, "properties", "Property");
    assert.equal(
      golden(draft),
      '{"resourceType":"AzureProperty","industries":[],"categories":[],"additionalCategories":[],"productTags":[],"appVersion":"","useEnterpriseContract":false,"hideKeys":[],"marketingOnlyChange":false,"customAmendments":[],"@odata.etag":"ETAG","id":"ID"}',
    );
    const sent = {
      resourceType: "AzureProperty",
      industries: [""],
      submissionVersion: guid,
      productTags: ["64 characters"],
      appVersion: "1.1.1",
      useEnterpriseContract: true,
      termsOfUse: "testTermsOfUse",
      globalAmendmentTerms: null,
      customAmendments: [],
      leveledCategories: { "developer-tools-azure-apps": ["tools-developer-tools"] },
    };
    assert.equal(
      await put(`/products/${id}/properties`, draft, sent),
      `{"resourceType":"AzureProperty","industries":[],"leveledCategories":{"developer-tools-azure-apps":["tools-developer-tools"]},"submissionVersion":"${guid}","productTags":["64 characters"],"appVersion":"1.1.1","useEnterpriseContract":true,"termsOfUse":"","customAmendments":[],"@odata.etag":"ETAG","id":"ID"}`,
    );
  });

  it("a full listing comes back with everything that was sent (§4.3)", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("full-listing");
    const support = { type: "CustomerSupport", email: "a@b.c", name: "N", phone: "+5555555555", uri: "https://h" };
    const listingContacts = [support, { type: "Engineering", email: "a@b.c", name: "N", phone: "1" }];
    const listingUris = [{ type: "PrivacyUri", displayText: "Privacy Url", uri: "https://p" }];
    const sent = {
      resourceType: "AzureListing",
      title: "T",
      publisherName: "P",
      summary: "S",
      shortDescription: "SD",
      description: "<p>D</p>",
      keywords: ["a", "b", "c"],
      listingContacts,
      listingUris,
      languageCode: "en-us",
    };
    assert.equal(
      await put(`/products/${id}/listings`, await client.draft(id, "listings", "Listing"), sent),
      `{"resourceType":"AzureListing","summary":"S","listingUris":${JSON.stringify(listingUris)},"listingContacts":${JSON.stringify(listingContacts)},"languageCode":"en-us","title":"T","publisherName":"P","description":"<p>D</p>","shortDescription":"SD","keywords":["a","b","c"],"@odata.etag":"ETAG","id":"ID"}`,
    );
  });

  it("a preview audience reads back in lower case, with the service's own licensing (§3.12, §4.3)", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("audience");
    const draft = await client.draft(id, "productAvailabilities", "Availability");
    assert.equal(
      golden(draft),
      '{"resourceType":"ProductAvailability","visibility":"Public","enterpriseLicensing":"Online","audiences":[],"emailAudiences":[],"subscriptionAudiences":[],"@odata.etag":"ETAG","id":"ID"}',
    );
    const audiences = [{ Type: "PreviewMarketplaceGroup", Values: [subscription] }];
    const sent = { resourceType: "ProductAvailability", visibility: "Public", audiences };
    assert.equal(
      await put(`/products/${id}/productavailabilities`, draft, sent),
      `{"resourceType":"ProductAvailability","visibility":"Public","enterpriseLicensing":"Online","audiences":[{"type":"PreviewMarketplaceGroup","values":["${subscription}"]}],"@odata.etag":"ETAG","id":"ID"}`,
    );
  });

  it("the reseller channel starts disabled, is echoed with 200, without tag and id (§3.17, §4.3, §7 #23)", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("reseller");
    const path = `/products/${id}/resellerConfiguration`;
    const body = (state: string) =>
      `{"resourceType":"ResellerConfiguration","resellerChannelState":"${state}","tenantIds":[]}`;
    assert.equal((await client.call("GET", path)).text, body("Disabled"));
    const sent = { resourceType: "ResellerConfiguration", ResellerChannelState: "Enabled", TenantIds: [] };
    const answer = await client.call("POST", path, sent);
    assert.deepEqual([answer.status, answer.text, answer.headers.get("etag")], [200, body("Enabled"), null]);
    assert.equal((await client.call("GET", path)).text, body("Enabled"));
  });

  it("a package goes its four steps, and is never seen as Uploaded (§3.14, §4.5, §7 #26, #29)", async () => {
    const { client, emulator } = parts;
    const { id } = await client.createProduct("package");
    const path = `/products/${id}/packages`;
    const request = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
    const created = await client.call("POST", path, request);
    assert.equal(created.status, 201);
    assert.match(created.body.id, guidForm);
    assert.equal(created.headers.get("location"), `${client.endpoint}${path}/${created.body.id}`);
    assert.equal(created.headers.get("etag"), created.body["@odata.etag"]);
    const { fileSasUri, "@odata.etag": etag, id: packageId } = created.body;
    assert.match(fileSasUri, /&sp=rwl$/);
    assert.equal(
      golden({ ...created.body, fileSasUri: "SAS" }),
      '{"resourceType":"AzureApplicationPackage","fileName":"app.zip","fileSasUri":"SAS","state":"PendingUpload","@odata.etag":"ETAG","id":"ID"}',
    );
    await client.upload(fileSasUri, goodPackage);
    const uploaded = { ...request, fileSasUri, state: "Uploaded", "@odata.etag": etag, id: packageId };
    const rest = '"@odata.etag":"ETAG","id":"ID"}';
    const committed = await client.expect(200, "PUT", `${path}/${packageId}`, uploaded);
    assert.equal(
      golden(committed),
      `{"resourceType":"AzureApplicationPackage","fileName":"app.zip","state":"InProcessing",${rest}`,
    );
    emulator.advance(1);
    const processed = `{"resourceType":"","fileName":"app.zip","state":"Processed",${rest}`;
    assert.equal(golden(await client.get(`${path}/${packageId}`)), processed);
    assert.deepEqual(
      (await client.get(path)).value.map((entry) => golden(entry)),
      [processed],
    );
  });

  it("technical configurations have their final type from the start (§3.15, §4.3, §4.6, §7 #33)", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("configurations");
    const path = `/products/${id}/packageconfigurations`;
    const managed = await client.createVariant(id, "managed");
    const template = await client.createVariant(id, "template", "solution-template");
    const { id: packageId } = await client.uploadPackage(id);
    const reference = `"packageReferences":[{"type":"AzureApplicationPackage","value":"${packageId}"}]`;
    const packageReferences = [{ type: "AzureApplicationPackage", value: packageId }];

    const first = await client.draft(id, "packageConfigurations", "Package", managed.id);
    assert.equal(
      golden(first),
      '{"resourceType":"AzureManagedApplicationPackageConfiguration","allowJitAccess":false,"canEnableCustomerActions":false,"allowedCustomerActions":[],"publicAzureAuthorizations":[],"azureGovernmentAuthorizations":[],"policies":[],"publisherManagementMode":"Managed","customerAccessEnableState":"Disabled","packageReferences":[],"@odata.etag":"ETAG","id":"ID"}',
    );
    const sent = {
      resourceType: "AzureManagedApplicationPackageConfiguration",
      version: "1.0.0",
      allowJitAccess: false,
      deploymentMode: "Incremental",
      canEnableCustomerActions: true,
      allowedCustomerActions: ["Microsoft.Storage/*;Microsoft.Network/*"],
      allowedDataActions: [],
      publicAzureTenantID: guid,
      publicAzureAuthorizations: [{ principalID: guid, roleDefinitionID: "Owner" }],
      azureGovernmentAuthorizations: [],
      policies: [],
      publisherManagementMode: "Managed",
      customerAccessEnableState: "Disabled",
      packageReferences,
    };
    assert.equal(
      await put(path, first, sent),
      `{"resourceType":"AzureManagedApplicationPackageConfiguration","version":"1.0.0","allowJitAccess":false,"deploymentMode":"Incremental","canEnableCustomerActions":true,"allowedCustomerActions":["Microsoft.Storage/*;Microsoft.Network/*"],"allowedDataActions":[],"publicAzureTenantID":"${guid}","publicAzureAuthorizations":[{"principalID":"${guid}","roleDefinitionID":"Owner"}],"azureGovernmentAuthorizations":[],"policies":[],"publisherManagementMode":"Managed","customerAccessEnableState":"Disabled",${reference},"@odata.etag":"ETAG","id":"ID"}`,
    );

    const second = await client.draft(id, "packageConfigurations", "Package", template.id);
    const solution = "AzureSolutionTemplatePackageConfiguration";
    assert.equal(
      golden(second),
      `{"resourceType":"${solution}","packageReferences":[],"@odata.etag":"ETAG","id":"ID"}`,
    );
    assert.equal(
      await put(path, second, { resourceType: solution, version: "1.0.1", packageReferences }),
      `{"resourceType":"${solution}","version":"1.0.1",${reference},"@odata.etag":"ETAG","id":"ID"}`,
    );

    const product = await client.draft(id, "packageConfigurations", "Package");
    const identity = { azureActiveDirectoryTenantID: guid, azureActiveDirectoryApplicationID: guid };
    const resourceType = "AzureApplicationPackageConfiguration";
    assert.equal(golden(product), `{"resourceType":"${resourceType}","@odata.etag":"ETAG","id":"ID"}`);
    assert.equal(
      await put(path, product, { resourceType, ...identity }),
      `{"resourceType":"${resourceType}","azureActiveDirectoryTenantID":"${guid}","azureActiveDirectoryApplicationID":"${guid}","@odata.etag":"ETAG","id":"ID"}`,
    );
  });

  it("a plan's listing is titled after the plan, and its texts replace everything (§3.9, §4.7)", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("plan-listing");
    const plan = await client.createVariant(id, "plan");
    const draft = await client.draft(id, "listings", "Listing", plan.id);
    assert.equal(
      golden(draft),
      '{"resourceType":"AzureListing","listingUris":[],"listingContacts":[],"gettingStartedInstructions":"","languageCode":"en-us","title":"plan name","keywords":[],"@odata.etag":"ETAG","id":"ID"}',
    );
    const sent = { resourceType: "AzureListing", title: "T", shortDescription: "SD", description: "D" };
    assert.equal(
      await put(`/products/${id}/listings`, draft, sent),
      '{"resourceType":"AzureListing","languageCode":"en-us","title":"T","description":"D","shortDescription":"SD","@odata.etag":"ETAG","id":"ID"}',
    );
  });

  it("a plan starts public, sold nowhere; markets and prices only on demand (§3.13, §4.7, §7 #35, #56)", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("sales");
    const plan = await client.createVariant(id, "plan");
    const draft = await client.draft(id, "featureAvailabilities", "Availability", plan.id);
    const nowhere = draft.marketStates as { marketCode: string; state: string }[];
    assert.equal(nowhere.length, 141);
    assert.deepEqual([nowhere[23]?.marketCode, nowhere[130]?.marketCode], ["CA", "US"]);
    assert.ok(nowhere.every(({ state }) => state === "Disabled"));
    assert.equal(
      golden({ ...draft, marketStates: [] }),
      '{"resourceType":"FeatureAvailability","visibility":"Public","marketStates":[],"properties":[],"trial":{"type":"NoTrial"},"tenantAudiences":[],"subscriptionAudiences":[],"priceSchedules":[],"customMeters":[],"@odata.etag":"ETAG","id":"ID"}',
    );
    const price = { retailPrice: { openPrice: 0, currencyCode: "USD" }, priceCadence: { type: "Month", value: 1 } };
    const free = { isBaseSchedule: false, marketCodes: ["US"], friendlyName: "free_priceOverrideSchedule_US" };
    const marketStates = nowhere.map((market) =>
      market.marketCode === "US" ? { ...market, state: "Enabled" } : market,
    );
    const sent = {
      resourceType: "FeatureAvailability",
      visibility: "Private",
      marketStates,
      priceSchedules: [{ ...free, schedules: [{ ...price, pricingModel: "Recurring" }] }],
      subscriptionAudiences: [{ ID: subscription, description: "Ours" }],
    };
    const audience = `"subscriptionAudiences":[{"id":"${subscription}","description":"Ours"}]`;
    const path = `/products/${id}/featureavailabilities`;
    assert.equal(
      await put(path, draft, sent, expand),
      `{"resourceType":"FeatureAvailability","visibility":"Private","marketStates":${JSON.stringify(marketStates)},${audience},"priceSchedules":[{"isBaseSchedule":false,"marketCodes":["US"],"friendlyName":"free_priceOverrideSchedule_US","schedules":[{"retailPrice":{"openPrice":0,"currencyCode":"USD"},"pricingModel":"Recurring","priceCadence":{"type":"Month","value":1}}]}],"@odata.etag":"ETAG","id":"ID"}`,
    );
    assert.equal(
      golden(await client.get(`${path}/${draft.id}`)),
      `{"resourceType":"FeatureAvailability","visibility":"Private",${audience},"@odata.etag":"ETAG","id":"ID"}`,
    );
  });

  it("documents and videos take the three steps of images (§3.10, §4.4)", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("files");
    const listing = `/products/${id}/listings/${(await client.draft(id, "listings", "Listing")).id}`;
    const asset = { resourceType: "ListingAsset", fileName: "a.pdf", friendlyName: "A", type: "PdfDocument" };
    const document = await client.expect(201, "POST", `${listing}/assets`, { ...asset, state: "PendingUpload" });
    await client.upload(document.fileSasUri, Buffer.from("%PDF"));
    const uploaded = await client.expect(200, "PUT", `${listing}/assets/${document.id}`, {
      ...document,
      state: "Uploaded",
    });
    assert.match(uploaded.fileSasUri, /sp=rl$/);
    assert.equal(
      golden({ ...uploaded, fileSasUri: "SAS" }),
      '{"resourceType":"ListingAsset","fileName":"a.pdf","friendlyName":"A","type":"PdfDocument","fileSasUri":"SAS","state":"Uploaded","@odata.etag":"ETAG","id":"ID"}',
    );
    const thumbnail = { fileName: "t.png", title: "T" };
    const video = { resourceType: "ListingVideo", fileName: "v", streamingUri: "https://v", thumbnail };
    const created = await client.expect(201, "POST", `${listing}/videos`, video);
    const { fileSasUri } = created.thumbnail as { fileSasUri: string };
    await client.upload(fileSasUri, Buffer.from("a picture"));
    const sent = { ...video, thumbnail: { ...thumbnail, state: "Uploaded" } };
    const done = await client.expect(200, "PUT", `${listing}/videos/${created.id}`, sent);
    assert.match(done["@odata.etag"], etagForm);
    const shown = { ...done, thumbnail: { ...(done.thumbnail as Sent), fileSasUri: "SAS" } };
    assert.equal(
      golden(shown),
      '{"resourceType":"ListingVideo","fileName":"v","streamingUri":"https://v","state":"Uploaded","thumbnail":{"fileName":"t.png","title":"T","fileSasUri":"SAS","state":"Processed"},"@odata.etag":"ETAG","id":"ID"}',
    );
  });
});

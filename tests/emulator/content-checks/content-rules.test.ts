// Each content rule of a submission is broken once, alone.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "pulumi-partnercenter-emulator";
import { Client, noDelays, type Sent, withEmulator } from "../client.js";
import { emulatorFolder } from "../command/command.js";
import { pngOf } from "../picture.js";

const guid = "5b4a2c1d-0000-4000-8000-0123456789ab";
const long = (length: number) => "x".repeat(length);
const many = <Entry>(count: number, entry: Entry): Entry[] => Array.from({ length: count }, () => entry);

interface Offer {
  client: Client;
  productId: string;
  variantId: string;
}

/** Breaks an offer that was good. */
type Damage = (offer: Offer) => Promise<unknown>;

const listing =
  (change: Sent): Damage =>
  ({ client, productId }) =>
    client.change(productId, "listings", "Listing", change);
const property =
  (change: Sent): Damage =>
  ({ client, productId }) =>
    client.change(productId, "properties", "Property", change);
const audience =
  (change: Sent): Damage =>
  ({ client, productId }) =>
    client.change(productId, "productAvailabilities", "Availability", change);
const ofPlan =
  (collection: string, module: string, change: Sent): Damage =>
  ({ client, productId, variantId }) =>
    client.change(productId, collection, module, change, variantId);
const files =
  (kind: string, count: number, body: Sent): Damage =>
  async ({ client, productId }) => {
    const { id } = await client.draft(productId, "listings", "Listing");
    for (const one of many(count, body)) {
      await client.expect(201, "POST", `/products/${productId}/listings/${id}/${kind}`, one);
    }
  };

const plan = "packageConfigurations";
const screenshot = { resourceType: "ListingImage", type: "AzureLogoScreenshot", fileName: "s.png" };
const authorization = { principalID: guid, roleDefinitionID: "Owner" };
const amendment = { name: "a", terms: "t", tenants: [{ ID: guid, description: "" }] };

const privacy = { type: "PrivacyUri", displayText: "Privacy", uri: "https://contoso.example/privacy" };
const contact = { name: "Someone", email: "someone@contoso.example", phone: "+1 425 555 0100" };
const support = { type: "CustomerSupport", ...contact };
const engineering = { type: "Engineering", ...contact };
const supportUrl = { type: "PublicCloudSupport", displayText: "Support", uri: "https://contoso.example/support" };
const picture =
  (type: string, bytes: Uint8Array): Damage =>
  ({ client, productId }) =>
    client.uploadLogo(productId, bytes, type);

/** A second plan, complete, with the name of the first unless another is given. */
const secondPlan =
  (subType: string, title: string, change: (first: string) => Sent = () => ({})): Damage =>
  async ({ client, productId, variantId }) => {
    const { id } = await client.createVariant(productId, "second", subType);
    await client.change(productId, "listings", "Listing", { title, description: "<p>Another</p>" }, id);
    const sales = await client.draft(productId, "featureAvailabilities", "Availability", variantId);
    const { marketStates, priceSchedules } = sales;
    await client.change(productId, "featureAvailabilities", "Availability", { marketStates, priceSchedules }, id);
    const { id: packageId } = await client.uploadPackage(productId);
    await client.configure(productId, id, packageId, "1.0.0");
    if (subType === "managed-application") await client.authorize(productId, id);
    const path = `/products/${productId}/variants/${id}`;
    await client.put(path, { ...(await client.get(path)), ...change(variantId) });
  };
const policies = [guid, guid.toUpperCase()].map((policyDefinitionID) => ({ policyName: "p", policyDefinitionID }));

const certifications =
  (count: number): Damage =>
  async ({ client, productId, variantId }) => {
    const path = `/products/${productId}/variants/${variantId}`;
    const certificationsAzureGovernment = many(count, { title: "c" });
    await client.put(path, { ...(await client.get(path)), certificationsAzureGovernment });
  };

const clouds =
  (...cloudAvailabilities: string[]): Damage =>
  async ({ client, productId, variantId }) => {
    const path = `/products/${productId}/variants/${variantId}`;
    await client.put(path, { ...(await client.get(path)), cloudAvailabilities });
  };

const damages: readonly (readonly [errorCode: string, damage: Damage])[] = [
  ["ListingFieldMissing", listing({ summary: " " })],
  ["ListingFieldMissing", listing({ shortDescription: "" })],
  ["ListingFieldTooLong", listing({ title: long(201) })],
  ["ListingFieldTooLong", listing({ shortDescription: long(257) })],
  ["ListingFieldTooLong", listing({ description: long(5_001) })],
  ["TooManyKeywords", listing({ keywords: ["a", "b", "c", "d"] })],
  ["LinkTitleTooLong", listing({ listingUris: [{ ...privacy, displayText: long(256) }] })],
  ["PictureSizeInvalid", picture("AzureLogoSmall", pngOf(49))],
  ["PictureSizeInvalid", picture("AzureLogoMedium", pngOf(90, 91))],
  ["PictureSizeInvalid", picture("AzureLogoLarge", pngOf(215))],
  ["PictureSizeInvalid", picture("AzureLogoLarge", pngOf(351))],
  ["PictureSizeInvalid", picture("AzureLogoLarge", pngOf(216, 217))],
  ["PictureSizeInvalid", picture("AzureLogoWide", pngOf(115, 255))],
  ["PictureSizeInvalid", picture("AzureLogoScreenshot", pngOf(1280, 721))],
  ["PictureSizeInvalid", picture("AzureLogoSmall", Buffer.from("GIF89a and more, but no PNG"))],
  ["TooManyScreenshots", files("images", 6, screenshot)],
  ["TooManyVideos", files("videos", 6, { resourceType: "ListingVideo", streamingUri: "https://v" })],
  ["PreviewAudienceMissing", audience({ audiences: [{ type: "PreviewMarketplaceGroup", values: [] }] })],
  ["PreviewAudienceTooLarge", audience({ audiences: [{ type: "PreviewMarketplaceGroup", values: many(101, guid) }] })],
  ["TooManyCategories", property({ leveledCategories: { web: [], media: [], devops: [] } })],
  ["TooManyCategories", property({ leveledCategories: { web: ["a", "b", "c"] } })],
  ["TermsTooLong", property({ useEnterpriseContract: false, termsOfUse: long(10_001) })],
  ["TooManyAmendments", property({ customAmendments: many(11, amendment) })],
  ["TooManyAmendments", property({ customAmendments: [{ ...amendment, tenants: many(21, amendment.tenants[0]) }] })],
  ["CategoryMissing", property({ leveledCategories: {} })],
  ["LegalTermsMissing", property({ useEnterpriseContract: false, termsOfUse: " " })],
  ["PrivacyPolicyMissing", listing({ listingUris: [{ ...privacy, uri: "" }] })],
  ["ContactMissing", listing({ listingContacts: [support], listingUris: [privacy, supportUrl] })],
  ["ContactMissing", listing({ listingContacts: [engineering], listingUris: [privacy, supportUrl] })],
  ["ContactMissing", listing({ listingContacts: [engineering, { ...support, phone: "", uri: supportUrl.uri }] })],
  // Page azure-app-offer-listing, 16 March 2022: "A Support URL is required for the Support Contact".
  ["SupportUrlMissing", listing({ listingContacts: [engineering, support] })],
  ["SupportUrlMissing", listing({ listingContacts: [{ ...engineering, uri: supportUrl.uri }, support] })],
  // Page plan-azure-app-managed-app, 6 November 2020: "You must indicate who can manage a managed application in each of
  // the selected clouds".
  ["AuthorizationMissing", ofPlan(plan, "Package", { publicAzureAuthorizations: [] })],
  ["AuthorizationMissing", ofPlan(plan, "Package", { publicAzureTenantID: "" })],
  ["AuthorizationMissing", clouds("public-azure", "azure-government")],
  ["AllowedActionsMissing", ofPlan(plan, "Package", { canEnableCustomerActions: true })],
  // Page azure-app-plans, 1 June 2021: "enter a unique name for this plan"; "This plan reuses the technical configuration
  // from another plan of the same type".
  ["PlanNameNotUnique", secondPlan("managed-application", "a PLAN ")],
  [
    "ReusedPlanOfOtherType",
    secondPlan("solution-template", "Second", (referenceVariantID) => ({ referenceVariantID })),
  ],
  ["ListingFieldMissing", ofPlan("listings", "Listing", { description: "" })],
  ["ListingFieldTooLong", ofPlan("listings", "Listing", { description: long(3_001) })],
  ["PackageMissing", ofPlan(plan, "Package", { packageReferences: [] })],
  ["VersionInvalid", ofPlan(plan, "Package", { version: "1.0" })],
  ["TooManyAuthorizations", ofPlan(plan, "Package", { publicAzureAuthorizations: many(101, authorization) })],
  ["PoliciesInvalid", ofPlan(plan, "Package", { policies: many(6, { policyName: "p" }) })],
  ["PoliciesInvalid", ofPlan(plan, "Package", { policies: [{ policyName: long(51) }] })],
  // Page azure-app-managed, 18 August 2022: "a maximum of five policies, and only one instance of each Policies option".
  ["PoliciesInvalid", ofPlan(plan, "Package", { policies })],
  ["MarketMissing", ofPlan("featureAvailabilities", "Availability", { marketStates: [] })],
  ["PriceMissing", ofPlan("featureAvailabilities", "Availability", { priceSchedules: [] })],
  ["TooManyMeters", ofPlan("featureAvailabilities", "Availability", { customMeters: many(31, { id: "m" }) })],
  [
    "PrivateAudienceTooLarge",
    ofPlan("featureAvailabilities", "Availability", { subscriptionAudiences: many(10_001, { id: guid }) }),
  ],
  [
    "PrivateAudienceTooLarge",
    ofPlan("featureAvailabilities", "Availability", { tenantAudiences: many(20_001, { id: guid }) }),
  ],
  ["TooManyCertifications", certifications(101)],
];

describe("emulator: content rules of a submission", function () {
  this.timeout(20_000);
  const parts = withEmulator({ switches: { portalRequirements: true } });
  let count = 0;

  for (const [errorCode, damage] of damages) {
    it(`finds ${errorCode}, alone`, async () => {
      const { client } = parts;
      count += 1;
      const { productId, variantId } = await client.completeOffer(`rule-${count}`);
      await damage({ client, productId, variantId });
      const { id } = await client.submit(productId);
      const path = `/products/${productId}/submissions/${id}`;
      assert.equal((await client.get(path)).substate, "Failed");
      const found = (await client.get(`${path}/validations`)).value;
      assert.deepEqual(
        found.map((item) => item.errorCode),
        [errorCode],
      );
      const part = String(found[0]?.message).startsWith("The plan basic ") ? ` of variant ${variantId}` : "";
      assert.ok(String(found[0]?.resource).endsWith(part) && found[0]?.severity === "Error");
    });
  }

  it("finds nothing at the very limits", async () => {
    const { client } = parts;
    const { productId, variantId } = await client.completeOffer("at-the-limits");
    const offer = { client, productId, variantId };
    await listing({ title: long(200), summary: long(100), description: long(5_000), keywords: ["a", "b", "c"] })(offer);
    await listing({ shortDescription: long(256), listingUris: [{ ...privacy, displayText: long(255) }] })(offer);
    await audience({ audiences: [{ type: "PreviewMarketplaceGroup", values: many(100, guid) }] })(offer);
    for (const size of [216, 350]) await picture("AzureLogoLarge", pngOf(size))(offer);
    for (const _ of many(2, 0)) await picture("AzureLogoScreenshot", pngOf(1280, 720))(offer);
    await picture("AzureLogoOfTomorrow", Buffer.from("who knows"))(offer);
    await files("images", 3, screenshot)(offer);
    await files("videos", 5, { resourceType: "ListingVideo", streamingUri: "https://v" })(offer);
    await property({
      useEnterpriseContract: false,
      termsOfUse: long(10_000),
      leveledCategories: { web: ["a", "b"], media: [] },
      customAmendments: many(10, { ...amendment, tenants: many(20, amendment.tenants[0]) }),
    })(offer);
    const texts = { title: long(2_000), summary: long(100), shortDescription: long(100), description: long(3_000) };
    await ofPlan("listings", "Listing", texts)(offer);
    const publicAzureAuthorizations = many(100, authorization);
    await ofPlan(plan, "Package", { policies: many(5, { policyName: long(50) }), publicAzureAuthorizations })(offer);
    const sales = {
      customMeters: many(30, { id: "m" }),
      subscriptionAudiences: many(10_000, { id: guid }),
      tenantAudiences: many(20_000, { id: guid }),
    };
    await ofPlan("featureAvailabilities", "Availability", sales)(offer);
    await certifications(100)(offer);
    const { id } = await client.submit(productId);
    assert.equal((await client.get(`/products/${productId}/submissions/${id}`)).substate, "ReadyToPublish");
  });

  it("lets a plan reuse one of its own type, and another side than the publisher manage", async () => {
    const { client } = parts;
    const { productId, variantId } = await client.completeOffer("reusing");
    const offer = { client, productId, variantId };
    const reusing = (referenceVariantID: string) => ({ referenceVariantID });
    await secondPlan("managed-application", "Second", reusing)(offer);
    await ofPlan(plan, "Package", { publisherManagementMode: "None", publicAzureAuthorizations: [] })(offer);
    const { id } = await client.submit(productId);
    assert.equal((await client.get(`/products/${productId}/submissions/${id}`)).substate, "ReadyToPublish");
  });

  it("does not count a logo as uploaded whose bytes never came, until they do", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("no-bytes");
    const listing = await client.draft(productId, "listings", "Listing");
    const path = `/products/${productId}/listings/${listing.id}/images`;
    for (const image of (await client.get(path)).value) {
      await client.expect(204, "DELETE", `${path}/${image.id}`);
    }
    const body = { resourceType: "ListingImage", fileName: "logo.png", type: "AzureLogoLarge" };
    const created = await client.expect(201, "POST", path, body);
    const commit = async () => (await client.put(`${path}/${created.id}`, { ...body, state: "Uploaded" })).state;
    const found = async () => {
      const { id } = await client.submit(productId);
      const { value } = await client.get(`/products/${productId}/submissions/${id}/validations`);
      return value.map((item) => item.errorCode);
    };
    assert.equal(await commit(), "Uploaded");
    assert.deepEqual(await found(), ["LogoMissing"]);
    await client.upload(created.fileSasUri, pngOf(216));
    assert.equal(await commit(), "Uploaded");
    assert.deepEqual(await found(), []);
  });

  it("asks for what the portal's pages require only when the switch is on, as in the scenario strict", async () => {
    const emulator = await startEmulator({ delays: noDelays });
    const client = await Client.signIn(emulator);
    const { productId, variantId } = await client.completeOffer("lenient");
    const offer = { client, productId, variantId };
    await property({ useEnterpriseContract: false })(offer);
    await listing({ listingUris: [], listingContacts: [] })(offer);
    await ofPlan(plan, "Package", { publicAzureTenantID: "", publicAzureAuthorizations: [] })(offer);
    const { id } = await client.submit(productId);
    assert.equal((await client.get(`/products/${productId}/submissions/${id}`)).substate, "ReadyToPublish");
    await emulator.stop();
  });

  it("are listed in the README with their sources, and each is tested here or with the submissions", () => {
    const { contentRules, contentRulesText } = require(
      join(emulatorFolder, "dist", "content-checks", "content-rules.js"),
    ) as {
      contentRules: { errorCode: string }[];
      contentRulesText(): string;
    };
    const plain = (text: string) => text.replace(/-{3,}/g, "---").replace(/ +/g, " ");
    assert.ok(plain(readFileSync(join(emulatorFolder, "README.md"), "utf8")).includes(plain(contentRulesText())));
    const elsewhere = ["LogoMissing", "PlanMissing", "VersionNotIncreased"];
    const tested = new Set([...damages.map(([errorCode]) => errorCode), ...elsewhere]);
    assert.deepEqual(new Set(contentRules.map(({ errorCode }) => errorCode)), tested);
  });
});

/** The whole client against the emulator: from no offer to a live one, with real uploads by SAS. */
import assert from "node:assert/strict";
import { strToU8, zipSync } from "fflate";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";
import { PartnerCenterClient } from "../../provider/partner-center/client.js";
import type { DraftKind, DraftReference } from "../../provider/partner-center/drafts.js";
import { moduleOf } from "../../provider/partner-center/drafts.js";
import { NotFoundError } from "../../provider/partner-center/errors.js";
import { PackageProcessingError } from "../../provider/partner-center/packages.js";
import { submissionPhase, watch } from "../../provider/partner-center/publishing.js";
import { clientSecretTokenSource } from "../../provider/partner-center/token-sources.js";
import { failureOf } from "./server.js";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

function clientOf(emulator: Emulator, trace?: (line: string) => void): PartnerCenterClient {
  return new PartnerCenterClient({
    endpoint: emulator.endpoint,
    requestsPerSecond: 1000,
    tokenSource: clientSecretTokenSource({
      tenantId: "11111111-1111-4111-8111-111111111111",
      clientId: "22222222-2222-4222-8222-222222222222",
      clientSecret: "not-a-secret",
      loginEndpoint: emulator.loginEndpoint,
      origin: "the test",
    }),
    trace,
  });
}

const uuid = "33333333-3333-4333-8333-333333333333";

/** A complete managed application with one plan; returns the ids and the draft instances to submit. */
async function offerWithPlan(client: PartnerCenterClient, offerId: string) {
  const product = await client.products.create({ resourceType: "AzureApplication", name: `${offerId} alias`, offerId });
  const productId = product.id;
  const plan = await client.variants.create(productId, {
    externalID: "standard",
    friendlyName: "Standard",
    subType: "managed-application",
  });
  const variantId = plan.id;
  const { drafts } = client;
  const [, listing] = await Promise.all([
    drafts.write({ productId, kind: "Property" }, (current) => ({
      ...current,
      appVersion: "1.0.0",
      useEnterpriseContract: true,
      leveledCategories: { "developer-tools-azure-apps": ["scripts"] },
    })),
    drafts.write({ productId, kind: "Listing" }, (current) => ({
      ...current,
      title: "Offer",
      summary: "Summary",
      shortDescription: "Short",
      description: "<p>Long</p>",
      listingUris: [
        { type: "PrivacyUri", displayText: "Privacy", uri: "https://example.com/privacy" },
        { type: "PublicCloudSupport", displayText: "Support", uri: "https://example.com/support" },
      ],
      listingContacts: ["CustomerSupport", "Engineering"].map((type) => ({
        type,
        name: "N",
        email: "n@example.com",
        phone: "1",
      })),
    })),
    drafts.write({ productId, kind: "ProductAvailability" }, (current) => ({
      ...current,
      audiences: [{ type: "PreviewMarketplaceGroup", values: [uuid] }],
    })),
    drafts.write({ productId, kind: "Listing", variantId }, (current) => ({
      ...current,
      title: "Standard",
      shortDescription: "Plan",
      description: "<p>Plan</p>",
    })),
    drafts.write({ productId, kind: "FeatureAvailability", variantId }, (current) => ({
      ...current,
      marketStates: current.marketStates?.map((market) =>
        market.marketCode === "US" ? { ...market, state: "Enabled" } : market,
      ),
      priceSchedules: [
        {
          isBaseSchedule: false,
          marketCodes: ["US"],
          friendlyName: "free",
          schedules: [
            {
              retailPrice: { openPrice: 0, currencyCode: "USD" },
              priceCadence: { type: "Month", value: 1 },
              pricingModel: "Recurring",
            },
          ],
        },
      ],
    })),
  ]);
  await client.images.upload(productId, listing.id, { type: "AzureLogoLarge", fileName: "large.png", bytes: png });
  const sent = await client.packages.upload(productId, {
    fileName: "app.zip",
    bytes: zipSync({
      "mainTemplate.json": strToU8(JSON.stringify({ $schema: "s", contentVersion: "1.0.0.0", resources: [] })),
      "createUiDefinition.json": strToU8(
        JSON.stringify({ handler: "Microsoft.Azure.CreateUIDef", version: "0.1.2-preview", parameters: {} }),
      ),
    }),
  });
  const asset = await client.packages.waitProcessed(productId, sent.id);
  await drafts.write({ productId, kind: "PackageConfiguration", variantId }, (current) => ({
    ...current,
    version: "1.0.0",
    publicAzureTenantID: uuid,
    publicAzureAuthorizations: [{ principalID: uuid, roleDefinitionID: "Owner" }],
    packageReferences: [{ type: "AzureApplicationPackage", value: asset.id }],
  }));
  await client.reseller.set(productId, { resellerChannelState: "Enabled" });
  const resource = async (kind: DraftKind, ofPlan?: string) => ({
    type: moduleOf(kind),
    value: await drafts.instanceId({ productId, kind, variantId: ofPlan } satisfies DraftReference),
  });
  const reseller = await drafts.moduleInstanceId(productId, "ResellerConfiguration");
  const resources = [
    await resource("Property"),
    await resource("Listing"),
    await resource("ProductAvailability"),
    await resource("PackageConfiguration"),
    ...(reseller === undefined ? [] : [{ type: "ResellerConfiguration", value: reseller }]),
  ];
  const ofPlan = [
    await resource("Listing", variantId),
    await resource("FeatureAvailability", variantId),
    await resource("PackageConfiguration", variantId),
  ];
  return {
    productId,
    variantId,
    listing,
    asset,
    request: { resources, variantResources: [{ variantID: variantId, resources: ofPlan }] },
  };
}

describe("the client against the emulator", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ speed: 1000 });
  });
  after(() => emulator.stop());
  beforeEach(() => {
    emulator.setFaults([]);
  });

  it("brings an offer from nothing to live", async () => {
    const lines: string[] = [];
    const client = clientOf(emulator, (line) => lines.push(line));
    const { productId, listing, asset, request } = await offerWithPlan(client, "live-offer");
    assert.equal(asset.state, "Processed");
    assert.equal((await client.images.list(productId, listing.id))[0]?.state, "Uploaded");
    const made = await client.submissions.create(productId, request, { knownReleaseNumber: 0 });
    const preview = await watch(client, productId, made.id, { until: "preview", timeoutMs: 60_000 });
    assert.equal(submissionPhase(preview), "preview");
    await client.submissions.promote(productId, made.id);
    const live = await watch(client, productId, made.id, { until: "live", timeoutMs: 60_000 });
    assert.equal(live.releaseNumber, 1);
    assert.deepEqual(
      (await client.submissions.list(productId)).map(({ id }) => id),
      [made.id],
    );
    assert.equal((await client.submissions.workflowDetails(productId, made.id)).length, 2);
    assert.equal(lines.length, emulator.requests().filter(({ path }) => !path.includes("/oauth2/")).length);
    assert.ok(!/sig=|Bearer|not-a-secret/.test(lines.join("\n")));
  });

  it("edits a draft in two requests when it knows it, and deletes a draft offer", async () => {
    const client = clientOf(emulator);
    const { id: productId } = await client.products.create({
      resourceType: "AzureApplication",
      name: "a",
      offerId: "edited",
    });
    const reference = { productId, kind: "Listing" } as const;
    const known = await client.drafts.write(reference, (current) => ({ ...current, summary: "one" }));
    client.drafts.forget(productId);
    const before = emulator.requests().length;
    await client.drafts.write(reference, (current) => ({ ...current, summary: "two" }), known);
    assert.equal(emulator.requests().length - before, 2);
    assert.equal((await client.drafts.read(reference)).body.summary, "two");
    await client.products.delete(productId);
    await failureOf(client.products.get(productId), NotFoundError);
    assert.equal(await client.products.find("edited"), undefined);
  });

  it("makes one offer, one plan and one package although each reply is lost after the work is done", async () => {
    const client = clientOf(emulator);
    emulator.setFaults([
      { operation: "POST /products", nth: 1, effect: { reset: "after" } },
      { operation: "POST /products/{id}/variants", nth: 1, effect: { reset: "after" } },
      { operation: "POST /products/{id}/packages", nth: 1, effect: { reset: "after" } },
    ]);
    const { id: productId } = await client.products.create({
      resourceType: "AzureApplication",
      name: "a",
      offerId: "once",
    });
    await client.variants.create(productId, { externalID: "plan" });
    await client.packages.upload(productId, { fileName: "a.zip", bytes: Buffer.from("zip") });
    assert.equal(
      (await client.products.list({ type: "AzureApplication" })).filter(({ id }) => id === productId).length,
      1,
    );
    assert.equal((await client.variants.list(productId)).filter(({ externalID }) => externalID === "plan").length, 1);
    assert.equal((await client.packages.list(productId)).length, 1);
  });

  it("tells why a package was not taken", async () => {
    const client = clientOf(emulator);
    const { id: productId } = await client.products.create({
      resourceType: "AzureApplication",
      name: "a",
      offerId: "bad-package",
    });
    const sent = await client.packages.upload(productId, {
      fileName: "a.zip",
      bytes: zipSync({ "readme.txt": strToU8("x") }),
    });
    const error = await failureOf(client.packages.waitProcessed(productId, sent.id), PackageProcessingError);
    assert.ok(error.validationItems.length > 0);
  });

  it("sends a package of many blocks", async () => {
    const client = clientOf(emulator);
    const { id: productId } = await client.products.create({
      resourceType: "AzureApplication",
      name: "a",
      offerId: "large-package",
    });
    const filler = new Uint8Array(20 * 1024 * 1024).map((_, index) => (index * 2654435761) >>> 13);
    const bytes = zipSync(
      { "mainTemplate.json": strToU8("{}"), "createUiDefinition.json": strToU8("{}"), "filler.bin": filler },
      { level: 0 },
    );
    const sent = await client.packages.upload(productId, { fileName: "a.zip", bytes });
    const done = await client.packages.waitProcessed(productId, sent.id);
    assert.equal(done.state, "Processed");
    if (done.fileSize !== undefined) assert.equal(done.fileSize, bytes.byteLength);
  });
});

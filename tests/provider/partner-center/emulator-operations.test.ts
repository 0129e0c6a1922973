/**
 * Every operation once against the emulator, with what a person would do with it; the emulator's log is the witness.
 */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";
import type { PartnerCenterClient } from "../../../provider/partner-center/client.js";
import { operations } from "../../../provider/partner-center/operations.js";
import { watch } from "../../../provider/partner-center/publishing/watch.js";
import { pngOf } from "../../emulator/picture.js";
import { clientOf, offerWithPlan, png } from "./complete-offer.js";

const pdf = Buffer.from("%PDF-1.7\n%%EOF\n");
const hours = (count: number) => count * 3_600_000;
const patience = { until: "preview", timeoutMs: 60_000 } as const;

/** The row that a logged call belongs to, parameters being what they may. */
function rowOf(method: string, path: string): string | undefined {
  const below = path.split("?")[0]?.replace("/v1.0/ingestion", "") ?? "";
  const fits = operations.filter((operation) => {
    const pattern = operation.path
      .split(/\{\w+\}/)
      .map((text) => text.replace(/[()]/g, "\\$&"))
      .join("[^/()]+");
    return operation.method === method && new RegExp(`^${pattern}$`, "i").test(below);
  });
  const found = fits.sort((a, b) => a.path.split("{").length - b.path.split("{").length)[0];
  return found === undefined ? undefined : `${found.method} ${found.path}`;
}

describe("each of the 78 operations, against the emulator", () => {
  let emulator: Emulator;
  let client: PartnerCenterClient;
  let made: Awaited<ReturnType<typeof offerWithPlan>>;

  before(async function () {
    this.timeout(60_000);
    // The clock stands still unless a test moves it: a submission stays in progress for as long as canceling it takes.
    emulator = await startEmulator({ speed: 0, delays: { packageProcessing: 0 } });
    client = clientOf(emulator);
    made = await offerWithPlan(client, "everything");
  });
  after(() => emulator.stop());

  it("offers and their set-up, resale and leads", async () => {
    const { productId } = made;
    assert.equal((await client.products.get(productId)).name, "everything alias");
    assert.ok((await client.products.list({ type: "AzureApplication" })).some(({ id }) => id === productId));
    const setup = await client.setup.get(productId);
    assert.equal((await client.setup.set(productId, { ...setup, callToAction: "free" })).callToAction, "free");
    assert.equal((await client.reseller.get(productId)).resellerChannelState, "Enabled");
    const connectionString = "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5a2V5a2V5";
    await client.leads.set(productId, { resourceType: "AzureTableLeadConfiguration", connectionString });
    assert.equal((await client.leads.get(productId)).resourceType, "AzureTableLeadConfiguration");
    const second = await client.products.create({ resourceType: "AzureApplication", name: "b", offerId: "second" });
    await client.products.delete(second.id);
  });

  it("drafts by their own id", async () => {
    const { productId, variantId } = made;
    const { properties, listings, productAvailabilities, featureAvailabilities, packageConfigurations } = client;
    const [property] = await properties.list(productId);
    assert.ok(property);
    assert.deepEqual(await properties.get(productId, property.id), property);
    const changed = await properties.update(productId, property.id, { ...property, appVersion: "1.2.3" });
    assert.equal(changed.appVersion, "1.2.3");
    await properties.create(productId, { ...changed, appVersion: "1.2.4" });

    const [audience] = await productAvailabilities.list(productId);
    assert.ok(audience);
    assert.equal((await productAvailabilities.get(productId, audience.id)).id, audience.id);
    await productAvailabilities.create(productId, { ...audience });

    const instance = await client.drafts.instanceId({ productId, kind: "Listing" });
    const german = await listings.create(productId, instance, { languageCode: "de-de" });
    assert.equal((await listings.get(productId, german.id)).languageCode, "de-de");
    assert.equal((await listings.update(productId, german.id, { ...german, summary: "Kurz" })).summary, "Kurz");
    assert.equal((await listings.byInstance(productId, instance)).length, 2);
    await listings.delete(productId, german.id);
    assert.equal((await listings.byInstance(productId, instance)).length, 1);

    const availability = await client.drafts.read({ productId, kind: "FeatureAvailability", variantId });
    assert.ok((await featureAvailabilities.get(productId, availability.id)).marketStates);
    const configuration = await client.drafts.read({ productId, kind: "PackageConfiguration", variantId });
    assert.equal((await packageConfigurations.get(productId, configuration.id)).version, "1.0.0");
  });

  it("media of a listing", async () => {
    const { productId, listing } = made;
    const { assets, images, videos } = client;
    const document = await assets.upload(productId, listing.id, {
      fileName: "guide.pdf",
      type: "PdfDocument",
      friendlyName: "Guide",
      bytes: pdf,
    });
    assert.equal(document.state, "Uploaded");
    assert.equal((await assets.get(productId, listing.id, document.id)).friendlyName, "Guide");
    assert.equal((await assets.list(productId, listing.id)).length, 1);
    await assets.delete(productId, listing.id, document.id);

    const screenshot = await images.upload(productId, listing.id, {
      type: "AzureLogoScreenshot",
      fileName: "s.png",
      bytes: pngOf(1280, 720),
    });
    const seen = await images.get(productId, listing.id, screenshot.id);
    const captioned = await images.update(productId, listing.id, seen.id, { ...seen, description: "Start page" });
    assert.equal(captioned.description, "Start page");
    assert.equal((await images.list(productId, listing.id)).length, 2);
    await images.delete(productId, listing.id, screenshot.id);

    const video = await videos.upload(productId, listing.id, {
      streamingUri: "https://www.youtube.com/watch?v=1",
      thumbnail: { fileName: "t.png", title: "Tour" },
      picture: png,
    });
    assert.equal(video.thumbnail?.state, "Processed");
    assert.equal((await videos.get(productId, listing.id, video.id)).streamingUri, video.streamingUri);
    assert.equal((await videos.list(productId, listing.id)).length, 1);
    await videos.delete(productId, listing.id, video.id);
    assert.deepEqual(await videos.list(productId, listing.id), []);
  });

  it("plans and packages", async () => {
    const { productId, variantId, asset } = made;
    const plan = await client.variants.get(productId, variantId);
    const renamed = await client.variants.update(productId, variantId, { ...plan, friendlyName: "Best" });
    assert.equal(renamed.friendlyName, "Best");
    assert.equal((await client.variants.find(productId, "standard"))?.friendlyName, "Best");
    const second = await client.variants.create(productId, { externalID: "second", subType: "managed-application" });
    await client.variants.delete(productId, second.id);
    assert.equal((await client.packages.list(productId)).filter(({ id }) => id === asset.id).length, 1);
    const further = await client.packages.create(productId, { fileName: "further.zip" });
    assert.equal(further.state, "PendingUpload");
    await client.packages.delete(productId, further.id);
  });

  it("co-selling and supplemental content", async () => {
    const { productId } = made;
    const { cosellListings, cosellAssets, supplementalContents } = client;
    const instance = await client.drafts.moduleInstanceId(productId, "Cosell");
    assert.ok(instance);
    const [listing] = await cosellListings.byInstance(productId, instance);
    assert.ok(listing);
    const changed = await cosellListings.update(productId, instance, { ...listing, offerType: "Application" });
    assert.equal(changed.offerType, "Application");
    assert.equal((await cosellListings.get(productId, instance)).offerType, "Application");
    const document = await cosellAssets.upload(productId, { fileName: "deck.pdf", type: "Presentation", bytes: pdf });
    assert.equal((await cosellAssets.get(productId, document.id)).fileName, "deck.pdf");
    assert.equal((await cosellAssets.list(productId)).length, 1);
    await cosellAssets.byInstance(productId, instance);
    await cosellAssets.delete(productId, document.id);

    // Dynamics 365 only.
    const dynamics = await client.products.create({
      resourceType: "AzureDynamics365BusinessCentral",
      name: "d",
      offerId: "dynamics",
    });
    const content = await client.drafts.moduleInstanceId(dynamics.id, "SupplementalContent");
    assert.ok(content);
    const [found] = await supplementalContents.byInstance(dynamics.id, content);
    assert.ok(found);
    await supplementalContents.update(dynamics.id, content, { ...found, targetRelease: "2026.1" });
    assert.equal((await supplementalContents.get(dynamics.id, content)).targetRelease, "2026.1");
    await supplementalContents.commit(dynamics.id, content);
  });

  it("submissions: to preview, back, again, and live", async () => {
    const { productId, request } = made;
    const { submissions } = client;
    const first = await submissions.create(productId, request, { knownReleaseNumber: 0 });
    await submissions.cancel(productId, first.id);
    const known = (await submissions.list(productId)).at(-1)?.releaseNumber ?? 0;
    const second = await submissions.create(productId, request, { knownReleaseNumber: known });
    emulator.advance(hours(12));
    await watch(client, productId, second.id, patience);
    assert.equal((await submissions.workflowDetails(productId, second.id)).length, 2);
    assert.deepEqual(await submissions.validations(productId, second.id), []);
    assert.equal((await submissions.promote(productId, second.id))?.targetEnvironment, "Live");
    emulator.advance(hours(48));
    await watch(client, productId, second.id, { ...patience, until: "live" });
    assert.ok(Array.isArray(await submissions.reports(productId, second.id)));
  });

  it("were all answered: 78 of 78", () => {
    const answered = new Set(
      emulator
        .requests()
        .filter(({ status }) => status >= 200 && status < 300)
        .map(({ method, path }) => rowOf(method, path)),
    );
    const rest = operations.map(({ method, path }) => `${method} ${path}`).filter((row) => !answered.has(row));
    assert.deepEqual(rest, []);
  });
});

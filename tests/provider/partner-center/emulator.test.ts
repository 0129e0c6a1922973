/** The whole client against the emulator: from no offer to a live one, with real uploads by SAS. */
import assert from "node:assert/strict";
import { strToU8, zipSync } from "fflate";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";
import { blockSize } from "../../../provider/partner-center/areas/blocks.js";
import { PackageProcessingError } from "../../../provider/partner-center/areas/package-processing.js";
import { NotFoundError } from "../../../provider/partner-center/errors.js";
import { submissionPhase } from "../../../provider/partner-center/publishing/submission-phase.js";
import { watch } from "../../../provider/partner-center/publishing/watch.js";
import { clientOf, offerWithPlan } from "./complete-offer.js";
import { failureOf } from "./server.js";

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

  it("sends a package of many blocks, also where some of them are refused or cut off", async () => {
    const client = clientOf(emulator);
    const { id: productId } = await client.products.create({
      resourceType: "AzureApplication",
      name: "a",
      offerId: "large-package",
    });
    const filler = Buffer.alloc(4 * blockSize, "blocks are told apart by what is in them.");
    const bytes = zipSync(
      { "mainTemplate.json": strToU8("{}"), "createUiDefinition.json": strToU8("{}"), "filler.bin": filler },
      { level: 0 },
    );
    const operation = "PUT /file/{name}";
    emulator.setFaults([
      { operation, queryHas: "comp=block&", nth: 1, effect: { status: 429, retryAfter: 1 } },
      { operation, queryHas: "comp=block&", nth: 3, effect: { status: 502 } },
      { operation, queryHas: "comp=block&", nth: 5, effect: { reset: "before" } },
      { operation, queryHas: "comp=block&", nth: 7, effect: { reset: "after" } },
      { operation, queryHas: "comp=blocklist", nth: 1, effect: { reset: "after" } },
    ]);
    const sent = await client.packages.upload(productId, { fileName: "a.zip", bytes });
    const done = await client.packages.waitProcessed(productId, sent.id);
    assert.equal(done.state, "Processed");
    if (done.fileSize !== undefined) assert.equal(done.fileSize, bytes.byteLength);
  });
});

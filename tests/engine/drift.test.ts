/** What colleagues edit in the portal is shown, never lost without a word; and a submission that fails says why. */
import assert from "node:assert/strict";
import { changed, createOfferStack, nothing, type OfferStack, writes } from "./emulated-service.js";
import { program, type Variation } from "./offer-program.js";

describe("the engine, when a colleague edits in the portal", function () {
  this.timeout(120_000);
  let at: OfferStack;
  const up = (variation: Variation = {}, mayFail = false) =>
    at.service.counting(() => at.stack.up({ program: program(variation), mayFail }));
  const productId = async () => (await at.service.product()).id;
  const edit = async (change: Record<string, unknown>) =>
    at.service
      .colleague()
      .drafts.write({ productId: await productId(), kind: "Listing" }, (body) => ({ ...body, ...change }));
  const listing = async () => {
    const draft = await at.service.colleague().drafts.read({ productId: await productId(), kind: "Listing" });
    return draft.body as Record<string, unknown>;
  };

  before(async () => {
    at = await createOfferStack();
    await up();
  });
  after(() => at.dispose());

  it("refuses to overwrite an edit that nobody has seen, and names the field and both values", async () => {
    await edit({ summary: "By the colleague" });
    const { result } = await up({ listing: { summary: "By the program" } }, true);
    assert.equal(result.succeeded, false);
    assert.match(
      result.stdout,
      /offer contoso-app: .*listing\.summary is "By the colleague" in Partner Center, wanted is "By the program"/,
    );
    assert.match(result.stdout, /`pulumi refresh` shows such changes/);
    assert.equal((await listing()).summary, "By the colleague");
  });

  it("shows edits and a deleted logo by a refresh, and puts both back by the next up", async () => {
    const client = at.service.colleague();
    const draft = await client.drafts.read({ productId: await productId(), kind: "Listing" });
    const images = await client.images.list(await productId(), draft.id);
    const logo = images.find(({ type }) => type === "AzureLogoWide");
    await client.images.delete(await productId(), draft.id, logo?.id ?? "");
    await edit({ gettingStartedInstructions: "Start here" });
    const refresh = await at.stack.refresh();
    assert.deepEqual(changed(refresh), []);
    assert.deepEqual(refresh.counts, { ...nothing, same: 2, update: 1 });
    const { result, counts } = await up({ listing: { summary: "By the program" } });
    assert.deepEqual(changed(result), ["update app"]);
    assert.deepEqual(writes(counts.operations), [
      "PUT /products/{productId}/listings/{id}",
      "POST /products/{productId}/listings/{id}/images",
      "PUT /products/{productId}/listings/{id}/images/{fileId}",
    ]);
    const now = await listing();
    assert.deepEqual([now.summary, now.gettingStartedInstructions], ["By the program", "Start here"]);
    assert.equal((await client.images.list(await productId(), draft.id)).length, images.length);
    const again = await up({ listing: { summary: "By the program" } });
    assert.deepEqual([again.result.counts.same, again.counts.api], [3, 0]);
  });

  it("fails when the submission fails, with the service's reasons; the next up goes live", async () => {
    at.service.emulator.setFaults([
      { operation: "POST /products/{id}/submissions", nth: 1, effect: { submissionFailed: true } },
    ]);
    const variation: Variation = { listing: { summary: "By the program" }, goal: "live" };
    const { result } = await up(variation, true);
    assert.equal(result.succeeded, false);
    const errors = result.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
    assert.match(errors.join("\n"), /Error ValidationFailed: Automated validation failed/);
    await up(variation);
    const product = await at.service.product();
    assert.deepEqual(
      product.submissions.map(({ substate }) => substate),
      ["InStore"],
    );
    assert.deepEqual((await up(variation)).result.counts, { ...nothing, same: 5 });
  });
});

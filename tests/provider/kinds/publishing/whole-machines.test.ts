/** Whole offers of virtual machines: from nothing to preview, and what a submission says of their plans. */
import assert from "node:assert/strict";
import type { Properties } from "../../../../provider/values/properties.js";
import { unknownMarker } from "../../../../provider/values/unknown.js";
import { failure } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { WholeMachines } from "../../whole-machines.js";
import { workbench } from "../../workbench.js";

const hour = 3_600_000;

describe("an offer of virtual machines with its plans", function () {
  this.timeout(60_000);
  const bench = workbench({
    speed: 0,
    delays: { draftJob: 60_000, submissionLag: 1000, validation: hour, previewCreation: 30 * hour, publish: hour },
  });
  let runs: IngestionRuns;
  let count = 0;
  const nextId = () => `whole-${++count}`;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });
  const made = async (planIds: readonly string[]) => {
    const whole = WholeMachines.of(runs, nextId(), planIds);
    await whole.up();
    const colleague = await OtherTool.of(bench.emulator, String(whole.offerProgram.offerId));
    return { whole, colleague };
  };

  it("is not submitted again where nothing has changed, without a request, and is where a plan has", async () => {
    const { whole } = await made(["standard"]);
    await whole.submission.up(whole.submitted());
    const calls = await bench.calls(async () => {
      assert.equal(await whole.submission.up(whole.submitted()), "unchanged");
    });
    assert.deepEqual(calls, []);
    await runs.clock.sleep(31 * hour);
    const [plan] = whole.plans;
    const edited = { ...whole.planPrograms[0], listing: { title: "Other", description: "<p>Words</p>" } };
    await plan?.up(edited);
    assert.equal(await whole.submission.up(whole.submitted()), "updated");
  });

  it("is no replacement at a preview, where the engine does not know the product of the offer that it will update", async () => {
    const whole = WholeMachines.of(runs, nextId(), ["standard"], runs.run());
    await whole.up();
    await whole.submission.up(whole.submitted());
    await whole.offer.diff({ ...whole.offerProgram, alias: "Another alias" });
    const unknown = whole.submitted({ offer: unknownMarker });
    assert.deepEqual((await whole.submission.diff({ ...unknown, content: unknownMarker })).replaces, []);

    const elsewhere = { ...unknown, offerId: "another-offer", content: unknownMarker };
    assert.deepEqual((await whole.submission.diff(elsewhere)).replaces, ["offer"]);
    await whole.offer.diff({ ...whole.offerProgram, core: true });
    assert.deepEqual((await whole.submission.diff({ ...unknown, content: unknownMarker })).replaces, ["offer"]);
  });

  it("says at preview, by path, what it lacks, where Partner Center does not have it either", async () => {
    const offerId = nextId();
    const sparse = { offerId, alias: "Sparse", listing: { title: "Sparse" } };
    const plan = { offer: offerId, planId: "standard", name: "Standard" };
    const unknown = new WholeMachines(runs, sparse, [plan]);
    const { message } = await failure(unknown.submission.check(unknown.submitted({ offer: unknownMarker })));
    for (const property of ["listing.summary", "properties.categories", "previewAudience.subscriptions"]) {
      assert.match(
        message,
        new RegExp(`offer ${offerId}, ${property} is required to publish: .*observed: what a client`),
      );
    }
    assert.match(message, /plan standard, technicalConfiguration\.images is required to publish/);
    assert.match(message, /plan standard, availability\.hourly is required to publish/);

    const { whole } = await made(["standard"]);
    const said = new WholeMachines(runs, { ...sparse, offerId: whole.offerProgram.offerId }, [
      { ...plan, offer: whole.offerProgram.offerId },
      { ...plan, planId: "other" },
    ]);
    const inputs = { ...said.submitted(), offer: whole.offer.outputs.productId, content: {}, __preview: true };
    const calls = await bench.calls(async () => {
      const { message: left } = await failure(said.submission.preview(inputs));
      assert.doesNotMatch(left, /offer whole|plan standard/);
      assert.match(left, /plan other, listing\.description is required to publish/);
    });
    assert.deepEqual(calls, ["GET /resource-tree/product/{productId}", "GET /product"]);
  });

  it("is not submitted with a plan that left the program and was never live, unless that is allowed", async () => {
    const { whole } = await made(["standard", "large"]);
    await whole.submission.up(whole.submitted());
    await runs.clock.sleep(31 * hour);
    const inputs: Properties = { ...whole.submitted(), ...{ planIds: ["standard"], content: { offer: "another" } } };
    const { message } = await failure(whole.submission.preview({ ...inputs, __preview: true }));
    assert.match(message, /plans no longer include large, never live and still in Partner Center/);
    assert.equal(await whole.submission.up({ ...inputs, onRemovedPlan: "submit" }), "updated");
    assert.match(runs.lines.join("\n"), /submitted along: large, which this program does not give to it/);
  });

  it("is submitted with a plan that is live, which leaves the program, with a warning", async () => {
    const { whole, colleague } = await made(["standard", "large"]);
    await whole.submission.up(whole.submitted());
    await runs.clock.sleep(31 * hour);
    await colleague.submit(whole.submission.outputs.submissionId);
    await runs.clock.sleep(31 * hour);
    const inputs = { ...whole.submitted(), planIds: ["standard"], content: { offer: "another" } };
    await whole.submission.preview({ ...inputs, __preview: true });
    assert.match(runs.lines.join("\n"), /plans no longer include large, which is live: it is submitted again/);
  });

  it("is not submitted without a plan that somebody else has deleted", async () => {
    const { whole, colleague } = await made(["standard", "large"]);
    await colleague.deletePlan("large");
    const { message } = await failure(whole.submission.up(whole.submitted()));
    assert.match(message, /does not have all plans that the program gives: large\. Nothing was submitted/);
    assert.equal((await bench.colleague.list(`/products/${whole.offer.outputs.productId}/submissions`)).length, 0);
  });

  it("takes no publish option and no note for certification", async () => {
    const { whole } = await made(["standard"]);
    const more = { certificationNotes: "Please", publishOption: { autoPromote: true } };
    const { message } = await failure(whole.submission.check(whole.submitted(more)));
    assert.match(message, /publishOption cannot be given for offers of virtual machines, containers and SaaS/);
    assert.match(message, /certificationNotes cannot be given/);
  });
});

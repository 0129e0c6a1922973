/** How often the service is asked while a submission of an offer of virtual machines is waited for. */
import assert from "node:assert/strict";
import { MachineOffer } from "../../machine-offer.js";
import { workbench } from "../../workbench.js";

describe("a wait for an offer of virtual machines", function () {
  this.timeout(60_000);
  const delays = {
    draftJob: 1000,
    submissionLag: 0,
    validation: 3000,
    previewCreation: 4000,
    certification: 4000,
    publish: 3000,
  };
  const bench = workbench({ speed: 0, delays });

  /** What was asked for after the last job had begun. */
  const afterPost = async (work: () => Promise<unknown>) => {
    const calls = await bench.calls(work);
    const after = calls.slice(calls.lastIndexOf("POST /configure") + 1);
    return after.map((call) => call.replace(/.*\//, "")).join(" ");
  };

  it("begins with what was just seen, and asks for the steps at its begin and for the times at its end", async () => {
    const offer = await MachineOffer.make(bench, "waited-for");
    const image = offer.image();
    await image.up(offer.imageProgram("1.0.0"));
    const submitted = offer.submission();
    const live = offer.release();
    const ups = {
      submission: () => submitted.up(offer.submissionProgram([image], { waitFor: "preview" })),
      release: () => live.up({ offer: offer.productId, submission: submitted.outputs.submissionId, waitFor: "live" }),
    };
    for (const [name, up] of Object.entries(ups)) {
      const after = await afterPost(up);
      // Until it can be seen; then the wait.
      assert.match(after, /^(status submissions ){1,2}workflowdetails( submissions){1,5} workflowdetails$/, name);
    }
    assert.deepEqual([submitted.outputs.substate, live.outputs.substate], ["ReadyToPublish", "InStore"]);
  });

  it("that nobody waits for ends as soon as the promotion can be seen", async () => {
    const offer = await MachineOffer.make(bench, "not-waited-for");
    const submitted = offer.submission();
    await submitted.up({ offer: offer.productId, content: {}, waitFor: "preview" });
    const live = offer.release();
    const program = { offer: offer.productId, submission: submitted.outputs.submissionId };
    assert.match(await afterPost(() => live.up(program)), /^(status submissions ){1,2}workflowdetails$/);
    assert.equal(live.outputs.substate, "Publishing");
  });
});

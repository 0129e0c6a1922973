/** A plan that was taken out of the program is not submitted without a word: the engine deletes last. */
import assert from "node:assert/strict";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { readDrafts } from "../../../../provider/kinds/publishing/draft-content.js";
import { submittedPlans } from "../../../../provider/kinds/publishing/removed-plans.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import type { Submission } from "../../../../provider/partner-center/schemas/resources.js";
import type { Properties } from "../../../../provider/values/properties.js";
import { Days, processOf } from "../../days.js";
import { failure } from "../../declared.js";
import { smallPlan } from "../../programs.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

describe("a plan that was taken out of the program", () => {
  const bench = workbench();

  it("is refused by the next submission while it is there, and was never submitted; the way out works", async () => {
    const whole = await WholeProgram.make(bench, "taken-out");
    const declared = bench.declared(submission);
    await declared.up(whole.submission({ planIds: ["gold"] }));
    const silver = bench.declared(plan);
    await silver.up(smallPlan(whole.productId, "silver", String(whole.asset.id)));
    // The program had both, but nothing was submitted since.
    declared.inputs = { ...declared.inputs, planIds: ["gold", "silver"] };
    const next = whole.submission({ planIds: ["gold"], certificationNotes: "another content" });
    const { message } = await failure(declared.check(next));
    assert.match(message, /^ ?plans no longer include silver, which Partner Center still has: .* would publish/);
    assert.match(message, /`pulumi destroy --target URN --target-dependents`.*`onRemovedPlan: "submit"`/);
    await declared.check({ ...next, onRemovedPlan: "submit" });
    await silver.destroy();
    assert.equal(await declared.up(next), "updated");
  });

  it("is refused as well when its submissions have all failed: it can still be deleted", async () => {
    const whole = await WholeProgram.make(bench, "taken-out-failed");
    const declared = bench.declared(submission);
    const effect = { submissionFailed: true };
    bench.emulator.setFaults([{ operation: "POST /products/{id}/submissions", times: 1, effect }]);
    await failure(declared.up(whole.submission({ planIds: ["gold"] })));
    const next = whole.submission({ content: { offer: whole.offer.outputs.contentHash } });
    const { message } = await failure(declared.check(next));
    assert.match(message, /plans no longer include gold, which Partner Center still has/);
  });

  it("is told of when it was submitted before, since the API cannot remove it", async () => {
    const whole = await WholeProgram.make(bench, "taken-out-later");
    const declared = bench.declared(submission);
    await declared.up(whole.submission({ planIds: ["gold"] }));
    const next = whole.submission({ certificationNotes: "another content" });
    const told = await bench.printed(() => declared.check(next));
    assert.match(told.join("\n"), /warning: plans no longer include gold, which was submitted before/);
  });

  it("is told of at the first submission, like any plan that the program does not give", async () => {
    const whole = await WholeProgram.make(bench, "not-given");
    const silver = bench.declared(plan);
    await silver.up(smallPlan(whole.productId, "silver", String(whole.asset.id)));
    const declared = bench.declared(submission);
    const told = await bench.printed(() => declared.check(whole.submission({ planIds: ["gold"] })));
    assert.match(told.join("\n"), /warning: plans do not include silver, which Partner Center has and submits too\./);
    assert.deepEqual(await bench.printed(() => declared.check(whole.submission({ planIds: ["gold", "silver"] }))), []);
  });

  it("is told of whenever it is submitted, like any plan that the program does not give", async () => {
    const whole = await WholeProgram.make(bench, "also-submitted");
    const declared = bench.declared(submission);
    const up = async (inputs: Properties) =>
      (await bench.printed(() => declared.up(whole.submission(inputs)))).join("\n");
    assert.doesNotMatch(await up({ planIds: ["gold"] }), /does not give/);
    await bench.declared(plan).up(smallPlan(whole.productId, "silver", String(whole.asset.id)));
    const next = { planIds: ["gold"], certificationNotes: "another content" };
    assert.match(await up(next), /submitted as release 2 .*, with silver, which this program does not give to it/);
  });

  it("costs no request while the same plans are given, or nothing would be sent", async () => {
    const whole = await WholeProgram.make(bench, "not-taken-out");
    const declared = bench.declared(submission);
    await declared.up(whole.submission({ planIds: ["gold"] }));
    assert.deepEqual(await bench.calls(() => declared.check(whole.submission({ planIds: ["gold"] }))), []);
    assert.deepEqual(await bench.calls(() => declared.check(whole.submission())), []);
  });
});

describe("a plan whose only submission", () => {
  const phases: [what: string, states: Partial<Submission>, isSubmitted: boolean][] = [
    ["is in progress", { state: "InProgress", substate: "Submitted" }, false],
    ["has failed", { state: "InProgress", substate: "Failed" }, false],
    ["was canceled", { state: "Cancelled" }, false],
    ["is in preview", { state: "Published", substate: "ReadyToPublish" }, true],
    ["is going live", { state: "Published", substate: "Publishing" }, true],
    ["is live", { state: "Published", substate: "InStore" }, true],
    ["is in a state that is not known", { state: "Teleporting" }, true],
  ];
  for (const [what, states, isSubmitted] of phases) {
    it(`${what} ${isSubmitted ? "can no longer" : "can"} be deleted`, () => {
      const only = { id: "1", variantResources: [{ variantID: "gold", resources: [] }], ...states } as Submission;
      assert.deepEqual([...submittedPlans([only])], isSubmitted ? ["gold"] : []);
    });
  }
});

describe("the pseudo-plan for test drives", () => {
  const bench = workbench({ switches: { testDriveVariant: true } });

  it("is in no submission, and nobody is told of it", async () => {
    const whole = await WholeProgram.make(bench, "test-driven");
    const variants = await bench.colleague.list(`/products/${whole.productId}/variants`);
    assert.ok(variants.some(({ id }) => id === "testdrive"));
    const declared = bench.declared(submission);
    const told = await bench.printed(() => declared.up(whole.submission({ planIds: ["gold"] })));
    assert.doesNotMatch(told.join("\n"), /testdrive|do not include|does not give/);
    const context = processOf(bench.emulator, await Days.of(bench.emulator), []);
    const { plans } = await readDrafts(context, whole.productId);
    assert.deepEqual(
      plans.map(({ id }) => id),
      [whole.plan.outputs.variantId],
    );
  });
});

/** A plan that was taken out of the program is not submitted without a word: the engine deletes last. */
import assert from "node:assert/strict";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { readDrafts } from "../../../../provider/kinds/publishing/applications/draft-content.js";
import { livePlans } from "../../../../provider/kinds/publishing/offered-plans.js";
import { release } from "../../../../provider/kinds/publishing/release.js";
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

  /** A program of the plans gold and silver, of which both were submitted. */
  async function twoPlans(offerId: string) {
    const whole = await WholeProgram.make(bench, offerId);
    const silver = bench.declared(plan);
    await silver.up(smallPlan(whole.productId, "silver", String(whole.asset.id)));
    const submitted = bench.declared(submission);
    await submitted.up(whole.submission({ planIds: ["gold", "silver"] }));
    const without = whole.submission({ planIds: ["gold"], certificationNotes: "another content" });
    return { whole, silver, submitted, without };
  }
  const refused = /plans no longer include silver, never live and still in Partner Center: .* would carry it along/;
  const ways =
    /Either keep silver in the program; or delete it first: .*put the Submission and the Release back.*`onRemovedPlan: "submit"`/;

  it("and is in preview is refused, with the two ways, before anything is sent; the second way works", async () => {
    const { whole, silver, submitted, without } = await twoPlans("taken-out");
    const calls = await bench.calls(async () => {
      const { message } = await failure(submitted.check(without));
      assert.match(message, refused);
      assert.match(message, ways);
    });
    assert.deepEqual(calls, [
      "GET /products/{productId}/variants",
      "GET /products/{productId}/branches/getByModule(module={module})",
      "GET /products/{productId}/submissions",
    ]);
    await submitted.check({ ...without, onRemovedPlan: "submit" });
    // The first `up`: the submission and the plan leave the program. The second: the submission comes back.
    await submitted.takeOut();
    await silver.takeOut();
    const again = bench.declared(submission);
    await again.up(without);
    await bench.declared(release).up(whole.release(again));
    const [live] = await bench.colleague.list(`/products/${whole.productId}/submissions`);
    assert.deepEqual(
      ((live?.variantResources ?? []) as { variantID: string }[]).map(({ variantID }) => variantID),
      [whole.plan.outputs.variantId],
    );
  });

  it("is said without credentials, from the last state and without a request", async () => {
    const { submitted, without } = await twoPlans("taken-out-unasked");
    submitted.process = () => bench.run({});
    const told = await bench.printed(async () => {
      assert.deepEqual(await bench.calls(() => submitted.diff(without)), []);
    });
    assert.match(
      told.join("\n"),
      /plans no longer include silver: unless live, `pulumi up` refuses to submit \(without credentials, nobody can tell\)\. Either keep silver/,
    );
  });

  it("is refused by `up` as well when a deletion before has failed, and it is only in what was submitted", async () => {
    const { submitted, without } = await twoPlans("taken-out-late");
    submitted.inputs = { ...submitted.inputs, planIds: ["gold"] }; // as an `up` that submitted nothing leaves them
    const writes = await bench.writes(async () => {
      assert.match((await failure(submitted.up(without))).message, refused);
    });
    assert.deepEqual(writes, []);
  });

  it("is not taken live with what was submitted before", async () => {
    const { whole, submitted } = await twoPlans("taken-out-release");
    await submitted.up({ ...whole.submission({ planIds: ["gold"] }), resubmit: "never" });
    assert.deepEqual(submitted.outputs.planIds, ["gold", "silver"]);
    const program = whole.release(submitted, { removedPlans: ["silver"] });
    const writes = await bench.writes(async () => {
      const { message } = await failure(bench.declared(release).up(program));
      assert.match(message, /submission cannot go live: submission 1 .* carries silver, no longer among the plans/);
      assert.match(message, ways);
    });
    assert.deepEqual(writes, []);
    const unasked = bench.declared(release);
    const { inputs } = await unasked.handlers.check({}, whole.release(submitted));
    const error = await failure(unasked.handlers.create({ ...inputs, removedPlans: ["silver"] }));
    assert.match(error.message, /carries silver/);
  });

  it("is refused as well when its submissions have all failed: it can still be deleted", async () => {
    const whole = await WholeProgram.make(bench, "taken-out-failed");
    const declared = bench.declared(submission);
    const effect = { submissionFailed: true };
    bench.emulator.setFaults([{ operation: "POST /products/{id}/submissions", times: 1, effect }]);
    await failure(declared.up(whole.submission({ planIds: ["gold"] })));
    const next = whole.submission({ content: { offer: whole.offer.outputs.contentHash } });
    const { message } = await failure(declared.check(next));
    assert.match(message, /plans no longer include gold, never live and still in Partner Center/);
  });

  it("is told of when it is live, since the API cannot remove it", async () => {
    const { whole, submitted, without } = await twoPlans("taken-out-later");
    await bench.declared(release).up(whole.release(submitted));
    const told = await bench.printed(() => submitted.up(without));
    assert.match(told.join("\n"), /warning: plans no longer include silver, which is live: it is submitted again/);
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
    assert.match(await up(next), /submitted along: silver, which this program does not give to it/);
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
  const phases: [what: string, states: Partial<Submission>, isLive: boolean][] = [
    ["is in progress", { state: "InProgress", substate: "Submitted" }, false],
    ["has failed", { state: "InProgress", substate: "Failed" }, false],
    ["was canceled", { state: "Cancelled" }, false],
    ["is in preview", { state: "Published", substate: "ReadyToPublish" }, false],
    ["is going live", { state: "Published", substate: "Publishing" }, true],
    ["is live", { state: "Published", substate: "InStore" }, true],
    ["is in a state that is not known", { state: "Teleporting" }, false],
  ];
  for (const [what, states, isLive] of phases) {
    it(`${what} ${isLive ? "counts as live" : "is a draft"}`, () => {
      const only = { id: "1", variantResources: [{ variantID: "gold", resources: [] }], ...states } as Submission;
      assert.deepEqual([...livePlans([only])], isLive ? ["gold"] : []);
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

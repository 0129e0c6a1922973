/**
 * Publishing by the real engine: what a person at the terminal sees of a mistake, of a failure, and of a second stack.
 */
import assert from "node:assert/strict";
import { ApplicationPackage, Offer, Plan, Release, Submission } from "../../sdk/index.js";
import { createOfferStack, type OfferStack, writes } from "./emulated-service.js";
import { offerArgs, planArgs, program } from "./offer-program.js";

describe("the engine, publishing", function () {
  this.timeout(120_000);
  let at: OfferStack;

  before(async () => {
    at = await createOfferStack();
  });
  after(() => at.dispose());

  it("refuses at preview to submit a plan without a package, asking only for the offer's id", async () => {
    const lacking = program({ goal: "preview", technicalConfiguration: { package: undefined as never } });
    const { result, counts } = await at.service.counting(() => at.stack.preview({ program: lacking, mayFail: true }));
    assert.equal(result.succeeded, false);
    assert.match(
      result.stdout,
      /'preview' has a problem: plan standard, technicalConfiguration\.package is required to publish/,
    );
    assert.deepEqual(counts.operations, ["GET /products"]);
  });

  it("fails with a line for each reason; with onFailure it warns; then it submits again", async () => {
    await at.stack.up({ program: program() });
    const { id } = await at.service.product();
    const submit = (onFailure: "error" | "warn") => async () => {
      await program()();
      const submission = new Submission("preview", { offer: id, certificationNotes: "Be kind", onFailure });
      return { substate: submission.substate };
    };
    const effect = { submissionFailed: true };
    at.service.emulator.setFaults([{ operation: "POST /products/{id}/submissions", times: 2, effect }]);
    const failed = await at.stack.up({ program: submit("error"), mayFail: true });
    assert.equal(failed.succeeded, false);
    assert.match(
      failed.stdout,
      /error: (1 error|\d errors) occurred:\n\s*\* Error ValidationFailed: Automated validation failed/,
    );
    assert.match(failed.stdout, /failed \(InProgress\/Failed\)\. Correct the offer and run `pulumi up` again\.$/m);
    const warned = await at.stack.up({ program: submit("warn") });
    assert.match(warned.stdout, /warning: Error ValidationFailed: Automated validation failed/);
    assert.equal((await at.stack.outputs()).substate?.value, "Failed");
    const succeeded = await at.stack.up({ program: submit("error") });
    const { submissions } = await at.service.product();
    // On the resource's own row and under its own heading; the id and the link once.
    assert.match(succeeded.stdout, /partnercenter:Submission preview updating \(\d+s\) .*preview ready.*, not live$/m);
    assert.match(
      succeeded.stdout,
      /partnercenter:Submission \(preview\):\n {4}preview ready.*\n {4}submission \d{19}: http/,
    );
    assert.equal(succeeded.stdout.match(/submission \d{19}: http/g)?.length, 1);
    assert.doesNotMatch(succeeded.stdout, /submission of offer/);
    assert.deepEqual(
      submissions.map(({ releaseNumber, substate }) => [releaseNumber, substate]),
      [[3, "ReadyToPublish"]],
    );
  });

  it("says at preview that a submission that somebody typed is not there, and which one is", async () => {
    const { id } = await at.service.product();
    const typed = async () => {
      await program()();
      new Submission("preview", { offer: id, certificationNotes: "Be kind" });
      new Release("live", { offer: id, submission: "1152921504606846999" });
    };
    const preview = await at.stack.preview({ program: typed, mayFail: true });
    assert.equal(preview.succeeded, false);
    assert.match(preview.stdout, /submission 1152921504606846999 is not there .*the current one is submission 3/);
  });
});

describe("the engine, with a plan in preview that is taken out", function () {
  this.timeout(120_000);
  let at: OfferStack;

  before(async () => {
    at = await createOfferStack();
  });
  after(() => at.dispose());

  const plans = (planIds: readonly string[], goal: "draft" | "preview" | "live") => {
    return async () => {
      const offer = new Offer("app", offerArgs());
      const files = new ApplicationPackage("files", { offer, path: "app" });
      const declared = planIds.map((planId) => new Plan(planId, planArgs(offer, files, { planId, name: planId })));
      if (goal === "draft") return;
      const submission = new Submission("preview", { offer, plans: declared });
      if (goal === "live") new Release("live", { offer, submission });
    };
  };

  it("neither submits it nor takes it live, and the way out that is told is two `up`s", async () => {
    await at.stack.up({ program: plans(["standard", "extra"], "preview") });
    const without = plans(["standard"], "live");
    for (const operation of ["preview", "up"] as const) {
      const { result, counts } = await at.service.counting(() => {
        return at.stack[operation]({ program: without, mayFail: true });
      });
      assert.match(
        result.stdout,
        /plans no longer include extra, never live .*Either keep extra in the program; or delete it/,
      );
      assert.deepEqual(writes(counts.operations), []);
    }
    await at.stack.up({ program: plans(["standard"], "draft") });
    const { result } = await at.service.counting(() => at.stack.up({ program: without }));
    assert.ok(result.succeeded);
    const { submissions, variants } = await at.service.product();
    assert.deepEqual(
      [submissions.map(({ substate }) => substate), variants.map(({ externalID }) => externalID)],
      [["InStore"], ["standard"]],
    );
  });
});

/** A plan that was deleted and made anew is another one: what was submitted of the old one is not gone on with. */
import assert from "node:assert/strict";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

describe("a submission whose plan was deleted and made anew since", () => {
  const bench = workbench();
  const post = "POST /products/{productId}/submissions";

  it("is followed by one of the new plan, though the program is the same", async () => {
    const whole = await WholeProgram.make(bench, "remade");
    const program = whole.submission({ planIds: ["gold"] });
    await bench.declared(submission).up(program); // then Submission and Plan are taken out of the program
    const old = whole.plan.outputs.variantId;
    await bench.colleague.call("DELETE", `/products/${whole.productId}/variants/${old}`);
    const remade = bench.declared(plan);
    await remade.up(whole.planProgram);

    const again = bench.declared(submission);
    assert.deepEqual(await bench.writes(() => again.up(program)), [post]);
    const submissions = await bench.colleague.list(`/products/${whole.productId}/submissions`);
    const [newest = {}] = submissions.filter(({ id }) => id === again.outputs.submissionId);
    const sent = (newest.variantResources as { variantID: string }[]).map(({ variantID }) => variantID);
    assert.deepEqual(sent, [remade.outputs.variantId]);
  });

  it("is gone on with when the plan is the same", async () => {
    const whole = await WholeProgram.make(bench, "same-plan");
    const program = whole.submission({ planIds: ["gold"] });
    await bench.declared(submission).up(program);
    assert.deepEqual(await bench.writes(() => bench.declared(submission).up(program)), []);
  });
});

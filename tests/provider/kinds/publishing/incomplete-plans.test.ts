/** A plan that the list of plans leaves out is not left out of a submission. */
import assert from "node:assert/strict";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import type { Properties } from "../../../../provider/values/properties.js";
import { failure } from "../../declared.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

describe("a submission whose plans are not all listed", () => {
  const bench = workbench();
  const empty = (times: number) => [
    { operation: "GET /products/{id}/variants", times, effect: { status: 200, body: { value: [] } } },
  ];

  it("asks again", async () => {
    const whole = await WholeProgram.make(bench, "plans-once");
    const program = whole.submission({ planIds: ["gold"] });
    const declared = bench.declared(submission);
    const news = await declared.check(program);
    bench.emulator.setFaults(empty(1));
    await declared.handlers.create(news);
    const [made] = await bench.colleague.list(`/products/${whole.productId}/submissions`);
    assert.deepEqual(
      (made?.variantResources as Properties[] | undefined)?.map(({ variantID }) => variantID),
      [whole.plan.outputs.variantId],
    );
  });

  it("is not made when a plan is gone", async () => {
    const whole = await WholeProgram.make(bench, "plans-gone");
    await whole.plan.destroy();
    const error = await failure(bench.declared(submission).up(whole.submission({ planIds: ["gold"] })));
    assert.match(error.message, /does not list all plans that the program gives: gold\. Nothing was submitted/);
    assert.deepEqual(await bench.colleague.list(`/products/${whole.productId}/submissions`), []);
  });

  it("does not count as edited when a refresh does not find them", async () => {
    const whole = await WholeProgram.make(bench, "plans-refresh");
    const program = whole.submission({ planIds: ["gold"] });
    const declared = bench.declared(submission);
    await declared.up(program);
    bench.emulator.setFaults(empty(1_000));
    await declared.refresh();
    bench.emulator.setFaults([]);
    assert.equal((await declared.diff(program)).changes, false);
    await declared.refresh();
    assert.equal((await declared.diff(program)).changes, false);
  });
});

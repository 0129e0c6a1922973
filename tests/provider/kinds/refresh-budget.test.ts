/** What a refresh of a whole offer costs in requests, counted in the emulator's log. */
import assert from "node:assert/strict";
import { plan } from "../../../provider/kinds/plan/plan.js";
import type { Declared } from "../declared.js";
import { smallPlan } from "../programs.js";
import { WholeProgram } from "../whole-program.js";
import { workbench } from "../workbench.js";

describe("a refresh of an offer with ten plans", () => {
  const bench = workbench();
  let resources: Declared[];
  let programs: Map<Declared, Record<string, unknown>>;

  before(async () => {
    const whole = await WholeProgram.make(bench, "ten-plans");
    programs = new Map([
      [whole.offer, whole.offerProgram],
      [whole.plan, whole.planProgram],
    ]);
    for (let number = 2; number <= 10; number++) {
      const declared = bench.declared(plan);
      const program = smallPlan(whole.productId, `plan-${number}`, String(whole.asset.id));
      await declared.up(program);
      programs.set(declared, program);
    }
    const submitted = await whole.submit();
    resources = [...programs.keys(), whole.asset, submitted];
  });

  /** As the engine does: all at once, in one provider process. */
  async function refresh(): Promise<void> {
    const run = bench.run();
    for (const resource of resources) resource.process = () => run;
    await Promise.all(resources.map((resource) => resource.refresh()));
  }

  it("takes at most 12 requests and 4 for each plan: one look-up of branches per module and one list of plans for all of them", async () => {
    const calls = await bench.calls(refresh);
    assert.ok(calls.length <= 52, `${calls.length} requests:\n${calls.sort().join("\n")}`);
    const count = (call: string) => calls.filter((candidate) => candidate === call).length;
    assert.equal(count("GET /products/{productId}/branches/getByModule(module={module})"), 5);
    assert.ok(count("GET /products/{productId}/variants") >= 1);
    assert.equal(count("GET /products/{productId}/variants/{variantId}"), 0);
    assert.equal(count("GET /products/{productId}/packages/{packageId}"), 0);
  });

  it("finds nothing to change", async () => {
    for (const [resource, program] of programs) assert.equal(await resource.up(program), "unchanged");
  });
});

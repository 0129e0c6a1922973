/** An offer or a plan that a list leaves out once is there all the same, when the service refuses to make it. */
import assert from "node:assert/strict";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import type { Properties } from "../../../provider/values/properties.js";
import { failure } from "../declared.js";
import { smallOffer, smallPlan } from "../programs.js";
import { workbench } from "../workbench.js";

for (const status of [400, 409] as const) {
  describe(`what is not found, and refused with ${status} when it is made,`, () => {
    const bench = workbench({ switches: { duplicateOfferStatus: status, duplicatePlanStatus: status } });
    const empty = (operation: string) => [{ operation, nth: 1, effect: { status: 200, body: { value: [] } } }];

    async function unfinishedPlan(planId: string): Promise<Properties> {
      const productId = String((await bench.colleague.createProduct(`found-${planId}`, "Found")).id);
      const program: Properties = smallPlan(productId, planId, "unused");
      delete program.technicalConfiguration;
      await bench.declared(plan).up({ ...program, __stack: "another/stack" });
      return program;
    }

    it("is an offer that is found by a second look", async () => {
      const program = await smallOffer(bench, "found-offer");
      await bench.declared(offer).up(program);
      bench.emulator.setFaults(empty("GET /products"));
      await bench.declared(offer).up(program);
      assert.equal((await bench.colleague.products("found-offer")).length, 1);
    });

    it("is a plan that is found by a second look", async () => {
      const program = await unfinishedPlan("plan");
      bench.emulator.setFaults(empty("GET /products/{id}/variants"));
      const again = bench.declared(plan);
      await again.up(program);
      const plans = await bench.colleague.list(`/products/${program.offer}/variants`);
      assert.deepEqual(
        plans.map(({ id }) => `${program.offer}/${id}`),
        [again.id],
      );
    });

    it("is a colleague's all the same, and refused as such", async () => {
      const program = await unfinishedPlan("theirs");
      bench.emulator.setFaults(empty("GET /products/{id}/variants"));
      const error = await failure(bench.declared(plan).up({ ...program, name: "Another" }));
      assert.match(error.message, /exists already and its name is/);
    });
  });
}

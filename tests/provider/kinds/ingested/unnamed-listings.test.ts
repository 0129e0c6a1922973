/** Listings whose title the program leaves to the service: it is the alias of the offer, and the name of the plan. */
import assert from "node:assert/strict";
import { containerOffer } from "../../../../provider/kinds/container/offer.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { saasOffer } from "../../../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../../../provider/kinds/saas/plan.js";
import { virtualMachineOffer } from "../../../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../../../provider/kinds/virtual-machine/plan.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { workbench } from "../../workbench.js";

describe("a listing without a title", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });

  for (const [offerId, offer, plan] of [
    ["contoso-machine", virtualMachineOffer, virtualMachinePlan],
    ["contoso-queue", containerOffer, containerPlan],
    ["contoso-ledger", saasOffer, saasPlan],
  ] as const) {
    it(`of ${offerId} has the offer's alias, and the plan's name`, async () => {
      const runs = await IngestionRuns.of(bench);
      const description = "<p>It does it.</p>";
      const programs = {
        offer: { offerId, alias: "Contoso One", listing: { description } },
        plan: { offer: offerId, planId: "standard", name: "The standard plan", listing: { description } },
      };
      const [ofOffer, ofPlan] = [runs.declared(offer), runs.declared(plan)];
      await ofOffer.up(programs.offer);
      await ofPlan.up(programs.plan);
      const owner = await OtherTool.of(bench.emulator, offerId);
      assert.equal((await owner.resource("listing")).title, "Contoso One");
      assert.equal((await owner.resource("plan-listing")).name, "The standard plan");
      await runs.unchanged(ofOffer, programs.offer);
      await runs.unchanged(ofPlan, programs.plan);
    });
  }
});

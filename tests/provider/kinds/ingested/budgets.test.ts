/** How many requests an edit of offers and plans of each type takes, and how large a state is. */
import assert from "node:assert/strict";
import { containerOffer } from "../../../../provider/kinds/container/offer.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { saasOffer } from "../../../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../../../provider/kinds/saas/plan.js";
import { marketGroups } from "../../../../provider/kinds/shared/markets.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { bundle, containerOfferProgram, containerPlanProgram } from "../../container-programs.js";
import { ingestedSubjects } from "../../ingested-subjects.js";
import { IngestionRuns, postsIn, readsIn } from "../../ingestion-runs.js";
import { machineOfferProgram, machinePlanProgram } from "../../machine-programs.js";
import { guids } from "../../programs.js";
import { saasOfferProgram, saasPlanProgram } from "../../saas-programs.js";
import { machines, type WholeKinds, WholeMachines } from "../../whole-machines.js";
import { workbench } from "../../workbench.js";

describe("an edit of one text", () => {
  const bench = workbench({ speed: 0 });

  const texts: Readonly<Record<string, string>> = {
    "an offer of virtual machines": "listing.summary",
    "a plan of virtual machines": "listing.summary",
    "an offer of containers": "listing.summary",
    "a plan of containers": "listing.summary",
    "an offer of SaaS": "listing.gettingStartedInstructions",
    "a plan of SaaS": "listing.description",
  };
  for (const [name, path] of Object.entries(texts)) {
    it(`of ${name} takes three reads and a post of one resource at most, a refresh three, and no edit none`, async () => {
      const subject = ingestedSubjects[name];
      assert.ok(subject);
      const runs = await IngestionRuns.of(bench, guids.tenant);
      await subject.prepare(runs, "budget");
      const declared = runs.declared(subject.kind);
      const program = subject.first("budget");
      await declared.up(program);
      await runs.unchanged(declared, program);
      setPath(program, path, "In other words");
      const calls = await bench.calls(async () => assert.equal(await declared.up(program), "updated"));
      assert.equal(postsIn(calls), 1);
      assert.ok(readsIn(calls) <= 3, calls.join());
      const sent = bench.emulator.requests().findLast(({ method }) => method === "POST");
      assert.equal(sent?.resources, 1);
      assert.ok((await bench.calls(() => declared.refresh())).length <= 3);
      await runs.unchanged(declared, program);
      bench.emulator.reset();
    });
  }
});

describe("an offer with five plans", function () {
  this.timeout(60_000);
  const hour = 3_600_000;
  const delays = { draftJob: 60_000, submissionLag: 1000, validation: hour, previewCreation: 30 * hour };
  const bench = workbench({ speed: 0, delays });

  const kinds: Readonly<Record<string, readonly [WholeKinds, typeof saasOfferProgram, typeof saasPlanProgram]>> = {
    "virtual machines": [machines, machineOfferProgram, machinePlanProgram],
    containers: [
      {
        offer: containerOffer,
        plan: containerPlan,
        names: ["ContainerOffer", "ContainerPlan"],
        type: "azureContainer",
      },
      containerOfferProgram,
      containerPlanProgram,
    ],
    SaaS: [
      { offer: saasOffer, plan: saasPlan, names: ["SaasOffer", "SaasPlan"], type: "softwareAsAService" },
      saasOfferProgram,
      saasPlanProgram,
    ],
  };
  for (const [name, [of, offerOf, planOf]] of Object.entries(kinds)) {
    it(`of ${name} goes from nothing to preview by three posts and twelve reads`, async () => {
      const runs = await IngestionRuns.of(bench, guids.tenant);
      const offerId = `whole-${of.type.toLowerCase()}`;
      const planIds = ["one", "two", "three", "four", "five"];
      const plans = planIds.map((planId) => planOf(offerId, planId));
      const whole = new WholeMachines(runs, offerOf(offerId), plans, runs.run(), of);
      const made = await bench.calls(() => whole.up());
      const submitted = await bench.calls(() => whole.submission.up(whole.submitted({ waitFor: "accepted" })));
      const calls = [...made, ...submitted];
      assert.deepEqual(
        calls.filter((call) => !call.startsWith("GET ")),
        Array(3).fill("POST /configure"),
      );
      const isPoll = (call: string) => /\/status$|workflowdetails$/.test(call);
      const sent = calls.lastIndexOf("POST /configure");
      const reads = calls.filter((call, at) => call.startsWith("GET ") && at < sent && !isPoll(call));
      assert.ok(reads.length <= 12, reads.join(", "));
      // Until the submission can be seen, it is looked for.
      const polls = calls.slice(sent + 1).filter((call) => !isPoll(call));
      assert.deepEqual([...new Set(polls)], ["GET /products/{productId}/submissions"]);
      assert.deepEqual(whole.submission.outputs.planIds, planIds);
      assert.equal(whole.submission.outputs.substate, "Submitted");
    });
  }
});

describe("a plan of SaaS with all that it can have", () => {
  const bench = workbench({ speed: 0 });

  it("has a state below 64 KB: prices in all markets, thirty meters and a hundred customers", async () => {
    const runs = await IngestionRuns.of(bench, guids.tenant);
    const ids = Array.from({ length: 30 }, (_, index) => `meter-${index}`);
    const meters = ids.map((id) => [id, { displayName: `Meter ${id}`, unitOfMeasure: "per unit" }]);
    const offer = runs.declared(saasOffer);
    await offer.up({ ...saasOfferProgram("large"), meters: Object.fromEntries(meters) });
    const prices = Object.fromEntries(marketGroups.all.map((market) => [market, { amount: 1.25 }]));
    const included = { oneMonth: { quantity: 5 }, oneYear: { quantity: 60 } };
    const customers = Array.from({ length: 100 }, (_, index) => {
      return [`0000${1000 + index}-0000-4000-8000-000000000000`, `Customer ${index}`];
    });
    const program = saasPlanProgram("large");
    setPath(program, "availability", {
      visibility: "Private",
      markets: marketGroups.all,
      flatRate: { oneMonth: { prices }, oneYear: { prices }, twoYears: { prices }, threeYears: { prices } },
      meters: Object.fromEntries(ids.map((id) => [id, { pricePerUnit: 0.02, included }])),
      privateAudience: { tenants: Object.fromEntries(customers) },
    });
    const plan = runs.declared(saasPlan);
    await plan.up(program);
    for (const declared of [offer, plan]) {
      await declared.refresh();
      const size = JSON.stringify(declared.stored().outputs).length;
      assert.ok(size < 64 * 1024, `${size} bytes`);
    }
    await runs.unchanged(plan, program);
  });
});

describe("a plan with a hundred bundles", () => {
  const bench = workbench({ speed: 0 });

  it("has a state below 64 KB, whoever names them", async () => {
    const runs = await IngestionRuns.of(bench, guids.tenant);
    const subject = ingestedSubjects["a plan of containers"];
    assert.ok(subject);
    await subject.prepare(runs, "large");
    const plan = runs.declared(subject.kind);
    const program: Properties = subject.first("large");
    const many = Array.from({ length: 100 }, (_, index) => [`1.${index}.0`, bundle(index)]);
    setPath(program, "technicalConfiguration.kubernetes.bundles", Object.fromEntries(many));
    await plan.up(program);
    const one = runs.declared(subject.kind);
    setPath(program, "technicalConfiguration.kubernetes.bundles", { "1.0.0": bundle(0) });
    await one.up({ ...program, adopt: true });
    for (const declared of [plan, one]) {
      await declared.refresh();
      const size = JSON.stringify(declared.stored()).length;
      assert.ok(size < 64 * 1024, `${size} bytes`);
    }
  });
});

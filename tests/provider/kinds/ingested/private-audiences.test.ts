/** Who may buy a private plan that is live: brought up to date without a submission where that is possible. */
import assert from "node:assert/strict";
import type { Kind } from "../../../../provider/engine/kind.js";
import { containerOffer } from "../../../../provider/kinds/container/offer.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { saasOffer } from "../../../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../../../provider/kinds/saas/plan.js";
import { virtualMachineOffer } from "../../../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../../../provider/kinds/virtual-machine/plan.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { containerOfferProgram, containerPlanProgram } from "../../container-programs.js";
import { failure } from "../../declared.js";
import { IngestionRuns, postsIn } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { machineOfferProgram, machinePlanProgram } from "../../machine-programs.js";
import { guids } from "../../programs.js";
import { saasOfferProgram, saasPlanProgram } from "../../saas-programs.js";
import { WholeMachines } from "../../whole-machines.js";
import { workbench } from "../../workbench.js";

const prices = "price-and-availability-plan";
const newcomer = "9a8b7c6d-1111-4222-8333-444455556666";
const tenants = "availability.privateAudience.tenants";
const hour = 3_600_000;

interface OfType {
  readonly name: string;
  readonly kinds: readonly [offer: Kind, plan: Kind];
  readonly offer: (offerId: string) => Properties;
  readonly plan: (offerId: string) => Properties;
}

const machines: OfType = {
  name: "virtual machines",
  kinds: [virtualMachineOffer, virtualMachinePlan],
  offer: machineOfferProgram,
  plan: (offerId) => machinePlanProgram(offerId),
};
const containers: OfType = {
  name: "containers",
  kinds: [containerOffer, containerPlan],
  offer: containerOfferProgram,
  plan: (offerId) => containerPlanProgram(offerId),
};
const saas: OfType = {
  name: "SaaS",
  kinds: [saasOffer, saasPlan],
  offer: saasOfferProgram,
  plan: (offerId) => saasPlanProgram(offerId),
};

describe("the private audience of a plan", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });

  const made = async ({ kinds, offer, plan }: OfType, published: readonly ("preview" | "live")[]) => {
    const offerId = `audience-${++count}`;
    await runs.declared(kinds[0]).up(offer(offerId));
    const declared = runs.declared(kinds[1]);
    await declared.up(plan(offerId));
    const colleague = await OtherTool.of(bench.emulator, offerId);
    await colleague.addLogo();
    if (published.length > 0) await colleague.publish(...published);
    const members = async (target?: string) =>
      ((await colleague.resource(prices, target)).privateAudiences as Properties[]).map(({ id }) => id);
    const program = (path?: string, value?: unknown) => {
      const changed = plan(offerId);
      if (path !== undefined) setPath(changed, path, value);
      return changed;
    };
    return { declared, colleague, members, program };
  };
  const lastPost = () =>
    bench.emulator.requests().findLast(({ method, path }) => method === "POST" && /configure/.test(path));

  for (const type of [machines, containers, saas]) {
    it(`of ${type.name} that is live is another one in preview and live at once, by a post of one resource`, async () => {
      const { declared, members, program } = await made(type, ["preview", "live"]);
      const next = program(tenants, { [guids.tenant]: "Contoso", [newcomer]: "Northwind" });
      const calls = await bench.calls(async () => assert.equal(await declared.up(next), "updated"));
      assert.deepEqual([postsIn(calls), lastPost()?.resources], [1, 1]);
      for (const target of ["draft", "preview", "live"]) assert.ok((await members(target)).includes(newcomer), target);
      assert.match(runs.lines.join("\n"), /private audience is up to date in preview and live as well, without a sub/);
      await runs.unchanged(declared, next);
      await declared.refresh();
      await runs.unchanged(declared, next);

      await declared.up(program(tenants, { [newcomer]: "Northwind" }));
      for (const target of ["draft", "live"]) assert.ok(!(await members(target)).includes(guids.tenant), target);
    });
  }

  it("is one of the draft alone while the plan is not live", async () => {
    const { declared, members, program } = await made(containers, ["preview"]);
    await declared.up(program(tenants, { [newcomer]: "Northwind" }));
    assert.deepEqual(await members("draft"), [newcomer]);
    assert.ok(!(await members("preview")).includes(newcomer));
    assert.doesNotMatch(runs.lines.join("\n"), /private audience/);
  });

  const others: [what: string, type: OfType, path: string, value: unknown][] = [
    ["another label", containers, tenants, { [guids.tenant]: "Contoso Ltd" }],
    [
      "the first member of a kind",
      { ...machines, plan: (offerId) => withoutSubscriptions(machinePlanProgram(offerId)) },
      "availability.privateAudience.subscriptions",
      { [guids.subscription]: "Fabrikam" },
    ],
  ];
  for (const [what, type, path, value] of others) {
    it(`waits for the next submission with ${what}, and that is said`, async () => {
      const { declared, colleague, program } = await made(type, ["preview", "live"]);
      const live = await colleague.resource(prices, "live");
      await declared.up(program(path, value));
      assert.deepEqual((await colleague.resource(prices, "live")).privateAudiences, live.privateAudiences);
      assert.notDeepEqual((await colleague.resource(prices)).privateAudiences, live.privateAudiences);
      assert.match(runs.lines.join("\n"), /customers see it once the offer is submitted and live again/);
    });
  }

  it("waits for the next submission together with whatever else has changed", async () => {
    const { declared, members, program, colleague } = await made(saas, ["preview", "live"]);
    const next = program(tenants, { [newcomer]: "Northwind" });
    setPath(next, "availability.hidden", false);
    await declared.up(next);
    assert.ok(!(await members("live")).includes(newcomer));
    assert.equal((await colleague.resource(prices)).visibility, "visible");
  });

  it("is not overwritten where a colleague has changed it meanwhile", async () => {
    const { declared, colleague, program } = await made(machines, ["preview", "live"]);
    const { privateAudiences } = await colleague.resource(prices);
    const theirs = { type: "tenant", id: guids.otherSubscription, label: "Theirs" };
    await colleague.edit(prices, { privateAudiences: [...(privateAudiences as Properties[]), theirs] });
    const next = program(tenants, { [newcomer]: "Northwind" });
    assert.match(
      (await failure(declared.up(next))).message,
      /privateAudience\.tenants is .*Theirs.* in Partner Center/,
    );
  });

  it("asks for no further submission, also where one is declared", async () => {
    const whole = WholeMachines.of(runs, `audience-${++count}`, ["standard"]);
    await whole.up();
    await whole.submission.up(whole.submitted());
    await runs.clock.sleep(hour);
    const colleague = await OtherTool.of(bench.emulator, String(whole.offerProgram.offerId));
    await colleague.submit(whole.submission.outputs.submissionId);
    await runs.clock.sleep(hour);
    const { submissionId } = whole.submission.outputs;
    const next = structuredClone(whole.planPrograms[0] as Properties);
    setPath(next, tenants, { [newcomer]: "Northwind" });
    await whole.plans[0]?.up(next);
    const calls = await bench.calls(() => whole.submission.up(whole.submitted()));
    assert.equal(postsIn(calls), 0, calls.join(", "));
    assert.equal(whole.submission.outputs.submissionId, submissionId);
  });
});

function withoutSubscriptions(program: Properties): Properties {
  const audience = getPath(program, "availability.privateAudience") as Properties;
  setPath(program, "availability.privateAudience", { tenants: audience.tenants });
  return program;
}

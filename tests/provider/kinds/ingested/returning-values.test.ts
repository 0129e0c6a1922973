/** What leaves a program as a whole block, and comes back: nobody else has changed anything meanwhile. */
import assert from "node:assert/strict";
import type { Kind } from "../../../../provider/engine/kind.js";
import { containerOffer } from "../../../../provider/kinds/container/offer.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { saasOffer } from "../../../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../../../provider/kinds/saas/plan.js";
import { virtualMachineOffer } from "../../../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../../../provider/kinds/virtual-machine/plan.js";
import { isObject, type Properties, setPath } from "../../../../provider/values/properties.js";
import { containerOfferProgram, containerPlanProgram, imagePlanProgram } from "../../container-programs.js";
import { failure } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { machineOfferProgram, machinePlanProgram } from "../../machine-programs.js";
import { saasOfferProgram, saasPlanProgram } from "../../saas-programs.js";
import { workbench } from "../../workbench.js";

interface Subject {
  readonly name: string;
  readonly kind: Kind;
  readonly program: (offerId: string) => Properties;
  /** Of a plan: its offer. */
  readonly owner?: readonly [Kind, (offerId: string) => Properties];
}

const subjects: readonly Subject[] = [
  { name: "an offer of virtual machines", kind: virtualMachineOffer, program: machineOfferProgram },
  {
    name: "a plan of virtual machines",
    kind: virtualMachinePlan,
    program: machinePlanProgram,
    owner: [virtualMachineOffer, machineOfferProgram],
  },
  { name: "an offer of containers", kind: containerOffer, program: containerOfferProgram },
  {
    name: "a plan of bundles",
    kind: containerPlan,
    program: containerPlanProgram,
    owner: [containerOffer, containerOfferProgram],
  },
  {
    name: "a plan of images",
    kind: containerPlan,
    program: imagePlanProgram,
    owner: [
      containerOffer,
      (offerId) => ({ ...containerOfferProgram(offerId), setup: { sellThroughMicrosoft: false } }),
    ],
  },
  { name: "an offer of SaaS", kind: saasOffer, program: saasOfferProgram },
  { name: "a plan of SaaS", kind: saasPlan, program: saasPlanProgram, owner: [saasOffer, saasOfferProgram] },
];

describe("a block that leaves the program, and comes back,", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });

  const made = async ({ kind, program, owner }: Subject) => {
    const offerId = `returning-${++count}`;
    if (owner !== undefined) await runs.declared(owner[0]).up(owner[1](offerId));
    const declared = runs.declared(kind);
    const whole = program(offerId);
    await declared.up(whole);
    return { offerId, declared, whole };
  };
  const without = (program: Properties, block: string) => {
    const left = structuredClone(program);
    setPath(left, block, undefined);
    return left;
  };

  for (const subject of subjects) {
    it(`is set again in ${subject.name}, and is no news of others`, async () => {
      const { declared, whole } = await made(subject);
      const blocks = Object.keys(whole).filter((key) => isObject(whole[key]));
      assert.notEqual(blocks.length, 0);
      for (const block of blocks) {
        const left = without(whole, block);
        assert.equal(await declared.up(left), "updated", block);
        runs.lines.length = 0;
        await declared.refresh();
        assert.deepEqual(runs.lines, [], block);
        await runs.unchanged(declared, left);
        assert.equal(await declared.up(whole), "updated", block);
        await declared.refresh();
        await runs.unchanged(declared, whole);
      }
    });
  }

  it("may be another destination of leads, whose credentials the service conceals", async () => {
    const { declared, whole } = await made(subjects[0] as Subject);
    const connectionString = "DefaultEndpointsProtocol=https;AccountName=leads;AccountKey=k3y";
    const dynamics365 = { url: "https://contoso.crm.dynamics.com", authentication: "office365" };
    const destinations = [
      { azureTable: { connectionString } },
      { dynamics365: { ...dynamics365, userName: "leads", password: "p4ss" } },
      { email: { addresses: ["leads@contoso.com"] } },
      { azureBlob: { connectionString, containerName: "leads" } },
    ];
    for (const leads of destinations) {
      const next = { ...whole, leads };
      assert.equal(await declared.up(next), "updated", Object.keys(leads)[0]);
      await declared.refresh();
      await runs.unchanged(declared, next);
    }
  });

  it("is not set over what a colleague has written there meanwhile", async () => {
    const { declared, whole, offerId } = await made(subjects[0] as Subject);
    await declared.up(without(whole, "resale"));
    const colleague = await OtherTool.of(bench.emulator, offerId);
    await colleague.edit("reseller", { resellerChannelState: "all" });
    const { message } = await failure(declared.up(whole));
    assert.match(message, /resale\.channel is "All" in Partner Center, wanted is "None"/);
    await declared.refresh();
    assert.match(runs.lines.join("\n"), /resale\.channel, which this program does not set, went from .* to "All"/);
    assert.equal(await declared.up(whole), "updated");
  });
});

/** `partnercenter storefront` of virtual machines, containers and SaaS: a program, and what the service has of it. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StorefrontReport } from "../../commands/storefront/storefront.js";
import type { Kind } from "../../provider/engine/kind.js";
import { containerOffer } from "../../provider/kinds/container/offer.js";
import { containerPlan } from "../../provider/kinds/container/plan.js";
import { saasOffer } from "../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../provider/kinds/saas/plan.js";
import { virtualMachineOffer } from "../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../provider/kinds/virtual-machine/plan.js";
import type { Properties } from "../../provider/values/properties.js";
import { containerOfferProgram, containerPlanProgram, imagePlanProgram } from "../provider/container-programs.js";
import { IngestionRuns } from "../provider/ingestion-runs.js";
import { OtherTool } from "../provider/machine-offer.js";
import { machineOfferProgram, machinePlanProgram } from "../provider/machine-programs.js";
import { perUserProgram, saasOfferProgram, saasPlanProgram } from "../provider/saas-programs.js";
import { workbench } from "../provider/workbench.js";
import { previewed, previewing } from "./previewed.js";
import { runCommand } from "./run-command.js";

/** A program of one offer. */
interface Program {
  readonly kinds: { readonly offer: Kind; readonly plan: Kind };
  readonly offer: Properties;
  readonly plans: readonly Properties[];
  /** What a buyer reads. */
  readonly said: readonly string[];
}

const sizes = {
  perMarket: { US: { prices: { "1core": 0.05 } }, de: { currency: "EUR", prices: { "1core": 0.04 } } },
};
const priced = (plan: Properties, availability: Properties): Properties => ({
  ...plan,
  availability: { markets: ["US", "DE"], ...availability },
});

const programs: Readonly<Record<string, Program>> = {
  VirtualMachine: {
    kinds: { offer: virtualMachineOffer, plan: virtualMachinePlan },
    offer: machineOfferProgram("store-machine"),
    plans: [
      machinePlanProgram("store-machine"),
      priced(machinePlanProgram("store-machine", "sized"), { hourly: sizes }),
      priced(machinePlanProgram("store-machine", "own"), { bringYourOwnLicense: true, marketGroups: ["taxRemitted"] }),
      priced(machinePlanProgram("store-machine", "free"), { hourly: { free: true } }),
    ],
    said: [
      "Contoso Appliance for everybody",
      "Picture at files.contoso.com",
      "$0.05/core/hour",
      "€0.04/1-core machine/hour",
      "Bring your own license",
      "Virtual machine",
      "Free trial: 1 month",
      "Private: only 2 subscriptions or tenants see it",
      "Compute: Operating Systems",
      "User guide, v1.2",
      "In a minute",
    ],
  },
  Container: {
    kinds: { offer: containerOffer, plan: containerPlan },
    offer: containerOfferProgram("store-container"),
    plans: [
      containerPlanProgram("store-container"),
      priced(containerPlanProgram("store-container", "pods"), {
        hourlyPrices: { perPod: { US: { amount: 0.2 }, DE: { amount: 0.1 } } },
      }),
      priced(containerPlanProgram("store-container", "used"), { meters: { shards: { pricePerUnit: 0.3 } } }),
    ],
    said: ["$0.12/node/hour", "€0.10/pod/hour", "Shards: $0.30 per shard", ">Container<"],
  },
  ListedContainer: {
    kinds: { offer: containerOffer, plan: containerPlan },
    offer: {
      ...containerOfferProgram("store-listed"),
      setup: { sellThroughMicrosoft: false },
      meters: undefined,
    },
    plans: [imagePlanProgram("store-listed")],
    said: ["Not sold through Microsoft"],
  },
  Saas: {
    kinds: { offer: saasOffer, plan: saasPlan },
    offer: saasOfferProgram("store-saas"),
    plans: [saasPlanProgram("store-saas")],
    said: ["$49.00/month", "$45.00/month, for a year", "after 500 a month and any quantity a year included", "2.3"],
  },
  SaasByUser: {
    kinds: { offer: saasOffer, plan: saasPlan },
    offer: { ...saasOfferProgram("store-users"), meters: undefined },
    plans: [perUserProgram("store-users")],
    said: ["€55.00/user/month, for a year", "Starts at $60.00/user/month, for a year"],
  },
  ListedSaas: {
    kinds: { offer: saasOffer, plan: saasPlan },
    offer: {
      ...saasOfferProgram("store-contact"),
      setup: { sellThroughMicrosoft: false, callToAction: "contact-me" },
      technicalConfiguration: undefined,
      meters: undefined,
    },
    plans: [],
    said: ["Contact me", "The publisher names the price"],
  },
};

describe("partnercenter storefront of other offers than applications", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let folder: string;

  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
    folder = await realpath(await mkdtemp(join(tmpdir(), "partnercenter-storefront-")));
    await writeFile(join(folder, "Pulumi.yaml"), "name: project\nruntime: nodejs\n");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const report = async (args: string[], env: NodeJS.ProcessEnv) => {
    const { code, stdout, stderr } = await runCommand(["storefront", ...args, "--json"], env, folder);
    assert.equal(code, 0, stderr);
    const told = JSON.parse(stdout) as StorefrontReport;
    return { ...told, page: await readFile(told.file, "utf8") };
  };

  for (const [name, { kinds, offer, plans, said }] of Object.entries(programs)) {
    it(`shows the same of a program and of what it has made: ${name}`, async () => {
      const kind = name.replace(/^Listed|ByUser$/, "");
      const of = { offer: ["urn:offer"] };
      const steps = [
        { ...previewed(`${kind}Offer`, "offer", offer), urn: "urn:offer" },
        ...plans.map((plan) => previewed(`${kind}Plan`, String(plan.planId), plan, of)),
      ];
      const env = { ...bench.environment(), ...(await previewing(folder, { steps })) };
      const alone = await report(["--program"], env);
      for (const words of said) assert.ok(alone.page.includes(words), `no "${words}" on the page`);

      await runs.declared(kinds.offer).up(offer);
      for (const plan of plans) await runs.declared(kinds.plan).up(plan);
      const both = await report([String(offer.offerId), "--program"], env);
      assert.deepEqual([both.versions, both.differing], [["program", "draft"], []]);
    });
  }

  it("shows what is in preview and live, which this API hands out", async () => {
    const offerId = "store-published";
    const offer = runs.declared(virtualMachineOffer);
    const program = machineOfferProgram(offerId);
    await offer.up(program);
    await runs.declared(virtualMachinePlan).up(machinePlanProgram(offerId));
    const colleague = await OtherTool.of(bench.emulator, offerId);
    await colleague.publish("preview", "live");
    await offer.up({ ...program, listing: { ...(program.listing as Properties), title: "Contoso Appliance 2" } });
    await colleague.publish("preview");
    const { versions, differing, page } = await report([offerId], bench.environment());
    assert.deepEqual([versions, differing], [["draft", "preview", "live"], ["Title"]]);
    assert.match(page, /Only the preview audience sees this: 1 subscription\./);
  });
});

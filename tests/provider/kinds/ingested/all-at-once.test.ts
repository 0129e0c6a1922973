/** All that is wrong with an offer or plan of the second API is told by one preview, each by its property. */
import assert from "node:assert/strict";
import type { Kind } from "../../../../provider/engine/kind.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { saasOffer } from "../../../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../../../provider/kinds/saas/plan.js";
import { virtualMachinePlan } from "../../../../provider/kinds/virtual-machine/plan.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { bundle, containerPlanProgram } from "../../container-programs.js";
import { Refused } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { machinePlanProgram } from "../../machine-programs.js";
import { guids } from "../../programs.js";
import { saasOfferProgram, saasPlanProgram } from "../../saas-programs.js";
import { workbench } from "../../workbench.js";

interface Wrong {
  readonly kind: Kind;
  readonly program: (offerId: string) => Properties;
  /** What is wrong: the value at a path, and the property that it is told of by; default: that path. */
  readonly values: readonly (readonly [path: string, value: unknown, property?: string])[];
}

const at = "technicalConfiguration";

const programs: Readonly<Record<string, Wrong>> = {
  "a plan of virtual machines": {
    kind: virtualMachinePlan,
    program: machinePlanProgram,
    values: [
      [`${at}.skus`, { x64Gen2: "no-plan-id", arm64Gen2: "twice", x64Gen1: "twice" }],
      [`${at}.images`, { "1.0.0": {} }, `${at}.skus.arm64Gen2`],
      [`${at}.deprecatedVersions`, ["3.0.0"], `${at}.deprecatedVersions[0]`],
      [`${at}.securityTypes`, { x64Gen9: ["trusted"] }, `${at}.securityTypes.x64Gen9`],
      ["availability.hourly", { free: true }, "availability.reservations"],
      ["availability.trialMonths", 3],
      ["availability.markets", ["Germany"], "availability.markets[0]"],
    ],
  },
  "the trial and the price of a plan of virtual machines": {
    kind: virtualMachinePlan,
    program: machinePlanProgram,
    values: [
      ["availability.trialMonths", 2],
      ["availability.hourly", { flat: -1 }, "availability.hourly.flat"],
      ["availability.reservations", { oneYear: 0 }, "availability.reservations.oneYear"],
      ["planId", "Standard Plan"],
    ],
  },
  "a plan of containers": {
    kind: containerPlan,
    program: containerPlanProgram,
    values: [
      [`${at}.kubernetes.extensionType`, "Contoso.Queue2"],
      [`${at}.kubernetes.bundles`, { "1": bundle(1, { digest: "latest" }) }, `${at}.kubernetes.bundles["1"].digest`],
      ["availability.markets", ["usa"], "availability.markets[0]"],
      ["availability.trialMonths", 1],
      ["setup.clouds", ["azureGovernment"], "setup.clouds[0]"],
      ["availability.hourly", { perNode: 1, perPod: 2 }],
    ],
  },
  "an offer of SaaS": {
    kind: saasOffer,
    program: saasOfferProgram,
    values: [
      [`${at}.landingPageUrl`, "https://ledger.contoso.com/#/signup"],
      [`${at}.tenantId`, "contoso"],
      ["setup.callToAction", "free"],
      ["previewAudience.emails", ["nobody"], "previewAudience.emails[0]"],
    ],
  },
  "a plan of SaaS": {
    kind: saasPlan,
    program: saasPlanProgram,
    values: [
      ["availability.trialMonths", 1],
      ["availability.perUser", { oneYear: { price: 1 } }],
      ["availability.markets", ["Germany"], "availability.markets[0]"],
      ["availability.userLimits", { least: 9, most: 1 }, "availability.userLimits.least"],
      ["availability.meters.invoices.included.twoYears", { quantity: 1 }],
      ["availability.meters.invoices.pricePerUnit", -1],
    ],
  },
};

describe("all that is wrong is told at once", () => {
  const bench = workbench({ speed: 0 });

  for (const [name, { kind, program, values }] of Object.entries(programs)) {
    it(`of ${name}: ${values.map(([path, _, property = path]) => property).join(", ")}`, async () => {
      const runs = await IngestionRuns.of(bench, guids.tenant);
      const inputs = program("nowhere");
      for (const [path, value] of values) setPath(inputs, path, value);
      const refused = await runs
        .declared(kind)
        .preview({ ...inputs, __preview: true })
        .then(
          () => assert.fail("nothing was found"),
          (error: unknown) => error,
        );
      assert.ok(refused instanceof Refused, String(refused));
      const found = refused.findings.map(({ property }) => property);
      const missing = values.map(([path, _, property = path]) => property).filter((one) => !found.includes(one));
      assert.deepEqual(missing, [], refused.message);
    });
  }

  it("and a size that the service was seen to refuse is a warning", async () => {
    const runs = await IngestionRuns.of(bench, guids.tenant);
    const inputs = machinePlanProgram("nowhere");
    setPath(inputs, `${at}.recommendedSizes`, ["Standard_D2s_v6"]);
    const { warnings } = await runs.declared(virtualMachinePlan).handlers.check({}, inputs);
    assert.match(JSON.stringify(warnings), /recommendedSizes.*d2s-standard-v6.*seen to be refused/);
  });
});

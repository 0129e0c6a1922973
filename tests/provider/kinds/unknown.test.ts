/** In a preview anything can be not known yet: no finding, no exception, and always a change that is shown. */
import assert from "node:assert/strict";
import type { Kind } from "../../../provider/engine/kind.js";
import { handlersOf } from "../../../provider/engine/lifecycle.js";
import { Run } from "../../../provider/engine/run.js";
import { applicationPackage } from "../../../provider/kinds/application-package.js";
import { containerBundle } from "../../../provider/kinds/container/container-bundle.js";
import { containerOffer } from "../../../provider/kinds/container/offer.js";
import { containerPlan } from "../../../provider/kinds/container/plan.js";
import type { KindName } from "../../../provider/kinds/index.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { release } from "../../../provider/kinds/publishing/release.js";
import { submission } from "../../../provider/kinds/publishing/submission.js";
import { saasOffer } from "../../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../../provider/kinds/saas/plan.js";
import { virtualMachineOffer } from "../../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../../provider/kinds/virtual-machine/plan.js";
import { virtualMachineImage } from "../../../provider/kinds/virtual-machine/virtual-machine-image.js";
import type { Properties } from "../../../provider/values/properties.js";
import { unknownMarker } from "../../../provider/values/unknown.js";
import { containerBundleProgram, containerOfferProgram, containerPlanProgram } from "../container-programs.js";
import { byProperty } from "../declared.js";
import { galleryImage, signedVhd } from "../machine-images.js";
import { machineOfferProgram, machinePlanProgram } from "../machine-programs.js";
import { guids, packageFolder, wholeOffer, wholePlan } from "../programs.js";
import { saasOfferProgram, saasPlanProgram } from "../saas-programs.js";
import { workbench } from "../workbench.js";

type Step = string | number;

/** The path of every node of a value, the value itself left out. */
function nodes(value: unknown, path: Step[] = []): Step[][] {
  if (typeof value !== "object" || value === null) return [];
  const steps: Step[] = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return steps.flatMap((step) => {
    const inner = [...path, step];
    return [inner, ...nodes((value as Record<Step, unknown>)[step], inner)];
  });
}

function withUnknownAt(value: unknown, [step, ...rest]: Step[]): unknown {
  if (step === undefined) return unknownMarker;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<Step, unknown>;
  copy[step] = withUnknownAt(copy[step], rest);
  return copy;
}

const directives = ["onRemoved", "adopt", "force", "timeouts", "publisherId", "offerId"];

describe("what is not known yet", function () {
  this.timeout(60_000); // each of some hundred checks reads all pictures of the offer
  const bench = workbench();
  const offline = () => handlers(new Run({ get: () => undefined }, {}));
  let current: Kind;
  const handlers = (run: Run) => handlersOf(current, () => run);
  const programs: Readonly<Record<KindName, [kind: Kind, ...make: (() => Promise<Properties>)[]]>> = {
    Offer: [offer, async () => ({ ...(await wholeOffer(bench, "unknown")), adopt: true, force: true })],
    Plan: [
      plan,
      async () => ({ ...wholePlan("product", "gold", "product/package"), adopt: "unchanged", force: false }),
      async () => ({
        offer: "product",
        planId: "free",
        planType: "solution-template",
        name: "Free",
        listing: { title: "Free" },
        availability: { visibility: "Public" },
        technicalConfiguration: { version: "1.0.0", package: "p/q" },
      }),
    ],
    ApplicationPackage: [
      applicationPackage,
      async () => ({ offer: "product", path: await packageFolder(bench, "app") }),
    ],
    ContainerOffer: [containerOffer, async () => containerOfferProgram("unknown")],
    ContainerPlan: [containerPlan, async () => containerPlanProgram("unknown")],
    ContainerBundle: [containerBundle, async () => containerBundleProgram("unknown", "1.5.0", 2)],
    SaasOffer: [saasOffer, async () => saasOfferProgram("unknown")],
    SaasPlan: [saasPlan, async () => saasPlanProgram("unknown")],
    VirtualMachineOffer: [virtualMachineOffer, async () => machineOfferProgram("unknown")],
    VirtualMachinePlan: [virtualMachinePlan, async () => machinePlanProgram("unknown")],
    VirtualMachineImage: [
      virtualMachineImage,
      async () => ({
        offer: "contoso-appliance",
        plan: "standard",
        version: "1.0.0",
        images: {
          x64Gen2: { galleryImage: galleryImage("1.0.0"), tenantId: guids.tenant },
          x64Gen1: { osDisk: signedVhd("os"), dataDisks: { "0": signedVhd("data") } },
        },
        deprecated: true,
        onRemoved: "deprecate",
      }),
    ],
    Submission: [
      submission,
      async () => ({
        offer: "product",
        content: { offer: "one", "plan gold": "two" },
        waitFor: "accepted",
        certificationNotes: "be kind",
        publisherId: "contoso",
        offerId: "unknown",
        timeouts: { create: "1h", update: "2h" },
      }),
    ],
    Release: [
      release,
      async () => ({
        offer: "product",
        submission: "1152921504606846976",
        waitFor: "live",
        publisherId: "contoso",
        offerId: "unknown",
        timeouts: { create: "1h", update: "2h" },
      }),
    ],
  };
  const ofEach = (names: readonly KindName[]) =>
    names.flatMap((name) => {
      const [kind, ...makes] = programs[name];
      return makes.map((make) => [kind, make] as const);
    });

  for (const [kind, make] of ofEach(Object.keys(programs) as KindName[])) {
    describe(`in the inputs of ${kind.name}`, () => {
      it("is never a finding, never an exception, and a change unless it only steers the work", async () => {
        current = kind;
        const program = await make();
        const whole = await offline().check({}, program);
        assert.deepEqual(whole.failures, [], "the program itself is fine");
        const outputs: Properties = { ...whole.inputs, account: { tenantId: "t", endpoint: "e" } };
        const paths = nodes(program);
        assert.ok(paths.length >= 2);
        for (const path of paths) {
          const name = path.join(".");
          const unsure = withUnknownAt(program, path) as Properties;
          const { inputs, failures } = await offline().check({}, unsure);
          assert.deepEqual(failures, [], name);
          const { changes } = await offline().diff("id", outputs, inputs);
          if (!directives.includes(String(path[0]))) assert.equal(changes, true, `${name} is a change`);
          const later = await offline().check(whole.inputs, unsure);
          assert.deepEqual(later.failures, [], name);
        }
      });

      it("is never an exception when the state before has nothing but the id", async () => {
        current = kind;
        const program = await make();
        for (const path of nodes(program)) {
          const { inputs } = await offline().check({}, withUnknownAt(program, path) as Properties);
          const { changes } = await offline().diff("id", {}, inputs);
          assert.equal(changes, true);
        }
      });
    });
  }

  it("makes the content hash unknown wherever content is", async () => {
    for (const [kind, make] of ofEach(["Offer", "Plan"])) {
      current = kind;
      const program = await make();
      const steering = [...directives, "offer"];
      for (const path of nodes(program).filter(([first]) => !steering.includes(String(first)) || kind === offer)) {
        if (["adopt", "force"].includes(String(path[0])) || path.join() === "type" || path.join() === "offerId")
          continue;
        const { inputs } = await offline().check({}, withUnknownAt(program, path) as Properties);
        assert.equal(inputs.__contentHash, unknownMarker, `${kind.name} ${path.join(".")}`);
      }
    }
  });

  it("hides no finding of another property", async () => {
    current = plan;
    const { failures } = await offline().check(
      {},
      {
        ...wholePlan("product", "Gold", "package"),
        technicalConfiguration: { version: "1", tenantId: unknownMarker, authorizations: unknownMarker },
        name: unknownMarker,
      },
    );
    assert.deepEqual(
      failures.map((failure) => byProperty(failure).property),
      ["planId", "technicalConfiguration.version"],
    );
    assert.ok(guids.tenant);
  });
});

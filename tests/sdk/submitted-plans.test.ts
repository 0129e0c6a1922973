/** What a submission is told of the plans that the program declares, and of what they lack. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { unknownMarker } from "../../provider/values/unknown.js";
import {
  ApplicationPackage,
  ContainerOffer,
  type ContainerOfferArgs,
  ContainerPlan,
  Offer,
  type OfferArgs,
  Plan,
  type PlanArgs,
  Release,
  Submission,
  VirtualMachineOffer,
  VirtualMachinePlan,
} from "../../sdk/index.js";
import { complaints, record } from "./recorded.js";

const anOffer: OfferArgs = { offerId: "contoso", alias: "Contoso", type: "AzureApplication" };
const aPlan = { planType: "managed-application", name: "Plan" } as const;

describe("the plans of a submission", () => {
  const told = async (plans: Record<string, Partial<PlanArgs>>, preview = false, more: Partial<OfferArgs> = {}) => {
    const recorded = await record(() => {
      const offer = new Offer("offer", { ...anOffer, ...more });
      for (const [planId, args] of Object.entries(plans)) new Plan(planId, { offer, planId, ...aPlan, ...args });
      new Submission("submission", { offer });
    }, preview);
    return recorded.named("submission").wire as { lacking?: Record<string, string[]>; planIds?: string[] };
  };
  const withoutPackage = (lacking: Record<string, string[]> = {}) =>
    Object.entries(lacking)
      .filter(([, properties]) => properties.includes("technicalConfiguration.package"))
      .map(([name]) => name)
      .sort();

  it("are known by what they lack, as far as that is known, also when nothing is known yet", async () => {
    const plans = {
      none: {},
      text: { technicalConfiguration: { version: "1.0.0" } },
      later: { technicalConfiguration: pulumi.output({ version: "1.0.0" }) },
      given: { technicalConfiguration: { package: "an-id" } },
      promised: { technicalConfiguration: Promise.resolve({ package: "an-id" }) },
      reuses: { setup: { technicalConfigurationOf: "an-id" } },
      reusesLater: { setup: pulumi.output({ technicalConfigurationOf: "an-id" }) },
    };
    for (const preview of [false, true]) {
      const { lacking, planIds } = await told(plans, preview);
      assert.deepEqual(withoutPackage(lacking), ["plan later", "plan none", "plan text"]);
      assert.deepEqual(planIds, Object.keys(plans));
    }
  });

  it("say nothing of what is not known yet", async () => {
    const recorded = await record(() => {
      const offer = new Offer("offer", anOffer);
      const files = new ApplicationPackage("files", { offer, path: "app" });
      const technicalConfiguration = files.id.apply((id) => ({ package: id }));
      new Plan("gold", { offer, planId: "gold", ...aPlan, technicalConfiguration });
      new Submission("submission", { offer });
    }, true);
    const { lacking } = recorded.named("submission").wire as { lacking: Record<string, string[]> };
    assert.deepEqual(
      lacking["plan gold"]?.filter((path) => path.startsWith("technical")),
      [],
    );
  });

  it("say nothing of an offer that is taken over, unless it is known which one", async () => {
    assert.equal((await told({ gold: {} }, true, { adopt: true })).lacking, undefined);
    assert.deepEqual(withoutPackage((await told({ gold: {} }, false, { adopt: true })).lacking), ["plan gold"]);
  });

  it("are all those that the program declares, below it as well, but for one that comes later", async () => {
    const late: string[] = [];
    const { errors, recorded } = await complaints(() => {
      const offer = new Offer("offer", anOffer);
      new Submission("submission", { offer });
      new Plan("gold", { offer, planId: "gold", ...aPlan });
      const later = () => {
        try {
          new Plan("late", { offer, planId: "late", ...aPlan });
        } catch (error) {
          late.push((error as Error).message);
        }
      };
      setImmediate(() => setImmediate(later));
    });
    assert.match(late.join(), /^Plan "late" is declared after Submission "submission" has listed the plans/);
    assert.deepEqual(recorded.named("submission").inputs.planIds, ["gold"]);
    assert.deepEqual(errors, []);
  });

  it("are those of an offer of virtual machines as well, with what these lack", async () => {
    for (const core of [undefined, true]) {
      const recorded = await record(() => {
        const offer = new VirtualMachineOffer("offer", { offerId: "contoso-vm", alias: "Contoso", core });
        new VirtualMachinePlan("plan", { offer, planId: "standard", name: "Standard" });
        const submitted = new Submission("submission", { offer });
        new Release("release", { offer, submission: submitted });
      });
      const { wire } = recorded.named("submission");
      const type = core === true ? "coreVirtualMachine" : "azureVirtualMachine";
      assert.deepEqual([wire.offerId, wire.offerType, wire.planIds], ["contoso-vm", type, ["standard"]]);
      assert.deepEqual(Object.keys(wire.content as object), ["offer", "plan standard"]);
      const { offer: ofOffer = [], "plan standard": ofPlan = [] } = wire.lacking as Record<string, string[]>;
      assert.ok(ofOffer.includes("listing.summary") && !ofOffer.includes("plans"), ofOffer.join());
      assert.ok(ofPlan.includes("technicalConfiguration.images"), ofPlan.join());
      const { wire: released } = recorded.named("release");
      assert.deepEqual([released.offerId, released.offerType], ["contoso-vm", type]);
    }
  });

  it("are of images only where Microsoft does not sell the offer", async () => {
    const images = { registry: "r", userName: "u", password: "p", repository: "queue", tags: ["latest"] };
    const kubernetes = { extensionType: "Contoso.Queue" };
    const told = async (setup: ContainerOfferArgs["setup"], technicalConfiguration: object) => {
      const { recorded, errors } = await complaints(() => {
        const offer = new ContainerOffer("offer", { offerId: "contoso-queue", alias: "Queue", setup });
        new ContainerPlan("plan", { offer, planId: "image", name: "Image", technicalConfiguration });
        new Submission("submission", { offer });
      }, true);
      const { lacking } = recorded.named("submission").wire as { lacking: Record<string, string[]> };
      return { isLacking: lacking.offer?.includes("setup.sellThroughMicrosoft"), errors: errors.join() };
    };
    assert.deepEqual(await told(undefined, { images }), { isLacking: true, errors: "" });
    const sold = await told({ sellThroughMicrosoft: true }, { images });
    assert.equal(sold.isLacking, true);
    assert.match(
      sold.errors,
      /ContainerPlan "plan": property technicalConfiguration\.images is for what is only listed/,
    );
    assert.deepEqual(await told({ sellThroughMicrosoft: false }, { images }), { isLacking: false, errors: "" });
    assert.deepEqual(await told(undefined, { kubernetes }), { isLacking: false, errors: "" });
    const listed = await told({ sellThroughMicrosoft: false }, { kubernetes });
    assert.match(listed.errors, /property technicalConfiguration\.kubernetes is for what is sold by Microsoft/);
  });

  it("are of an offer of their type", async () => {
    const mixed = record(() => {
      const offer = new Offer("offer", anOffer);
      const plan = new VirtualMachinePlan("plan", { offer: "contoso-vm", planId: "standard", name: "Standard" });
      new Submission("submission", { offer, plans: [plan] });
    });
    await assert.rejects(mixed, /property plans has plans that are of no offer of this type/);
  });

  it("are a list", async () => {
    const { Submission: Untyped } = { Submission: Submission as unknown as new (name: string, args: object) => object };
    for (const plans of ["gold", [unknownMarker]]) {
      await assert.rejects(
        record(() => void new Untyped("submission", { offer: "an-id", plans })),
        /Submission "submission": property plans must be a list of Plan or VirtualMachinePlan or ContainerPlan or SaasPlan resources, such as \[plan\]$/,
      );
    }
  });
});

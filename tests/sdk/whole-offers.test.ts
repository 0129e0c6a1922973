/** Whole offers of virtual machines, containers and SaaS in one declaration: parts, defaults, and what reaches them. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  type MarketplaceProperties,
  Provider,
  WholeContainerOffer,
  WholeSaasOffer,
  WholeVirtualMachineOffer,
  type WholeVirtualMachineOfferArgs,
} from "../../sdk/index.js";
import { type Recorded, record } from "./recorded.js";

const args: WholeVirtualMachineOfferArgs = {
  offerId: "contoso-appliance",
  markets: ["US", "DE"],
  plans: {
    standard: { name: "Standard", availability: { hourly: { perCore: 0.05 } } },
    large: { name: "Large", availability: { marketGroups: ["all"] } },
  },
};

const partsOf = ({ resources }: Recorded) =>
  resources
    .filter(({ type }) => type !== "pulumi:pulumi:Stack")
    .map(({ type, name }) => `${type.slice(type.lastIndexOf(":") + 1)} ${name}`)
    .sort();

/** What reaches the engine of the offer itself, whose name is that of the component. */
function offerIn({ resources }: Recorded): Record<string, unknown> {
  const found = resources.find(({ type }) => /dynamic\/partnercenter:\w+Offer$/.test(type));
  assert.ok(found !== undefined, "no offer was declared");
  return found.inputs;
}

describe("an offer of virtual machines as one declaration", () => {
  it("is an offer, its plans and a submission, all of which are reachable", async () => {
    let appliance: WholeVirtualMachineOffer | undefined;
    const recorded = await record(() => {
      appliance = new WholeVirtualMachineOffer("appliance", args);
    });
    assert.deepEqual(partsOf(recorded), [
      "Submission appliance-preview",
      "VirtualMachineOffer appliance",
      "VirtualMachinePlan appliance-large",
      "VirtualMachinePlan appliance-standard",
      "WholeVirtualMachineOffer appliance",
    ]);
    assert.deepEqual(Object.keys(appliance?.plans ?? {}), ["standard", "large"]);
    assert.ok(appliance?.submission !== undefined && appliance.release === undefined);
    assert.deepEqual(recorded.named("appliance-preview").inputs.planIds, ["standard", "large"]);
  });

  it("has the offer id as alias, and sells its plans in markets that are said once", async () => {
    const recorded = await record(() => void new WholeVirtualMachineOffer("appliance", args));
    assert.equal(offerIn(recorded).alias, "contoso-appliance");
    assert.equal(offerIn(recorded).markets, undefined);
    const sold = (plan: string) => recorded.named(`appliance-${plan}`).inputs.availability;
    assert.deepEqual(sold("standard"), { markets: ["US", "DE"], hourly: { perCore: 0.05 } });
    assert.deepEqual(sold("large"), { marketGroups: ["all"] });
  });

  it("has Microsoft's contract, unless there are terms of its own, also when they are known late", async () => {
    const contractWith = async (properties: pulumi.Input<MarketplaceProperties> | undefined) => {
      const recorded = await record(() => void new WholeVirtualMachineOffer("appliance", { ...args, properties }));
      return (offerIn(recorded).properties as { standardContract: boolean }).standardContract;
    };
    assert.equal(await contractWith(undefined), true);
    assert.equal(await contractWith({ categories: { compute: [] } }), true);
    assert.equal(await contractWith({ termsOfUse: "Ours" }), false);
    assert.equal(await contractWith({ termsOfUseLink: "https://contoso.example/terms" }), false);
    assert.equal(await contractWith(pulumi.output({ termsOfUse: "Ours" })), false);
    assert.equal(await contractWith({ standardContract: false }), false);
  });

  it("goes as far as its goal says, with further arguments for the steps", async () => {
    const draft = await record(() => void new WholeVirtualMachineOffer("appliance", { ...args, goal: "draft" }));
    assert.deepEqual(
      partsOf(draft).filter((one) => /Submission|Release/.test(one)),
      [],
    );
    const steps = { submission: { waitFor: "preview" }, release: { onFailure: "warn" } } as const;
    const live = await record(
      () => void new WholeVirtualMachineOffer("appliance", { ...args, ...steps, goal: "live" }),
    );
    assert.equal(live.named("appliance-preview").inputs.waitFor, "preview");
    assert.equal(live.named("appliance-live").inputs.onFailure, "warn");
    assert.equal(offerIn(live).goal, undefined);
  });

  it("hands its provider on to all parts", async () => {
    const recorded = await record(() => {
      const provider = new Provider("emea", { tenantId: "contoso.example" });
      new WholeVirtualMachineOffer("appliance", args, { providers: [provider] });
    });
    const parts = recorded.resources.filter(({ type }) => type.includes("dynamic/partnercenter:"));
    assert.equal(parts.length, 4);
    for (const { name, provider } of parts) assert.match(provider ?? "", /::emea::/, name);
  });
});

describe("offers of containers and of SaaS as one declaration", () => {
  it("have plans of their own kind, with what only these have", async () => {
    const recorded = await record(() => {
      const kubernetes = { extensionType: "Contoso.Queue" };
      new WholeContainerOffer("queue", {
        offerId: "contoso-queue",
        markets: ["US"],
        plans: { "per-node": { name: "Per node", technicalConfiguration: { kubernetes } } },
      });
    });
    assert.deepEqual(partsOf(recorded), [
      "ContainerOffer queue",
      "ContainerPlan queue-per-node",
      "Submission queue-preview",
      "WholeContainerOffer queue",
    ]);
    const { availability, technicalConfiguration } = recorded.named("queue-per-node").inputs;
    assert.deepEqual(availability, { markets: ["US"] });
    assert.deepEqual(technicalConfiguration, { kubernetes: { extensionType: "Contoso.Queue" } });
  });

  it("may have no plan where Microsoft does not sell them", async () => {
    const recorded = await record(() => {
      const setup = { sellThroughMicrosoft: false, callToAction: "contact-me" as const };
      new WholeSaasOffer("ledger", { offerId: "contoso-ledger", alias: "Ledger", setup, plans: {} });
    });
    assert.deepEqual(partsOf(recorded), ["SaasOffer ledger", "Submission ledger-preview", "WholeSaasOffer ledger"]);
    assert.equal(offerIn(recorded).alias, "Ledger");
  });
});

/** Whole offers in one declaration: the parts that they make, with defaults, and the options that reach them. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  ManagedApplicationOffer,
  type ManagedApplicationOfferArgs,
  Provider,
  SolutionTemplateOffer,
} from "../../sdk/index.js";
import { type Recorded, record } from "./recorded.js";

const managedBy = {
  tenantId: "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
  authorizations: [{ principalId: "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10", role: "Owner" as const }],
};

const args: ManagedApplicationOfferArgs = {
  offerId: "contoso-app",
  version: "1.0.0",
  package: "app",
  managedBy,
  plans: {
    standard: { name: "Standard", availability: { markets: ["US"], monthlyPrice: 49 } },
    large: { name: "Large", technicalConfiguration: { version: "2.0.0", justInTimeAccess: true } },
  },
};

const kindsOf = ({ resources }: Recorded) =>
  resources
    .filter(({ type }) => type !== "pulumi:pulumi:Stack")
    .map(({ type, name }) => `${type.slice(type.lastIndexOf(":") + 1)} ${name}`);

describe("a managed application as one declaration", () => {
  it("is an offer, a package, its plans and a submission, all of which are reachable", async () => {
    let app: ManagedApplicationOffer | undefined;
    const recorded = await record(() => {
      app = new ManagedApplicationOffer("app", args);
    });
    assert.deepEqual(kindsOf(recorded).sort(), [
      "ApplicationPackage app-package",
      "ManagedApplicationOffer app",
      "Offer app",
      "Plan app-large",
      "Plan app-standard",
      "Submission app-preview",
    ]);
    assert.deepEqual(Object.keys(app?.plans ?? {}), ["standard", "large"]);
    assert.ok(app?.package !== undefined && app.submission !== undefined && app.release === undefined);
  });

  it("has defaults for what is the same in all plans, and lets each say something else", async () => {
    const recorded = await record(() => void new ManagedApplicationOffer("app", args));
    const offer = recorded.resources.find(({ type }) => type.endsWith(":Offer"))?.inputs;
    assert.deepEqual(
      [offer?.alias, offer?.type, offer?.properties],
      ["contoso-app", "AzureApplication", { version: "1.0.0", standardContract: true }],
    );
    const standard = recorded.named("app-standard").inputs;
    assert.deepEqual([standard.planType, standard.planId], ["managed-application", "standard"]);
    const shared = { package: "id-of-app-package", ...managedBy };
    assert.deepEqual(standard.technicalConfiguration, { version: "1.0.0", ...shared });
    assert.deepEqual(recorded.named("app-large").inputs.technicalConfiguration, {
      ...shared,
      version: "2.0.0",
      justInTimeAccess: true,
    });
  });

  it("has no standard contract beside terms of its own, also when they are known late", async () => {
    for (const properties of [{ termsOfUse: "Ours" }, pulumi.output({ termsOfUse: "Ours" })]) {
      const recorded = await record(() => void new ManagedApplicationOffer("app", { ...args, properties }));
      const offer = recorded.resources.find(({ type }) => type.endsWith(":Offer"))?.inputs;
      assert.deepEqual(offer?.properties, { version: "1.0.0", termsOfUse: "Ours" });
    }
  });

  it("leaves a plan alone that uses the technical configuration of another one", async () => {
    const setup = { technicalConfigurationOf: "id-of-standard" };
    const { managedBy: _, ...unmanaged } = args;
    const plans = { ...args.plans, small: { name: "Small", setup } };
    const recorded = await record(() => void new ManagedApplicationOffer("app", { ...unmanaged, plans }));
    assert.equal(recorded.named("app-small").inputs.technicalConfiguration, undefined);
  });

  it("goes as far as its goal says, with further arguments for the steps", async () => {
    const draft = await record(() => void new ManagedApplicationOffer("app", { ...args, goal: "draft" }));
    assert.deepEqual(
      kindsOf(draft).filter((one) => /Submission|Release/.test(one)),
      [],
    );
    const live = await record(
      () =>
        void new ManagedApplicationOffer("app", {
          ...args,
          goal: "live",
          submission: { onConflict: "wait" },
          release: { onFailure: "warn" },
        }),
    );
    assert.equal(live.named("app-preview").inputs.onConflict, "wait");
    const { onFailure, submission } = live.named("app-live").inputs;
    assert.equal(onFailure, "warn");
    assert.match(String(submission), /^115\d+$/);
  });

  it("hands its provider on to all parts", async () => {
    const recorded = await record(() => {
      const provider = new Provider("emea", { tenantId: "contoso.example" });
      new ManagedApplicationOffer("app", args, { providers: [provider] });
    });
    const parts = recorded.resources.filter(({ type }) => type.includes("dynamic/partnercenter:"));
    assert.equal(parts.length, 5);
    for (const { name, provider } of parts) assert.match(provider ?? "", /::emea::/, name);
  });
});

describe("a solution template as one declaration", () => {
  it("has plans that nobody else manages", async () => {
    const plans = { archive: { name: "Archive" } };
    const offer = { offerId: "contoso-archive", version: "1.0.0", package: "app", plans };
    const recorded = await record(() => void new SolutionTemplateOffer("archive", offer));
    const plan = recorded.named("archive-archive").inputs;
    assert.equal(plan.planType, "solution-template");
    assert.deepEqual(plan.technicalConfiguration, { version: "1.0.0", package: "id-of-archive-package" });
  });
});

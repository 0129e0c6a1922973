/** A submission hears of the plans to which the program gives no package, so that it can be refused at preview. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ApplicationPackage, Offer, Plan, type PlanArgs, Submission } from "../../sdk/index.js";
import { record } from "./recorded.js";

describe("the plans of a submission that have no package", () => {
  const told = async (configurations: Record<string, Partial<PlanArgs>>, preview = false): Promise<unknown> => {
    const recorded = await record(() => {
      const offer = new Offer("offer", { offerId: "contoso", alias: "Contoso", type: "AzureApplication" });
      const plans = Object.entries(configurations).map(
        ([planId, more]) => new Plan(planId, { offer, planId, planType: "managed-application", name: planId, ...more }),
      );
      new Submission("submission", { offer, plans });
    }, preview);
    return recorded.named("submission").inputs.plansWithoutPackage;
  };

  it("are named, also when nothing is known yet", async () => {
    const plans = {
      none: {},
      text: { technicalConfiguration: { version: "1.0.0" } },
      later: { technicalConfiguration: pulumi.output({ version: "1.0.0" }) },
      given: { technicalConfiguration: { package: "an-id" } },
      reuses: { setup: { technicalConfigurationOf: "an-id" } },
      reusesLater: { setup: pulumi.output({ technicalConfigurationOf: "an-id" }) },
    };
    for (const preview of [false, true]) assert.deepEqual(await told(plans, preview), ["none", "text", "later"]);
  });

  it("are not named when they are taken over, or when all have one, also one that is not known yet", async () => {
    assert.equal(await told({ adopted: { adopt: true } }), undefined);
    const recorded = await record(() => {
      const offer = new Offer("offer", { offerId: "contoso", alias: "Contoso", type: "AzureApplication" });
      const files = new ApplicationPackage("files", { offer, path: "app" });
      const technicalConfiguration = { version: "1.0.0", package: files };
      const plan = new Plan("gold", {
        offer,
        planId: "gold",
        planType: "managed-application",
        name: "Gold",
        technicalConfiguration,
      });
      new Submission("submission", { offer, plans: [plan] });
    }, true);
    assert.equal(recorded.named("submission").inputs.plansWithoutPackage, undefined);
  });
});

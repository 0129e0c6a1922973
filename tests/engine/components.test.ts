/** Whole offers in one declaration, by the real engine: to preview, unchanged, and live. */
import assert from "node:assert/strict";
import { ManagedApplicationOffer, type ManagedApplicationOfferArgs } from "../../sdk/index.js";
import { createOfferStack, type OfferStack } from "./emulated-service.js";
import { offerArgs, planArgs } from "./offer-program.js";

describe("the engine, with a whole offer in one declaration", function () {
  this.timeout(240_000);
  let at: OfferStack;

  before(async () => {
    at = await createOfferStack();
  });
  after(() => at.dispose());

  const program = (goal: ManagedApplicationOfferArgs["goal"], price = 49) => {
    const { name, listing } = planArgs("", undefined);
    const { alias: _, type: __, properties, ...offer } = offerArgs();
    return async () => {
      const app = new ManagedApplicationOffer("app", {
        ...offer,
        properties: { categories: { "developer-tools-azure-apps": ["developer-service"] } },
        version: "1.0.0",
        package: "app",
        managedBy: {
          tenantId: "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
          authorizations: [{ principalId: "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10", role: "Owner" }],
        },
        plans: { standard: { name, listing, availability: { markets: ["US"], monthlyPrice: price } } },
        goal,
      });
      return { state: (app.release ?? app.submission)?.substate };
    };
  };

  it("comes to its preview, and a second run changes nothing", async () => {
    const first = await at.stack.up({ program: program("preview") });
    assert.doesNotMatch(first.stdout, /warning/i);
    assert.equal((await at.stack.outputs()).state?.value, "ReadyToPublish");
    const { result, counts } = await at.service.counting(() => at.stack.preview({ program: program("preview") }));
    assert.match(result.stdout, /^\s*6 unchanged$/m);
    assert.deepEqual(counts.operations, []);
  });

  it("names the part that is wrong", async () => {
    const refused = await at.stack.preview({ program: program("preview", -1), mayFail: true });
    assert.equal(refused.succeeded, false);
    assert.match(refused.stdout, /'?app-standard'? has a problem: availability\.monthlyPrice/);
  });

  it("goes live", async () => {
    await at.stack.up({ program: program("live") });
    assert.equal((await at.stack.outputs()).state?.value, "InStore");
  });
});

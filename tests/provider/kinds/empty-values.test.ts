/**
 * Values that say nothing, in properties that are set: they are no change, neither after a creation nor at a takeover.
 */
import assert from "node:assert/strict";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import type { Properties } from "../../../provider/values/properties.js";
import { workbench } from "../workbench.js";

describe("a property that is set to nothing", () => {
  const bench = workbench();
  let productId: string;
  let count = 0;
  before(async () => {
    const owner = bench.declared(offer);
    await owner.up({ offerId: "owner", alias: "Owner", type: "AzureApplication" });
    productId = String(owner.id);
  });

  const ofOffer: Record<string, Properties> = {
    "instructions of spaces": { listing: { gettingStartedInstructions: " \n" } },
    "an empty subcategory": { properties: { categories: { web: [""] } } },
    "an empty keyword beside another": { listing: { keywords: ["", "one"] } },
    "an empty subtype of a link": { listing: { links: { Blog: { url: "https://contoso.example", subtype: "" } } } },
    "an empty co-sell area": { coSell: { solutionAreas: { "": [""] } } },
  };
  for (const [what, set] of Object.entries(ofOffer)) {
    it(`is no change of an offer: ${what}`, async () => {
      const program = { offerId: `empty-${++count}`, alias: "Empty", type: "AzureApplication", ...set };
      const declared = bench.declared(offer);
      await declared.up(program);
      await declared.refresh();
      assert.equal((await declared.diff(program)).changes, false);
      await bench.declared(offer).up({ ...program, adopt: "unchanged" });
    });
  }

  const ofPlan: Record<string, Properties> = {
    "a policy without a definition and with empty parameters": {
      technicalConfiguration: { policies: { audit: { definitionId: "", parameters: "" } } },
    },
    "an action that is a separator": { technicalConfiguration: { allowedDataActions: [";"] } },
    "two actions in one text": { technicalConfiguration: { allowedCustomerActions: ["a/*; b/*", ""] } },
  };
  for (const [what, set] of Object.entries(ofPlan)) {
    it(`is no change of a plan: ${what}`, async () => {
      const planType = "managed-application";
      const program = { offer: productId, planId: `empty-${++count}`, planType, name: "Empty", ...set };
      const declared = bench.declared(plan);
      await declared.up(program);
      await declared.refresh();
      assert.equal((await declared.diff(program)).changes, false);
      await bench.declared(plan).up({ ...program, adopt: "unchanged" });
    });
  }
});

/**
 * Random offers and plans through the real engine: they go up, and neither a refresh nor the next `up` finds anything
 * to change.
 */
import assert from "node:assert/strict";
import { Run } from "../../provider/engine/run.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { plan } from "../../provider/kinds/plan/plan.js";
import type { Properties } from "../../provider/values/properties.js";
import { Offer, type OfferArgs, Plan, type PlanArgs } from "../../sdk/index.js";
import { accepted, randomFiles, randomOffer, randomPlan } from "../properties/random-programs.js";
import { seeds, valueFor } from "../properties/seeds.js";
import { Declared } from "../provider/declared.js";
import { changed, createOfferStack, nothing } from "./emulated-service.js";
import { write } from "./offer-program.js";

/** A process without credentials, which is enough for `check`. */
const process = () => new Run({ get: () => undefined }, {});

describe("the engine, with random programs", function () {
  this.timeout(120_000);

  it("finds nothing to change after the first up", async () => {
    const at = await createOfferStack({ emulator: { switches: { testDriveVariant: true } } });
    try {
      const files = await randomFiles(async (name, content) => {
        await write(at.folder, name, content);
        return `${at.folder}/${name}`;
      });
      const tried = seeds(1, 5);
      const all: [number, OfferArgs, PlanArgs][] = [];
      for (const seed of tried) {
        const offerArgs = await accepted(new Declared(offer, process), valueFor(randomOffer(files), seed));
        const planArgs: Properties = await accepted(new Declared(plan, process), valueFor(randomPlan(files), seed));
        const args = { ...offerArgs, offerId: `random-${seed}` } as unknown as OfferArgs;
        all.push([seed, args, planArgs as unknown as PlanArgs]);
      }
      const program = async () => {
        for (const [seed, offerArgs, planArgs] of all) {
          const owner = new Offer(`offer-${seed}`, offerArgs);
          new Plan(`plan-${seed}`, { ...planArgs, offer: owner });
        }
      };
      const count = 2 * tried.length;
      assert.deepEqual((await at.stack.up({ program })).counts, { ...nothing, create: count });
      assert.deepEqual(changed(await at.stack.refresh()), []);
      const { result, counts } = await at.service.counting(() => at.stack.up({ program }));
      assert.deepEqual(changed(result), []);
      assert.deepEqual(result.counts, { ...nothing, same: count });
      assert.deepEqual(counts.operations, []);
    } finally {
      await at.dispose();
    }
  });
});

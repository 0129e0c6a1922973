/**
 * Plans of one offer, each made by a program of its own: what it says of Pricing and availability, and what the service
 * has.
 */
import assert from "node:assert/strict";
import { plan } from "../../provider/kinds/plan/plan.js";
import type { Properties } from "../../provider/values/properties.js";
import type { Declared } from "./declared.js";
import type { Workbench } from "./workbench.js";

export class SoldPlans {
  productId!: string;
  /** The program of the plan that was made last; tests change it. */
  program: Properties = {};
  /** That plan. */
  declared!: Declared;
  private count = 0;

  constructor(private readonly bench: Workbench) {}

  async make(availability: Properties, planType = "managed-application"): Promise<void> {
    const planId = `plan-${++this.count}`;
    this.program = { offer: this.productId, planId, planType, name: planId, availability };
    this.declared = this.bench.declared(plan);
    await this.declared.up(this.program);
  }

  /** The page in the service. */
  sales(): Promise<Properties> {
    return this.bench.colleague.draft(this.productId, "FeatureAvailability", this.variantId());
  }

  /** A colleague changes the page. */
  async edit(change: Properties): Promise<void> {
    await this.bench.colleague.edit(this.productId, "FeatureAvailability", change, this.variantId());
  }

  /** Nothing is different, before a refresh and after it, and nothing is asked to find that out. */
  async calm(): Promise<void> {
    const { bench, declared, program } = this;
    const unchanged = async () => assert.equal(await declared.up(program), "unchanged");
    assert.deepEqual(await bench.calls(unchanged), []);
    await declared.refresh();
    assert.deepEqual(await bench.calls(unchanged), []);
  }

  private variantId(): string {
    return String(this.declared.outputs.variantId);
  }
}

/** Makes the offer before the tests of a suite. */
export function soldPlans(bench: Workbench, offerId: string): SoldPlans {
  const plans = new SoldPlans(bench);
  before(async () => {
    plans.productId = String((await bench.colleague.createProduct(offerId, offerId)).id);
  });
  return plans;
}

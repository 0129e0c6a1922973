/** A program of one offer and its plans, of virtual machines unless said otherwise, in the state that `pulumi up` leaves. */
import type { Kind } from "../../provider/engine/kind.js";
import type { Run } from "../../provider/engine/run.js";
import { submission } from "../../provider/kinds/publishing/submission.js";
import type { OfferName, PlanName } from "../../provider/kinds/shared/offer-kinds.js";
import { virtualMachineOffer } from "../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../provider/kinds/virtual-machine/plan.js";
import { lacking } from "../../provider/rules/completeness.js";
import type { Properties } from "../../provider/values/properties.js";
import type { Declared } from "./declared.js";
import type { IngestionRuns } from "./ingestion-runs.js";
import { machineOfferProgram, machinePlanProgram } from "./machine-programs.js";

/** What the offer and its plans are, and how the API calls the type of the offer. */
export interface WholeKinds {
  readonly offer: Kind;
  readonly plan: Kind;
  readonly names: readonly [offer: OfferName, plan: PlanName];
  readonly type: string;
}

export const machines: WholeKinds = {
  offer: virtualMachineOffer,
  plan: virtualMachinePlan,
  names: ["VirtualMachineOffer", "VirtualMachinePlan"],
  type: "azureVirtualMachine",
};

export class WholeMachines {
  readonly offer: Declared;
  readonly plans: readonly Declared[];
  readonly submission: Declared;

  /** @param run The process of all of them, as in one `pulumi up`; default: each command has its own. */
  constructor(
    runs: IngestionRuns,
    readonly offerProgram: Properties,
    readonly planPrograms: readonly Properties[],
    run?: Run,
    private readonly kinds: WholeKinds = machines,
  ) {
    this.offer = runs.declared(kinds.offer, run);
    this.plans = planPrograms.map(() => runs.declared(kinds.plan, run));
    this.submission = runs.declared(submission, run);
  }

  static of(runs: IngestionRuns, offerId: string, planIds: readonly string[], run?: Run): WholeMachines {
    const plans = planIds.map((planId) => machinePlanProgram(offerId, planId));
    return new WholeMachines(runs, machineOfferProgram(offerId), plans, run);
  }

  /** The offer, then all of its plans beside each other. */
  async up(): Promise<void> {
    await this.offer.up(this.offerProgram);
    await Promise.all(this.plans.map((plan, at) => plan.up(this.planPrograms[at] as Properties)));
  }

  /** The inputs of a Submission, as the program's class would make them. */
  submitted(more: Properties = {}): Properties {
    const { outputs } = this.offer;
    const plans = this.plans.map((plan, at) => [`plan ${this.planPrograms[at]?.planId}`, plan.outputs.contentHash]);
    const ofPlans = this.planPrograms.map((program) => [
      `plan ${program.planId}`,
      lacking(this.kinds.names[1], program).map(({ property }) => property),
    ]);
    const ofOffer = lacking(this.kinds.names[0], { ...this.offerProgram, plans: this.planPrograms });
    const all = [["offer", ofOffer.map(({ property }) => property)] as const, ...ofPlans];
    const left = all.filter(([, properties]) => (properties as string[]).length > 0);
    return {
      offer: outputs.productId,
      offerId: this.offerProgram.offerId,
      offerType: this.kinds.type,
      content: { offer: outputs.contentHash, ...Object.fromEntries(plans) },
      planIds: this.planPrograms.map(({ planId }) => planId),
      ...(left.length === 0 ? {} : { lacking: Object.fromEntries(left) }),
      ...more,
    };
  }
}

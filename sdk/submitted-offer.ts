// The offers and plans that a program can submit, and what Submission and Release are told of an offer.
import * as pulumi from "@pulumi/pulumi";
import { ingestedKinds, type OfferName, type PlanName } from "../provider/kinds/shared/offer-kinds.js";
import type { Properties } from "../provider/values/properties.js";
import { adoptedId, adoptedProductId } from "./adopted-offer.js";
import { ContainerOffer } from "./container-offer.js";
import { ContainerPlan } from "./container-plan.js";
import { argsOf } from "./declared-offers.js";
import { asKnown } from "./known-values.js";
import { Offer } from "./offer.js";
import { Plan } from "./plan.js";
import { SaasOffer } from "./saas-offer.js";
import { SaasPlan } from "./saas-plan.js";
import { VirtualMachineOffer } from "./virtual-machine-offer.js";
import { VirtualMachinePlan } from "./virtual-machine-plan.js";

/** Classes of offers, by their names. */
const offerClasses = { Offer, VirtualMachineOffer, ContainerOffer, SaasOffer } as const satisfies Readonly<
  Record<OfferName, unknown>
>;
/** Classes of plans, by their names. */
const planClasses = { Plan, VirtualMachinePlan, ContainerPlan, SaasPlan } as const satisfies Readonly<
  Record<PlanName, unknown>
>;

/** An offer that a program can submit. */
export type SubmittedOffer = InstanceType<(typeof offerClasses)[OfferName]>;
/** A plan that a program can give to a submission. */
export type SubmittedPlan = InstanceType<(typeof planClasses)[PlanName]>;

/** The names of the classes of plans. */
export const planNames: readonly string[] = Object.keys(planClasses);

/** Whether it is a resource of one of the classes of offers. */
export function isOffer(value: unknown): value is SubmittedOffer {
  return Object.values(offerClasses).some((one) => value instanceof one);
}

/** Whether it is a resource of one of the classes of plans. */
export function isPlan(value: unknown): value is SubmittedPlan {
  return Object.values(planClasses).some((one) => value instanceof one);
}

/** Whether plans of this class belong to offers of that one. */
export function isPlanOf(plan: SubmittedPlan, offer: SubmittedOffer): boolean {
  if (offer instanceof Offer) return plan instanceof Plan;
  return ingestedKinds.some(
    (kind) => offer instanceof offerClasses[kind.offer] && plan instanceof planClasses[kind.plan],
  );
}

/** What Submission and Release are told of their offer. */
interface Told {
  /** Its product id, or what the program has given. */
  readonly offer: pulumi.Output<string>;
  readonly offerId?: pulumi.Input<string>;
  readonly offerType?: pulumi.Input<string>;
}

/** What Submission and Release are told of an offer: more than its id, when the program has the resource. */
export function toldOf(offer: SubmittedOffer | pulumi.Input<string>): Told {
  if (!isOffer(offer)) return { offer: pulumi.output(offer) };
  const { offerId } = offer;
  if (offer instanceof Offer) return { offer: adoptedId(offer), offerId };
  const kind = ingestedKinds.find((one) => offer instanceof offerClasses[one.offer]);
  const offerType = asKnown(argsOf(offer)).then((args) => kind?.typeOf(args as Properties) ?? "");
  return { offer: adoptedProductId(offer), offerId, offerType };
}

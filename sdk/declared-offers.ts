// What a program declares of each offer: whoever submits it, and whoever compares its plans, has to know all of it.
import * as pulumi from "@pulumi/pulumi";
import type { OfferName, PlanName } from "../provider/kinds/shared/offer-kinds.js";
import { offerKinds } from "../provider/kinds/shared/offer-kinds.js";
import { lacking } from "../provider/rules/completeness.js";
import type { Properties } from "../provider/values/properties.js";
import { programError } from "./early-check.js";
import { asKnown, isKnown } from "./known-values.js";

/** A plan, and what the program says of it. */
interface DeclaredPlan {
  readonly kind: PlanName;
  readonly plan: pulumi.CustomResource;
  /** All that it says but the offer, as far as it is known; waited for once, however many ask. */
  readonly said: Promise<Properties>;
}

/** An offer, and its plans. */
class DeclaredOffer {
  kind: OfferName | undefined;
  args: object | undefined;
  readonly plans: DeclaredPlan[] = [];
  /** The submission that has taken the plans as they are. */
  listedBy: string | undefined;
}

/** By the offer, or by the output that a program has in its place. */
const byObject = new WeakMap<object, DeclaredOffer>();
/** By the id of an offer, in each program. */
const byId = new WeakMap<object, Map<string, DeclaredOffer>>();
/** Stands for the stack where there is none. */
const noStack = {};

function declared(offer: unknown): DeclaredOffer {
  if (typeof offer === "object" && offer !== null) return foundOrNew(byObject, offer);
  const stack = pulumi.runtime.getStackResource() ?? noStack;
  const ofProgram = byId.get(stack) ?? new Map<string, DeclaredOffer>();
  byId.set(stack, ofProgram);
  return foundOrNew(ofProgram, String(offer));
}

function foundOrNew<Key>(
  offers: { get(key: Key): DeclaredOffer | undefined; set(key: Key, offer: DeclaredOffer): unknown },
  key: Key,
): DeclaredOffer {
  const found = offers.get(key) ?? new DeclaredOffer();
  offers.set(key, found);
  return found;
}

/** Remembers what a program says of an offer. */
export function declareOffer(kind: OfferName, offer: pulumi.CustomResource, args: object): void {
  Object.assign(declared(offer), { kind, args });
}

/** What a program says of an offer that it declares. */
export function argsOf(offer: pulumi.CustomResource): object {
  return declared(offer).args ?? {};
}

/** Remembers what a program says of a plan. @returns It, the plans of the offer that were declared before, and the offer. */
export function declarePlan(
  kind: PlanName,
  name: string,
  plan: pulumi.CustomResource,
  { offer: owner, ...args }: { readonly offer: unknown },
): { readonly own: DeclaredPlan; readonly others: readonly DeclaredPlan[]; readonly ofOffer: object } {
  const offer = declared(owner);
  if (offer.listedBy !== undefined) {
    throw programError(
      `${kind} "${name}" is declared after Submission "${offer.listedBy}" has listed the plans of its offer: declare it ` +
        "before, or give the submission its `plans`.",
    );
  }
  const others = [...offer.plans];
  const own = { kind, plan, said: asKnown(args) as Promise<Properties> };
  offer.plans.push(own);
  return { own, others, ofOffer: offer.args ?? {} };
}

/** What the program says of the plans of an offer: of those too that it declares below, without waiting for anything. */
export function plansSaidOf(offer: object): Promise<readonly Properties[]> {
  const found = declared(offer);
  return new Promise((resolve) => setImmediate(() => resolve(Promise.all(found.plans.map(({ said }) => said)))));
}

/** All plans of an offer that the program declares: those too that it declares below, without waiting for anything. */
export function plansOf(offer: unknown, submission: string): Promise<pulumi.CustomResource[]> {
  const found = declared(offer);
  return new Promise((resolve) => {
    setImmediate(() => {
      found.listedBy ??= submission;
      resolve(found.plans.map(({ plan }) => plan));
    });
  });
}

/**
 * What the program does not say of an offer and its plans, though nothing can be published without it, by `offer` and
 * `plan standard`; undefined when that is nothing, or when it is not known whether the offer exists.
 *
 * @param id Of the offer's product.
 */
export async function lackingOf(
  offer: unknown,
  id: pulumi.Output<string>,
  given: readonly pulumi.CustomResource[],
): Promise<Record<string, string[]> | undefined> {
  const { kind, args, plans } = declared(offer);
  const ofOffer = (await asKnown(args ?? {})) as Properties;
  const mayExist = args === undefined || (ofOffer.adopt !== undefined && ofOffer.adopt !== false);
  if (mayExist && !(await isKnown(id))) return undefined;
  const others = given.filter((one) => !plans.some(({ plan }) => plan === one)).map(() => ({}));
  const said = await Promise.all(plans.map(async (plan) => ({ kind: plan.kind, inputs: await plan.said })));
  const withPlans = { ...ofOffer, plans: [...said.map(({ inputs }) => inputs), ...others] };
  const found: [string, string[]][] = [
    ["offer", lacking(kind ?? kindWithPlans(plans), withPlans).map(({ property }) => property)],
    ...said.map(({ kind, inputs }): [string, string[]] => [
      `plan ${String(inputs.planId)}`,
      lacking(kind, inputs).map(({ property }) => property),
    ]),
  ];
  const left = found.filter(([, properties]) => properties.length > 0);
  return left.length === 0 ? undefined : Object.fromEntries(left);
}

/** The kind of an offer that the program does not declare, by its plans. */
function kindWithPlans([first]: readonly DeclaredPlan[]): OfferName {
  return offerKinds.find(({ plan }) => plan === first?.kind)?.offer ?? "Offer";
}

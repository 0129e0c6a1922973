// The plans of an offer that the Product Ingestion API keeps, and what it says: all of it is in its trees.
import type { Kind } from "../../../engine/kind.js";
import type { Context } from "../../../pages/context.js";
import { ifThere } from "../../../partner-center/errors.js";
import { submissionPhase } from "../../../partner-center/publishing/submission-phase.js";
import { type ResourceTree, typeOf } from "../../../product-ingestion/index.js";
import { planIdOf } from "../../../tree-pages/tree.js";
import { type Properties, setPath } from "../../../values/properties.js";
import { NotPossibleError } from "../../../values/refusals.js";
import { unknownMarker } from "../../../values/unknown.js";
import { kindOfType, type OfferName } from "../../shared/offer-kinds.js";
import type { OfferThere } from "../completeness.js";
import type { Publisher, Wanted } from "../publisher.js";
import { type PlansThere, plansNotGiven, refuseRemovedPlans, tellOthers } from "../removed-plans.js";
import type { IngestedOffer } from "./visible.js";

type OfferAndPlan = Readonly<Record<"offer" | "plan", Kind>>;

/** The kinds of offers, with those of their plans; each is loaded when it is asked for. */
const loaders: Readonly<Record<Exclude<OfferName, "Offer">, () => Promise<OfferAndPlan>>> = {
  async VirtualMachineOffer() {
    const [{ virtualMachineOffer: offer }, { virtualMachinePlan: plan }] = await Promise.all([
      import("../../virtual-machine/offer.js"),
      import("../../virtual-machine/plan.js"),
    ]);
    return { offer, plan };
  },
  async ContainerOffer() {
    const [{ containerOffer: offer }, { containerPlan: plan }] = await Promise.all([
      import("../../container/offer.js"),
      import("../../container/plan.js"),
    ]);
    return { offer, plan };
  },
  async SaasOffer() {
    const [{ saasOffer: offer }, { saasPlan: plan }] = await Promise.all([
      import("../../saas/offer.js"),
      import("../../saas/plan.js"),
    ]);
    return { offer, plan };
  },
};

function plansIn(tree: ResourceTree | undefined): string[] {
  const plans = (tree?.resources ?? []).filter((one) => typeOf(one) === "plan" && one.lifecycleState !== "deleted");
  return plans.map((plan) => String(planIdOf(plan)));
}

/** Which plans are live, or on their way there: then those in preview are. */
async function livePlans(
  context: Context,
  { productId }: IngestedOffer,
  submissions: Publisher["submissions"],
): Promise<string[]> {
  const { resources } = context.ingestion();
  const live = await resources.published(productId, "live");
  const isGoing = (await submissions.list(productId)).some((one) => submissionPhase(one) === "publishing");
  return plansIn(isGoing ? await resources.published(productId, "preview") : live);
}

/** The plans of an offer, each tree asked for when it is needed. */
function plansThere(
  context: Context,
  offer: IngestedOffer,
  submissions: Publisher["submissions"],
  draft: () => Promise<ResourceTree>,
): PlansThere {
  return {
    all: async () => plansIn(await draft()),
    live: () => livePlans(context, offer, submissions),
  };
}

/** What Partner Center has of an offer of a type. */
export function ingestedThere(
  context: Context,
  offer: IngestedOffer,
  type: string,
  submissions: Publisher["submissions"],
): OfferThere {
  const ingestion = context.ingestion();
  const draft = () => ingestion.looking(() => ingestion.resources.draft(offer.productId));
  return {
    plans: plansThere(context, offer, submissions, draft),
    async said(_requirements, planId): Promise<Properties | undefined> {
      const kind = kindOfType(type);
      if (kind === undefined || kind.offer === "Offer") throw new Error(`${type} is no type of offer that has a tree`);
      const of = await loaders[kind.offer]();
      const described =
        planId === undefined
          ? of.offer.describe?.(context, offer.offerId)
          : of.plan.describe?.(context, `${offer.offerId}/${planId}`);
      const found = described && (await ifThere(described));
      if (found === undefined) return undefined;
      // Something is said there too.
      for (const { property } of found.leftOut) setPath(found.inputs, property, unknownMarker);
      return found.inputs;
    },
  };
}

/**
 * Looks whether the draft has the plans that the program gives, and none that it has taken out; says which others are
 * submitted along.
 *
 * @throws NotPossibleError
 */
export async function checkPlans(
  context: Context,
  offer: IngestedOffer,
  submissions: Publisher["submissions"],
  { inputs, before }: Wanted,
  draft: ResourceTree,
): Promise<void> {
  const there = plansThere(context, offer, submissions, async () => draft);
  const given = Array.isArray(inputs.planIds) ? inputs.planIds.map(String) : [];
  const missing = plansNotGiven(given, plansIn(draft));
  if (missing.length > 0) {
    throw new NotPossibleError(
      `The draft of the offer does not have all plans that the program gives: ${missing.join(", ")}. Nothing was ` +
        "submitted. `pulumi refresh` shows whether a plan is gone; then the next `pulumi up` makes it anew.",
    );
  }
  if (before !== undefined) await refuseRemovedPlans(before, inputs, there);
  tellOthers(context, plansIn(draft), inputs);
}

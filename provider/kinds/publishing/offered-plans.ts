// The plans of an offer. A list of the service can leave one out once: it would be left out of what is submitted.
import type { Context } from "../../pages/context.js";
import { isTestDrive } from "../../partner-center/areas/traits.js";
import { ifThere } from "../../partner-center/errors.js";
import { isPromoted } from "../../partner-center/publishing/submission-phase.js";
import type { Submission, Variant } from "../../partner-center/schemas/resources.js";
import type { PlansThere } from "./removed-plans.js";

/**
 * All plans; the pseudo-plan for test drives is none. One that has drafts and is not listed is asked for by its id.
 */
export async function offeredPlans(context: Context, productId: string): Promise<Variant[]> {
  const { drafts, variants } = context.client();
  const [listed, branches] = await Promise.all([variants.list(productId), drafts.branches(productId, "Listing")]);
  const withDrafts = new Set(branches.flatMap(({ variantID }) => variantID || []));
  const notListed = [...withDrafts].filter((id) => !listed.some((plan) => plan.id === id));
  const found = await Promise.all(notListed.map((id) => ifThere(variants.get(productId, id))));
  return [...listed, ...found.filter((plan) => plan !== undefined)].filter((plan) => !isTestDrive(plan));
}

/** As people know a plan. */
const planIdOf = ({ id, externalID }: Variant) => externalID ?? id;

/**
 * The variant ids of plans that are live or on their way there: only these can no longer be deleted. A plan that was
 * never live is a draft, also in preview (page azure-app-managed, copy of 2022: the action of a draft plan is "Delete
 * draft", that of a live one "Stop distribution").
 */
export function livePlans(submissions: readonly Submission[]): ReadonlySet<string> {
  const counting = submissions.filter(isPromoted);
  return new Set(counting.flatMap(({ variantResources = [] }) => variantResources.map(({ variantID }) => variantID)));
}

/** The plans of an Azure application, each list asked for when it is needed. */
export function plansThere(
  plans: () => Promise<readonly Variant[]>,
  submissions: () => Promise<readonly Submission[]>,
): PlansThere {
  return {
    all: async () => (await plans()).map(planIdOf),
    async live() {
      const live = livePlans(await submissions());
      return (await plans()).filter(({ id }) => live.has(id)).map(planIdOf);
    },
  };
}

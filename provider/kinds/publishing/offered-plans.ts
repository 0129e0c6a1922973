// The plans of an offer. A list of the service can leave one out once: it would be left out of what is submitted.
import type { Context } from "../../pages/context.js";
import { isTestDrive } from "../../partner-center/areas/variants.js";
import { ifThere } from "../../partner-center/errors.js";
import type { Variant } from "../../partner-center/schemas/resources.js";

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

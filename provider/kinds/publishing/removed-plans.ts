// Plans that a program no longer gives to its submission. The engine deletes last, so that such a plan is still there
// when the submission is sent: it would go live with it, and what is live can no longer be deleted.
import type { Context } from "../../pages/context.js";
import { type Findings, known } from "../../values/findings.js";
import { NotPossibleError } from "../../values/refusals.js";
import type { Inputs, LastSeen } from "../../values/versions.js";

/** The plans of an offer, by their plan ids. */
export interface PlansThere {
  /** All that Partner Center has. */
  all(): Promise<readonly string[]>;
  /** Those of them that are live or on their way there: only these can no longer be deleted. */
  live(): Promise<readonly string[]>;
}

/** The plans that the program does not give: the service submits an offer with all its plans. */
export function plansNotGiven(plans: readonly string[], given: readonly string[]): string[] {
  return plans.filter((planId) => !given.includes(planId));
}

/** The ids of plans that the program gave to what was submitted, and no longer gives. */
export function takenOut(before: LastSeen, inputs: Inputs): string[] {
  const given = known<string[]>(inputs, "planIds");
  if (inputs.planIds !== undefined && given === undefined) return []; // not known yet
  if (inputs.onRemovedPlan === "submit") return [];
  return (known<string[]>(before, "planIds") ?? []).filter((planId) => !(given ?? []).includes(planId));
}

/** Of plans that were taken out, those that Partner Center has: live ones, and others, which can still be deleted. */
async function sorted(removed: readonly string[], plans: PlansThere) {
  const all = removed.length === 0 ? [] : await plans.all();
  const there = all.filter((planId) => removed.includes(planId));
  const live = there.length === 0 ? [] : await plans.live();
  return {
    live: there.filter((planId) => live.includes(planId)),
    drafts: there.filter((planId) => !live.includes(planId)),
  };
}

/**
 * Refuses to submit a plan that was taken out of the program and was never live. Warns of one that is live, and at the
 * first submission of any that the program does not give. Costs one or two requests, and after the first submission
 * none while no plan is taken out.
 */
export async function foreseeRemovedPlans(
  inputs: Inputs,
  before: LastSeen,
  plans: PlansThere,
  findings: Findings,
): Promise<void> {
  const given = known<string[]>(inputs, "planIds");
  if (given !== undefined && inputs.onRemovedPlan !== "submit" && Object.keys(before).length === 0) {
    const others = plansNotGiven(await plans.all(), given);
    if (others.length > 0) findings.warn("plans", alsoSubmitted(others));
  }

  const { live, drafts } = await sorted(takenOut(before, inputs), plans);
  for (const planId of live) findings.warn("plans", submittedAgain(planId));
  if (drafts.length > 0) findings.add("plans", neverSubmittedAlong(drafts));
}

/**
 * The same right before submitting: a preview may have been left out, or a deletion of the last run may have failed.
 *
 * @param plans What Partner Center has, as just seen.
 * @throws NotPossibleError
 */
export async function refuseRemovedPlans(before: LastSeen, inputs: Inputs, plans: PlansThere): Promise<void> {
  const { drafts } = await sorted(takenOut(before, inputs), plans);
  if (drafts.length === 0) return;
  throw new NotPossibleError(`plans ${neverSubmittedAlong(drafts)}. Nothing was submitted.`);
}

/** Says what is submitted along though the program does not give it. */
export function tellOthers(context: Context, plans: readonly string[], { planIds }: Inputs): void {
  const others = Array.isArray(planIds) ? plansNotGiven(plans, planIds) : [];
  if (others.length > 0) context.say(`submitted along: ${others.join(", ")}, which this program does not give to it`);
}

function alsoSubmitted(planIds: readonly string[]): string {
  return (
    `do not include ${planIds.join(", ")}, which Partner Center has and submits too. What is published can no longer ` +
    "be deleted"
  );
}

function submittedAgain(planId: string): string {
  return (
    `no longer include ${planId}, which is live: it is submitted again, since the API can neither delete it nor leave ` +
    "it out. A person can stop its distribution in Partner Center"
  );
}

function them(planIds: readonly string[]): string {
  return planIds.length === 1 ? "it" : "them";
}

/** The two ways for plans that were taken out of the program and were never live, and a third. */
export function waysForRemoved(planIds: readonly string[]): string {
  const names = planIds.join(", ");
  return (
    `Either keep ${names} in the program; or delete ${them(planIds)} first: take this Submission, and a Release of it, ` +
    "out of the program as well, run `pulumi up`, put the Submission and the Release back, and run `pulumi up` again. " +
    `To submit ${names} all the same, set \`onRemovedPlan: "submit"\` on the Submission`
  );
}

function neverSubmittedAlong(planIds: readonly string[]): string {
  return (
    `no longer include ${planIds.join(", ")}, never live and still in Partner Center: this submission would carry ` +
    `${them(planIds)} along, and what goes live can never be deleted. ${waysForRemoved(planIds)}`
  );
}

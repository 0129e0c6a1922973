// Plans that a program no longer gives to its submission. The engine deletes last, so that such a plan is still there
// when the submission is sent: it would be published, and what is published can no longer be deleted.
import type { Context } from "../../pages/context.js";
import { isTestDrive } from "../../partner-center/areas/variants.js";
import { submissionPhase } from "../../partner-center/publishing/submission-phase.js";
import type { Submission, Variant } from "../../partner-center/schemas/resources.js";
import { type Findings, known } from "../../values/findings.js";
import type { Inputs, LastSeen } from "../../values/versions.js";

/** The ids of plans that the program does not give: the service submits an offer with all its plans. */
export function plansNotGiven(plans: readonly Variant[], given: readonly string[]): string[] {
  return plans
    .filter((plan) => !isTestDrive(plan) && !given.includes(plan.externalID ?? ""))
    .map(({ id, externalID }) => externalID ?? id);
}

/**
 * The variant ids of plans that are in preview, live or on their way from one to the other. A submission that has
 * failed or was taken back leaves a plan as it was (API reference §7 #8, #9).
 */
export function submittedPlans(submissions: readonly Submission[]): ReadonlySet<string> {
  const counting = submissions.filter((one) => !["inProgress", "failed", "canceled"].includes(submissionPhase(one)));
  return new Set(counting.flatMap(({ variantResources = [] }) => variantResources.map(({ variantID }) => variantID)));
}

/**
 * Refuses to submit a plan that was taken out of the program and is neither in preview nor live. Warns of one that is,
 * and at the first submission of any that the program does not give. Costs one or two requests, and after the first
 * submission none while no plan is taken out.
 *
 * @param plans Lists the offer's plans.
 */
export async function foreseeRemovedPlans(
  context: Context,
  inputs: Inputs,
  before: LastSeen,
  plans: () => Promise<readonly Variant[]>,
  findings: Findings,
): Promise<void> {
  const given = known<string[]>(inputs, "planIds");
  if (inputs.planIds !== undefined && given === undefined) return; // not known yet
  if (inputs.onRemovedPlan === "submit") return;
  if (given !== undefined && Object.keys(before).length === 0) {
    const others = plansNotGiven(await plans(), given);
    if (others.length > 0) findings.warn("plans", alsoSubmitted(others));
  }

  const earlier = known<string[]>(before, "planIds") ?? [];
  const removed = earlier.filter((planId) => !(given ?? []).includes(planId));
  if (removed.length === 0) return;
  const there = (await plans()).filter(({ externalID }) => removed.includes(externalID ?? ""));
  if (there.length === 0) return;
  const submitted = submittedPlans(await context.client().submissions.list(String(inputs.offer)));
  for (const { id, externalID: planId = id } of there) {
    if (submitted.has(id)) findings.warn("plans", submittedAgain(planId));
    else findings.add("plans", wouldBePublished(planId));
  }
}

function alsoSubmitted(planIds: readonly string[]): string {
  return (
    `do not include ${planIds.join(", ")}, which Partner Center has and submits too. What is published can no longer ` +
    "be deleted"
  );
}

function submittedAgain(planId: string): string {
  return (
    `no longer include ${planId}, which was submitted before: it is submitted again, since the API can neither ` +
    "delete it nor leave it out. A person can stop its distribution in Partner Center"
  );
}

function wouldBePublished(planId: string): string {
  return (
    `no longer include ${planId}, which Partner Center still has: this submission would publish it, and what is ` +
    "published can no longer be deleted. Delete it first: `pulumi destroy --target URN --target-dependents` with the " +
    "URN of the plan (`pulumi stack --show-urns`); this takes the submission out of the stack as well, and the next " +
    '`pulumi up` puts it back. To submit the plan all the same, set `onRemovedPlan: "submit"`'
  );
}

// The plans of one offer beside each other: what one of them may say depends on the others.
import * as pulumi from "@pulumi/pulumi";
import type { PlanName } from "../provider/kinds/shared/offer-kinds.js";
import { checkResale, compareIngestedPlans, comparePlans } from "../provider/rules/plan-comparison.js";
import { type Finding, Findings } from "../provider/values/findings.js";
import type { Properties } from "../provider/values/properties.js";
import { type declarePlan, plansSaidOf } from "./declared-offers.js";
import { programError, warnOn } from "./early-check.js";
import { asKnown, isKnown } from "./known-values.js";

/** What the program says of a plan, as far as it matters here. */
interface Said {
  readonly offer: unknown;
}

type Others = ReturnType<typeof declarePlan>;

/**
 * Says what is wrong with a plan beside those that were declared before. A new plan with an error fails the program;
 * what exists is warned of, since Partner Center has taken it.
 */
export function checkBesideOthers(
  kind: PlanName,
  name: string,
  plan: pulumi.CustomResource,
  said: Said,
  others: Others,
): void {
  pulumi.output(compare(kind, plan, said, others)).apply(({ errors, warnings }) => {
    const shown = Promise.all(warnings.map((one) => warnOn(plan, `${kind} "${name}"`, one)));
    const lines = errors.map(({ property, reason }) => `${kind} "${name}": property ${property} ${reason}`);
    for (const line of lines.slice(1)) pulumi.log.error(line);
    if (lines[0] !== undefined) throw programError(lines[0]);
    return shown;
  });
}

/** Warns of what an offer says that does not go with its plans. */
export function checkWithPlans(name: string, offer: pulumi.CustomResource, args: object): void {
  pulumi
    .output(plansSaidOf(offer).then((plans) => compareWithPlans(args, plans)))
    .apply((warnings) => Promise.all(warnings.map((one) => warnOn(offer, `Offer "${name}"`, one))));
}

async function compareWithPlans(args: object, plans: readonly object[]): Promise<Finding[]> {
  const findings = new Findings();
  const said = (await Promise.all(plans.map((plan) => asKnown(plan)))) as Properties[];
  if (said.length > 0) checkResale((await asKnown(args)) as Properties, said, findings);
  return findings.warnings();
}

async function compare(
  kind: PlanName,
  plan: pulumi.CustomResource,
  { offer: _, ...args }: Said,
  others: Others,
): Promise<{ errors: Finding[]; warnings: Finding[] }> {
  const own = (await asKnown(args)) as Properties;
  const theirs = (await Promise.all(others.map((other) => asKnown(other.args)))) as Properties[];
  const findings = kind === "Plan" ? comparePlans(own, theirs) : compareIngestedPlans(own, theirs);
  const [errors, warnings] = [findings.unlessHeld(), findings.warnings()];
  const isTakenOver = own.adopt !== undefined && own.adopt !== false;
  const isNew = pulumi.runtime.isDryRun() && !isTakenOver && !(await isKnown(plan.id));
  return isNew ? { errors, warnings } : { errors: [], warnings: [...warnings, ...errors] };
}

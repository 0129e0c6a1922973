// The plans of one offer beside each other: what one of them may say depends on the others.
import * as pulumi from "@pulumi/pulumi";
import { checkResale, compareIngestedPlans, comparePlans } from "../provider/rules/plan-comparison.js";
import { type Finding, Findings } from "../provider/values/findings.js";
import type { Properties } from "../provider/values/properties.js";
import { type declarePlan, plansSaidOf } from "./declared-offers.js";
import { programError, warnOn } from "./early-check.js";
import { asKnown, isKnown } from "./known-values.js";

type Declared = ReturnType<typeof declarePlan>;

/**
 * Says what is wrong with a plan beside those that were declared before. A new plan with an error fails the program;
 * what exists is warned of, since Partner Center has taken it.
 */
export function checkBesideOthers(name: string, declared: Declared): void {
  const { kind, plan } = declared.own;
  pulumi.output(compare(declared)).apply(({ errors, warnings }) => {
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

async function compareWithPlans(args: object, said: readonly Properties[]): Promise<Finding[]> {
  const findings = new Findings();
  if (said.length > 0) checkResale((await asKnown(args)) as Properties, said, findings);
  return findings.warnings();
}

async function compare({ own, others, ofOffer }: Declared): Promise<{ errors: Finding[]; warnings: Finding[] }> {
  const { kind, plan } = own;
  const said = await own.said;
  const theirs = await Promise.all(others.map((other) => other.said));
  const offer = (await asKnown(ofOffer)) as Properties;
  const findings = kind === "Plan" ? comparePlans(said, theirs) : compareIngestedPlans(said, theirs, offer);
  const [errors, warnings] = [findings.unlessHeld(), findings.warnings()];
  const isTakenOver = said.adopt !== undefined && said.adopt !== false;
  const isNew = pulumi.runtime.isDryRun() && !isTakenOver && !(await isKnown(plan.id));
  return isNew ? { errors, warnings } : { errors: [], warnings: [...warnings, ...errors] };
}

// What the plans of one offer must not say together.
import { Findings, formatPath, known } from "../values/findings.js";
import { asObject, getPath, isObject, type Properties } from "../values/properties.js";
import { hasUnknown } from "../values/unknown.js";
import { checkCount } from "./limit-checks.js";
import { countedLimits, type Limit, mostOf } from "./limits.js";
import { cited, sources } from "./sources.js";

function metersOf(plan: Properties): Properties {
  return asObject(known(plan, "availability.meters"));
}

function isPrivate(plan: Properties): boolean {
  return getPath(plan, "availability.visibility") === "Private";
}

/** Told once: at the plan with which it becomes too much. */
function checkGrowth(limit: Limit, property: string, before: number, now: number, findings: Findings): void {
  if (before <= mostOf(limit) && now > before) checkCount(limit, property, now, findings);
}

function checkName(plan: Properties, others: readonly Properties[], findings: Findings): void {
  const nameOf = (one: Properties) => known<string>(one, "name")?.trim().toLowerCase();
  const name = nameOf(plan);
  const other =
    name === undefined ? undefined : others.find((one) => nameOf(one) === name && one.planId !== plan.planId);
  if (other === undefined) return;
  const reason = `is the name of plan ${other.planId} too; each plan of an offer has a name of its own`;
  findings.addUnlessHeld("name", `${reason} (${cited(sources.plans)})`);
}

function checkMeters(plan: Properties, others: readonly Properties[], findings: Findings): void {
  for (const [id, meter] of Object.entries(metersOf(plan))) {
    for (const other of others) {
      const same = metersOf(other)[id];
      if (!isObject(meter) || !isObject(same)) continue;
      const differing = ["displayName", "unitOfMeasure"].filter((key) => meter[key] !== same[key]);
      if (differing.length === 0) continue;
      const reason =
        `has another ${differing.join(" and ")} than in plan ${other.planId}: the plans of an offer share what a ` +
        `meter is, so one of them overwrites the other (${cited(sources.metering)})`;
      findings.warn(formatPath(["availability", "meters", id]), reason);
    }
  }
}

/**
 * What an offer says that none of its plans can do: who buys through a reseller gets no private plan.
 *
 * @param plans All of them.
 */
export function checkResale(offer: Properties, plans: readonly Properties[], findings: Findings): void {
  const channel = known<string>(offer, "resale.channel");
  if (channel === undefined || channel === "Disabled" || !plans.every(isPrivate)) return;
  findings.warn(
    "resale.channel",
    `is "${channel}", but all plans are private, and subscriptions that customers have through a reseller (CSP) do not ` +
      `get private plans (${cited(sources.planManaged)})`,
  );
}

/** A SKU id is there once in an offer. */
function checkSkus(plan: Properties, others: readonly Properties[], findings: Findings): void {
  const skusOf = (one: Properties) => asObject(known(one, "technicalConfiguration.skus"));
  for (const [type, id] of Object.entries(skusOf(plan))) {
    const other = others.find((one) => Object.values(skusOf(one)).includes(id));
    if (other === undefined || typeof id !== "string" || hasUnknown(id)) continue;
    const reason = `is ${JSON.stringify(id)}, which is a SKU of plan ${other.planId} too; each is there once in an offer`;
    findings.addUnlessHeld(
      formatPath(["technicalConfiguration", "skus", type]),
      `${reason} (${cited(sources.typeSheet)})`,
    );
  }
}

const saasPrices = ["flatRate", "perUser"] as const;

/** All plans of an offer of SaaS have a flat rate, or all a price for each user. */
function checkPricingModel(plan: Properties, others: readonly Properties[], findings: Findings): void {
  const modelOf = (one: Properties) => saasPrices.find((model) => isObject(getPath(one, `availability.${model}`)));
  const model = modelOf(plan);
  const other = others.find((one) => ![undefined, model].includes(modelOf(one)));
  if (model === undefined || other === undefined) return;
  findings.addUnlessHeld(
    `availability.${model}`,
    `is another way to be priced than ${modelOf(other)} of plan ${other.planId}; all plans of an offer have the same ` +
      `(${cited(sources.typeSheet)})`,
  );
}

/** Of containers, Microsoft sells bundles for Kubernetes, and only lists images: what a plan has instead, and why not. */
export function wrongPayload(plan: Properties, isSold: boolean): readonly [path: string, why: string] | undefined {
  const [wrong, why] = isSold
    ? ["images", "only listed, and the offer has setup.sellThroughMicrosoft: true"]
    : ["kubernetes", "sold by Microsoft, and the offer has setup.sellThroughMicrosoft: false"];
  const path = `technicalConfiguration.${wrong}`;
  return isObject(getPath(plan, path)) ? [path, `is for what is ${why} (${cited(sources.containers)})`] : undefined;
}

function checkPayload(plan: Properties, offer: Properties, findings: Findings): void {
  const isSold = known<boolean>(offer, "setup.sellThroughMicrosoft");
  const wrong = isSold === undefined ? undefined : wrongPayload(plan, isSold);
  if (wrong !== undefined) findings.addUnlessHeld(...wrong);
}

/**
 * What is wrong with a plan of an offer that the Product Ingestion API keeps, beside those declared before it.
 *
 * @param offer What the program says of it.
 */
export function compareIngestedPlans(
  plan: Properties,
  others: readonly Properties[],
  offer: Properties = {},
): Findings {
  const findings = new Findings();
  checkSkus(plan, others, findings);
  checkPricingModel(plan, others, findings);
  checkPayload(plan, offer, findings);
  checkCounts(plan, others, findings);
  return findings;
}

/** What is wrong with a plan of an Azure application beside those that are declared before it. */
export function comparePlans(plan: Properties, others: readonly Properties[]): Findings {
  const findings = new Findings();
  checkName(plan, others, findings);
  checkMeters(plan, others, findings);
  checkCounts(plan, others, findings);
  const earlier = new Set(others.flatMap((other) => Object.keys(metersOf(other))));
  const all = new Set([...earlier, ...Object.keys(metersOf(plan))]);
  if (others.length > 0) checkGrowth(countedLimits.meters, "availability.meters", earlier.size, all.size, findings);
  return findings;
}

/**
 * Why a plan cannot share the technical configuration of another one; undefined when it can, or a type is not known
 * ([azure-app-managed](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-managed), copy of
 * 2022-08-18).
 */
export function otherType(own: unknown, other: unknown): string | undefined {
  if (own === other || own === undefined || other === undefined) return undefined;
  return (
    `is a plan of the type ${other}, and this one is a ${own}. Only plans of the same type share a technical ` +
    "configuration: give this plan one of its own."
  );
}

/** How many plans, and private ones, an offer has at most. */
function checkCounts(plan: Properties, others: readonly Properties[], findings: Findings): void {
  checkGrowth(countedLimits.plans, "planId", others.length, others.length + 1, findings);
  const privates = others.filter(isPrivate).length;
  checkGrowth(
    countedLimits.privatePlans,
    "availability.visibility",
    privates,
    privates + (isPrivate(plan) ? 1 : 0),
    findings,
  );
}

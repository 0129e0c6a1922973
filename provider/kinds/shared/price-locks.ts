// What publication locks of prices: how a plan is priced, what it costs, and its meters. Rows of the table in
// `publication-locks.ts`.
import type { Lock } from "../../fields/compared.js";
import { asObject, getPath, isEmpty, isObject, same } from "../../values/properties.js";
import type { LastSeen } from "../../values/versions.js";

const ofPrices = "price-changes-faq, undated; price-changes, 2022-04-01";
const ofMeters = "price-changes-faq, undated; azure-app-metered-billing, 2021-10-15";

/** The way out for many a value of a plan. */
export const anotherPlan = "declare another plan with it";

export function listOfTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function cloudsOf(last: LastSeen): string[] {
  const seen = ["observed.variant.cloudAvailabilities", "observed.plan.azureRegions"].map((path) =>
    getPath(last, path),
  );
  return listOfTexts(getPath(last, "setup.clouds") ?? seen.find((clouds) => clouds !== undefined));
}

/** Whether an offer, or the offer of a plan, is one of containers. */
export function isContainer(last: LastSeen): boolean {
  return [last.offerType, getPath(last, "observed.product.type")].includes("azureContainer");
}

/** Why nobody can change a published price; undefined where a person can. */
function whyNobody(wasFree: boolean, last: LastSeen): string | undefined {
  const never = (why: string) =>
    `cannot change once the plan is published, not even in Partner Center, ${why}: ${anotherPlan}`;
  if (isContainer(last)) return never("where prices of containers never change");
  if (wasFree) return never("since it is free so far");
  if (cloudsOf(last).some((cloud) => /government/i.test(cloud))) {
    return never("since the plan is available in Azure Government");
  }
  return undefined;
}

/** Why a published price does not change: some can be changed by a person, others by nobody. */
function priceReason(wasFree: boolean, last: LastSeen): string {
  const why = whyNobody(wasFree, last);
  if (why !== undefined) return why;
  const hidden =
    getPath(last, "availability.hidden") ?? getPath(last, "observed.drafts.FeatureAvailability.body.isHidden");
  return (
    "cannot change by the API once the plan is published: a person changes it in Partner Center (Pricing and " +
    "availability); after a `pulumi refresh`, set the new price here" +
    (hidden === true ? `. For a hidden plan an older page says that nobody can: then ${anotherPlan}` : "")
  );
}

/** A price for all markets. */
export const basePrice: Lock = {
  what: "a price that is published changes or goes",
  source: ofPrices,
  refuses: (before, _, last) => (before === undefined ? undefined : priceReason(before === 0, last)),
};

/** Prices of single markets. */
export const pricesOfMarkets: Lock = {
  ...basePrice,
  refuses(before, wanted, last) {
    const [was, is] = [asObject(before), asObject(wanted)];
    const changed = Object.keys(was).filter((market) => !same(was[market], is[market]));
    const isFree = changed.some((market) => asObject(was[market]).amount === 0);
    if (changed.length === 0) return undefined;
    const gone = changed.filter((market) => is[market] === undefined).join(", ");
    const way = `. To stop selling in ${gone}, leave the price and name the market in stopSelling, not in markets`;
    return `(${changed.join(", ")}) ${priceReason(isFree, last)}${gone === "" ? "" : way}`;
  },
};

/** Why a meter does not change; `was` and `is` are undefined where it is not enabled. */
function meterReason(id: string, was: unknown, is: unknown, last: LastSeen): string | undefined {
  if (!isObject(was))
    return isObject(is) ? `the meter ${id} cannot be enabled for this plan: ${anotherPlan}` : undefined;
  if (!isObject(is)) return `the meter ${id} cannot be removed, renamed or disabled: leave it as it is`;
  if (was.unitOfMeasure !== is.unitOfMeasure)
    return `the meter ${id} cannot change its unit of measure: ${anotherPlan}`;
  if (was.pricePerUnit !== is.pricePerUnit || !same(was.pricesPerUnit, is.pricesPerUnit))
    return `the price of the meter ${id} ${priceReason(was.pricePerUnit === 0, last)}`;
  return undefined;
}

function eachMeter(
  before: unknown,
  wanted: unknown,
  reason: (id: string, was: unknown, is: unknown) => string | undefined,
) {
  const [was, is] = [asObject(before), asObject(wanted)];
  const reasons = [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap(
    (id) => reason(id, was[id], is[id]) ?? [],
  );
  return reasons.length === 0 ? undefined : `cannot change like this once the plan is published: ${reasons.join(", ")}`;
}

/** Whether a plan has no price at all, as those of an offer that is only listed: it may get its first one. */
function isUnpriced(last: LastSeen): boolean {
  const seen = getPath(last, "observed.availability");
  return isObject(seen) && isEmpty(seen.pricing);
}

/** What somebody pays for a plan of virtual machines, containers or SaaS. */
export const planPrice: Lock = {
  what: "how a plan is priced changes",
  source: "price-changes, 2023-10",
  refuses(before, _, last) {
    if (isUnpriced(last)) return undefined;
    return (
      whyNobody(asObject(before).free === true, last) ??
      `cannot change by the API once the plan is published: ${anotherPlan}, or let a person change it in Partner Center ` +
        "(Pricing and availability), where that is possible; after a `pulumi refresh`, set the new price here"
    );
  },
};

const saasPages = `${planPrice.source}; create-new-saas-offer-plans, 2022-08-02`;

/** A flat rate, or prices for each user: all plans of an offer of SaaS are priced in the same one way. */
export const saasPrice: Lock = {
  ...planPrice,
  source: saasPages,
  refuses: (before, wanted, last) =>
    isUnpriced(last) || (before !== undefined && wanted !== undefined)
      ? planPrice.refuses(before, wanted, last)
      : "cannot be begun with or given up once a plan is published, not even in Partner Center: declare another offer " +
        "with it, since all plans of an offer are priced by a flat rate, or all by the user",
};

/** How many users there may be. */
export const userLimits: Lock = { ...planPrice, source: saasPages };

/** What the meters of a plan are, and what they cost. */
export const metersOfPlan: Lock = {
  what: "a meter is enabled, disabled or renamed; its unit or its price changes",
  source: ofMeters,
  refuses: (before, wanted, last) => eachMeter(before, wanted, (id, was, is) => meterReason(id, was, is, last)),
  warns: {
    what: "the included quantities of a meter change",
    source: "azure-app-metered-billing, 2021-10-15",
    of: (before, wanted) =>
      eachMeter(before, wanted, (id, was, is) =>
        isObject(was) && isObject(is) && !same(was.included, is.included)
          ? `the meter ${id} cannot change its included quantities: ${anotherPlan}`
          : undefined,
      ),
  },
};

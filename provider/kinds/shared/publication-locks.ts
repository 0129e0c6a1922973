// What publication locks: the one table of it, in the code and in docs/publishing.md. Each row names its page and the
// date of the copy that was read; "undated" copies are of addresses that Microsoft uses since 2024. Nobody has tried
// what the API does about it. A row that rests on an old copy alone is a warning; the others are refused, unless the
// program tolerates them (`toleratedLocks`). Ids, types and aliases, which replace an object, are locked by
// `pages/publication-locks.ts` itself.
import type { Lock } from "../../fields/compared.js";
import { asObject, getPath, isObject, same } from "../../values/properties.js";
import type { LastSeen } from "../../values/versions.js";

const ofManaged = "azure-app-managed, undated; 2022-08-18";
const ofPrices = "price-changes-faq, undated; price-changes, 2022-04-01";
const ofMeters = "price-changes-faq, undated; azure-app-metered-billing, 2021-10-15";

const anotherPlan = "declare another plan with it";

function listOfTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function cloudsOf(last: LastSeen): string[] {
  return listOfTexts(getPath(last, "setup.clouds") ?? getPath(last, "observed.variant.cloudAvailabilities"));
}

/** Why a published price does not change: some can be changed by a person, others by nobody. */
function priceReason(wasFree: boolean, last: LastSeen): string {
  const never = (why: string) => `cannot change once the plan is published, ${why}: ${anotherPlan}`;
  if (wasFree) return never("not even in Partner Center, since it is free so far");
  if (cloudsOf(last).some((cloud) => /government/i.test(cloud))) {
    return never("not even in Partner Center, since the plan is available in Azure Government");
  }
  const hidden =
    getPath(last, "availability.hidden") ?? getPath(last, "observed.drafts.FeatureAvailability.body.isHidden");
  return (
    "cannot change by the API once the plan is published: a person changes it in Partner Center (Pricing and " +
    "availability); after a `pulumi refresh`, set the new price here" +
    (hidden === true ? `. For a hidden plan an older page says that nobody can: then ${anotherPlan}` : "")
  );
}

/** A price for all markets. */
const basePrice: Lock = {
  what: "a price that is published changes or goes",
  source: ofPrices,
  refuses: (before, _, last) => (before === undefined ? undefined : priceReason(before === 0, last)),
};

/** Prices of single markets. */
const pricesOfMarkets: Lock = {
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
  if (!isObject(is)) return `the meter ${id} cannot be removed, renamed or disabled`;
  if (was.unitOfMeasure !== is.unitOfMeasure) return `the meter ${id} cannot change its unit of measure`;
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

/** What somebody pays for a plan of virtual machines, containers or SaaS. */
const planPrice: Lock = {
  what: "how a plan is priced changes",
  source: "price-changes, 2023-10",
  refuses: (before) =>
    before === undefined
      ? undefined
      : `cannot change by the API once the plan is published: ${anotherPlan}, or let a person change it in Partner Center ` +
        "(Pricing and availability), where that is possible; after a `pulumi refresh`, set the new price here",
};

const saasPrice: Lock = { ...planPrice, source: `${planPrice.source}; create-new-saas-offer-plans, 2022-08-02` };

/** Whether Microsoft sells an offer. */
function saleReason(last: LastSeen, isSold: boolean): string | undefined {
  if (isSold) return "cannot become false once the offer is published: declare another offer that is only listed";
  const isContainer = getPath(last, "observed.product.type") === "azureContainer";
  return isContainer ? "cannot change once the offer is published: declare another offer" : undefined;
}

/** By the path of the field. */
export const publicationLocks = {
  "properties.standardContract": {
    what: "the standard contract is turned off",
    source: "azure-app-properties, 2021-06-01",
    refuses: (before) => (before === true ? "cannot be turned off once the offer is published" : undefined),
  },
  "setup.sellThroughMicrosoft": {
    what: "what Microsoft sells becomes only listed, or, of containers, the other way round",
    source: "create-new-saas-offer, 2023-03-29; azure-container-offer-setup, 2022-09-30",
    refuses: (before, _, last) => saleReason(last, before !== false),
  },
  meters: {
    what: "a meter of an offer is removed or renamed, or its unit changes",
    source: "azure-container-metered-billing, 2023-05-04",
    refuses(before, wanted) {
      const [was, is] = [asObject(before), asObject(wanted)];
      const changed = Object.keys(was).filter((id) => !same(was[id], is[id]));
      return changed.length === 0
        ? undefined
        : `(${changed.join(", ")}) cannot change or go once the offer is published: declare another meter beside it`;
    },
  },
  "setup.clouds": {
    what: "a cloud is taken away",
    source: "azure-app-plans, 2021-06-01",
    refuses(before, wanted) {
      const left = listOfTexts(before).filter((cloud) => !listOfTexts(wanted).includes(cloud));
      return left.length === 0 ? undefined : `cannot lose ${left.join(", ")} once the plan is published there`;
    },
  },
  "setup.technicalConfigurationOf": {
    what: "the configuration of another plan is begun with, or exchanged; a plan may be detached, as Microsoft asks for",
    source: `azure-app-solution, undated; ${ofManaged}`,
    refuses: (before, wanted) =>
      wanted === undefined
        ? undefined
        : `cannot be ${before === undefined ? "begun with" : "another one"} once the plan is published: give the plan a ` +
          "`technicalConfiguration` of its own instead, which Microsoft asks for",
  },
  "availability.visibility": {
    what: "a public plan becomes private",
    source: `price-changes-faq, undated; ${ofManaged}`,
    refuses: (before, wanted) =>
      before !== "Private" && wanted === "Private"
        ? `cannot become Private once the plan is published: ${anotherPlan}`
        : undefined,
  },
  "availability.monthlyPrice": basePrice,
  "availability.monthlyPrices": pricesOfMarkets,
  "availability.annualPrice": basePrice,
  "availability.annualPrices": pricesOfMarkets,
  "availability.meters": {
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
  },
  "availability.trial.type": {
    what: "the trial is turned off",
    source: "price-changes-faq, undated",
    refuses: (_, wanted) => (wanted === "NoTrial" ? "cannot be turned off once the plan is published" : undefined),
  },
  "availability.hourly": planPrice,
  "availability.hourlyPrices": planPrice,
  "availability.bringYourOwnLicense": planPrice,
  "availability.flatRate": saasPrice,
  "availability.perUser": saasPrice,
  "availability.userLimits": saasPrice,
  "availability.trialMonths": {
    what: "the free trial is turned off",
    source: "azure-vm-plan-pricing-and-availability, 2023-10",
    refuses: (_, wanted) =>
      wanted === undefined
        ? "cannot be turned off once the plan is published; it can be another number of months"
        : undefined,
  },
  "technicalConfiguration.kubernetes.extensionType": {
    what: "the type of a cluster extension changes, from preview on",
    source: "azure-container-plan-technical-configuration-kubernetes, 2022-09-28",
    isFromPreview: true,
    refuses: (before) =>
      before === undefined ? undefined : `cannot change once the plan was in preview: ${anotherPlan}`,
  },
  "technicalConfiguration.images.repository": {
    what: "the repository of images changes",
    source: "azure-container-plan-technical-configuration, 2022-03-24",
    refuses: (before) => (before === undefined ? undefined : `cannot change once it is set: ${anotherPlan}`),
  },
  "technicalConfiguration.skus": {
    what: "a SKU of virtual machines goes, or gets another id",
    source: "azure-vm-plan-technical-configuration, 2023-10",
    refuses(before, wanted) {
      const [was, is] = [asObject(before), asObject(wanted)];
      const changed = Object.keys(was).filter((type) => was[type] !== is[type]);
      return changed.length === 0
        ? undefined
        : `(${changed.join(", ")}) cannot go or have another id once the plan is published: ${anotherPlan}`;
    },
  },
  "technicalConfiguration.managementMode": {
    what: "whether the publisher manages what is deployed changes",
    source: "azure-app-managed, undated",
    refuses: () => `cannot change once the plan is published: ${anotherPlan}`,
  },
  "technicalConfiguration.customerAccess": {
    what: "whether the customer has full access changes",
    source: "azure-app-managed, undated",
    refuses: () => `cannot change once the plan is published: ${anotherPlan}`,
  },
} as const satisfies Record<string, Lock>;

/** The lock of a field, which names it by its path. */
export function lockOf(path: keyof typeof publicationLocks): { readonly locks: Lock } {
  return { locks: publicationLocks[path] };
}

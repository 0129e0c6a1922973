// What publication locks: the one table of it, in the code and in docs/publishing.md. Each row names its page and the
// date of the copy that was read; "undated" copies are of addresses that Microsoft uses since 2024. Nobody has tried
// what the API does about it. A row that rests on an old copy alone is a warning; the others are refused, unless the
// program tolerates them (`toleratedLocks`). Ids, types and aliases, which replace an object, are locked by
// `pages/publication-locks.ts` itself.
import type { Lock } from "../../fields/compared.js";
import { asObject, same } from "../../values/properties.js";
import { quoted } from "../../values/show.js";
import type { LastSeen } from "../../values/versions.js";
import {
  anotherPlan,
  basePrice,
  isContainer,
  listOfTexts,
  metersOfPlan,
  planPrice,
  pricesOfMarkets,
  saasPrice,
  userLimits,
} from "./price-locks.js";

const ofManaged = "azure-app-managed, undated; 2022-08-18";

/** Whether Microsoft sells an offer. */
function saleReason(last: LastSeen, isSold: boolean): string | undefined {
  if (isSold) return "cannot become false once the offer is published: declare another offer that is only listed";
  return isContainer(last) ? "cannot change once the offer is published: declare another offer" : undefined;
}

/** By the path of the field. */
export const publicationLocks = {
  alias: {
    what: "the alias of an offer of SaaS changes, from preview on",
    source: "create-new-saas-offer, 2023-03-29",
    isFromPreview: true,
    refuses: (before) =>
      `cannot change once the offer was in preview, as Partner Center says of SaaS: set it back to ${quoted(before)}`,
  },
  "properties.standardContract": {
    what: "the standard contract is turned off",
    source: "azure-app-properties, 2021-06-01",
    refuses: (before) =>
      before === true
        ? "cannot be turned off once the offer is published: leave it true, or declare another offer"
        : undefined,
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
      return left.length === 0
        ? undefined
        : `cannot lose ${left.join(", ")} once the plan is published there: leave it in, or declare another plan`;
    },
  },
  "setup.technicalConfigurationOf": {
    what: "the configuration of another plan is begun with, or exchanged; a plan may be detached, as Microsoft asks for",
    source: `azure-app-solution, undated; ${ofManaged}`,
    refuses(before, wanted, last) {
      if (wanted === undefined) return undefined;
      const isOfMachines = last.offerType !== undefined;
      const way = isOfMachines
        ? "`technicalConfiguration` of its own, or declare another plan that uses the configuration"
        : "`technicalConfiguration` of its own instead, which Microsoft asks for";
      const what = before === undefined ? "begun with" : "another one";
      return `cannot be ${what} once the plan is published: give the plan a ${way}`;
    },
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
  "availability.meters": metersOfPlan,
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
  "availability.userLimits": userLimits,
  "availability.trialMonths": {
    what: "the free trial is turned off",
    source: "azure-vm-plan-pricing-and-availability, 2023-10",
    refuses: (before, wanted) =>
      wanted === undefined
        ? `cannot be turned off once the plan is published: set it back to ${String(before)}, or, for virtual machines, to ` +
          "another number of months"
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
      if (wanted === undefined) return undefined; // they stay as they are
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

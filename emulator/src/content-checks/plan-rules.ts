// The rules about the content of a plan: listing, technical configuration, markets, prices and meters.

import { type ContentPart, listIn } from "./content-part.js";
import {
  about,
  type ContentRule,
  listing,
  longTexts,
  missingTexts,
  most,
  repeated,
  technical,
} from "./content-rule.js";

const sales = ["Availability", "featureAvailability"] as const;

function isVersion(text: unknown): text is string {
  return typeof text === "string" && /^\d+\.\d+\.\d+$/.test(text);
}

function isHigher(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split(".").map(Number));
  const index = (left ?? []).findIndex((part, position) => part !== right?.[position]);
  return index >= 0 && (left?.[index] ?? 0) > (right?.[index] ?? 0);
}

/** A plan that reuses the technical configuration of another one has none of its own (§3.11). */
export function isConfigured(part: ContentPart): boolean {
  const { subType, referenceVariantID } = part.variant?.body ?? {};
  return subType !== undefined && !referenceVariantID;
}

/** A sentence if a plan takes over the technical configuration of one that is of another type. */
const reuseRule: ContentRule = {
  errorCode: "ReusedPlanOfOtherType",
  concerns: "plan",
  meaning: "a technical configuration is reused from a plan of the same type",
  source: "page azure-app-plans (1 June 2021)",
  find: (part) => {
    const { referenceVariantID, subType } = part.variant?.body ?? {};
    const base = part.content.variants.find(({ id }) => id === String(referenceVariantID).toLowerCase());
    if (base === undefined || base.body.subType === subType) return [];
    const text = `is a ${subType}, but reuses the technical configuration of ${base.body.externalID}, a ${base.body.subType}`;
    return [part.finding("ReusedPlanOfOtherType", "Variant", text)];
  },
};

export function isSold(part: ContentPart): boolean {
  return part.variant?.body.subType === "managed-application";
}

const versionRule = about(
  "plan",
  technical,
  "VersionNotIncreased",
  "§7 #47",
  "a changed technical configuration has a higher version than the live one",
  (now, part) => {
    const before = part.liveBodies("packageConfiguration")[0];
    if (before === undefined || JSON.stringify(now) === JSON.stringify(before)) return false;
    if (!isVersion(now.version) || !isVersion(before.version) || isHigher(now.version, before.version)) return false;
    return `was changed, but its version ${now.version} is not above the live ${before.version}`;
  },
);

/** The rules, in the order of findings. */
export const planRules: readonly ContentRule[] = [
  about(
    "plan",
    listing,
    "ListingFieldMissing",
    "§6.4, portal",
    "title and description",
    missingTexts("title", "description"),
  ),
  about(
    "plan",
    listing,
    "ListingFieldTooLong",
    "§6.4 (title and description: pages differ, here the widest)",
    "title 2,000, summary and shortDescription 100, description 3,000 characters",
    longTexts({ title: 2_000, summary: 100, shortDescription: 100, description: 3_000 }),
  ),
  about("plan", listing, "TooManyKeywords", "§6.4", "at most 3 keywords", most("keywords", 3, "keywords")),
  about(
    "plan",
    technical,
    "PackageMissing",
    "§4.6",
    "a package, or another plan's technical configuration",
    (body, part) => {
      return isConfigured(part) && listIn(body, "packageReferences").length === 0 && "has no package";
    },
  ),
  about("plan", technical, "VersionInvalid", "§3.15", "a version of the form 1.2.3", (body, part) => {
    return isConfigured(part) && !isVersion(body.version) && "has no version of the form 1.2.3";
  }),
  about("plan", technical, "TooManyAuthorizations", "§6.4", "at most 100 authorizations", (body) => [
    most("publicAzureAuthorizations", 100, "authorizations")(body),
    most("azureGovernmentAuthorizations", 100, "authorizations for Azure Government")(body),
  ]),
  about(
    "plan",
    technical,
    "PoliciesInvalid",
    "§6.4, page azure-app-managed (18 August 2022)",
    "at most 5 policies, each once, with names of 50 characters",
    (body) => {
      const policies = listIn(body, "policies");
      const long = policies.some(({ policyName }) => String(policyName ?? "").length > 50);
      const definitions = policies.map(({ policyDefinitionID }) => String(policyDefinitionID ?? "")).filter(Boolean);
      return [
        most("policies", 5, "policies")(body),
        long && "has a policy with a name of more than 50 characters",
        ...repeated(definitions).map((definition) => `has the policy ${definition} more than once`),
      ];
    },
  ),
  reuseRule,
  about("plan", sales, "MarketMissing", "§3.13", "a managed application: a market that is enabled", (body, part) => {
    const sold = listIn(body, "marketStates").some(({ state }) => state === "Enabled");
    return isSold(part) && !sold && "is sold in no market";
  }),
  about("plan", sales, "PriceMissing", "§4.7", "a managed application: a price, which may be 0", (body, part) => {
    const priced = listIn(body, "priceSchedules").some((price) => listIn(price, "schedules").length > 0);
    return isSold(part) && !priced && "has no price";
  }),
  about(
    "plan",
    sales,
    "TooManyMeters",
    "§6.4, page azure-app-metered-billing (pages differ, 18 or 30)",
    "at most 30 custom meters",
    most("customMeters", 30, "custom meters"),
  ),
  about(
    "plan",
    sales,
    "PrivateAudienceTooLarge",
    "§6.4, page plans-pricing",
    "at most 10,000 subscriptions, 20,000 tenants",
    (body) => [
      most("subscriptionAudiences", 10_000, "subscriptions in its private audience")(body),
      most("tenantAudiences", 20_000, "tenants in its private audience")(body),
    ],
  ),
  {
    errorCode: "TooManyCertifications",
    concerns: "plan",
    meaning: "at most 100 certifications for Azure Government",
    source: "§6.4",
    find: (part) => {
      const { length } = listIn(part.variant?.body ?? {}, "certificationsAzureGovernment");
      return length > 100 ? [part.finding("TooManyCertifications", "Variant", "has more than 100 certifications")] : [];
    },
  },
  { ...versionRule, switch: "versionsMustGrow" },
];

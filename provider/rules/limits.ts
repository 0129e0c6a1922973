// How much Partner Center takes of each property, by which source, of when: the table from which messages and
// docs/limits.md come; that of offers that the Product Ingestion API keeps is in ingested-limits.ts. Where sources differ, what all of them refuse is an error, and what some refuse is a warning.
import type { OwnerName } from "./requirements.js";
import { type Source, sources } from "./sources.js";

/** How much a source allows at most; infinite when it says that there is no limit. */
interface Allowed {
  readonly most: number;
  readonly source: Source;
}

/** A limit of one property. */
export interface Limit {
  readonly of: OwnerName;
  /** Its path. `*` stands for any key or entry, and `(key)` at the end for the keys themselves. */
  readonly property: string;
  /** What is counted: `characters` of a text, otherwise entries of a list or map. */
  readonly unit: string;
  readonly allowed: readonly [Allowed, ...Allowed[]];
}

type Numbers = readonly (readonly [most: number, source: Source])[];

function limitsOf(of: Limit["of"]) {
  return (property: string, unit: string, ...numbers: Numbers): Limit => {
    const allowed = numbers.map(([most, source]) => ({ most, source }));
    return { of, property, unit, allowed: allowed as [Allowed, ...Allowed[]] };
  };
}

const offer = limitsOf("Offer");
const plan = limitsOf("Plan");
const s = sources;

/** Page azure-app-plans: the listing's name is the plan's at first. So what holds for one has to fit the other. */
const longPlanNames: Numbers = [
  [200, s.summary],
  [2_000, s.plansBulgarian],
];

/** The limits that one property of one resource tells. Those of a listing hold for each of its languages. */
export const limits: readonly Limit[] = [
  offer("listing.title", "characters", [200, s.planOffer]),
  offer("listing.summary", "characters", [100, s.listing]),
  offer("listing.shortDescription", "characters", [256, s.listing]),
  offer("listing.description", "characters", [5_000, s.listing]),
  offer("listing.keywords", "keywords", [3, s.listing]),
  offer("listing.links.(key)", "characters", [255, s.listing]),
  offer("listing.screenshots", "screenshots", [5, s.listing]),
  offer("listing.videos", "videos", [4, s.listing], [5, s.planOffer]),
  offer("listing.documents", "documents", [3, s.likeOthers]),
  offer("properties.categories", "categories", [2, s.properties]),
  offer("properties.categories.*", "subcategories", [2, s.properties]),
  offer(
    "properties.universalAmendment",
    "characters",
    [10_000, s.likeOthers],
    [Number.POSITIVE_INFINITY, s.properties],
  ),
  offer("properties.customAmendments", "amendments", [10, s.properties]),
  offer("properties.customAmendments.*.terms", "characters", [10_000, s.likeOthers]),
  offer("properties.customAmendments.*.tenants", "tenants", [20, s.properties]),
  offer("properties.termsOfUse", "characters", [10_000, s.properties]),
  offer("previewAudience.subscriptions", "subscriptions", [100, s.preview]),
  offer("previewAudience.emails", "addresses", [100, s.likeOthers]),
  plan("name", "characters", [50, s.plans], ...longPlanNames),
  plan("listing.title", "characters", [50, s.plansPricing], [100, s.plans], ...longPlanNames),
  plan("listing.summary", "characters", [100, s.plans]),
  plan("listing.description", "characters", [2_000, s.plans], [3_000, s.summary]),
  plan("setup.governmentCertifications", "certifications", [100, s.plans]),
  plan("availability.meters", "meters", [18, s.managed], [30, s.metering]),
  plan("technicalConfiguration.authorizations", "authorizations", [100, s.managed]),
  plan("technicalConfiguration.governmentAuthorizations", "authorizations", [100, s.managed]),
  plan("technicalConfiguration.policies", "policies", [5, s.managed]),
  plan("technicalConfiguration.policies.(key)", "characters", [50, s.managed]),
];

/** The limits of what is put together from several properties or resources. */
export const countedLimits = {
  privateSubscriptions: plan("availability.privateAudience.subscriptions", "subscriptions", [10_000, s.managed]),
  privateTenants: plan(
    "availability.privateAudience.tenants",
    "tenants",
    [10_000, s.likeOthers],
    [20_000, s.plansPricing],
  ),
  plans: offer("plans", "plans", [100, s.planManaged]),
  privatePlans: offer("plans", "private plans", [45, s.planManaged]),
  meters: offer("plans", "meters in all its plans", [30, s.metering]),
} as const satisfies Record<string, Limit>;

/** What no source allows is more than this. */
export function mostOf({ allowed }: Limit): number {
  return Math.max(...allowed.map(({ most }) => most));
}

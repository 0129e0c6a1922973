// What automated validation finds in the content of a submission: completeness, limits, versions (API reference §6.4,
// §7 #14, #46, #47). That Partner Center wants these things is documented for its pages; that the API finds them at
// submission, and under which codes, is assumed. The README shows this table.

import type { Wire } from "../wire/entities.js";
import { type ContentPart, listIn } from "./content-part.js";
import { about, type ContentRule, listing, property, type Sentence } from "./content-rule.js";
import { logoSizes, pictureFits } from "./picture-sizes.js";
import { portalRules } from "./portal-rules.js";

const technical = ["Package", "packageConfiguration"] as const;
const sales = ["Availability", "featureAvailability"] as const;

function missingTexts(...fields: string[]): (body: Wire) => Sentence[] {
  return (body) => fields.map((field) => String(body[field] ?? "").trim() === "" && `has no listing ${field}`);
}

function longTexts(limits: { readonly [field: string]: number }): (body: Wire) => Sentence[] {
  return (body) =>
    Object.entries(limits).map(
      ([field, limit]) =>
        String(body[field] ?? "").length > limit && `has a listing ${field} of more than ${limit} characters`,
    );
}

function most(field: string, limit: number, what: string): (body: Wire) => Sentence {
  return (body) => listIn(body, field).length > limit && `has more than ${limit} ${what}`;
}

function mostMedia(errorCode: string, limit: number, what: string, source: string, is: (file: Wire) => boolean) {
  const find = (part: ContentPart) =>
    part.media.filter((file) => is({ ...file.body, kind: file.kind })).length > limit
      ? [part.finding(errorCode, "Listing", `has more than ${limit} ${what}`)]
      : [];
  return { errorCode, concerns: "offer" as const, meaning: `at most ${limit} ${what}`, source, find };
}

function isVersion(text: unknown): text is string {
  return typeof text === "string" && /^\d+\.\d+\.\d+$/.test(text);
}

function isHigher(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split(".").map(Number));
  const index = (left ?? []).findIndex((part, position) => part !== right?.[position]);
  return index >= 0 && (left?.[index] ?? 0) > (right?.[index] ?? 0);
}

/** A plan that reuses the technical configuration of another one has none of its own (§3.11). */
function isConfigured(part: ContentPart): boolean {
  const { subType, referenceVariantID } = part.variant?.body ?? {};
  return subType !== undefined && !referenceVariantID;
}

function isSold(part: ContentPart): boolean {
  return part.variant?.body.subType === "managed-application";
}

const offerRules: ContentRule[] = [
  about(
    "offer",
    listing,
    "ListingFieldMissing",
    "§6.4, portal",
    "title, summary and description",
    missingTexts("title", "summary", "description"),
  ),
  about(
    "offer",
    listing,
    "ListingFieldTooLong",
    "§6.4",
    "title 200, summary 100, shortDescription 256, description 5,000 characters, HTML included",
    longTexts({ title: 200, summary: 100, shortDescription: 256, description: 5_000 }),
  ),
  about("offer", listing, "TooManyKeywords", "§6.4", "at most 3 keywords", most("keywords", 3, "keywords")),
  about("offer", listing, "LinkTitleTooLong", "§6.4", "titles of links: 255 characters", (body) =>
    listIn(body, "listingUris").map(
      ({ displayText }) =>
        String(displayText ?? "").length > 255 && "has a link with a title of more than 255 characters",
    ),
  ),
  {
    errorCode: "LogoMissing",
    concerns: "offer",
    meaning: "a large logo that was uploaded",
    source: "§3.10",
    find: (part) => {
      const isLogo = ({ kind, body, committed }: ContentPart["media"][number]) =>
        kind === "images" && body.type === "AzureLogoLarge" && committed;
      return part.media.some(isLogo) ? [] : [part.finding("LogoMissing", "ListingImage", "has no large logo")];
    },
  },
  {
    errorCode: "PictureSizeInvalid",
    concerns: "offer",
    meaning: `uploaded pictures are PNG: ${logoSizes}`,
    source: "§3.10, page azure-app-offer-listing",
    find: (part) =>
      part.media
        .filter(({ kind, body, picture }) => kind === "images" && !pictureFits(body.type, picture))
        .map(({ body: { fileName, type }, picture }) => {
          const is = typeof picture === "object" ? `${picture.width} × ${picture.height} pixels` : "no PNG picture";
          return part.finding("PictureSizeInvalid", "ListingImage", `has ${type} ${fileName}, which is ${is}`);
        }),
  },
  mostMedia("TooManyScreenshots", 5, "screenshots", "§6.4", ({ type }) => type === "AzureLogoScreenshot"),
  mostMedia("TooManyVideos", 5, "videos", "§6.4 (pages differ: 4 or 5)", ({ kind }) => kind === "videos"),
  about(
    "offer",
    ["ProductAvailability", "productAvailability"],
    "PreviewAudienceMissing",
    "§3.12",
    "somebody in the preview audience",
    (body) => {
      const groups = listIn<{ values?: string[] }>(body, "audiences");
      const members = [...listIn(body, "emailAudiences"), ...listIn(body, "subscriptionAudiences")];
      const isThere = members.length > 0 || groups.some(({ values = [] }) => values.length > 0);
      return !isThere && "has no preview audience";
    },
  ),
  about(
    "offer",
    ["ProductAvailability", "productAvailability"],
    "PreviewAudienceTooLarge",
    "§6.4",
    "at most 100 subscriptions in the preview audience",
    (body) => {
      const values = listIn<{ values?: string[] }>(body, "audiences").flatMap((group) => group.values ?? []);
      return values.length > 100 && "has more than 100 subscriptions in its preview audience";
    },
  ),
  about("offer", property, "CategoryMissing", "§3.8, page azure-app-properties", "at least 1 category", (body) => {
    const named = [...listIn(body, "categories"), ...Object.keys((body.leveledCategories ?? {}) as Wire)];
    return named.length === 0 && "has no category";
  }),
  about("offer", property, "TooManyCategories", "§6.4", "at most 2 categories, each with 2 subcategories", (body) => {
    const categories = Object.entries((body.leveledCategories ?? {}) as { [name: string]: string[] });
    const deep = categories.filter(([, below]) => below.length > 2);
    return [
      categories.length > 2 && "has more than 2 categories",
      ...deep.map(([name]) => `has more than 2 subcategories of ${name}`),
    ];
  }),
  about("offer", property, "TermsTooLong", "§6.4", "terms of use: 10,000 characters", (body) => {
    return String(body.termsOfUse ?? "").length > 10_000 && "has terms of use of more than 10,000 characters";
  }),
  about("offer", property, "TooManyAmendments", "§6.4", "at most 10 custom amendments, each for 20 tenants", (body) => {
    const crowded = listIn(body, "customAmendments").some((amendment) => listIn(amendment, "tenants").length > 20);
    return [
      most("customAmendments", 10, "custom amendments")(body),
      crowded && "has a custom amendment for more than 20 tenants",
    ];
  }),
  {
    errorCode: "PlanMissing",
    concerns: "offer",
    meaning: "a plan that is not Inactive",
    source: "§4.9, §7 #49",
    find: (part) => (part.planCount > 0 ? [] : [part.finding("PlanMissing", "Variant", "has no active plan")]),
  },
];

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

const planRules: ContentRule[] = [
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
    "§6.4 (title: pages differ, 50 or 100)",
    "title 100, summary and shortDescription 100, description 2,000 characters",
    longTexts({ title: 100, summary: 100, shortDescription: 100, description: 2_000 }),
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
  about("plan", technical, "PoliciesInvalid", "§6.4", "at most 5 policies, with names of 50 characters", (body) => {
    const long = listIn(body, "policies").some(({ policyName }) => String(policyName ?? "").length > 50);
    return [most("policies", 5, "policies")(body), long && "has a policy with a name of more than 50 characters"];
  }),
  about("plan", sales, "MarketMissing", "§3.13", "a managed application: a market that is enabled", (body, part) => {
    const sold = listIn(body, "marketStates").some(({ state }) => state === "Enabled");
    return isSold(part) && !sold && "is sold in no market";
  }),
  about("plan", sales, "PriceMissing", "§4.7", "a managed application: a price, which may be 0", (body, part) => {
    const priced = listIn(body, "priceSchedules").some((price) => listIn(price, "schedules").length > 0);
    return isSold(part) && !priced && "has no price";
  }),
  about("plan", sales, "TooManyMeters", "§6.4", "at most 18 custom meters", most("customMeters", 18, "custom meters")),
  about("plan", sales, "PrivateAudienceTooLarge", "§6.4", "at most 10,000 tenants and subscriptions", (body) => {
    const count = listIn(body, "tenantAudiences").length + listIn(body, "subscriptionAudiences").length;
    return count > 10_000 && "has more than 10,000 entries in its private audience";
  }),
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

/** All rules, those of the offer first, in the order of findings. */
export const contentRules: readonly ContentRule[] = [...offerRules, ...portalRules, ...planRules];

/** The rules as Markdown; the README contains exactly this text. */
export function contentRulesText(): string {
  const rows = contentRules.map(
    ({ concerns, errorCode, meaning, source, switch: needed }) =>
      `| ${concerns} | \`${errorCode}\` | ${meaning} | ${source}${needed === undefined ? "" : `, switch \`${needed}\``} |`,
  );
  return ["| concerns | errorCode | wanted | source |\n| --- | --- | --- | --- |", ...rows].join("\n");
}

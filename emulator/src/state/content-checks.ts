// What automated validation finds in the content of a submission: completeness, lengths, versions (§6.4, §7 #14,
// #46, #47). Which findings the real service makes is unknown; these are the ones its portal documents.

import type { SnapshotEntry, SubmissionRecord, ValidationItem, VariantRecord, Wire } from "../records.js";
import type { SubmissionRequest } from "./submission-request.js";

type Limits = { readonly [field: string]: number };
const offerLimits: Limits = { title: 200, summary: 100, shortDescription: 256, description: 5_000 };
const planLimits: Limits = { title: 100, summary: 100, shortDescription: 100, description: 2_000 };

function finding(errorCode: string, message: string, resource: string): ValidationItem {
  return { errorCode, severity: "Error", message, resource };
}

function draftsOf(snapshot: SnapshotEntry[], kind: string, variantId?: string): Wire[] {
  return snapshot
    .filter((entry) => entry.variantId === variantId)
    .flatMap((entry) => entry.drafts)
    .filter((draft) => draft.kind === kind)
    .map((draft) => draft.body);
}

/** All problems of a submission's content, compared with the live one where that matters. */
export function contentProblems(
  request: SubmissionRequest,
  live: SubmissionRecord | undefined,
  versionsMustGrow: boolean,
): ValidationItem[] {
  const { snapshot, variants } = request;
  const plans = variants.flatMap((variant) => [
    ...listingProblems(snapshot, variant, ["title", "description"]),
    ...technicalProblems(snapshot, variant),
    ...salesProblems(snapshot, variant),
    ...(versionsMustGrow && live !== undefined ? versionProblems(snapshot, variant, live) : []),
  ]);
  return [
    ...listingProblems(snapshot, undefined, ["title", "summary", "description"]),
    ...logoProblems(snapshot),
    ...audienceProblems(snapshot),
    ...(variants.length === 0 ? [finding("PlanMissing", "The offer has no active plan.", "Variant")] : []),
    ...plans,
  ];
}

function nameOf(variant: VariantRecord | undefined): string {
  return variant === undefined ? "The offer" : `The plan ${variant.body.externalID}`;
}

function listingProblems(
  snapshot: SnapshotEntry[],
  variant: VariantRecord | undefined,
  required: string[],
): ValidationItem[] {
  const resource = variant === undefined ? "Listing" : `Listing of variant ${variant.id}`;
  const limits = variant === undefined ? offerLimits : planLimits;
  return draftsOf(snapshot, "listing", variant?.id).flatMap((listing) => {
    const missing = required
      .filter((field) => String(listing[field] ?? "").trim() === "")
      .map((field) => finding("ListingFieldMissing", `${nameOf(variant)} has no listing ${field}.`, resource));
    const long = Object.entries(limits)
      .filter(([field, limit]) => String(listing[field] ?? "").length > limit)
      .map(([field, limit]) => {
        const message = `${nameOf(variant)} has a listing ${field} of more than ${limit} characters.`;
        return finding("ListingFieldTooLong", message, resource);
      });
    const many = ((listing.keywords ?? []) as string[]).length > 3;
    return [
      ...missing,
      ...long,
      ...(many ? [finding("TooManyKeywords", `${nameOf(variant)} has more than 3 keywords.`, resource)] : []),
    ];
  });
}

function logoProblems(snapshot: SnapshotEntry[]): ValidationItem[] {
  const images = snapshot.filter((entry) => entry.variantId === undefined).flatMap((entry) => entry.media);
  const isThere = images.some(
    (image) => image.kind === "images" && image.body.type === "AzureLogoLarge" && image.committed,
  );
  return isThere ? [] : [finding("LogoMissing", "The offer has no large logo.", "ListingImage")];
}

function audienceProblems(snapshot: SnapshotEntry[]): ValidationItem[] {
  const isThere = draftsOf(snapshot, "productAvailability").some((availability) => {
    const groups = (availability.audiences ?? []) as { values?: string[] }[];
    const members = [availability.emailAudiences, availability.subscriptionAudiences] as (unknown[] | undefined)[];
    return groups.some((group) => (group.values ?? []).length > 0) || members.some((list) => (list ?? []).length > 0);
  });
  return isThere
    ? []
    : [finding("PreviewAudienceMissing", "The offer has no preview audience.", "ProductAvailability")];
}

function isVersion(text: unknown): text is string {
  return typeof text === "string" && /^\d+\.\d+\.\d+$/.test(text);
}

function technicalProblems(snapshot: SnapshotEntry[], variant: VariantRecord): ValidationItem[] {
  if (variant.body.subType === undefined) return [];
  const resource = `Package of variant ${variant.id}`;
  return draftsOf(snapshot, "packageConfiguration", variant.id).flatMap((configuration) => {
    const references = (configuration.packageReferences ?? []) as unknown[];
    return [
      ...(references.length === 0 ? [finding("PackageMissing", `${nameOf(variant)} has no package.`, resource)] : []),
      ...(isVersion(configuration.version)
        ? []
        : [finding("VersionInvalid", `${nameOf(variant)} has no version of the form 1.2.3.`, resource)]),
    ];
  });
}

function salesProblems(snapshot: SnapshotEntry[], variant: VariantRecord): ValidationItem[] {
  if (variant.body.subType !== "managed-application") return [];
  const resource = `Availability of variant ${variant.id}`;
  return draftsOf(snapshot, "featureAvailability", variant.id).flatMap((availability) => {
    const markets = (availability.marketStates ?? []) as { state?: string }[];
    const prices = (availability.priceSchedules ?? []) as { schedules?: unknown[] }[];
    const isSold = markets.some((market) => market.state === "Enabled");
    const isPriced = prices.some((price) => (price.schedules ?? []).length > 0);
    return [
      ...(isSold ? [] : [finding("MarketMissing", `${nameOf(variant)} is sold in no market.`, resource)]),
      ...(isPriced ? [] : [finding("PriceMissing", `${nameOf(variant)} has no price.`, resource)]),
    ];
  });
}

function isHigher(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split(".").map(Number));
  const index = (left ?? []).findIndex((part, position) => part !== right?.[position]);
  return index >= 0 && (left?.[index] ?? 0) > (right?.[index] ?? 0);
}

/** A configuration that was changed since it went live needs a higher version (§7 #47). */
function versionProblems(snapshot: SnapshotEntry[], variant: VariantRecord, live: SubmissionRecord): ValidationItem[] {
  const now = draftsOf(snapshot, "packageConfiguration", variant.id)[0];
  const before = draftsOf(live.snapshot, "packageConfiguration", variant.id)[0];
  if (now === undefined || before === undefined || JSON.stringify(now) === JSON.stringify(before)) return [];
  if (!isVersion(now.version) || !isVersion(before.version) || isHigher(now.version, before.version)) return [];
  const message = `${nameOf(variant)} was changed, but its version ${now.version} is not above the live ${before.version}.`;
  return [finding("VersionNotIncreased", message, `Package of variant ${variant.id}`)];
}

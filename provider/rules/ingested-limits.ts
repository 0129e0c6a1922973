// How much Partner Center takes of each property of offers and plans that the Product Ingestion API keeps.
import type { Limit } from "./limits.js";
import type { OwnerName } from "./requirements.js";
import { sources as s } from "./sources.js";

type Row = readonly [property: string, unit: string, most: number];

function limitsOf(of: OwnerName, rows: readonly Row[]): Limit[] {
  return rows.map(([property, unit, most]) => ({ of, property, unit, allowed: [{ most, source: s.typeSheet }] }));
}

/** What all offers have in common. */
const offerRows: readonly Row[] = [
  ["alias", "characters", 120],
  ["listing.title", "characters", 200],
  ["listing.summary", "characters", 100],
  ["listing.shortDescription", "characters", 256],
  ["listing.description", "characters", 5_000],
  ["listing.links", "links", 25],
  ["listing.links.(key)", "characters", 255],
  ["listing.screenshots", "screenshots", 5],
  ["listing.documents", "documents", 3],
  ["properties.categories", "categories", 2],
  ["properties.categories.*", "subcategories", 2],
  ["properties.customAmendments", "amendments", 10],
  ["properties.customAmendments.*.terms", "characters", 10_000],
  ["properties.termsOfUse", "characters", 10_000],
];

/** What all plans have in common. */
const planRows: readonly Row[] = [
  ["name", "characters", 125],
  ["listing.title", "characters", 200],
  ["listing.description", "characters", 3_000],
  ["setup.governmentCertifications", "certifications", 100],
  ["setup.governmentCertifications.(key)", "characters", 255],
  ["setup.governmentCertifications.*", "characters", 1_000],
  ["availability.privateAudience.tenants", "tenants", 20_000],
  ["availability.privateAudience.tenants.*", "characters", 1_000],
];

/** All of them. */
export const ingestedLimits: readonly Limit[] = [
  ...limitsOf("VirtualMachineOffer", [
    ...offerRows,
    ["listing.videos", "videos", 5],
    ["properties.customAmendments.*.tenants", "tenants", 10],
    ["previewAudience.subscriptions", "subscriptions", 100],
  ]),
  ...limitsOf("VirtualMachinePlan", [
    ...planRows,
    ["listing.summary", "characters", 100],
    ["availability.privateAudience.subscriptions", "subscriptions", 20_000],
    ["availability.privateAudience.subscriptions.*", "characters", 1_000],
    ["technicalConfiguration.openPorts", "ports", 100],
    ["technicalConfiguration.images", "image versions", 100],
  ]),
  ...limitsOf("ContainerOffer", [
    ...offerRows.filter(([property]) => property !== "listing.title"),
    ["listing.title", "characters", 50],
    ["listing.videos", "videos", 5],
    ["previewAudience.subscriptions", "subscriptions", 100],
  ]),
  ...limitsOf("ContainerPlan", [...planRows, ["listing.summary", "characters", 100]]),
  ...limitsOf("SaasOffer", [
    ...offerRows,
    ["listing.videos", "videos", 4],
    ["properties.customAmendments.*.tenants", "tenants", 20],
    ["properties.industries", "industries", 2],
    ["properties.industries.*", "subindustries", 2],
    ["properties.cloudIndustries", "industries", 2],
    ["properties.cloudIndustries.*", "subindustries", 2],
    ["previewAudience.emails", "addresses", 20],
    ["listing.keywords", "keywords", 3],
    ["listing.gettingStartedInstructions", "characters", 3_000],
    ["meters", "meters", 30],
  ]),
  ...limitsOf("SaasPlan", planRows),
];

// What an offer and its plans must say to be published: the table by which a preview tells what is missing. That of
// offers that the Product Ingestion API keeps is in ingested-requirements.ts. The emulator has rules of its own, and a
// test compares the two.
import { getPath, isObject, type Properties } from "../values/properties.js";
import { unknownMarker } from "../values/unknown.js";
import { type Source, sources as s } from "./sources.js";

/** Whose a requirement or limit is: a kind of offers or plans. */
export type OwnerName =
  | "Offer"
  | "Plan"
  | "VirtualMachineOffer"
  | "VirtualMachinePlan"
  | "ContainerOffer"
  | "ContainerPlan"
  | "SaasOffer"
  | "SaasPlan";

/** Something without which nothing can be published. */
export interface Requirement {
  readonly of: OwnerName;
  /** The property that a program sets to meet it; other properties that meet it as well. */
  readonly paths: readonly [property: string, ...others: string[]];
  /** What to set, as the end of a sentence. */
  readonly wanted: string;
  readonly source: Source;
  /** Whether it holds for what is declared; default: always. */
  readonly when?: (inputs: Properties) => boolean;
  /** Whether it is met; default: one of the properties says something. */
  readonly met?: (inputs: Properties) => boolean;
}

/** A text of spaces, and what is empty otherwise, says nothing. */
function isBlank(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0);
}

/** Longer descriptions are refused for their length. */
const longestBlank = 20_000;
/** What of HTML shows nothing by itself. */
const unseen = /<!--[\s\S]*?-->|<[^<>]*>|&(nbsp|#160|#xa0);|[\s\u200b]/gi;

/** Descriptions are HTML: tags around nothing say nothing. */
export function isNothing(path: string, value: unknown): boolean {
  if (isBlank(value)) return true;
  if (typeof value !== "string" || !path.endsWith(".description") || value.length > longestBlank) return false;
  return value.replaceAll(unseen, "") === "";
}

/** Whether something is said there; what is not known yet may say something. */
export function says(inputs: Properties, path: string): boolean {
  return !isNothing(path, getPath(inputs, path));
}

function isTrue(inputs: Properties, path: string): boolean {
  return [true, unknownMarker].includes(getPath(inputs, path) as true);
}

function isManaged(inputs: Properties): boolean {
  return inputs.planType === "managed-application";
}

function clouds(inputs: Properties): string[] {
  const value = getPath(inputs, "setup.clouds");
  return Array.isArray(value) ? value.map((cloud) => String(cloud).toLowerCase()) : [];
}

/** Whether the plan is for certain available in a cloud of this kind. */
const isGovernment = (cloud: string) => cloud.includes("government");
const isForGovernment = (inputs: Properties) => isManaged(inputs) && clouds(inputs).some(isGovernment);
const isForGlobal = (inputs: Properties) =>
  isManaged(inputs) && (getPath(inputs, "setup.clouds") === undefined || !clouds(inputs).every(isGovernment));

/** A plan that the publisher has no access to has nobody who manages it; one that shares a configuration has none. */
const shared = "setup.technicalConfigurationOf";
const mode = "technicalConfiguration.managementMode";
const managedBy = (path: string) => (inputs: Properties) =>
  [path, shared].some((one) => says(inputs, one)) || !["Managed", undefined].includes(getPath(inputs, mode) as string);

/** Those of Azure applications, in the order in which they are told. */
export const requirements: readonly Requirement[] = [
  { of: "Offer", paths: ["listing.summary"], wanted: "the search results summary", source: s.planOffer },
  { of: "Offer", paths: ["listing.shortDescription"], wanted: "a short description", source: s.planOffer },
  { of: "Offer", paths: ["listing.description"], wanted: "a description", source: s.planOffer },
  { of: "Offer", paths: ["listing.privacyPolicyLink"], wanted: "a link to your privacy policy", source: s.planOffer },
  { of: "Offer", paths: ["listing.contacts.support"], wanted: "whom customers' questions go to", source: s.listing },
  { of: "Offer", paths: ["listing.contacts.engineering"], wanted: "whom Microsoft asks", source: s.listing },
  {
    of: "Offer",
    paths: ["listing.supportLink", "listing.contacts.support.url"],
    wanted: "the address of your support page, here or as url of the support contact",
    source: s.listing,
  },
  { of: "Offer", paths: ["listing.logos.large"], wanted: "the large logo", source: s.planOffer },
  {
    of: "Offer",
    paths: ["properties.categories", "properties.additionalCategories"],
    wanted: "a category",
    source: s.properties,
  },
  {
    of: "Offer",
    paths: ["properties.standardContract", "properties.termsOfUse"],
    wanted: "true, or termsOfUse with terms of your own",
    source: s.properties,
    met: (inputs) => isTrue(inputs, "properties.standardContract") || says(inputs, "properties.termsOfUse"),
  },
  {
    of: "Offer",
    paths: ["previewAudience.subscriptions", "previewAudience.emails"],
    wanted: "an Azure subscription that sees the preview",
    source: s.preview,
  },
  { of: "Offer", paths: ["plans"], wanted: "a Plan", source: s.plans },
  { of: "Plan", paths: ["listing.description"], wanted: "a description of the plan", source: s.plansPricing },
  {
    of: "Plan",
    paths: ["setup.clouds"],
    wanted: "a cloud",
    source: s.plans,
    when: (inputs) => getPath(inputs, "setup.clouds") !== undefined,
  },
  {
    of: "Plan",
    paths: ["availability.markets", "availability.marketGroups"],
    wanted: "a market in which the plan is sold",
    source: s.managed,
    when: isManaged,
  },
  {
    of: "Plan",
    paths: [
      "availability.monthlyPrice",
      "availability.monthlyPrices",
      "availability.annualPrice",
      "availability.annualPrices",
    ],
    wanted: "a price a month, which may be 0",
    source: s.planManaged,
    when: isManaged,
  },
  {
    of: "Plan",
    paths: ["technicalConfiguration.package", shared],
    wanted: "an ApplicationPackage",
    source: s.planManaged,
  },
  {
    of: "Plan",
    paths: ["technicalConfiguration.version", shared],
    wanted: "a version such as 1.0.0",
    source: s.managed,
  },
  {
    of: "Plan",
    paths: ["technicalConfiguration.tenantId", shared, mode],
    wanted: "the tenant of those who manage the application",
    source: s.planManaged,
    when: isForGlobal,
    met: managedBy("technicalConfiguration.tenantId"),
  },
  {
    of: "Plan",
    paths: ["technicalConfiguration.authorizations", shared, mode],
    wanted: "who manages the application",
    source: s.planManaged,
    when: isForGlobal,
    met: managedBy("technicalConfiguration.authorizations"),
  },
  {
    of: "Plan",
    paths: ["technicalConfiguration.governmentTenantId", shared, mode],
    wanted: "the tenant of those who manage the application in Azure Government",
    source: s.planManaged,
    when: isForGovernment,
    met: managedBy("technicalConfiguration.governmentTenantId"),
  },
  {
    of: "Plan",
    paths: ["technicalConfiguration.governmentAuthorizations", shared, mode],
    wanted: "who manages the application in Azure Government",
    source: s.planManaged,
    when: isForGovernment,
    met: managedBy("technicalConfiguration.governmentAuthorizations"),
  },
  {
    of: "Plan",
    paths: ["technicalConfiguration.allowedCustomerActions", "technicalConfiguration.allowedDataActions"],
    wanted: "the actions that customers may do, or allowedDataActions, since customizeAllowedActions is true",
    source: s.planManaged,
    when: (inputs) => getPath(inputs, "technicalConfiguration.customizeAllowedActions") === true,
  },
];

/** Whether the inputs meet a requirement, as far as is known. */
export function isMet({ paths, met }: Requirement, inputs: Properties): boolean {
  return met?.(inputs) ?? paths.some((path) => says(inputs, path));
}

// What an offer needs to be published to preview (Product Ingestion API §12, §14; additions §2: what the portal asks for
// and Microsoft's own action sends; when and in which words the service says so is assumed).

import type { Resource } from "../resources/initial-resources.js";
import { configurationTypeOf } from "../resources/initial-resources.js";
import { offerTypeOf } from "../resources/shared-objects.js";
import type { ProductRecord } from "../store/records.js";
import { typeOf } from "../wire/schema-addresses.js";
import { listIn, objectIn } from "./rule.js";

/** One thing that is needed; `missing` gives what is said of an offer that lacks it. */
export interface Need {
  readonly wanted: string;
  readonly source: string;
  readonly missing: (product: ProductRecord, resources: readonly Resource[]) => readonly string[];
}

const ofType = (resources: readonly Resource[], type: string) => resources.filter((one) => typeOf(one) === type);
const isOffered = ({ lifecycleState = "generallyAvailable" }: Resource) => lifecycleState === "generallyAvailable";

/** A need of each plan that is offered: of its resource of a type. */
function perPlan(
  wanted: string,
  source: string,
  type: (product: ProductRecord) => string | undefined,
  isGood: (part: Resource | undefined, resources: readonly Resource[]) => boolean,
): Need {
  return perPlanLacking(wanted, source, type, (part, resources) => (isGood(part, resources) ? [] : [wanted]));
}

/** A need of several things of each plan, of which those that lack are named. */
function perPlanLacking(
  wanted: string,
  source: string,
  type: (product: ProductRecord) => string | undefined,
  lacks: (part: Resource | undefined, resources: readonly Resource[]) => readonly string[],
): Need {
  const missing: Need["missing"] = (product, resources) => {
    const partType = type(product);
    if (partType === undefined) return [];
    return ofType(resources, "plan")
      .filter(isOffered)
      .flatMap((plan) => {
        const part = ofType(resources, partType).find((one) => one.plan === plan.id);
        return needing(`The plan ${objectIn(plan, "identity").externalId}`, lacks(part, resources));
      });
  };
  return { wanted: `each plan: ${wanted}`, source, missing };
}

/** A need of the offer as a whole. */
function offer(
  wanted: string,
  source: string,
  isGood: (resources: readonly Resource[], type: string) => boolean,
): Need {
  return offerLacking(wanted, source, (resources, type) => (isGood(resources, type) ? [] : [wanted]));
}

/** A need of several things of the offer, of which those that lack are named. */
function offerLacking(
  wanted: string,
  source: string,
  lacks: (resources: readonly Resource[], type: string) => readonly string[],
): Need {
  const missing: Need["missing"] = (product, resources) => needing("The offer", lacks(resources, offerTypeOf(product)));
  return { wanted, source, missing };
}

function needing(who: string, lacking: readonly string[]): string[] {
  const last = lacking.at(-1);
  if (last === undefined) return [];
  return [`${who} needs ${lacking.length === 1 ? last : `${lacking.slice(0, -1).join(", ")} and ${last}`}.`];
}

const hasText = (resource: object | undefined, key: string) =>
  String(objectIn({ resource: resource ?? {} }, "resource")[key] ?? "") !== "";

/** The texts that a resource lacks, in words. */
function lackingTexts(resource: object | undefined, texts: { readonly [key: string]: string }): string[] {
  return Object.entries(texts).flatMap(([key, name]) => (hasText(resource, key) ? [] : [name]));
}

const isSold = (resources: readonly Resource[]) =>
  ofType(resources, "commercial-marketplace-setup")[0]?.sellThroughMicrosoft !== false;

/** Whether there is something to be deployed. */
function isConfigured(part: Resource | undefined): boolean {
  if (part === undefined) return false;
  if (part.basePlan !== undefined) return true;
  const lists = ["vmImageVersions", "cnabReferences", "imageTags"].map((key) => listIn(part, key));
  return lists.some((list) => list.length > 0);
}

function isPriced(part: Resource | undefined, resources: readonly Resource[]): boolean {
  if (!isSold(resources)) return true;
  const pricing = objectIn(part, "pricing");
  const keys = ["corePricing", "systemMeterPricing", "recurrentPrice", "customMeters"];
  return pricing.licenseModel === "byol" || keys.some((key) => pricing[key] !== undefined);
}

function hasMarket(part: Resource | undefined, resources: readonly Resource[]): boolean {
  const isEverywhere = ["allMarkets", "allTaxRemittedMarkets"].includes(String(part?.customerMarkets));
  return !isSold(resources) || isEverywhere || listIn(part, "markets").length > 0;
}

/** What is needed. */
export const needs: readonly Need[] = [
  offer(
    "a category",
    "§11.3",
    (resources) => Object.keys(objectIn(ofType(resources, "property")[0], "categories")).length > 0,
  ),
  offerLacking("a title, a summary and a description", "§12.2", (resources) =>
    lackingTexts(ofType(resources, "listing")[0], {
      title: "a title",
      searchResultSummary: "a summary",
      description: "a description",
    }),
  ),
  offer("a link to a privacy policy", "§12.2", (resources) =>
    hasText(ofType(resources, "listing")[0], "privacyPolicyLink"),
  ),
  offerLacking("a support and an engineering contact", "§12.2", (resources) => {
    const [listing] = ofType(resources, "listing");
    const contacts = { supportContact: "a support contact", engineeringContact: "an engineering contact" };
    return Object.entries(contacts).flatMap(([key, name]) => (hasText(objectIn(listing, key), "name") ? [] : [name]));
  }),
  offer("a large logo", "§12.2", (resources) =>
    ofType(resources, "listing-asset").some(({ type }) => String(type).toLowerCase() === "azurelogolarge"),
  ),
  offer(
    "somebody in the preview audience",
    "§11.8",
    (resources) => listIn(ofType(resources, "price-and-availability-offer")[0], "previewAudiences").length > 0,
  ),
  offer("at most 100 plans, 45 of them private", "§14", (resources) => {
    const isPrivate = ({ audience }: Resource) => audience === "private";
    const prices = ofType(resources, "price-and-availability-plan");
    return ofType(resources, "plan").length <= 100 && prices.filter(isPrivate).length <= 45;
  }),
  offer(
    "a plan",
    "§12",
    (resources, type) =>
      (type === "softwareAsAService" && !isSold(resources)) || ofType(resources, "plan").some(isOffered),
  ),
  offer("a technical configuration", "§12.3", (resources, type) => {
    if (type !== "softwareAsAService" || !isSold(resources)) return true;
    const [configuration] = ofType(resources, "software-as-a-service-technical-configuration");
    const keys = ["landingPageUrl", "connectionWebhook", "azureAdTenantId", "azureAdAppId"];
    return keys.every((key) => hasText(configuration, key));
  }),
  perPlanLacking(
    "a name and a description",
    "§12.2",
    () => "plan-listing",
    (part) => lackingTexts(part, { name: "a name", description: "a description" }),
  ),
  perPlan("a market", "§11.9", () => "price-and-availability-plan", hasMarket),
  perPlan(
    "a price, which may be free, or a licence of one's own",
    "§11.9",
    () => "price-and-availability-plan",
    isPriced,
  ),
  perPlan("something to be deployed", "§11.17, §11.19", configurationTypeOf, isConfigured),
];

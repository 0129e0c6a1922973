// What the portal's pages call required, or ask for without calling it optional, in every Azure application
// (Microsoft's pages azure-app-properties, azure-app-offer-listing, azure-app-plans and plan-azure-app-managed-app).
// That the API wants it too is assumed, and many programs leave it out, so the switch `portalRequirements` decides.

import type { Wire } from "../wire/entities.js";
import { type ContentPart, listIn } from "./content-part.js";
import {
  about,
  type ContentRule,
  listing,
  missingTexts,
  notForDynamics,
  property,
  repeated,
  type Sentence,
  technical,
} from "./content-rule.js";
import { isConfigured, isSold } from "./plan-rules.js";

const ofProperties = "§3.8, page azure-app-properties";
const ofListing = "§3.9, page azure-app-offer-listing";
const ofPlan = "page plan-azure-app-managed-app (6 November 2020)";

function missingContact(body: Wire, type: string, name: string): Sentence {
  const contact = listIn(body, "listingContacts").find((entry) => entry.type === type);
  if (contact === undefined) return `has no ${name} contact`;
  const missing = ["name", "email", "phone"].filter((field) => String(contact[field] ?? "").trim() === "");
  return missing.length > 0 && `has a ${name} contact without ${missing.join(" and ")}`;
}

function usesOwnTerms({ useEnterpriseContract }: Wire): boolean {
  return useEnterpriseContract !== true;
}

const rules: ContentRule[] = [
  about(
    "offer",
    property,
    "LegalTermsMissing",
    ofProperties,
    "the standard contract, or terms of one's own",
    (body) => {
      const isMissing = usesOwnTerms(body) && String(body.termsOfUse ?? "").trim() === "";
      return isMissing && "has neither the standard contract nor terms of use";
    },
  ),
  about("offer", listing, "PrivacyPolicyMissing", ofListing, "a link to a privacy policy", (body) => {
    const links = listIn(body, "listingUris").filter(({ type }) => type === "PrivacyUri");
    return !links.some(({ uri }) => String(uri ?? "").trim() !== "") && "has no privacy policy link";
  }),
  about(
    "offer",
    listing,
    "ContactMissing",
    ofListing,
    "a support and an engineering contact, each with name, email and phone",
    (body) => [missingContact(body, "CustomerSupport", "support"), missingContact(body, "Engineering", "engineering")],
  ),
  about("offer", listing, "ListingFieldMissing", ofListing, "a short description", missingTexts("shortDescription")),
  about(
    "offer",
    listing,
    "SupportUrlMissing",
    "page azure-app-offer-listing (16 March 2022)",
    "a support URL: of the support contact, or a link PublicCloudSupport",
    (body) => {
      const contacts = listIn(body, "listingContacts").filter(({ type }) => type === "CustomerSupport");
      const links = listIn(body, "listingUris").filter(({ type }) => type === "PublicCloudSupport");
      return ![...contacts, ...links].some(({ uri }) => isGiven(uri)) && "has no support URL";
    },
  ),
  {
    errorCode: "PlanNameNotUnique",
    concerns: "offer",
    meaning: "no two plans with the same name in a language",
    source: "page azure-app-plans (1 June 2021)",
    find: (part) =>
      repeated(planNames(part)).map((name) =>
        part.finding("PlanNameNotUnique", "Listing", `has several plans with the name ${name}`),
      ),
  },
  about(
    "plan",
    technical,
    "AuthorizationMissing",
    ofPlan,
    "a managed application that its publisher manages: who does, in each cloud of the plan",
    (body, part) => {
      const managed = isConfigured(part) && isSold(part) && body.publisherManagementMode === "Managed";
      return managed && cloudsOf(part).map((cloud) => withoutManager(body, cloud));
    },
  ),
  about(
    "plan",
    technical,
    "AllowedActionsMissing",
    ofPlan,
    "at least 1 allowed action or data action, if customers' actions are customized",
    (body) => {
      const actions = [...listIn(body, "allowedCustomerActions"), ...listIn(body, "allowedDataActions")];
      const isEmpty = body.canEnableCustomerActions === true && actions.length === 0;
      return isEmpty && "customizes the actions of customers, and allows none";
    },
  ),
];

/** The names of all plans as customers see them, each with its language. */
function planNames({ content: { snapshot } }: ContentPart): string[] {
  return snapshot
    .filter(({ variantId }) => variantId !== undefined)
    .flatMap(({ drafts }) => drafts)
    .filter(({ kind, body }) => kind === "listing" && String(body.title ?? "").trim() !== "")
    .map(({ body }) => `"${String(body.title).trim()}" (${body.languageCode})`);
}

function isGiven(text: unknown): boolean {
  return String(text ?? "").trim() !== "";
}

type Cloud = "publicAzure" | "azureGovernment";

/** The clouds of a plan; the value for Azure Government is not known (§3.11). */
function cloudsOf(part: ContentPart): Cloud[] {
  const names = listIn<string>(part.variant?.body ?? {}, "cloudAvailabilities");
  return names.map((name) => (/government/i.test(name) ? "azureGovernment" : "publicAzure"));
}

function withoutManager(body: Wire, cloud: Cloud): Sentence {
  const named = isGiven(body[`${cloud}TenantID`]) && listIn(body, `${cloud}Authorizations`).length > 0;
  return !named && `does not say who manages it: no ${cloud}TenantID with ${cloud}Authorizations`;
}

/** The rules, each under the switch. They are those of Azure applications. */
export const portalRules: readonly ContentRule[] = rules.map((rule) => ({
  ...notForDynamics(rule),
  switch: "portalRequirements",
}));

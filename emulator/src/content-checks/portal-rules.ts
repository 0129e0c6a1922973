// What the portal's pages call required, or ask for without calling it optional, in every Azure application
// (Microsoft's pages azure-app-properties and azure-app-offer-listing). That the API wants it too is assumed, and many
// programs leave it out, so the switch `portalRequirements` decides.

import type { Wire } from "../wire/entities.js";
import { listIn } from "./content-part.js";
import { about, type ContentRule, listing, property, type Sentence } from "./content-rule.js";

const ofProperties = "§3.8, page azure-app-properties";
const ofListing = "§3.9, page azure-app-offer-listing";

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
];

/** The rules, each under the switch. */
export const portalRules: readonly ContentRule[] = rules.map((rule) => ({ ...rule, switch: "portalRequirements" }));

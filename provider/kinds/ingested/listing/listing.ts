// The Offer listing page: what customers read of an offer (Product Ingestion API §11.4). Its pictures are in files.ts.
import { z } from "zod";
import type { Field } from "../../../fields/field.js";
import { plainField } from "../../../fields/forms.js";
import { keyedField } from "../../../fields/keyed-list.js";
import { canonicalHtml } from "../../../files/html.js";
import { checkDescription } from "../../../files/html-check.js";
import { checkHttps, checkName, checkNoMarkdown, checkOneLine, checkPlainText } from "../../../rules/texts.js";
import { resourcePage } from "../../../tree-pages/resource-page.js";
import { type Findings, known } from "../../../values/findings.js";
import { asObject, isObject, withoutEmpty } from "../../../values/properties.js";
import type { Inputs } from "../../../values/versions.js";
import { email, link, text } from "../../shared/formats.js";
import { wordsOf } from "../offer-types.js";

const contact = z.strictObject({
  name: z.string().regex(/\S/, { error: "is empty" }),
  email: email().optional(),
  phone: z.string().regex(/\S/, { error: "is empty" }).optional(),
  url: link().optional(),
});

/** What a program says of the Offer listing page, its files aside. */
export const listingTexts = {
  title: text().regex(/\S/, { error: "is empty; leave it out, and it is the offer's alias" }).optional(),
  summary: text().optional(),
  shortDescription: text().optional(),
  description: text().optional(),
  privacyPolicyLink: link().optional(),
  supportLink: link().optional(),
  governmentSupportLink: link().optional(),
  partnerMaterialsLink: link().optional(),
  links: z.record(text().regex(/\S/, { error: "is empty; the key is the link's title" }), link()).optional(),
  contacts: z
    .strictObject({ support: contact.optional(), engineering: contact.optional(), partners: contact.optional() })
    .optional(),
};

/** A text that a fresh listing has as an empty one. */
function textField(path: string, key: string, more: Partial<Field> = {}): Field {
  return plainField(path, key, {
    write: (body, value) => {
      body[key] = value ?? "";
    },
    ...more,
  });
}

/** Keys that the API does not know are refused in a contact. */
// Product Ingestion API §11.4
function contactField(path: string, key: string): Field {
  return {
    path,
    wire: [key],
    read: (body) => (isObject(body[key]) ? withoutEmpty(body[key]) : undefined),
    write: (body, value) => {
      if (value === undefined) delete body[key];
      else body[key] = withoutEmpty(asObject(value));
    },
  };
}

const links = keyedField("listing.links", "generalLinks", {
  key: "displayText",
  fromEntry: ({ link }) => link,
  toEntry: (link, old) => ({ ...old, link }),
});

const fields: readonly Field[] = [
  plainField("listing.title", "title", { initial: ({ name }) => name }),
  textField("listing.summary", "searchResultSummary"),
  textField("listing.shortDescription", "shortDescription"),
  textField("listing.description", "description", { canonical: canonicalHtml }),
  textField("listing.privacyPolicyLink", "privacyPolicyLink"),
  plainField("listing.supportLink", "globalSupportWebsite"),
  plainField("listing.governmentSupportLink", "governmentSupportWebsite"),
  textField("listing.partnerMaterialsLink", "cloudSolutionProviderMarketingMaterials"),
  links,
  contactField("listing.contacts.support", "supportContact"),
  contactField("listing.contacts.engineering", "engineeringContact"),
  contactField("listing.contacts.partners", "cloudSolutionProviderContact"),
];

function checkListing(inputs: Inputs, findings: Findings): void {
  checkDescription(inputs, "listing.description", findings);
  checkNoMarkdown(inputs, "listing.description", findings);
  checkName(inputs, "listing.title", findings);
  for (const key of ["title", "summary", "shortDescription"]) checkPlainText(inputs, `listing.${key}`, findings);
  checkOneLine(inputs, "listing.summary", findings);
  checkHttps("listing.privacyPolicyLink", known(inputs, "listing.privacyPolicyLink"), findings);
}

/** The Offer listing page in English, the only language that was seen. */
export const listingPage = resourcePage({
  key: "listing",
  what: "Its listing",
  type: "listing",
  fields,
  fresh: ({ offerType, owner }) => ({ kind: wordsOf(offerType).kind, languageId: "en-us", title: owner.name }),
  check: checkListing,
});

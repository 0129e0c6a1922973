// The Plan listing page: what customers read of a plan (Product Ingestion API §11.7).
import { z } from "zod";
import { plainField } from "../../fields/forms.js";
import { canonicalHtml } from "../../files/html.js";
import { checkDescription } from "../../files/html-check.js";
import { checkNoMarkdown, checkPlainText } from "../../rules/texts.js";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { text } from "../shared/formats.js";
import { wordsOf } from "./offer-types.js";

/** What a program says of the Plan listing page. */
export const planListingInputs = z.strictObject({
  title: text().regex(/\S/, { error: "is empty; leave it out, and it is the plan's name" }).optional(),
  summary: text().optional(),
  description: text().optional(),
});

/** The Plan listing page in English, the only language that was seen. */
export const planListingPage = resourcePage({
  key: "listing",
  what: "Its listing",
  type: "plan-listing",
  fields: [
    plainField("listing.title", "name", { initial: ({ name }) => name }),
    plainField("listing.summary", "summary"),
    plainField("listing.description", "description", { canonical: canonicalHtml }),
  ],
  fresh: ({ offerType, owner }) => ({ kind: wordsOf(offerType).planKind, languageId: "en-us", name: owner.name }),
  check(inputs, findings) {
    checkDescription(inputs, "listing.description", findings);
    checkNoMarkdown(inputs, "listing.description", findings);
    for (const key of ["title", "summary"]) checkPlainText(inputs, `listing.${key}`, findings);
  },
});

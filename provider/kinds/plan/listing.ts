// The Plan listing page: what customers read of the plan, in each language (API reference §3.9).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { plainField } from "../../fields/forms.js";
import { canonicalHtml } from "../../files/html.js";
import { checkDescription } from "../../files/html-check.js";
import { draftPage } from "../../pages/draft-page.js";
import { translationsPage } from "../../pages/translations-page.js";
import { checkNoMarkdown, checkPlainText } from "../../rules/texts.js";
import type { Findings } from "../../values/findings.js";
import type { Inputs } from "../../values/versions.js";
import { languageMap, text } from "../shared/formats.js";

/** What a program says of the Plan listing page in one language. */
export const listingInputs = z.strictObject({
  title: text().regex(/\S/, { error: "is empty; leave it out, and it is the plan's name" }).optional(),
  summary: text().optional(),
  description: text().optional(),
});

/** The listing in further languages. */
export const translationsInputs = languageMap(listingInputs);

/**
 * The page in one language; `at` is where the program has it. The plan's summary is kept in the short description.
 */
// API reference §3.9
export function listingFields(at: string): readonly Field[] {
  return [
    plainField(`${at}.title`, "title", { initial: (owner) => owner.name }),
    plainField(`${at}.summary`, "shortDescription"),
    plainField(`${at}.description`, "description", { canonical: canonicalHtml }),
  ];
}

function checkAt(inputs: Inputs, at: string, findings: Findings): void {
  checkDescription(inputs, `${at}.description`, findings);
  checkNoMarkdown(inputs, `${at}.description`, findings);
  for (const key of ["title", "summary"]) checkPlainText(inputs, `${at}.${key}`, findings);
}

/** The Plan listing page in English. */
export const planListingPage = draftPage({
  kind: "Listing",
  what: "Its listing",
  fields: listingFields("listing"),
  check: (inputs, findings) => checkAt(inputs, "listing", findings),
});

/** The Plan listing page in further languages. */
export const planTranslationsPage = translationsPage({ fieldsAt: listingFields, listing: planListingPage, checkAt });

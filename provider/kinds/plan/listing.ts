// Where each property of a plan lives in the service's objects (API reference §3.9, §3.11, §3.13, §3.15).

import type { Field } from "../../fields/field.js";
import { plainField } from "../../fields/forms.js";
import { canonicalHtml } from "../../files/html.js";
import type { DraftPart } from "../../pages/draft-page.js";
import { availabilityPart } from "./availability.js";
import { technicalConfigurationPart } from "./technical-configuration.js";

/** The plan listing page in one language; `at` is where the program has it. The plan's summary is kept in the short description (API reference §3.9). */
export function planListingFields(at: string): readonly Field[] {
  return [
    plainField(`${at}.title`, "title", { initial: (owner) => owner.name }),
    plainField(`${at}.summary`, "shortDescription"),
    plainField(`${at}.description`, "description", { canonical: canonicalHtml }),
  ];
}

/** The plan listing page in English. */
export const planListingPart: DraftPart = { kind: "Listing", fields: planListingFields("listing") };

/** All parts of a plan that are drafts. */
export const planParts: readonly DraftPart[] = [planListingPart, availabilityPart, technicalConfigurationPart];

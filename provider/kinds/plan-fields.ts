// Where each property of a plan lives in the service's objects (API reference §3.9, §3.11, §3.13, §3.15).
import type { DraftPart } from "../drafts.js";
import { type Field, plainField } from "../fields.js";
import { canonicalHtml } from "../html.js";
import { availabilityPart } from "./plan-availability-fields.js";
import { technicalConfigurationPart } from "./plan-technical-fields.js";

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

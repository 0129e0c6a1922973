// Applies the content rules to a submission.

import { isDynamics, type ProductRecord, type SubmissionRecord, type ValidationItem } from "../store/records.js";
import { ContentPart } from "./content-part.js";
import type { ContentSwitch } from "./content-rule.js";
import { contentRules } from "./content-rules.js";

/** All problems of a submission's content, compared with the live one where that matters. */
export function contentProblems(
  product: ProductRecord,
  { snapshot, variants }: Pick<SubmissionRecord, "snapshot" | "variants">,
  live: SubmissionRecord | undefined,
  switches: { readonly [Name in ContentSwitch]: boolean },
): ValidationItem[] {
  const content = { snapshot, variants, live };
  const parts = [new ContentPart(content), ...variants.map((variant) => new ContentPart(content, variant))];
  const rules = contentRules
    .filter((rule) => rule.switch === undefined || switches[rule.switch])
    .filter((rule) => rule.notForDynamics !== true || !isDynamics(product));
  return parts.flatMap((part) =>
    rules
      .filter((rule) => rule.concerns === (part.variant === undefined ? "offer" : "plan"))
      .flatMap((rule) => rule.find(part)),
  );
}

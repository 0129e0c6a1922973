// Applies the content rules to a submission.

import type { SubmissionRecord, ValidationItem } from "../store/records.js";
import { ContentPart } from "./content-part.js";
import type { ContentSwitch } from "./content-rule.js";
import { contentRules } from "./content-rules.js";

/** All problems of a submission's content, compared with the live one where that matters. */
export function contentProblems(
  submitted: Pick<SubmissionRecord, "snapshot" | "variants">,
  live: SubmissionRecord | undefined,
  switches: { readonly [Name in ContentSwitch]: boolean },
): ValidationItem[] {
  const { snapshot, variants } = submitted;
  const offer = new ContentPart(snapshot, live, undefined, variants.length);
  const plans = variants.map((variant) => new ContentPart(snapshot, live, variant));
  return [offer, ...plans].flatMap((part) =>
    contentRules
      .filter((rule) => rule.concerns === (part.variant === undefined ? "offer" : "plan"))
      .filter((rule) => rule.switch === undefined || switches[rule.switch])
      .flatMap((rule) => rule.find(part)),
  );
}

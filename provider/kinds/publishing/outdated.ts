// Why Partner Center no longer has what this stack submitted: found by a look, kept in the state as data, and enough
// for the next `pulumi up` to submit again.
import { isObject, type Properties } from "../../values/properties.js";
import type { LastSeen, Outputs } from "../../values/versions.js";

/** What was found. `submittedElsewhere`: another submission came after ours. `edited`: only the drafts changed. */
export type Reason = "ended" | "submittedElsewhere" | "edited";

/** In the state as `outdated`, with what is known of the submission that was found; a preview shows it as well. */
export interface Outdated extends Properties {
  readonly why: Reason;
  readonly submissionId: string;
}

/** Why the last look found the submission outdated; undefined when it did not. */
export function whyOutdated(state: LastSeen | Outputs): Reason | undefined {
  const { outdated, contentHash } = state;
  if (isObject(outdated)) return (outdated as Outdated).why;
  return typeof contentHash === "string" ? whyInWords(contentHash) : undefined;
}

/**
 * Versions up to 0.1.0 said it in words, in the place of the hash, such as `(ended: submission 1152921504606846977)`.
 */
function whyInWords(contentHash: string): Reason | undefined {
  if (!contentHash.startsWith("(")) return undefined;
  if (contentHash.startsWith("(ended: ")) return "ended";
  return contentHash.startsWith("(edited since ") ? "edited" : "submittedElsewhere";
}

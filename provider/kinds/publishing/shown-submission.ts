// A submission as the service shows it: whether it has ended, and what is kept of it.
import { submissionPhase } from "../../partner-center/publishing/submission-phase.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import type { Properties } from "../../values/properties.js";

/** Whether the submission has ended without success, so that a new one is needed. */
export function hasEnded(submission: Submission): boolean {
  return ["failed", "canceled"].includes(submissionPhase(submission));
}

/** Outputs that come from the submission itself. */
export function submissionOutputs(submission: Submission) {
  return {
    submissionId: submission.id,
    releaseNumber: submission.releaseNumber,
    state: submission.state,
    substate: submission.substate,
  } satisfies Properties;
}

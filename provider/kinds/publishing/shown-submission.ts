// A submission as the service shows it: which one counts, whether it has ended, what it is called, what is kept of it.
import { submissionPhase } from "../../partner-center/publishing/submission-phase.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import type { Properties } from "../../values/properties.js";

/** The newest submission: the one with the highest release number. The client sorts by release number, then by id. */
export function latest(submissions: readonly Submission[]): Submission | undefined {
  return submissions.at(-1);
}

/** Whether the submission has ended without success, so that a new one is needed. */
export function hasEnded(submission: Submission): boolean {
  return ["failed", "canceled"].includes(submissionPhase(submission));
}

/** A submission in words, such as `release 3 (submission 1152921504606846976, ReadyToPublish)`. */
export function nameSubmission(submission: Submission): string {
  const state = submission.substate ?? submission.state ?? "state not known";
  return `release ${submission.releaseNumber ?? "?"} (submission ${submission.id}, ${state})`;
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

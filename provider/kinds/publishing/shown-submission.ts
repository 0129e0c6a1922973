// A submission as the service shows it: whether it has ended, and what is kept of it.
import { ifThere } from "../../partner-center/errors.js";
import { latest, submissionPhase } from "../../partner-center/publishing/submission-phase.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import type { Properties } from "../../values/properties.js";
import type { Outputs } from "../../values/versions.js";
import type { Publisher } from "./publisher.js";

/** Whether the submission has ended without success, so that a new one is needed. */
export function hasEnded(submission: Submission): boolean {
  return ["failed", "canceled"].includes(submissionPhase(submission));
}

/**
 * What the service lists, with one that is known by its id: a list that lacks it, or is not there, is not believed.
 * One request more where it is not listed.
 */
export async function submissionsWith({ submissions, productId }: Publisher, id: unknown): Promise<Submission[]> {
  const listed = (await ifThere(submissions.list(productId))) ?? [];
  if (typeof id !== "string" || listed.some((one) => one.id === id)) return listed;
  const known = await ifThere(submissions.get(productId, id));
  if (known === undefined) return listed;
  const isNewest = (known.releaseNumber ?? 0) > (latest(listed)?.releaseNumber ?? 0);
  return isNewest ? [...listed, known] : [known, ...listed];
}

/** The outputs of Submission and Release, each another one after an update. */
export const shownOutputs = ["submissionId", "releaseNumber", "state", "substate", "times", "links"] as const;

/** Outputs that come from the submission itself. */
export function submissionOutputs(submission: Submission) {
  return {
    submissionId: submission.id,
    releaseNumber: submission.releaseNumber,
    state: submission.state,
    substate: submission.substate,
  } satisfies Properties;
}

/** The submission that outputs tell of, as far as they do. */
export function submissionIn({ submissionId, releaseNumber, state, substate }: Outputs): Submission {
  return { id: String(submissionId), releaseNumber, state, substate } as Submission;
}

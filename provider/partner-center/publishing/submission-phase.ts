/** What the states of a submission mean. */
// API reference §3.16, §4.10
import type { Submission } from "../schemas/resources.js";

/**
 * Where a submission is. `preview`: it can be looked at and promoted. `failed`: it ended; a new one is needed.
 * `unknown`: a state that this version does not know; wait for it as for `inProgress`.
 */
export type SubmissionPhase = "inProgress" | "failed" | "preview" | "publishing" | "live" | "canceled" | "unknown";

const bySubstate: Record<string, SubmissionPhase> = {
  indraft: "inProgress",
  submitted: "inProgress",
  failed: "failed",
  failedincertification: "failed",
  readytopublish: "preview",
  publishing: "publishing",
  published: "live",
  instore: "live",
  cancelled: "canceled",
  canceled: "canceled",
};

const byState: Record<string, SubmissionPhase> = {
  cancelled: "canceled",
  canceled: "canceled",
  deleted: "canceled",
  rolledback: "failed",
};

/**
 * The substate decides: `state` is `Published` in preview already. A failed or cancelled pending update counts while
 * the substate still says that work goes on.
 */
// API reference §4.10
export function submissionPhase(submission: Submission): SubmissionPhase {
  const phase =
    bySubstate[lower(submission.substate)] ??
    byState[lower(submission.state)] ??
    (submission.substate === undefined && lower(submission.state) === "inprogress" ? "inProgress" : "unknown");
  if (phase !== "inProgress" && phase !== "publishing" && phase !== "unknown") return phase;
  const update = lower(submission.pendingUpdateInfo?.status);
  if (update === "failed") return "failed";
  if (update === "cancelled" || update === "canceled") return "canceled";
  return phase;
}

const lower = (text: string | undefined) => (text ?? "").toLowerCase();

/** Whether it is on its way from preview to live, or there. */
export function isPromoted(submission: Submission): boolean {
  return ["publishing", "live"].includes(submissionPhase(submission));
}

/** A promotion that failed leaves the submission in preview. */
// API reference §3.16
export function isPromotionFailed({ pendingUpdateInfo }: Submission): boolean {
  return lower(pendingUpdateInfo?.updateType) === "promote" && lower(pendingUpdateInfo?.status) === "failed";
}

/** The newest submission: the one with the highest release number. The client sorts by release number, then by id. */
export function latest(submissions: readonly Submission[]): Submission | undefined {
  return submissions.at(-1);
}

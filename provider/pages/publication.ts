// Whether and since when an offer or a plan is published, as its submissions tell.
import { ifThere } from "../partner-center/errors.js";
import { isPromoted, type SubmissionPhase, submissionPhase } from "../partner-center/publishing/submission-phase.js";
import { nameSubmission } from "../partner-center/publishing/submission-text.js";
import type { Submission } from "../partner-center/schemas/resources.js";
import type { Context } from "./context.js";

/** Since when something is published. */
export interface Publication {
  /** Ready to be shown; undefined where the service does not say. */
  readonly since: string | undefined;
  /** Only in preview so far: no value is locked, but what is in preview cannot be deleted. */
  // API reference §7 #8
  readonly isPreview?: true;
}

/** The publication that a submission stands for; undefined for one that is neither live nor going live. */
export function publicationOf(submissions: readonly Submission[]): Publication | undefined {
  const published = submissions.find(isPromoted);
  if (published === undefined) return undefined;
  return { since: publishedAt(published) };
}

/**
 * When a submission was published (UTC). Before it is, the service gives the year 1601:
 * undefined.
 */
// API reference §3.16
export function publishedAt({ publishedTimeInUtc: time }: Submission): string | undefined {
  return time?.startsWith("1601-") ? undefined : time;
}

/** That a preview is ready which nobody has promoted; undefined without one. */
export function previewOf(submissions: readonly Submission[]): Publication | undefined {
  const isReady = submissions.some((submission) => submissionPhase(submission) === "preview");
  return isReady ? { since: undefined, isPreview: true } : undefined;
}

/** In which phases a submission keeps the service from deleting its offer (assumed). */
// API reference §7 #8
const keeping: Partial<Record<SubmissionPhase, string>> = {
  live: "is live",
  publishing: "is going live",
  preview: "is in preview",
  inProgress: "is in progress, and this stack did not make it",
  unknown: "is in a state that this version does not know",
};

/**
 * Why an offer cannot be deleted, in words; undefined when it can, or is gone. One request.
 *
 * @param own The id of a submission that is taken back first if it is still in progress.
 */
export async function whyOfferStays(context: Context, productId: string, own: unknown): Promise<string | undefined> {
  for (const submission of (await ifThere(context.client().submissions.list(productId))) ?? []) {
    const phase = submissionPhase(submission);
    const what = phase === "inProgress" && submission.id === own ? undefined : keeping[phase];
    if (what !== undefined) return `${nameSubmission(submission)} ${what}`;
  }
  return undefined;
}

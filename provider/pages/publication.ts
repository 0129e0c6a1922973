// Whether and since when an offer or a plan is published, as its submissions tell.
import { submissionPhase } from "../partner-center/publishing/submission-phase.js";
import type { Submission } from "../partner-center/schemas/resources.js";

/** Since when something is published. */
export interface Publication {
  /** Ready to be shown; undefined where the service does not say. */
  readonly since: string | undefined;
  /** Only in preview so far: no value is locked, but what is in preview cannot be deleted (API reference §7 #8). */
  readonly isPreview?: true;
}

/** The publication that a submission stands for; undefined for one that is neither live nor going live. */
export function publicationOf(submissions: readonly Submission[]): Publication | undefined {
  const published = submissions.find((submission) => ["live", "publishing"].includes(submissionPhase(submission)));
  if (published === undefined) return undefined;
  return { since: publishedAt(published) };
}

/**
 * When a submission was published (UTC). Before it is, the service gives the year 1601 (API reference §3.16):
 * undefined.
 */
export function publishedAt({ publishedTimeInUtc: time }: Submission): string | undefined {
  return time?.startsWith("1601-") ? undefined : time;
}

/** Whether a preview is ready that nobody has promoted. */
export function hasPreview(submissions: readonly Submission[]): boolean {
  return submissions.some((submission) => submissionPhase(submission) === "preview");
}

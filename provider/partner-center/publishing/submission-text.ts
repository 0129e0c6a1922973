/** A submission in words: what it is called, and how far it has come. For `pulumi up` and the command alike. */
import type { Submission } from "../schemas/resources.js";
import { type SubmissionPhase, submissionPhase } from "./submission-phase.js";
import { type RunningStep, typicalDuration } from "./workflow-steps.js";

/**
 * A submission by its number and id, such as `submission 3 (1152921504606846976)`; a state that this version does not
 * know is told as well.
 */
export function nameSubmission(submission: Submission): string {
  const isKnown = submissionPhase(submission) !== "unknown";
  const state = isKnown ? "" : `, ${submission.substate ?? submission.state ?? "state not known"}`;
  return `submission ${submission.releaseNumber ?? "?"} (${submission.id}${state})`;
}

/** What a phase is called. */
export const phaseWords: Record<SubmissionPhase, string> = {
  inProgress: "in progress",
  failed: "failed",
  preview: "in preview",
  publishing: "going live",
  live: "live",
  canceled: "canceled",
  unknown: "in a state that this version does not know",
};

/** How far a submission has come. */
export interface Progress {
  readonly phase: SubmissionPhase;
  /** The step that is being done, where it is known. */
  readonly step: RunningStep | undefined;
  /** Milliseconds for which we have seen this step, or without one this phase. */
  readonly sinceMs: number;
}

/**
 * The line for a wait, such as `[1/2] Automated validation · 4 min (usually up to 30 min)`. It changes with every minute,
 * then every five, then every thirty.
 */
export function progressLine({ phase, step, sinceMs }: Progress): string {
  const minutes = Math.floor(sinceMs / 60_000);
  const grain = minutes < 10 ? 1 : minutes < 60 ? 5 : 30;
  const time = minutes < 1 ? "" : ` · ${elapsed((minutes - (minutes % grain)) * 60_000)}`;
  if (step === undefined) return `${phaseWords[phase]}${time}`;
  const usual = typicalDuration(step.name);
  return `[${step.position}/${step.count}] ${step.name}${time}${usual === undefined ? "" : ` (${usual})`}`;
}

/** How long something has taken, in words: `40 s`, `12 min`, `3 h 5 min`, `2 d 4 h`. */
export function elapsed(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return `${Math.round(milliseconds / 1000)} s`;
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

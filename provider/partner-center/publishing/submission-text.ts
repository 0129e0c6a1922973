/** A submission in words: what it is called, and how far it has come. For `pulumi up` and the command alike. */
import type { Submission } from "../schemas/resources.js";
import type { WatchChange } from "./watch.js";
import { typicalDuration } from "./workflow-steps.js";

/** A submission in words, such as `release 3 (submission 1152921504606846976, ReadyToPublish)`. */
export function nameSubmission(submission: Submission): string {
  const state = submission.substate ?? submission.state ?? "state not known";
  return `release ${submission.releaseNumber ?? "?"} (submission ${submission.id}, ${state})`;
}

/**
 * The line for a change: the step that has begun and how long it usually takes, or the state; and how long we have
 * waited.
 */
export function progressLine({ submission, step, line, elapsedMs }: WatchChange): string {
  const waited = elapsedMs < 1000 ? "" : `, after ${elapsed(elapsedMs)}`;
  if (step === undefined) return `${line}${waited}`;
  const begun = waited === "" ? "is under way" : "has begun";
  const where = `step ${step.position} of ${step.count} towards ${step.towards.toLowerCase()}`;
  const usual = typicalDuration(step.name);
  const typically = usual === undefined ? "" : `; ${usual}`;
  return `${nameSubmission(submission)}: ${step.name} ${begun} (${where})${waited}${typically}`;
}

/** How long something has taken, in words: `40 s`, `12 min`, `3 h 5 min`, `2 d 4 h`. */
export function elapsed(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return `${Math.round(milliseconds / 1000)} s`;
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

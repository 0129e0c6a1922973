// Waiting for a submission, with a line for each change.
import type { Context } from "../../pages/context.js";
import { SubmissionFailedError, type WatchChange, watch } from "../../partner-center/publishing/watch.js";
import { typicalDuration } from "../../partner-center/publishing/workflow-steps.js";
import type { Variant } from "../../partner-center/schemas/resources.js";
import type { Properties } from "../../values/properties.js";
import { offerTitle } from "./publishing-inputs.js";
import { placeOf } from "./reason-places.js";
import { nameSubmission, submissionOutputs } from "./shown-submission.js";

/** What is waited for, and who wants it. */
export interface Wait {
  readonly submissionId: string;
  readonly until: "preview" | "live";
  /** Milliseconds. */
  readonly timeoutMs: number;
  readonly inputs: Properties;
  /** Always has what was seen last. */
  readonly state: Properties;
}

/**
 * Waits until the submission is in preview or live.
 *
 * @returns false when it failed and the program has `onFailure: "warn"`: that and the reasons are then printed.
 * @throws SubmissionFailedError, WaitTimeoutError
 */
export async function waitUntil(context: Context, productId: string, wait: Wait): Promise<boolean> {
  const { submissionId, until, timeoutMs, inputs, state } = wait;
  let plans: Promise<Variant[]> | undefined;
  try {
    await watch(context.client(), productId, submissionId, {
      until,
      timeoutMs,
      steps: true,
      clock: context.clock,
      beforeWait: () => context.stillWanted(),
      place: async (finding) => {
        plans ??= context.client().variants.list(productId);
        return placeOf(finding, offerTitle(inputs), await plans);
      },
      onChange: (change) => {
        const { submission, step } = change;
        const isNews = state.submissionId !== submission.id || state.substate !== submission.substate;
        Object.assign(state, submissionOutputs(submission));
        if (isNews || step !== undefined) context.say(progressLine(change));
      },
    });
    return true;
  } catch (error) {
    if (!(error instanceof SubmissionFailedError) || inputs.onFailure !== "warn") throw error;
    for (const line of [error.headline, ...error.reasons]) context.say(`warning: ${line}`);
    return false;
  }
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

// Waiting for a submission, with a line for each change.
import type { Context } from "../../pages/context.js";
import { progressLine } from "../../partner-center/publishing/submission-text.js";
import { SubmissionFailedError, watch } from "../../partner-center/publishing/watch.js";
import type { Variant } from "../../partner-center/schemas/resources.js";
import type { Inputs, Outputs } from "../../values/versions.js";
import { offerTitle } from "./publishing-inputs.js";
import { placeOf } from "./reason-places.js";
import { submissionOutputs } from "./shown-submission.js";

/** What is waited for, and who wants it. */
export interface Wait {
  readonly submissionId: string;
  readonly until: "preview" | "live";
  /** Milliseconds. */
  readonly timeoutMs: number;
  readonly inputs: Inputs;
  /** Always has what was seen last. */
  readonly state: Outputs;
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
      onOutage: ({ message }) => context.say(`cannot be looked at for now, and the wait goes on: ${message}`),
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

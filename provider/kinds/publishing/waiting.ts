// Waiting for a submission: how far it is, while that is true.
import type { Context } from "../../pages/context.js";
import { elapsed, progressLine } from "../../partner-center/publishing/submission-text.js";
import { SubmissionFailedError, watch } from "../../partner-center/publishing/watch.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import type { Inputs, Outputs } from "../../values/versions.js";
import type { Publisher } from "./publisher.js";
import { submissionOutputs } from "./shown-submission.js";

/** What is waited for, and who wants it. */
export interface Wait {
  readonly submissionId: string;
  /** As it was just seen; undefined: it is looked at at once. */
  readonly seen: Submission | undefined;
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
 * @returns How long that took, such as ` after 14 min`; nothing when it was there already. Undefined when it failed and
 * the program has `onFailure: "warn"`: that and the reasons are then told.
 * @throws SubmissionFailedError, WaitTimeoutError
 */
export async function waitUntil(context: Context, publisher: Publisher, wait: Wait): Promise<string | undefined> {
  const { submissionId, seen, until, timeoutMs, inputs, state } = wait;
  const { clock } = context;
  const started = clock.now();
  let shown = context.isInterruptible()
    ? ""
    : "the first Ctrl-C does not end this wait, a second one does; the next `pulumi up` goes on with it";
  if (shown !== "") context.show(shown);
  try {
    await watch(publisher, publisher.productId, submissionId, {
      until,
      timeoutMs,
      steps: true,
      seen,
      clock,
      submitAgain: "run `pulumi up` again",
      beforeWait: () => context.stillWanted(),
      place: publisher.placeOf,
      onOutage: ({ message }) => context.show(`cannot be looked at for now, and the wait goes on: ${message}`),
      onLook: (change) => {
        Object.assign(state, submissionOutputs(change.submission));
        const isUnderWay = ["inProgress", "publishing", "unknown"].includes(change.phase);
        const line = progressLine(change);
        if (isUnderWay && line !== shown) context.show(line);
        shown = line;
      },
    });
  } catch (error) {
    if (!(error instanceof SubmissionFailedError)) throw error;
    const { headline, reasons } = error;
    if (reasons.length > 0) context.say(headline); // the error has the reasons alone
    if (inputs.onFailure !== "warn") throw error;
    for (const line of reasons.length > 0 ? reasons : [headline]) context.warn(line);
    return undefined;
  }
  const waited = clock.now() - started;
  return waited < 1000 ? "" : ` after ${elapsed(waited)}`;
}

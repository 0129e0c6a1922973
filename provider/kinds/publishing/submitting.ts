// Submitting: never twice for the same content, and never over somebody else's work.
import type { Context } from "../../pages/context.js";
import { latest, submissionPhase } from "../../partner-center/publishing/submission-phase.js";
import { nameSubmission } from "../../partner-center/publishing/submission-text.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import { NotPossibleError } from "../../values/refusals.js";
import type { Inputs, LastSeen, Outputs } from "../../values/versions.js";
import { keepInputs } from "../shared/kept-inputs.js";
import { clearTheWay } from "./conflict.js";
import { isSameOption, pastReleaseTime } from "./inputs/publish-option.js";
import { whyOutdated } from "./outdated.js";
import { made, type Publisher, type Wanted } from "./publisher.js";
import { defaultWait } from "./publishers.js";
import { hasEnded, submissionOutputs } from "./shown-submission.js";

/** How often it begins again, because other runs submit while it looks. */
const mostTries = 5;

/** Finds the submission that is wanted, or makes it; `state` then has its outputs. @throws NotPossibleError */
export async function submit(context: Context, publisher: Publisher, wanted: Wanted, tries = mostTries): Promise<void> {
  if (tries === 0) {
    throw new NotPossibleError(
      "the newest submission was another one at each look, so that nothing was submitted. Run `pulumi up` again when " +
        "no other run submits this offer.",
    );
  }
  const { inputs, before, state } = wanted;
  const look = () => publisher.submissions.list(publisher.productId);
  // Reading takes a while, in which another run may submit: so the look comes last. An update may have nothing to read.
  let sending = before === undefined ? await publisher.read(inputs) : undefined;
  let submissions = await look();
  const newest = latest(submissions);
  if (newest !== undefined && !hasEnded(newest)) {
    const isKnown = newest.id === before?.submissionId;
    const isGoneOnWith = isKnown
      ? isStillWanted(newest, inputs, before) || (await saysSame(publisher, newest, wanted))
      : await publisher.isWanted(newest, wanted);
    if (isGoneOnWith) return goOn(context, publisher, newest, wanted, sending?.hash);
  }
  refuseAgainstResubmit(newest, inputs, before);
  refusePastReleaseTime(context, inputs);
  const cleared = await clearTheWay(context, publisher, newest, wanted);
  // What was in the way was of a killed run, and what was there before it is what is wanted again.
  const isBack = cleared !== newest && cleared !== undefined && cleared.id === before?.submissionId;
  if (isBack && !hasEnded(cleared)) return submit(context, publisher, wanted, tries - 1);
  if (sending === undefined || cleared !== newest) {
    sending = await publisher.read(inputs);
    submissions = await look();
  }
  const sent = await sending.send(wanted, cleared, submissions);
  if (sent === undefined) return submit(context, publisher, wanted, tries - 1);
  const { submission, draftHash } = sent;
  await context.unfinished.note([made(submission.id)]);
  Object.assign(state, submissionOutputs(submission), { draftHash });
  setContent(state, inputs);
  context.show(`submitted as ${nameSubmission(submission)}`);
}

/** Whether our last submission, which is live, says what is wanted by now: what changed has become a part of it. */
async function saysSame(publisher: Publisher, newest: Submission, wanted: Wanted): Promise<boolean> {
  if (wanted.inputs.resubmit === "always" || submissionPhase(newest) !== "live") return false;
  return (await publisher.saysSame?.(newest, wanted)) === true;
}

/** Goes on with a submission that is there. */
async function goOn(
  context: Context,
  publisher: Publisher,
  found: Submission,
  wanted: Wanted,
  hash?: string,
): Promise<void> {
  const { inputs, before, state } = wanted;
  const isOurs = found.id === before?.submissionId;
  if (!isOurs || found.substate !== before.substate) context.show(`goes on with ${nameSubmission(found)}`);
  // A run that was killed has not kept what the drafts said when it submitted.
  const isUnchanged = isOurs && isStillWanted(found, inputs, before);
  const known = isUnchanged ? before.draftHash : undefined;
  const draftHash = known ?? hash ?? (await publisher.draftHash(inputs, true)).hash;
  Object.assign(state, submissionOutputs(found), { draftHash });
  if (inputs.resubmit !== "never" || !isOurs) setContent(state, inputs);
}

/** Whether the submission that this stack has made last, and that goes on, is what is wanted still. */
export function isStillWanted(newest: Submission, inputs: Inputs, before: LastSeen): boolean {
  if (inputs.resubmit === "never") return true;
  if (before.contentHash !== inputs.contentHash || whyOutdated(before) !== undefined) return false;
  const phase = submissionPhase(newest);
  const isPromoted = phase === "publishing" || phase === "live";
  if (!isPromoted && !isSameOption(before, inputs)) return false;
  return inputs.resubmit !== "always" || phase === "inProgress" || phase === "unknown" || !wasReached(before);
}

/** Whether what was seen last was ready: the wait of that run had come to its end. */
function wasReached(before: LastSeen): boolean {
  const seen = { state: before.state, substate: before.substate } as Submission;
  return (
    (before.waitFor ?? defaultWait(before)) === "accepted" ||
    ["preview", "publishing", "live"].includes(submissionPhase(seen))
  );
}

/** From now on the submission is of this content, and of these plans. */
function setContent(state: Outputs, inputs: Inputs): void {
  state.contentHash = inputs.contentHash;
  keepInputs(state, inputs, ["planIds", "assetIds"]);
  delete state.outdated;
}

/** With `resubmit: "never"` only what failed is followed by another submission. */
function refuseAgainstResubmit(newest: Submission | undefined, inputs: Inputs, before: LastSeen | undefined): void {
  if (inputs.resubmit !== "never" || before?.submissionId === undefined) return;
  if (newest === undefined || hasEnded(newest)) return;
  throw new NotPossibleError(
    `submission ${before.submissionId} was replaced by ${nameSubmission(newest)}, which this stack did not make, and ` +
      '`resubmit` is "never". Set it to "on-change" to submit again.',
  );
}

function refusePastReleaseTime(context: Context, inputs: Inputs): void {
  const past = pastReleaseTime(inputs, context.clock.now());
  if (past === undefined) return;
  const time = new Date(past).toISOString();
  throw new NotPossibleError(
    `publishOption.releaseTime ${time} is in the past; nothing was submitted. Give a later time, or take it out.`,
  );
}

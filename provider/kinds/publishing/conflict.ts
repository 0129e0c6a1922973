// A submission that is under way stands in the way of a new one. Our own is taken back; with somebody else's, and with
// one that is going live, the program's `onConflict` decides. One that leaves the program is taken back as well.
import type { Context } from "../../pages/context.js";
import { ConflictError, ifThere, untilGone } from "../../partner-center/errors.js";
import { poll } from "../../partner-center/poll.js";
import { latest, type SubmissionPhase, submissionPhase } from "../../partner-center/publishing/submission-phase.js";
import { elapsed, nameSubmission } from "../../partner-center/publishing/submission-text.js";
import { pollDelay } from "../../partner-center/publishing/watch.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import { NotPossibleError } from "../../values/refusals.js";
import type { Inputs, LastSeen } from "../../values/versions.js";
import type { Publisher } from "./publisher.js";
import { hasEnded } from "./shown-submission.js";

/** What a submission in the way is: `stuck` has failed, but the service still has it as a draft in progress. */
type Obstacle = "underWay" | "goingLive" | "stuck";

function obstacleIn(newest: Submission): Obstacle | undefined {
  const phase = submissionPhase(newest);
  if (phase === "publishing") return "goingLive";
  if (phase === "inProgress" || phase === "unknown") return "underWay";
  // Seen in navcontainerhelper#3536.
  const isUnfinished = ["indraft", "submitted"].includes((newest.substate ?? "").toLowerCase());
  return hasEnded(newest) && isUnfinished ? "stuck" : undefined;
}

/** What is said when the program does not allow what would clear the way. */
const refusals: Record<Obstacle, (name: string) => string> = {
  underWay: (name) =>
    `${name} is in progress, and this stack did not make it. Wait until it has ended ` +
    '(`onConflict: "wait"` does), or cancel it: in Partner Center (Offer overview → Cancel publish), by ' +
    '`npx -p pulumi-partnercenter partnercenter cancel`, or by `onConflict: "replace"`. Then run `pulumi up` again.',
  goingLive: (name) =>
    `${name} is going live, and until it is, nothing can be submitted. Run \`pulumi up\` again when it ` +
    'is live, or set `onConflict: "wait"`.',
  stuck: (name) =>
    `${name} has failed but is still in the way, and this stack did not make it. Cancel it: in Partner ` +
    'Center (Offer overview → Cancel publish), by `npx -p pulumi-partnercenter partnercenter cancel`, or by `onConflict: "replace"`.',
};

/** Whose submission it is, and what the program allows. */
interface Sides {
  readonly inputs: Inputs;
  readonly before: LastSeen | undefined;
  /** Milliseconds since 1970 until which a submission is waited for. */
  readonly deadline: number;
}

/**
 * Clears the way for a new submission, or refuses.
 *
 * @param first The newest submission as just seen.
 * @returns The newest submission when the way is clear.
 * @throws NotPossibleError
 */
export async function clearTheWay(
  context: Context,
  publisher: Publisher,
  first: Submission | undefined,
  { inputs, before, deadline }: Sides,
): Promise<Submission | undefined> {
  const { clock } = context;
  const started = clock.now();
  let newest = first;
  let waitsFor: Submission | undefined;
  let takenBack: string | undefined;
  const lookAgain = async () => {
    newest = latest(await publisher.submissions.list(publisher.productId));
  };

  const look = async (): Promise<{ newest: Submission | undefined } | undefined> => {
    for (;;) {
      const obstacle = newest === undefined ? undefined : obstacleIn(newest);
      if (newest === undefined || obstacle === undefined) return { newest };
      const isOurs = newest.id === before?.submissionId || (await publisher.isOurs(newest));
      if (newest.id === takenBack) {
        waitsFor = newest; // the service takes its time to show it
        return undefined;
      }
      if (obstacle !== "goingLive" && (isOurs || inputs.onConflict === "replace")) {
        const ours = isOurs ? "since the content has changed" : 'since onConflict is "replace"';
        await takeBack(context, publisher, newest, obstacle === "stuck" ? "since it has failed" : ours);
        takenBack = newest.id;
        await lookAgain();
      } else if (obstacle !== "stuck" && inputs.onConflict === "wait") {
        if (waitsFor?.id !== newest.id) context.show(`waits until ${nameSubmission(newest)} has ended`);
        waitsFor = newest;
        return undefined;
      } else {
        throw new NotPossibleError(refusals[obstacle](nameSubmission(newest)));
      }
    }
  };

  const clear = await poll({
    clock,
    timeoutMs: deadline - started,
    look,
    delayMs: (elapsedMs) => pollDelay(elapsedMs, clock.random()),
    late: () => waitsFor && notEnded(waitsFor, clock.now() - started),
    sleep: async (milliseconds) => {
      await clock.sleep(milliseconds);
      await context.stillWanted();
      await lookAgain();
    },
  });
  return clear.newest;
}

function notEnded(waitsFor: Submission, elapsedMs: number): NotPossibleError {
  const name = nameSubmission(waitsFor);
  return new NotPossibleError(
    `${name} has not ended within ${elapsed(elapsedMs)}; run \`pulumi up\` again to go on waiting.`,
  );
}

/** Takes back what is in the way; the caller looks again. */
async function takeBack(context: Context, publisher: Publisher, newest: Submission, why: string): Promise<void> {
  context.say(`taking back ${nameSubmission(newest)}, ${why}`);
  await cancelUnlessMoved(publisher, newest);
}

/**
 * Cancels a submission. A conflict may be that it has just moved on, or a whim of the service: so it is looked at again.
 *
 * @returns What it has become meanwhile; undefined when it is gone.
 * @throws ConflictError when it is as it was, so that it goes on.
 */
export async function cancelUnlessMoved(
  { productId, submissions, cancel }: Publisher,
  submission: Submission,
): Promise<Submission | undefined> {
  try {
    await untilGone(cancel(submission.id), () => submissions.get(productId, submission.id));
    return undefined;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const now = await ifThere(submissions.get(productId, submission.id));
    if (now !== undefined && submissionPhase(now) === submissionPhase(submission)) throw error;
    return now;
  }
}

const promoted = "was promoted and is left; it can no longer be canceled";

/** Why a submission is not taken back, by its phase. */
const whyItStays: Partial<Record<SubmissionPhase, string>> = {
  preview: "stays in preview: the API cannot withdraw a preview",
  publishing: promoted,
  live: promoted,
  unknown: "is in a state that this version does not know, and is left; look at it in Partner Center",
};

/** Takes back what the state knows and what an interrupted run has sent, and says what goes on. */
export async function withdraw(context: Context, publisher: Publisher, before: LastSeen): Promise<void> {
  const listed = (await ifThere(publisher.submissions.list(publisher.productId))) ?? [];
  const known = await ownSubmission(publisher, listed, before.submissionId);
  const newest = latest(listed);
  const isOther = newest !== undefined && newest.id !== known?.id;
  const interrupted = isOther && (await publisher.isOurs(newest)) ? newest : undefined;
  for (const one of [known, interrupted]) if (one !== undefined) await withdrawOne(context, publisher, one);
  if (isOther && interrupted === undefined && submissionPhase(newest) === "inProgress")
    context.say(`${nameSubmission(newest)} is in progress and goes on, since this stack did not make it`);
}

/** What the state knows as its own: by its id, where a list lacks it. */
async function ownSubmission(
  { submissions, productId }: Publisher,
  listed: readonly Submission[],
  submissionId: unknown,
): Promise<Submission | undefined> {
  if (typeof submissionId !== "string") return undefined;
  return listed.find(({ id }) => id === submissionId) ?? ifThere(submissions.get(productId, submissionId));
}

/** Takes a submission back while that is possible, and says what became of it. */
async function withdrawOne(context: Context, publisher: Publisher, submission: Submission): Promise<void> {
  let current: Submission | undefined = submission;
  while (current !== undefined && ["inProgress", "failed"].includes(submissionPhase(current))) {
    const name = nameSubmission(current);
    current = await cancelUnlessMoved(publisher, current);
    if (current === undefined) context.say(`${name} was taken back`);
  }
  const why = current && whyItStays[submissionPhase(current)];
  if (current !== undefined && why !== undefined) context.say(`${nameSubmission(current)} ${why}`);
}

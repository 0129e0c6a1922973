// Submitting: never twice for the same content, never over somebody else's work, and never without a package.

import type { Context } from "../../pages/context.js";
import { ConflictError, NotFoundError } from "../../partner-center/errors.js";
import { pollDelay, submissionPhase } from "../../partner-center/publishing/publishing.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import { shortHash } from "../../values/content-hash.js";
import type { Properties } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";
import { draftInstances, readDrafts } from "./content.js";
import { hasOption, isSameOption, pastReleaseTime, wireOption } from "./publish-option.js";
import { plansNotGiven } from "./removed-plans.js";
import { elapsed, hasEnded, latest, nameSubmission, submissionOutputs } from "./waiting.js";

/** Text in the certification notes by which a later run knows that a submission is of this content. */
function mark(hash: unknown): string {
  return `(pulumi-partnercenter content ${shortHash(String(hash))})`;
}

/** Whether what was seen last was ready: the wait of that run had come to its end. */
function wasReached(before: Properties): boolean {
  const seen = { state: before.state, substate: before.substate } as Submission;
  return before.waitFor === "accepted" || ["preview", "publishing", "live"].includes(submissionPhase(seen));
}

/** Whether the newest submission is the wanted one, so that it only has to be waited for. */
function isWanted(newest: Submission, inputs: Properties, before: Properties | undefined): boolean {
  if (hasEnded(newest)) return false;
  const phase = submissionPhase(newest);
  const isPromoted = phase === "publishing" || phase === "live";
  if (newest.id !== before?.submissionId) {
    // Of a run that was killed, which could not store it.
    const isMarked = (newest.publishOption?.certificationNotes ?? "").includes(mark(inputs.contentHash));
    return isMarked && (isPromoted || hasOption(newest.publishOption, inputs));
  }
  if (inputs.resubmit === "never") return true;
  if (before.contentHash !== inputs.contentHash) return false;
  if (!isPromoted && !isSameOption(before, inputs)) return false;
  return inputs.resubmit !== "always" || phase === "inProgress" || phase === "unknown" || !wasReached(before);
}

/**
 * Finds the submission that is wanted, or makes it; `state` then has its outputs.
 *
 * @param deadline Milliseconds since 1970 until which a submission that stands in the way is waited for.
 */
export async function submit(
  context: Context,
  productId: string,
  inputs: Properties,
  before: Properties | undefined,
  state: Properties,
  deadline: number,
): Promise<void> {
  const { submissions } = context.client();
  let newest = latest(await submissions.list(productId));
  if (newest !== undefined && isWanted(newest, inputs, before)) {
    const isKnown = newest.id === before?.submissionId && newest.substate === before.substate;
    if (!isKnown) context.say(`goes on with ${nameSubmission(newest)}`);
    Object.assign(state, submissionOutputs(newest));
    if (inputs.resubmit !== "never" || newest.id !== before?.submissionId) state.contentHash = inputs.contentHash;
    state.draftHash ??= (await readDrafts(context, productId)).hash;
    return;
  }
  refuseAgainstResubmit(newest, inputs, before);
  const past = pastReleaseTime(inputs, context.clock.now());
  if (past !== undefined) {
    const time = new Date(past).toISOString();
    refuse(
      `publishOption.releaseTime ${time} is in the past; nothing was submitted. Give a later time, or take it out`,
    );
  }
  newest = await clearTheWay(context, productId, newest, inputs, before, deadline);
  const content = await readDrafts(context, productId);
  refuseWithoutPackage(content.withoutPackage);
  const notes = [inputs.certificationNotes, mark(inputs.contentHash)].filter((text) => text !== undefined).join("\n");
  const made = await submissions.create(
    productId,
    {
      ...(await draftInstances(context, productId, content.plans)),
      publishOption: { ...wireOption(inputs), certificationNotes: notes },
    },
    { knownReleaseNumber: newest?.releaseNumber ?? 0 },
  );
  Object.assign(state, submissionOutputs(made), { draftHash: content.hash, contentHash: inputs.contentHash });
  const others = Array.isArray(inputs.planIds) ? plansNotGiven(content.plans, inputs.planIds) : [];
  const along = others.length === 0 ? "" : `, with ${others.join(", ")}, which this program does not give to it`;
  context.say(`submitted as ${nameSubmission(made)}${along}`);
}

/** What is said of plans without a package, before anything is sent. */
export function withoutPackageText(planIds: readonly string[]): string {
  return `without a package: ${planIds.join(", ")}; set \`technicalConfiguration.package\` of ${planIds.length === 1 ? "it" : "each"}`;
}

function refuseWithoutPackage(planIds: readonly string[]): void {
  if (planIds.length > 0) refuse(`Plans ${withoutPackageText(planIds)}. Nothing was submitted`);
}

/** With `resubmit: "never"` only what failed is followed by another submission. */
function refuseAgainstResubmit(
  newest: Submission | undefined,
  inputs: Properties,
  before: Properties | undefined,
): void {
  if (inputs.resubmit !== "never" || before?.submissionId === undefined) return;
  if (newest === undefined || hasEnded(newest)) return;
  refuse(
    `submission ${before.submissionId} was replaced by ${nameSubmission(newest)}, which this stack did not make, and ` +
      '`resubmit` is "never". Set it to "on-change" to submit again',
  );
}

function refuse(why: string): never {
  throw new NotPossibleError(`${why}.`);
}

/**
 * A submission that is under way stands in the way of a new one. Our own is taken back; with somebody else's, and with
 * one that is going live, `onConflict` decides.
 *
 * @returns The newest submission when the way is clear.
 */
async function clearTheWay(
  context: Context,
  productId: string,
  first: Submission | undefined,
  inputs: Properties,
  before: Properties | undefined,
  deadline: number,
): Promise<Submission | undefined> {
  const { submissions } = context.client();
  const started = context.clock.now();
  let newest = first;
  let waitsFor: string | undefined;
  for (;;) {
    const phase = newest === undefined ? "live" : submissionPhase(newest);
    const isStuck = newest !== undefined && hasEnded(newest) && isUnfinished(newest);
    if (newest === undefined || !(isStuck || ["inProgress", "unknown", "publishing"].includes(phase))) return newest;
    const isOurs = newest.id === before?.submissionId;
    if (isStuck && !isOurs && inputs.onConflict !== "replace") refuse(stuck(newest));
    if (phase !== "publishing" && (isOurs || inputs.onConflict === "replace")) {
      await takeBack(
        context,
        productId,
        newest,
        isStuck ? "since it has failed" : isOurs ? "since the content has changed" : 'since onConflict is "replace"',
      );
    } else if (inputs.onConflict === "wait") {
      if (waitsFor !== newest.id) context.say(`waits until ${nameSubmission(newest)} has ended`);
      waitsFor = newest.id;
      const elapsedMs = context.clock.now() - started;
      if (context.clock.now() >= deadline) {
        refuse(
          `${nameSubmission(newest)} has not ended within ${elapsed(elapsedMs)}; run \`pulumi up\` again to go on waiting`,
        );
      }
      const delay = pollDelay(elapsedMs, context.clock.random());
      await context.clock.sleep(Math.max(0, Math.min(delay, deadline - context.clock.now())));
      await context.stillWanted();
    } else {
      refuse(phase === "publishing" ? goingLive(newest) : foreign(newest));
    }
    newest = latest(await submissions.list(productId));
  }
}

/** A failed one that the service still has as a draft in progress: seen in navcontainerhelper#3536. */
function isUnfinished({ substate }: Submission): boolean {
  return ["indraft", "submitted"].includes((substate ?? "").toLowerCase());
}

function stuck(newest: Submission): string {
  return (
    `${nameSubmission(newest)} has failed but is still in the way, and this stack did not make it. Cancel it: in Partner ` +
    'Center (Offer overview → Cancel publish), by `npx partnercenter cancel`, or by `onConflict: "replace"`'
  );
}

function goingLive(newest: Submission): string {
  return (
    `${nameSubmission(newest)} is going live, and until it is, nothing can be submitted. Run \`pulumi up\` again when it ` +
    'is live, or set `onConflict: "wait"`'
  );
}

function foreign(newest: Submission): string {
  return (
    `${nameSubmission(newest)} is in progress, and this stack did not make it. Wait until it has ended ` +
    '(`onConflict: "wait"` does), or cancel it: in Partner Center (Offer overview → Cancel publish), by ' +
    '`npx partnercenter cancel`, or by `onConflict: "replace"`. Then run `pulumi up` again'
  );
}

/** Cancels; one that has moved on meanwhile is looked at again by the caller. */
async function takeBack(context: Context, productId: string, newest: Submission, why: string): Promise<void> {
  context.say(`taking back ${nameSubmission(newest)}, ${why}`);
  try {
    await context.client().submissions.cancel(productId, newest.id);
  } catch (error) {
    if (error instanceof NotFoundError) return;
    if (!(error instanceof ConflictError)) throw error;
    const now = await context.client().submissions.get(productId, newest.id);
    if (submissionPhase(now) === submissionPhase(newest)) throw error;
  }
}

// Submitting: never twice for the same content, never over somebody else's work, and never without a package.
import type { Context } from "../../pages/context.js";
import { ConflictError } from "../../partner-center/errors.js";
import { latest, submissionPhase } from "../../partner-center/publishing/submission-phase.js";
import { nameSubmission } from "../../partner-center/publishing/submission-text.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import { shortHash } from "../../values/content-hash.js";
import { NotPossibleError } from "../../values/refusals.js";
import type { Inputs, LastSeen, Outputs } from "../../values/versions.js";
import { keepInputs } from "../shared/kept-inputs.js";
import { clearTheWay } from "./conflict.js";
import { type DraftContent, readDrafts } from "./draft-content.js";
import { draftInstances, productModules } from "./draft-instances.js";
import { offeredPlans } from "./offered-plans.js";
import { whyOutdated } from "./outdated.js";
import { hasOption, isSameOption, pastReleaseTime, wireOption } from "./publish-option.js";
import { plansNotGiven, refuseRemovedPlans } from "./removed-plans.js";
import { hasEnded, submissionOutputs } from "./shown-submission.js";

/** What a program wants to have submitted. */
export interface Wanted {
  readonly inputs: Inputs;
  /** The outputs of the last time; undefined at creation. */
  readonly before: LastSeen | undefined;
  /** Gets the outputs of the submission. */
  readonly state: Outputs;
  /** Milliseconds since 1970 until which a submission that stands in the way is waited for. */
  readonly deadline: number;
}

/** How often it begins again, because other runs submit while it looks. */
const mostTries = 5;

/** Finds the submission that is wanted, or makes it; `state` then has its outputs. @throws NotPossibleError */
export async function submit(context: Context, productId: string, wanted: Wanted, tries = mostTries): Promise<void> {
  if (tries === 0) {
    throw new NotPossibleError(
      "the newest submission was another one at each look, so that nothing was submitted. Run `pulumi up` again when " +
        "no other run submits this offer.",
    );
  }
  const { inputs, before } = wanted;
  const look = () => context.client().submissions.list(productId);
  // Reading takes a while, in which another run may submit: so the look comes last. An update may have nothing to read.
  let sending = before === undefined ? await readWhatIsSent(context, productId, inputs) : undefined;
  let submissions = await look();
  const newest = latest(submissions);
  if (
    newest !== undefined &&
    isWanted(newest, inputs, before) &&
    (await hasOurPlans(context, productId, newest, wanted))
  ) {
    return goOn(context, productId, newest, wanted, sending?.content.hash);
  }
  refuseAgainstResubmit(newest, inputs, before);
  refusePastReleaseTime(context, inputs);
  const cleared = await clearTheWay(context, productId, newest, wanted);
  if (sending === undefined || cleared !== newest) {
    sending = await readWhatIsSent(context, productId, inputs);
    submissions = await look();
  }
  const { content, instances } = sending;
  refuseIncomplete(content);
  if (before !== undefined) refuseRemovedPlans(before, inputs, content.plans, submissions);
  if (latest(submissions)?.id !== cleared?.id) {
    return submit(context, productId, wanted, tries - 1);
  }
  const made = await create(context, productId, inputs, instances, cleared);
  if (made === undefined) return submit(context, productId, wanted, tries - 1);
  Object.assign(wanted.state, submissionOutputs(made), { draftHash: content.hash });
  setContent(wanted.state, inputs);
  const others = Array.isArray(inputs.planIds) ? plansNotGiven(content.plans, inputs.planIds) : [];
  if (others.length > 0) context.say(`submitted along: ${others.join(", ")}, which this program does not give to it`);
  context.show(`submitted as submission ${made.releaseNumber ?? "?"}`);
}

/** Everything that the drafts say, and which drafts that are. */
async function readWhatIsSent(context: Context, productId: string, inputs: Inputs) {
  context.client().drafts.lookAhead(productId, productModules);
  const content = await readDrafts(context, productId, inputs.planIds, true);
  return { content, instances: await draftInstances(context, productId, content.plans) };
}

/** @throws NotPossibleError */
function refuseIncomplete({ notListed, withoutPackage }: DraftContent): void {
  if (notListed.length > 0) {
    throw new NotPossibleError(
      `Partner Center does not list all plans that the program gives: ${notListed.join(", ")}. Nothing was ` +
        "submitted. Run `pulumi up` again; `pulumi refresh` shows whether a plan is gone.",
    );
  }
  if (withoutPackage.length > 0) {
    throw new NotPossibleError(
      `Plans without a package: ${withoutPackage.join(", ")}; set \`technicalConfiguration.package\` of each. ` +
        "Nothing was submitted.",
    );
  }
}

async function findNewest(context: Context, productId: string): Promise<Submission | undefined> {
  return latest(await context.client().submissions.list(productId));
}

/** Goes on with a submission that is there. */
async function goOn(
  context: Context,
  productId: string,
  found: Submission,
  wanted: Wanted,
  hash?: string,
): Promise<void> {
  const { inputs, before, state } = wanted;
  const isOurs = found.id === before?.submissionId;
  if (!isOurs || found.substate !== before.substate)
    context.show(`goes on with submission ${found.releaseNumber ?? "?"}`);
  // A run that was killed has not kept what the drafts said when it submitted.
  const known = isOurs ? before.draftHash : undefined;
  const draftHash = known ?? hash ?? (await readDrafts(context, productId, inputs.planIds, true)).hash;
  Object.assign(state, submissionOutputs(found), { draftHash });
  if (inputs.resubmit !== "never" || !isOurs) setContent(state, inputs);
}

/** Whether the newest submission is the wanted one, so that it only has to be waited for. */
export function isWanted(newest: Submission, inputs: Inputs, before: LastSeen | undefined): boolean {
  if (hasEnded(newest)) return false;
  const phase = submissionPhase(newest);
  const isPromoted = phase === "publishing" || phase === "live";
  if (newest.id !== before?.submissionId) {
    // Of a run that was killed, which could not store it.
    const option = newest.publishOption;
    if (!option?.certificationNotes?.includes(mark(inputs.contentHash))) return false;
    return isPromoted || hasOption(option, inputs);
  }
  if (inputs.resubmit === "never") return true;
  if (before.contentHash !== inputs.contentHash || whyOutdated(before) !== undefined) return false;
  if (!isPromoted && !isSameOption(before, inputs)) return false;
  return inputs.resubmit !== "always" || phase === "inProgress" || phase === "unknown" || !wasReached(before);
}

/**
 * Whether what a killed run has submitted is of the plans that are there now: one that was deleted and made anew under
 * its old plan id is another.
 */
async function hasOurPlans(
  context: Context,
  productId: string,
  { id, variantResources = [] }: Submission,
  { inputs, before }: Wanted,
): Promise<boolean> {
  if (id === before?.submissionId || variantResources.length === 0) return true;
  const given = Array.isArray(inputs.planIds) ? inputs.planIds : undefined;
  const plans = await offeredPlans(context, productId);
  const ours = plans.filter(({ externalID }) => given === undefined || given.includes(externalID));
  return ours.every((plan) => variantResources.some(({ variantID }) => variantID === plan.id));
}

/** Text in the certification notes by which a later run knows that a submission is of this content. */
function mark(hash: unknown): string {
  return `(pulumi-partnercenter content ${shortHash(String(hash))})`;
}

/** Whether what was seen last was ready: the wait of that run had come to its end. */
function wasReached(before: LastSeen): boolean {
  const seen = { state: before.state, substate: before.substate } as Submission;
  return before.waitFor === "accepted" || ["preview", "publishing", "live"].includes(submissionPhase(seen));
}

/** From now on the submission is of this content, and of these plans. */
function setContent(state: Outputs, inputs: Inputs): void {
  state.contentHash = inputs.contentHash;
  keepInputs(state, inputs, ["planIds"]);
  delete state.outdated;
}

/** Submits. @returns Undefined when another run has just submitted something: it has to be looked at. */
async function create(
  context: Context,
  productId: string,
  inputs: Inputs,
  instances: Awaited<ReturnType<typeof draftInstances>>,
  cleared: Submission | undefined,
): Promise<Submission | undefined> {
  const notes = [inputs.certificationNotes, mark(inputs.contentHash)].filter((text) => text !== undefined).join("\n");
  const publishOption = { ...wireOption(inputs), certificationNotes: notes };
  const request = { ...instances, publishOption };
  const knownReleaseNumber = cleared?.releaseNumber ?? 0;
  try {
    return await context.client().submissions.create(productId, request, { knownReleaseNumber });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    if ((await findNewest(context, productId))?.id === cleared?.id) throw error;
    return undefined;
  }
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

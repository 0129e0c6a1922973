// How an offer of an Azure application is published: by naming the instances of its drafts (API reference §4.9).
import type { Context } from "../../../pages/context.js";
import { ConflictError } from "../../../partner-center/errors.js";
import { latest, submissionPhase } from "../../../partner-center/publishing/submission-phase.js";
import type { Submission, Variant } from "../../../partner-center/schemas/resources.js";
import { shortHash } from "../../../values/content-hash.js";
import { NotPossibleError } from "../../../values/refusals.js";
import type { Inputs, LastSeen } from "../../../values/versions.js";
import { hasOption, wireOption } from "../inputs/publish-option.js";
import { offerTitle } from "../inputs/publishing-inputs.js";
import { offeredPlans, plansThere } from "../offered-plans.js";
import { made, type Publisher, type Sending, submits } from "../publisher.js";
import { placeOf } from "../reason-places.js";
import { refuseRemovedPlans, tellOthers } from "../removed-plans.js";
import { type DraftContent, readDrafts } from "./draft-content.js";
import { draftInstances, productModules } from "./draft-instances.js";

/** @param version Inputs or state: by what the offer is called in messages. */
export function applicationPublisher(context: Context, productId: string, version: Inputs | LastSeen): Publisher {
  let plans: Promise<Variant[]> | undefined;
  // The client is made when it is asked for, never before.
  const client = () => context.client();
  return {
    productId,
    waits: "reached",
    submitsInSync: false,
    get submissions() {
      return client().submissions;
    },
    async draftHash({ planIds }, isToKeep) {
      const { hash, notListed } = await readDrafts(context, productId, planIds, isToKeep);
      return { hash, isWhole: notListed.length === 0 };
    },
    forget: () => client().drafts.forget(productId),
    async isOurs({ id, publishOption }) {
      const isOurs = await context.unfinished.recall();
      const [, content = ""] = anyMark.exec(publishOption?.certificationNotes ?? "") ?? [];
      return isOurs(made(id)) || isOurs(submits(content));
    },
    isWanted: async (newest, { inputs }) =>
      isMarked(newest, inputs) && (await hasOurPlans(context, productId, newest, inputs)),
    read: (inputs) => read(context, productId, inputs),
    promote: async ({ id }) => void (await client().submissions.promote(productId, id)),
    cancel: (id) => client().submissions.cancel(productId, id),
    async placeOf(finding) {
      plans ??= client().variants.list(productId);
      return placeOf(finding, offerTitle(version), await plans);
    },
  };
}

/** Everything that the drafts say, and which drafts that are. */
async function read(context: Context, productId: string, inputs: Inputs): Promise<Sending> {
  context.client().drafts.lookAhead(productId, productModules);
  const content = await readDrafts(context, productId, inputs.planIds, true);
  const instances = await draftInstances(context, productId, content.plans);
  return {
    hash: content.hash,
    async send({ before }, cleared, submissions) {
      refuseIncomplete(content);
      const plans = plansThere(
        async () => content.plans,
        async () => submissions,
      );
      if (before !== undefined) await refuseRemovedPlans(before, inputs, plans);
      if (latest(submissions)?.id !== cleared?.id) return undefined;
      const submission = await create(context, productId, inputs, instances, cleared);
      if (submission === undefined) return undefined;
      tellOthers(context, await plans.all(), inputs);
      return { submission, draftHash: content.hash };
    },
  };
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
  const { submissions } = context.client();
  await context.unfinished.note([submits(shortHash(String(inputs.contentHash)))]);
  try {
    return await submissions.create(productId, request, { knownReleaseNumber });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    if (latest(await submissions.list(productId))?.id === cleared?.id) throw error;
    return undefined;
  }
}

/** Whether a submission that the state does not know is of a killed run with these inputs, which could not store it. */
export function isMarked(newest: Submission, inputs: Inputs): boolean {
  const phase = submissionPhase(newest);
  const isPromoted = phase === "publishing" || phase === "live";
  const option = newest.publishOption;
  if (!option?.certificationNotes?.includes(mark(inputs.contentHash))) return false;
  return isPromoted || hasOption(option, inputs);
}

/** Text in the certification notes by which a later run knows that a submission is of this content. */
function mark(hash: unknown): string {
  return `(pulumi-partnercenter content ${shortHash(String(hash))})`;
}

/** The same of any content. */
const anyMark = /\(pulumi-partnercenter content ([0-9a-f]+)\)/;

/** Notes for certification without that text: what the program has given. */
export function withoutMark(notes: string): string {
  return notes.replace(/\n?\(pulumi-partnercenter content [^)]*\)$/, "");
}

/**
 * Whether what a killed run has submitted is of the plans that are there now: one that was deleted and made anew under
 * its old plan id is another.
 */
async function hasOurPlans(
  context: Context,
  productId: string,
  { variantResources = [] }: Submission,
  inputs: Inputs,
): Promise<boolean> {
  if (variantResources.length === 0) return true;
  const given = Array.isArray(inputs.planIds) ? inputs.planIds : undefined;
  const plans = await offeredPlans(context, productId);
  const ours = plans.filter(({ externalID }) => given === undefined || given.includes(externalID));
  return ours.every((plan) => variantResources.some(({ variantID }) => variantID === plan.id));
}

// What offers and plans have in common while they are worked on: edits go into the queue of their offer, and what is
// there afterwards goes into the state.
import type { Context } from "../../pages/context.js";
import { ifThere } from "../../partner-center/errors.js";
import { JobFailedError } from "../../product-ingestion/errors.js";
import {
  type CommitOptions,
  isEnded,
  namesType,
  type OfferReference,
  type ResourceTree,
} from "../../product-ingestion/index.js";
import type { Place } from "../../tree-pages/tree-page.js";
import type { TreePages } from "../../tree-pages/tree-pages.js";
import { ExistsError, TakenError } from "../../values/refusals.js";
import { type Change, type LastSeen, type Outputs, outputsFrom } from "../../values/versions.js";
import { idsIn } from "./offer-tree.js";

/** What the state has while a job is under way, or has been refused. */
const passing = ["jobId", "refused"];

/** Whether the last job was refused: what it has written may be there, and is sent once more. */
export const wasRefused = (before: LastSeen): boolean => before.refused === true;

/** The job that a state has not seen the end of. */
export function jobIn(before: LastSeen | undefined): string | undefined {
  return typeof before?.jobId === "string" ? before.jobId : undefined;
}

/** How the job of some edits is kept, told to people and, when a run could not wait so long, waited for by the next. */
export function jobOptions(
  context: Context,
  before: LastSeen | undefined,
  state: Outputs,
): Pick<CommitOptions, "job" | "onJob"> {
  return {
    job: jobIn(before),
    async onJob(jobId) {
      state.jobId = jobId;
      context.show(`goes into the draft of the offer by the job ${jobId}, which takes about a minute`);
      await context.unfinished.noteJob(jobId);
    },
  };
}

/** Waits for the job of a run that was killed: it may still be writing, so that nothing can be told by the draft. */
export async function afterKilledRun(context: Context, offer: OfferReference): Promise<void> {
  const job = await context.unfinished.job();
  if (job !== undefined) await context.ingestion().changes.afterJob(offer, job);
}

/** Whether the job of a run that was killed is still writing. */
export async function isStillWritten(context: Context): Promise<boolean> {
  return isUnderWay(context, await context.unfinished.job());
}

async function isUnderWay(context: Context, jobId: unknown): Promise<boolean> {
  const job = typeof jobId === "string" ? await ifThere(context.ingestion().jobs.status(jobId)) : undefined;
  return job !== undefined && !isEnded(job);
}

/** Brings all pages into the draft, with what others hand in for the offer at the same time. */
export async function syncPages(pages: TreePages, place: Place, change: Change): Promise<void> {
  const { context, offerId, planId } = place;
  const { inputs, before, state } = change;
  await afterKilledRun(context, { offerId, productId: productOf(state) });
  await context.unfinished.note(pages.said(change, place));
  const again = before !== undefined && wasRefused(before) ? { ...change, isResumed: true } : change;
  const { edits, secrets, told } = await pages.edits(place, again);
  let seen: ResourceTree | undefined;
  if (edits.length === 0) {
    pages.keep(inputs, state);
  } else {
    try {
      const { draft } = await context.ingestion().changes.commit({ offerId, productId: productOf(state) }, edits, {
        secrets,
        ...jobOptions(context, before, state),
        onDraft: (tree) => {
          seen = tree;
          Object.assign(state, idsIn(tree, planId));
        },
      });
      pages.take(place, draft, inputs, state);
      for (const line of told()) context.say(line);
      if (pages.namesFiles) {
        const { changes, resources } = context.ingestion();
        const offer = { offerId, productId: productOf(state) };
        const isWritten = await changes.alone(offer, () => pages.finish(place, again, draft));
        if (isWritten) pages.take(place, await resources.draft(draft.root), inputs, state);
      }
    } catch (error) {
      if (before === undefined) await refuseTaken(pages, place, change, error, seen);
      if (error instanceof JobFailedError) {
        // It may have written all the same.
        if (seen !== undefined) pages.take(place, seen, inputs, state);
        Object.assign(state, { refused: true });
        delete state.jobId;
      }
      throw error;
    }
  }
  for (const key of passing) delete state[key];
}

/**
 * Nothing was there when it was looked for, and then somebody else was faster: what they have made is not this stack's.
 *
 * @param error Why the creation has failed. @throws TakenError
 */
async function refuseTaken(
  pages: TreePages,
  place: Place,
  { inputs, state }: Change,
  error: unknown,
  seen: ResourceTree | undefined,
): Promise<void> {
  if (error instanceof ExistsError && state.jobId === undefined) throw new TakenError(error.message);
  const itself = place.planId === undefined ? "product" : "plan";
  if (seen === undefined || !(error instanceof JobFailedError)) return;
  if (!error.reasons.some(({ resourceId }) => namesType(resourceId, itself))) return;
  const because = (why: string): never => {
    throw new TakenError(`it was made by somebody else meanwhile, who ${why}: ${error.message}`);
  };
  try {
    await pages.refuseTouched(place, seen, inputs, { what: "What somebody else has made meanwhile", because }, {});
  } catch (refused) {
    throw refused instanceof ExistsError ? new TakenError(refused.message) : refused;
  }
}

/** The id that Partner Center gave the offer, as far as a state has it. */
export function productOf({ productId }: LastSeen | Outputs): string | undefined {
  return typeof productId === "string" ? productId : undefined;
}

/** The state after a look at the draft, which says what is new there. */
export function observedPages(pages: TreePages, place: Place, tree: ResourceTree, before: LastSeen): Outputs {
  const state = outputsFrom(before);
  for (const line of pages.news(place, tree, before)) place.context.say(line);
  pages.take(place, tree, before, state);
  return Object.assign(state, idsIn(tree, place.planId));
}

/** The state of what is not in the draft, while the job that makes it is under way; undefined when it is gone. */
export async function whileUnderWay(context: Context, before: LastSeen): Promise<Outputs | undefined> {
  return (await isUnderWay(context, before.jobId)) ? outputsFrom(before) : undefined;
}

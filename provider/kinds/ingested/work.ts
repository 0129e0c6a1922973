// What offers and plans have in common while they are worked on: edits go into the queue of their offer, and what is
// there afterwards goes into the state.
import type { Context } from "../../pages/context.js";
import { ifThere } from "../../partner-center/errors.js";
import { JobFailedError } from "../../product-ingestion/errors.js";
import { isEnded, type ResourceTree } from "../../product-ingestion/index.js";
import type { Place } from "../../tree-pages/tree-page.js";
import type { TreePages } from "../../tree-pages/tree-pages.js";
import { type Change, type LastSeen, type Outputs, outputsFrom } from "../../values/versions.js";
import { idsIn } from "./offer-tree.js";

/** What the state has while a job is under way, or has been refused. */
const passing = ["jobId", "refused"];

/** Whether the last job was refused: what it has written may be there, and is sent once more. */
export const wasRefused = (before: LastSeen): boolean => before.refused === true;

/** Brings all pages into the draft, with what others hand in for the offer at the same time. */
export async function syncPages(pages: TreePages, place: Place, change: Change): Promise<void> {
  const { context, offerId, planId } = place;
  const { inputs, before, state } = change;
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
        job: typeof before?.jobId === "string" ? before.jobId : undefined,
        onDraft: (tree) => {
          seen = tree;
          Object.assign(state, idsIn(tree, planId));
        },
        onJob: (jobId) => {
          state.jobId = jobId;
          context.show(`goes into the draft of the offer by the job ${jobId}, which takes about a minute`);
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
  const { jobId } = before;
  const job = typeof jobId === "string" ? await ifThere(context.ingestion().jobs.status(jobId)) : undefined;
  return job !== undefined && !isEnded(job) ? outputsFrom(before) : undefined;
}

// A submission that was sent and could not be seen yet, when its run ended. It must not be sent twice: a later run knows
// it by what the state keeps of a run that failed, and by what this machine has noted of one that was killed.
import type { Said } from "../../../fields/said.js";
import type { Context } from "../../../pages/context.js";
import type { Submission } from "../../../partner-center/schemas/resources.js";
import { isObject } from "../../../values/properties.js";
import type { LastSeen, Outputs } from "../../../values/versions.js";
import { made, submits, type Wanted } from "../publisher.js";

/** What was sent. */
export interface Pending {
  readonly draftHash: string;
  readonly contentHash: string;
  /** The newest submission before; "": there was none. */
  readonly seen: string;
  readonly jobId?: string;
}

/** What the state keeps of it. */
export function pendingIn(before: LastSeen | Outputs | undefined): Pending | undefined {
  const { pending } = before ?? {};
  return isObject(pending) ? (pending as unknown as Pending) : undefined;
}

/** Notes what is about to be sent. */
export async function rememberPending(context: Context, state: Outputs, pending: Pending): Promise<void> {
  state.pending = { ...pending };
  await context.unfinished.note([submits(pending.draftHash), seenBefore(pending.seen)]);
}

/** A submission that was there before, or is somebody else's. */
export const seenBefore = (submissionId: string): Said => ["seen", submissionId];

/** Whether a submission that is seen now was sent by an earlier run, out of the draft as it is. */
export async function isPendingSeen(
  context: Context,
  newest: Submission,
  { inputs, before }: Wanted,
  draftHash: string,
): Promise<boolean> {
  const kept = pendingIn(before);
  const isKept = kept?.draftHash === draftHash && kept.contentHash === inputs.contentHash && kept.seen !== newest.id;
  if (isKept) return true;
  const isOurs = await context.unfinished.recall();
  return isOurs(submits(draftHash)) && !isOurs(seenBefore(newest.id));
}

/** Whether an earlier run may have sent just this, so that it may be seen in a while. */
export async function wasPending(
  context: Context,
  { before }: Wanted,
  { draftHash, seen, contentHash }: Pending,
): Promise<boolean> {
  const kept = pendingIn(before);
  if (kept?.draftHash === draftHash && kept.seen === seen && kept.contentHash === contentHash) return true;
  const isOurs = await context.unfinished.recall();
  return isOurs(submits(draftHash)) && isOurs(seenBefore(seen));
}

/**
 * Whether an interrupted run has sent a submission: it is known by its id, or by what the draft still says. A request only
 * after such a run.
 */
export async function isSentByUs(
  context: Context,
  state: LastSeen | Outputs,
  { id }: Submission,
  draftHash: () => Promise<string>,
): Promise<boolean> {
  const kept = pendingIn(state);
  if (kept === undefined && !(await context.unfinished.isBegun())) return false;
  const isOurs = await context.unfinished.recall();
  if (isOurs(made(id))) return true;
  const hash = await draftHash();
  const isKept = kept !== undefined && kept.seen !== id && kept.draftHash === hash;
  return isKept || (!isOurs(seenBefore(id)) && isOurs(submits(hash)));
}

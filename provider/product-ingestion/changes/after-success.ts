/** A job has succeeded: whose edits are in the draft, and what somebody else has made of them meanwhile. */
import { OverwrittenError } from "../errors.js";
import type { Job, ResourceTree } from "../wire/schemas.js";
import { compose } from "./composing.js";
import { type Caller, resolve, shownPlace } from "./edits.js";
import { changedElsewhere, isHeld, isSameRead } from "./held.js";
import type { Ingestion } from "./offer-draft.js";
import type { NamedPost } from "./request.js";

/**
 * Settles the callers of a job that has succeeded.
 *
 * @param draft As it was before the job.
 * @returns Those whose edits need another one.
 */
export function afterSuccess(
  offerId: string,
  { versions, notice }: Pick<Ingestion, "versions" | "notice">,
  { jobId }: Job,
  sent: readonly NamedPost[],
  senders: readonly Caller[],
  { draft, after }: { readonly draft: ResourceTree | undefined; readonly after: ResourceTree | undefined },
): Caller[] {
  for (const id of changedElsewhere(draft, after, new Set(sent.map(({ wanted }) => wanted.id)))) {
    notice(`offer ${offerId}: somebody else has changed ${id} while the job ${jobId} ran`);
  }
  const { failed, posts } = compose(offerId, after, senders, versions);
  const begunWith = new Map(sent.map(({ place, current }) => [place, current]));
  const missing = posts.filter(({ place, wanted, current }) => !isHeld(wanted, current, begunWith.get(place)));
  return senders.filter((caller) => {
    if (failed.has(caller)) return caller.reject(failed.get(caller));
    const theirs = missing.filter(({ callers }) => callers.has(caller));
    if (theirs.length === 0) return resolve(caller, after);
    if (theirs.some(({ place }) => !sent.some((post) => post.place === place))) return true;
    const earlier = caller.overwritten;
    caller.overwritten = new Map(theirs.map(({ place, current }) => [place, current]));
    if (earlier === undefined) return true;
    const what = theirs.map(({ edit }) => shownPlace(edit)).join(", ");
    const isKeptSo = theirs.every(({ place, current }) => {
      const then = earlier.get(place);
      return then !== undefined && current !== undefined && isSameRead(then, current);
    });
    if (isKeptSo) {
      notice(`offer ${offerId}: Partner Center keeps ${what} otherwise than it was written`);
      return resolve(caller, after);
    }
    const said = "was changed by somebody else while it was written, twice. Agree with them, then run again.";
    return caller.reject(new OverwrittenError(`Offer ${offerId}: ${what} ${said}`));
  });
}

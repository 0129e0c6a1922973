/**
 * What a caller hands in instead of posting: edits. An edit says of which resource it is, and makes the wanted one out
 * of the current one, as that stands right before the post.
 */

import { NotFoundError } from "../../partner-center/errors.js";
import type { Resource } from "../wire/normal-form.js";
import type { JsonObject } from "../wire/places.js";
import type { ResourceTree } from "../wire/schemas.js";

export interface Edit {
  /** Type of the resource, such as `plan-listing`. */
  readonly type: string;
  /** The plan id that it belongs to; undefined for what belongs to the offer itself. */
  readonly plan?: string | undefined;
  /**
   * Tells apart what an offer or a plan may have several of, such as pictures. Edits with the same type, plan and key
   * are of one resource, and are made one after the other. Default: there is only one.
   */
  readonly key?: string | undefined;
  /** Which resource of the draft it is, among those of its type and plan; needed only with {@link key}. */
  readonly isMeant?: ((resource: Resource, draft: ResourceTree) => boolean) | undefined;
  /** It is posted also where the draft has it already: a job that was refused may have left it there. */
  readonly isPostedAnyway?: boolean | undefined;
  /**
   * The whole wanted resource: what is current with the changes in it; the same value when there is nothing to change.
   * Pure: it runs again, on what is there then. What it throws fails its caller, and nobody else.
   *
   * `$schema`, `id`, `product`, `plan` and `listing` need not be set.
   *
   * @param current In the normal form; undefined when there is none yet.
   * @param draft What {@link current} was read with, before any edit; undefined while there is no such offer.
   * @returns undefined: nothing is to be written, such as for the deletion of what is not there.
   */
  readonly merge: (current: Resource | undefined, draft?: ResourceTree) => JsonObject | undefined;
}

/** How to hand in edits. What a callback throws fails its caller. */
export interface CommitOptions {
  /** Secrets in the edits: what is said to anybody leaves them out. */
  readonly secrets?: readonly string[] | undefined;
  /** The job that an earlier run has begun and did not see the end of: it is waited for before anything is posted. */
  readonly job?: string | undefined;
  /** Told the job that the edits went into, as soon as it is accepted, and waited for. Keep it: see {@link job}. */
  readonly onJob?: ((jobId: string) => void | Promise<void>) | undefined;
  /** Told the draft each time that it was read, also before a failure: it has the ids of what exists by now. */
  readonly onDraft?: ((draft: ResourceTree) => void) | undefined;
}

/** What became of the edits of one caller: all of them are in the draft. */
export interface Committed {
  /** As read after the last job, or as it was when there was nothing to change. */
  readonly draft: ResourceTree;
  /** The last job that the edits were in; undefined: nothing had to be changed. */
  readonly jobId: string | undefined;
}

/** One hand-in, while it is worked on. */
export interface Caller {
  readonly edits: readonly Edit[];
  readonly options: CommitOptions;
  jobId: string | undefined;
  /** Posts that it was in of which it is not known whether they were accepted. */
  doubts: number;
  /** How the resources were read after the job that was followed by something else; by their place. */
  overwritten: ReadonlyMap<string, Resource | undefined> | undefined;
  /**
   * Of those who were refused together, and of whom one alone may be to blame: one group after the other is tried
   * again. Undefined: not refused so far.
   */
  group: number | undefined;
  /** Since when somebody else holds the offer. */
  busySince: number | undefined;
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/** Edits with the same place are of one resource. */
export const placeOf = ({ type, plan, key }: Pick<Edit, "type" | "plan" | "key">): string =>
  JSON.stringify([type, plan ?? null, key ?? null]);

/** For people, such as `plan-listing of plan standard`. */
export function shownPlace({ type, plan, key }: Edit): string {
  const what = key === undefined ? type : `${type} ${key}`;
  if (plan === undefined) return what;
  return type === "plan" ? `plan ${plan}` : `${what} of plan ${plan}`;
}

/** What a callback throws fails its caller. */
export async function tell(caller: Caller, callback: () => void | Promise<void>): Promise<void> {
  try {
    await callback();
  } catch (error) {
    caller.reject(error);
  }
}

/** All of its edits are in the draft. */
export function resolve(caller: Caller, draft: ResourceTree | undefined): void {
  if (draft === undefined) caller.reject(new NotFoundError("The offer is not there, and nothing was to be written."));
  else caller.resolve({ draft, jobId: caller.jobId });
}

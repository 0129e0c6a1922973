/** Whose edits were refused. Pure. */
import type { PartnerCenterError } from "../../partner-center/errors.js";
import { JobFailedError } from "../errors.js";
import { flatReasons, type Reason } from "../wire/reasons.js";
import type { Job, ResourceTree } from "../wire/schemas.js";
import { type Caller, shownPlace } from "./edits.js";
import { errorsIn } from "./held-offer.js";
import { type NamedPost, namedBy } from "./request.js";

/** What was refused, and to whom that is told. */
export interface Verdicts {
  readonly errors: ReadonlyMap<Caller, PartnerCenterError>;
  /** Those of whom at least one is to blame, for each thing that an error names. */
  readonly blamed: readonly (readonly Caller[])[];
  /** What a job was refused for: it may be written all the same. */
  readonly refused: readonly NamedPost[];
}

/** For a job that failed. Reasons that name nobody go to all, where no other names anybody. */
export function verdictsOfJob(
  offerId: string,
  job: Job,
  posts: readonly NamedPost[],
  drafts: readonly (ResourceTree | undefined)[],
  secrets: readonly string[],
): Verdicts {
  const reasons = flatReasons(job.errors, secrets);
  const named = reasons.map((reason) => ({ reason, meant: namedBy(reason.resourceId, posts, drafts) }));
  const offer = `Offer ${offerId}`;
  const meant = [...new Set(named.flatMap((one) => one.meant))];
  if (meant.length === 0) {
    const error = new JobFailedError(offer, job, secrets, reasons);
    return { errors: new Map(callersOf(posts).map((caller) => [caller, error])), blamed: [], refused: [] };
  }
  const errors = callersOf(meant).map((caller): [Caller, PartnerCenterError] => {
    const theirs = named.filter(({ meant }) => meant.some(({ callers }) => callers.has(caller)));
    const places = new Set(theirs.flatMap(({ meant }) => meant.map(({ edit }) => shownPlace(edit))));
    const own: Reason[] = theirs.map(({ reason }) => reason);
    return [caller, new JobFailedError(`${offer}, ${[...places].join(", ")}`, job, secrets, own)];
  });
  return { errors: new Map(errors), blamed: meant.map((post) => callersOf([post])), refused: meant };
}

/**
 * For a request that was refused at once: nothing of it was written. Such an error names a resource, or the schema that
 * one of them does not have; else it goes to all.
 */
// Product Ingestion API §4.7
export function verdictsOfRefusal(error: PartnerCenterError, posts: readonly NamedPost[]): Verdicts {
  const reasons = flatReasons(errorsIn(error.serviceText ?? ""));
  const types = reasons.flatMap(({ text }) =>
    [...text.matchAll(/\/schema\/([a-z][a-z0-9-]*)\//g)].map(([, type]) => type),
  );
  const meant = reasons.flatMap(({ resourceId }) => namedBy(resourceId, posts, []));
  const ofTypes = posts.filter(({ edit }) => types.includes(edit.type));
  const blamed = meant.length > 0 ? meant.map((post) => callersOf([post])) : [callersOf(ofTypes)];
  const isNobody = blamed.flat().length === 0;
  const told = isNobody ? callersOf(posts) : blamed.flat();
  return { errors: new Map(told.map((caller) => [caller, error])), blamed: isNobody ? [] : blamed, refused: [] };
}

export const callersOf = (posts: readonly { readonly callers: ReadonlySet<Caller> }[]): Caller[] => [
  ...new Set(posts.flatMap(({ callers }) => [...callers])),
];

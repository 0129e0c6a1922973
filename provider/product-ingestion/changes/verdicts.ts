/** Whose edits were refused. Pure. */
import type { PartnerCenterError } from "../../partner-center/errors.js";
import { JobFailedError } from "../errors.js";
import { flatReasons, isBusy, type Reason } from "../wire/reasons.js";
import { type Job, JobError, type ResourceTree } from "../wire/schemas.js";
import { type Caller, shownPlace } from "./edits.js";
import { type NamedPost, namedBy } from "./request.js";

/** What was refused, and to whom that is told. */
export type Verdicts = ReadonlyMap<Caller, PartnerCenterError>;

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
  if (named.every(({ meant }) => meant.length === 0)) {
    const error = new JobFailedError(offer, job, secrets, reasons);
    return new Map(callersOf(posts).map((caller) => [caller, error]));
  }
  return new Map(
    callersOf(named.flatMap(({ meant }) => meant)).map((caller) => {
      const theirs = named.filter(({ meant }) => meant.some(({ callers }) => callers.has(caller)));
      const places = new Set(theirs.flatMap(({ meant }) => meant.map(({ edit }) => shownPlace(edit))));
      const own: Reason[] = theirs.map(({ reason }) => reason);
      return [caller, new JobFailedError(`${offer}, ${[...places].join(", ")}`, job, secrets, own)];
    }),
  );
}

/**
 * For a request that was refused at once: nothing of it was written. Such an error names a resource, or the schema that
 * one of them does not have (§4.7); else it goes to all.
 */
export function verdictsOfRefusal(error: PartnerCenterError, posts: readonly NamedPost[]): Verdicts {
  const reasons = flatReasons(errorsIn(error.serviceText ?? ""));
  const types = reasons.flatMap(({ text }) =>
    [...text.matchAll(/\/schema\/([a-z][a-z0-9-]*)\//g)].map(([, type]) => type),
  );
  const meant = reasons.flatMap(({ resourceId }) => namedBy(resourceId, posts, []));
  const ofTypes = posts.filter(({ edit }) => types.includes(edit.type));
  const refused = meant.length > 0 ? meant : ofTypes.length > 0 ? ofTypes : posts;
  return new Map(callersOf(refused).map((caller) => [caller, error]));
}

/** Whether a request was refused since somebody else holds the offer (§8.2, §8.3): then it is right another time. */
export function isRefusedAsBusy({ status, serviceText = "" }: PartnerCenterError): boolean {
  const errors = errorsIn(serviceText);
  const isBare = errors.every(({ code, details }) => code === "conflict" && details.length === 0);
  return status === 423 || isBusy(errors) || (status === 409 && isBare);
}

function errorsIn(text: string): JobError[] {
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    return [JobError.parse(error)];
  } catch {
    return [];
  }
}

export const callersOf = (posts: readonly { readonly callers: ReadonlySet<Caller> }[]): Caller[] => [
  ...new Set(posts.flatMap(({ callers }) => [...callers])),
];

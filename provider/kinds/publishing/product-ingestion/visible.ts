// From the job to what it has begun: how long a submission takes until it can be seen is not known.
import type { Context } from "../../../pages/context.js";
import { poll } from "../../../partner-center/poll.js";
import { latest } from "../../../partner-center/publishing/submission-phase.js";
import type { Submission } from "../../../partner-center/schemas/resources.js";
import { JobFailedError, UnconfirmedError } from "../../../product-ingestion/errors.js";
import { isBusy, isDone, isEnded, type Job, jobDelay } from "../../../product-ingestion/index.js";
import type { Publisher } from "../publisher.js";
import { placedReasons, placesIn } from "./ingested-places.js";

/** An offer in both APIs. */
export interface IngestedOffer {
  /** A GUID. */
  readonly productId: string;
  /** The offer id that people know. */
  readonly offerId: string;
}

/** Assumed: no recording tells. */
const mostMs = 5 * 60_000;

/**
 * Waits until the newest submission is another one than `seen`, or one is as it is to be.
 *
 * @param jobId Undefined: it is not known whether the request was accepted.
 * @returns Undefined when somebody else's submission came first.
 * @throws JobFailedError with the reasons; UnconfirmedError
 */
export async function visible(
  context: Context,
  { productId, offerId }: IngestedOffer,
  submissions: Publisher["submissions"],
  seen: string | ((submission: Submission) => boolean),
  jobId: string | undefined,
): Promise<Submission | undefined> {
  const { jobs } = context.ingestion();
  /** A look that fails says nothing. */
  const tolerant = <T>(looking: Promise<T>) => looking.catch((): undefined => undefined);
  const look = async (): Promise<{ found: Submission | undefined } | undefined> => {
    const job: Job | undefined = jobId === undefined ? undefined : await tolerant(jobs.status(jobId));
    const all = await tolerant(submissions.list(productId));
    const newest = all && latest(all);
    const found = typeof seen === "string" ? (newest?.id === seen ? undefined : newest) : all?.find(seen);
    const hasFailed = job !== undefined && isEnded(job) && !isDone(job);
    if (hasFailed && isBusy(job.errors) && found !== undefined && typeof seen === "string") return { found: undefined };
    if (found !== undefined) return { found };
    if (hasFailed) {
      const reasons = await placedReasons(job, placesIn(context, { productId, offerId }));
      throw new JobFailedError(`Offer ${offerId}`, job, [], reasons);
    }
    return undefined;
  };
  const { clock } = context;
  const { found } = await poll({
    clock,
    timeoutMs: mostMs,
    look,
    delayMs: jobDelay,
    late: () =>
      new UnconfirmedError(
        `Offer ${offerId}: it cannot be seen within ${mostMs / 60_000} min whether the submission was accepted. ` +
          "Run `pulumi up` again: it looks once more before it sends anything.",
      ),
    sleep: async (milliseconds) => {
      await clock.sleep(milliseconds);
      await context.stillWanted();
    },
  });
  return found;
}

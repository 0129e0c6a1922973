// The jobs of submissions: to preview, to live, and back.
import type { Context } from "../../../pages/context.js";
import { ConflictError, ifThere } from "../../../partner-center/errors.js";
import { isPromoted } from "../../../partner-center/publishing/submission-phase.js";
import type { Submission } from "../../../partner-center/schemas/resources.js";
import { isInDoubt, type NewResource } from "../../../product-ingestion/index.js";
import type { Outputs } from "../../../values/versions.js";
import type { Publisher } from "../publisher.js";
import { submissionOutputs } from "../shown-submission.js";
import type { Clients } from "./reads.js";
import { type IngestedOffer, visible } from "./visible.js";

/** The version is that of the client's table: it is written anew. */
const submissionSchema = "https://schema.mp.microsoft.com/schema/submission/2022-03-01-preview2";

/**
 * Begins the job of a submission; `state` then has its id.
 *
 * @returns Undefined when it cannot be told whether it was accepted.
 */
export async function begin(context: Context, state: Outputs, submission: object): Promise<string | undefined> {
  const resource = { $schema: submissionSchema, ...submission } as NewResource;
  delete state.jobId;
  try {
    const { jobId } = await context.ingestion().jobs.configure([resource]);
    state.jobId = jobId;
    return jobId;
  } catch (error) {
    if (isInDoubt(error)) return undefined;
    delete state.pending; // it was refused at once
    throw error;
  }
}

/** Takes a submission from preview to live, and waits until that can be seen. */
export async function promote(
  context: Context,
  offer: IngestedOffer,
  submissions: Publisher["submissions"],
  { id }: Submission,
  state: Outputs,
): Promise<void> {
  const isPromotedOne = (one: Submission) => one.id === id && isPromoted(one);
  await context.ingestion().changes.alone(offer, async () => {
    const jobId = await begin(context, state, {
      id: `submission/${offer.productId}/${id}`,
      product: `product/${offer.productId}`,
      target: { targetType: "live" },
    });
    if (jobId !== undefined) await context.begunJobs().keep(id, jobId);
    const found = await visible(context, offer, submissions, isPromotedOne, jobId);
    if (found !== undefined) Object.assign(state, submissionOutputs(found));
  });
}

/** Takes a submission back. @throws ConflictError when it is too late. */
export async function cancel(
  context: Clients,
  productId: string,
  submissionId: string,
  jobId: string | undefined,
): Promise<void> {
  const job = jobId === undefined ? undefined : await ifThere(context.ingestion().jobs.status(jobId));
  if (jobId === undefined || job === undefined) return context.client().submissions.cancel(productId, submissionId);
  if ((await context.ingestion().jobs.cancel(jobId)) === undefined) {
    throw new ConflictError(`Submission ${submissionId} cannot be taken back any more: its job has gone too far.`);
  }
}

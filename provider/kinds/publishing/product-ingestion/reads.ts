// Submissions of an offer that the Product Ingestion API publishes. The first API lists them too, with states, which was
// seen (additions §1, 16.2); what else it tells of them is not known, so that each look can do without.
import type { Context } from "../../../pages/context.js";
import { AccessDeniedError, NotFoundError, ValidationError } from "../../../partner-center/errors.js";
import type { Submission, ValidationItem } from "../../../partner-center/schemas/resources.js";
import { flatReasons, type Submission as Ingested } from "../../../product-ingestion/index.js";
import type { Publisher } from "../publisher.js";

const refusals = [AccessDeniedError, NotFoundError, ValidationError];

/** The clients of both APIs. */
export type Clients = Pick<Context, "client" | "ingestion">;

/** @param jobOf The job of a submission, if it is known. */
export function ingestedSubmissions(
  context: Clients,
  jobOf: (submissionId: string) => Promise<string | undefined>,
): Publisher["submissions"] {
  const first = () => context.client().submissions;
  const list = async (productId: string): Promise<Submission[]> => {
    try {
      return await first().list(productId);
    } catch (error) {
      if (!refusals.some((kind) => error instanceof kind)) throw error;
      return listed(await context.ingestion().submissions.list(productId));
    }
  };
  const tolerant = <T>(items: Promise<T[]>) => items.catch((): T[] => []);
  return {
    list,
    async get(productId, id) {
      const found = (await list(productId)).find((one) => one.id === id);
      if (found === undefined) throw new NotFoundError(`Submission ${id} is not listed.`);
      return found;
    },
    workflowDetails: (productId, id) => tolerant(first().workflowDetails(productId, id)),
    async validations(productId, id) {
      const reasons = await reasonsOf(context, await jobOf(id));
      return reasons.length > 0 ? reasons : tolerant(first().validations(productId, id));
    },
    reports: (productId, id) => tolerant(first().reports(productId, id)),
  };
}

/** Why a job failed, as the first API tells findings. */
export async function reasonsOf(context: Clients, jobId: string | undefined): Promise<ValidationItem[]> {
  if (jobId === undefined) return [];
  const job = await context
    .ingestion()
    .jobs.status(jobId)
    .catch(() => undefined); // how long jobs are kept is not known
  return flatReasons(job?.errors ?? []).map(({ resourceId, code, text }) => ({
    severity: "Error",
    errorCode: code,
    message: text,
    ...(typeof resourceId === "string" && !resourceId.startsWith("submission/") ? { resource: resourceId } : {}),
  })) as ValidationItem[];
}

/** States of the first API, by what the second one says. */
// Product Ingestion API §4.4, §9.4
const states: Readonly<Record<string, readonly [state: string, substate: string]>> = {
  "preview running": ["InProgress", "Submitted"],
  "preview succeeded": ["Published", "ReadyToPublish"],
  "preview failed": ["InProgress", "Failed"],
  "live running": ["Published", "Publishing"],
  "live succeeded": ["Published", "InStore"],
  "live failed": ["InProgress", "FailedInCertification"],
};

/** The submissions that the second API lists, oldest first; one that is in preview and live counts as live. */
export function listed(found: readonly Ingested[]): Submission[] {
  const byId = new Map<string, Ingested>();
  for (const one of found) {
    const id = one.id.split("/").at(-1) ?? "";
    if (id !== "0" && (!byId.has(id) || one.target.targetType === "live")) byId.set(id, one);
  }
  return [...byId]
    .sort(([a], [b]) => Number(BigInt(a) - BigInt(b)))
    .map(([id, { target, status = "running", result = "" }]) => {
      const end = status === "completed" ? result : "running";
      const [state, substate] = states[`${target.targetType} ${end}`] ?? [`${target.targetType} ${end}`, undefined];
      return { id, state, ...(substate === undefined ? {} : { substate }) } as Submission;
    });
}

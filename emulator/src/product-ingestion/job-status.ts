// A job as time goes by: what it answers when asked, and when it ends. Computed from the clock, and from the submission
// that it has begun (Product Ingestion API §7, §9.4).

import { utcTime } from "../clock.js";
import type { Service } from "../state/service.js";
import type { JobRecord, SubmissionRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { reason, type WireError } from "../wire/product-ingestion-errors.js";
import { schemaAddress } from "../wire/schema-addresses.js";

/** Where the service itself keeps jobs, as answers name it; nobody is to call it. */
const backEnd = "https://product-ingestion.mp.microsoft.com/configure";
const unset = "0001-01-01T00:00:00";

/** How a job has ended. */
export type JobEnd = NonNullable<JobRecord["ended"]>;

/** When a job writes its resource number `index`; a submission is seen some time later. */
export function momentOf({ delays }: Service, job: JobRecord, index: number): number {
  const isSubmission = String(job.resources[index]?.$schema).includes("/submission/");
  return job.startsAt + job.stepMilliseconds * (index + 1) + (isSubmission ? delays.submissionLag : 0);
}

/** Until when jobs that have come already write one of these offers. */
export function writesUntil(service: Service, offers: readonly string[]): number {
  const others = service.store
    .ofProduct("job", "waiting")
    .filter((job) => job.offers.some((id) => offers.includes(id)));
  return Math.max(0, ...others.map((job) => momentOf(service, job, job.resources.length - 1)));
}

/** What certification says, without more (§8.2). */
function certification(submission: SubmissionRecord): WireError {
  const found = reason("invalidState", "Issues found during Certification.");
  return {
    resourceId: `submission/${submission.productId}/${submission.id}`,
    ...reason("internalServerError", "Operation failed", [reason("invalidState", "Certification", [found])]),
  };
}

function failure(submission: SubmissionRecord, at: number): JobEnd {
  if (submission.certificationFailed === true || submission.failedBeforePreview === true) {
    return { at, result: "failed", errors: [certification(submission)] };
  }
  const details = submission.problems.map(({ message }) => reason("businessValidationError", message));
  const error = {
    resourceId: `submission/${submission.productId}/${submission.id}`,
    ...reason("badRequest", "Invalid resource", details),
  };
  return { at, result: "failed", errors: [error] };
}

/** How the publication that a job has begun ends; the moment may still be to come. */
function endOfPublication(service: Service, job: JobRecord): JobEnd | undefined {
  if (job.submission === undefined) return undefined;
  const { productId, id, target } = job.submission;
  const submission = service.store.get("submission", productId, id);
  // Taken back through the first API, or gone with its offer.
  if (submission === undefined) return { at: 0, result: "cancelled", errors: [] };
  const { problems, validatedAt, previewAt, certificationFailed, certifiedAt = 0, publishedAt = 0 } = submission;
  if (target === "preview") {
    if (problems.length > 0) return failure(submission, validatedAt);
    return { at: previewAt, result: "succeeded", errors: [] };
  }
  if (certificationFailed === true) return failure(submission, certifiedAt);
  return { at: publishedAt, result: "succeeded", errors: [] };
}

/** How a job has ended by now; undefined as long as it goes on. */
export function endOf(service: Service, job: JobRecord): JobEnd | undefined {
  if (job.faults.neverEnds === true) return undefined;
  const end = job.ended ?? endOfPublication(service, job);
  return end !== undefined && end.at <= service.clock.now() ? end : undefined;
}

/** A job as it is shown. `begins`: as the answer to the request that made it shows it. */
export function jobStatus(service: Service, job: JobRecord, begins = false): Wire {
  const end = begins ? undefined : endOf(service, job);
  const running = !begins && service.clock.now() >= job.startsAt ? "running" : "notStarted";
  return {
    $schema: schemaAddress("configure-status", "2022-03-01-preview2"),
    jobId: job.id,
    jobStatus: end === undefined ? running : "completed",
    jobResult: end?.result ?? "pending",
    jobStart: utcTime(job.acceptedAt),
    jobEnd: end === undefined ? unset : utcTime(end.at),
    errors: end?.errors ?? [],
    ...(end?.result === "succeeded" ? { resourceUri: `${backEnd}/${job.id}` } : {}),
  };
}

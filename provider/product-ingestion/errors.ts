/** What this client throws besides the errors of `partner-center/errors.ts`. */
import { PartnerCenterError } from "../partner-center/errors.js";
import { flatReasons, isBusy, isCertification, type Reason } from "./wire/reasons.js";
import type { Job } from "./wire/schemas.js";

/** A job ended without success. What it has written before it failed stays: read the draft. */
export class JobFailedError extends PartnerCenterError {
  override readonly code: string = "ERR_PRODUCT_INGESTION_JOB_FAILED";
  readonly jobId: string;
  readonly reasons: readonly Reason[];
  /** The certification has failed: sending the same again does not help. */
  readonly isCertification: boolean;
  /** Somebody else holds the offer: nothing is wrong with what was sent. */
  readonly isBusy: boolean;

  /** @param what Whose job it was, such as `Offer contoso`. @param reasons Default: all of the job. */
  constructor(
    what: string,
    job: Job,
    secrets: readonly string[] = [],
    reasons: readonly Reason[] = flatReasons(job.errors, secrets),
  ) {
    const said = reasons.length === 0 ? "no reason was given" : reasons.map(({ text }) => text).join("; ");
    const result = job.jobResult === "cancelled" ? "was cancelled" : "was refused";
    super(`${what}: the job ${job.jobId} ${result}: ${said}. Correct it and run again.`);
    this.jobId = job.jobId;
    this.reasons = reasons;
    this.isCertification = isCertification(job.errors);
    this.isBusy = isBusy(job.errors);
  }
}

/** The time for a job is over; it goes on, and can be waited for again. */
export class JobTimeoutError extends PartnerCenterError {
  override readonly code = "ERR_PRODUCT_INGESTION_JOB_TIMEOUT";

  constructor(
    readonly jobId: string,
    minutes: number,
  ) {
    super(
      `The job ${jobId} has not ended within ${minutes} min. It goes on in Partner Center; run again to wait for it ` +
        "and to see what became of it.",
    );
  }
}

/** Somebody else holds the offer, such as a submission that is being published. Nothing was written. */
export class ProductBusyError extends PartnerCenterError {
  override readonly code = "ERR_PRODUCT_INGESTION_BUSY";
}

/** It is not known whether what was sent was accepted, and it cannot be seen. */
export class UnconfirmedError extends PartnerCenterError {
  override readonly code = "ERR_PRODUCT_INGESTION_UNCONFIRMED";
}

/** Somebody else writes over the same resource again and again. */
export class OverwrittenError extends PartnerCenterError {
  override readonly code = "ERR_PRODUCT_INGESTION_OVERWRITTEN";
}

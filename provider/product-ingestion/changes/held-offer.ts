/** An offer that somebody else holds at the moment: how that is told, and for how long it is waited for. */
import { ConflictError, type PartnerCenterError, ValidationError } from "../../partner-center/errors.js";
import { JobFailedError, ProductBusyError } from "../errors.js";
import { isBusy } from "../wire/reasons.js";
import { JobError } from "../wire/schemas.js";

/** Milliseconds at most, and between two tries. */
export const busyMs = 600_000;
export const busyPauseMs = 30_000;

/** That nothing could be written for so long. */
export function busyError(offerId: string): ProductBusyError {
  return new ProductBusyError(
    `Offer ${offerId} is held by somebody else, such as a submission or another job, for more than ` +
      `${busyMs / 60_000} min. Nothing was written. Look at it in Partner Center, and run again when it is free.`,
  );
}

/** Whether a job or a request was refused for that: then it is right another time. */
export function isBusyRefusal(error: unknown): boolean {
  if (error instanceof JobFailedError) return error.isBusy;
  return (error instanceof ValidationError || error instanceof ConflictError) && isRefusedAsBusy(error);
}

/** Whether a request was refused since somebody else holds the offer: then it is right another time. */
// Product Ingestion API §8.2, §8.3
export function isRefusedAsBusy({ status, serviceText = "" }: PartnerCenterError): boolean {
  const errors = errorsIn(serviceText);
  const isBare = errors.every(({ code, details }) => code === "conflict" && details.length === 0);
  return status === 423 || isBusy(errors) || (status === 409 && isBare);
}

/** The errors in the body of an answer. */
export function errorsIn(text: string): JobError[] {
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    return [JobError.parse(error)];
  } catch {
    return [];
  }
}

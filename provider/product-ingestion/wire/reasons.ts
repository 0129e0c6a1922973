/** Errors of a job as reasons for people: the tree of errors made flat. */
// Product Ingestion API §8
import { inOneLine, redact, withoutSecrets } from "../../partner-center/redact.js";
import type { JobError } from "./schemas.js";

/** One reason why something was refused. */
export interface Reason {
  /** Whom it names: a durable id, or `{ resourceName }` as it was sent; undefined: nobody. */
  readonly resourceId: unknown;
  /** Of the innermost error, such as `businessValidationError`. */
  readonly code: string;
  /** One line, without secrets. */
  readonly text: string;
}

/** What the service says above the real reason, and says nothing. */
// Product Ingestion API §8.1
const empty = /^(invalid resource|operation failed|failure for resource|)\.?$/i;

/**
 * The innermost errors, each with what was said above it.
 *
 * @param secrets Left out of the texts, also where the service repeats them.
 */
export function flatReasons(errors: readonly JobError[], secrets: readonly string[] = []): Reason[] {
  const reasons = errors.flatMap((error) => below(error, undefined, []));
  const seen = new Set<string>();
  return reasons
    .map(({ text, ...reason }) => ({ ...reason, text: inOneLine(redact(withoutSecrets(text, secrets))) }))
    .filter(({ resourceId, text }) => {
      const key = JSON.stringify([resourceId, text]);
      return !seen.has(key) && seen.add(key);
    });
}

function below(error: JobError, resourceId: unknown, above: readonly string[]): Reason[] {
  const named = error.resourceId ?? resourceId;
  const said = [...above, error.message.trim()];
  if (error.details.length > 0) return error.details.flatMap((inner) => below(inner, named, said));
  const told = [...new Set(said.filter((text) => !empty.test(text)).map((text) => text.replace(/[.:]$/, "")))];
  // A certification's "Issues found during Certification" says all that "Certification" says.
  const whole = told.filter((text, at) => !told.slice(at + 1).some((later) => later.includes(text)));
  return [
    { resourceId: named, code: error.code, text: whole.join(": ") || said.find((text) => text !== "") || error.code },
  ];
}

/** Whether one of the errors, at any depth, is such. */
export function someError(errors: readonly JobError[], isMeant: (error: JobError) => boolean): boolean {
  return errors.some((error) => isMeant(error) || someError(error.details, isMeant));
}

/** Somebody else holds the offer at the moment: nothing is wrong with what was sent. */
// Product Ingestion API §8.2
export function isBusy(errors: readonly JobError[]): boolean {
  return someError(errors, ({ code }) => code === "productLocked" || code === "locked");
}

/** The certification has failed. It is final: trying again does not help. */
// Product Ingestion API §8.2
export function isCertification(errors: readonly JobError[]): boolean {
  return someError(errors, ({ code, message }) => code === "invalidState" && /certification/i.test(message));
}

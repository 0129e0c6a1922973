// Errors as the Product Ingestion API words them, in answers and in jobs (Product Ingestion API §4.7, §8.1).

import { ServiceError } from "./service-errors.js";

/** An error, which may have further ones inside. */
export interface WireError {
  resourceId?: unknown;
  code: string;
  message: string;
  details: WireError[];
}

/** Codes of answers; what 429 has is not known. */
const codes: { readonly [status: number]: string } = {
  400: "badRequest",
  401: "unauthorized",
  403: "forbidden",
  404: "notFound",
  405: "methodNotAllowed",
  408: "requestTimeout",
  409: "conflict",
  423: "locked",
  429: "tooManyRequests",
  501: "notImplemented",
  503: "serviceUnavailable",
};

/** The body of an answer with this error. */
export function errorBody(error: ServiceError): string {
  if (error.rawBody !== undefined) return error.rawBody;
  const code = codes[error.status] ?? (error.status >= 500 ? "internalServerError" : "badRequest");
  const details = error instanceof RefusedRequest ? error.details : [];
  return JSON.stringify({ error: { code, message: error.message, details } });
}

/** A request that is refused at once. */
export class RefusedRequest extends ServiceError {
  readonly details: WireError[];

  constructor(status: number, message: string, details: WireError[] = []) {
    super(status, message);
    this.details = details;
  }
}

/** Makes one of the reasons inside an error. */
export function reason(code: string, message: string, details: WireError[] = []): WireError {
  return { code, message, details };
}

/** Why a resource of a job cannot be written; its job fails with it. */
export class RefusedResource extends Error {
  readonly code: string;
  readonly details: WireError[];
  /** The durable id of the resource, once it is known. */
  resourceId?: string;

  constructor(code: string, message: string, details: WireError[] = []) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** The usual words for a resource that breaks rules of the business (§8.2). */
export function broken(messages: readonly string[]): RefusedResource {
  const details = messages.map((message) => reason("businessValidationError", message));
  return new RefusedResource("badRequest", "Invalid resource", details);
}

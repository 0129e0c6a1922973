// Errors as the ingestion API words them: a JSON string with a fault code and a JSON object inside (§3.5, form a).

import { randomBytes } from "node:crypto";
import { guid } from "./identifiers.js";

/** Problems by field name, as in the `data` of a recorded 400. */
export type FieldProblems = Record<string, string[]>;

const reasons: Record<number, string> = {
  400: "Request validation failed.",
  401: "Unauthorized.",
  403: "Forbidden.",
  404: "Resource not found.",
  405: "Method not allowed.",
  409: "Conflict.",
  413: "Request body too large.",
  412: "Precondition failed.",
  429: "Request rate exceeds limit.",
};

/** A refusal that the client gets as an answer. `status` is the HTTP status; the body is `bodyText()`. */
export class ServiceError extends Error {
  readonly status: number;
  readonly problems: FieldProblems;
  /** Where the answer is not of the usual form: this body instead, `""` for none. */
  readonly rawBody: string | undefined;
  /** Headers that the answer has besides. */
  readonly headers: { readonly [name: string]: string } = {};

  constructor(status: number, message: string, problems: FieldProblems = {}, rawBody?: string) {
    super(message);
    this.name = "ServiceError";
    this.status = status;
    this.problems = problems;
    this.rawBody = rawBody;
  }

  /** The reply body. Only 50400 was ever recorded; the other fault codes follow its pattern (§3.5, assumed). */
  bodyText(): string {
    if (this.rawBody !== undefined) return this.rawBody;
    const fault = {
      faultCode: 50_000 + this.status,
      reasonPhrase: this.status === 400 ? "Request validation failed." : this.message || reasons[this.status],
      correlationId: guid(),
      operationId: randomBytes(16).toString("hex"),
      data: Object.keys(this.problems).length > 0 ? this.problems : { Error: [this.message] },
    };
    return JSON.stringify(`ICH${fault.faultCode} - Unable to complete request. ${JSON.stringify(fault)}`);
  }
}

/** The answer for an id that is unknown, of another product or of another account (§7 #43, #44). */
export function notFound(what: string): ServiceError {
  return new ServiceError(404, `${what} was not found.`);
}

/** The answer for a path that has other methods; RFC 9110 wants them named. */
export class MethodNotAllowed extends ServiceError {
  override readonly headers: { readonly allow: string };

  constructor(method: string, allowed: readonly string[]) {
    super(405, `${method} is not possible here.`);
    this.headers = { allow: allowed.join(", ") };
  }
}

/** Refuses a body of which something is wrong. */
export function refuseProblems(problems: FieldProblems): void {
  if (Object.keys(problems).length > 0) throw new ServiceError(400, "Request validation failed.", problems);
}

/** The answer for one wrong field. */
export function invalidField(field: string, message = `The field ${field} is invalid.`): ServiceError {
  return new ServiceError(400, message, { [field]: [message] });
}

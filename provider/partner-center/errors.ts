/**
 * One class per cause. Each has a string `code` (never a number: the engine would read it as a gRPC status) and a
 * message of one line that says what happened, on which call, and what the person can do.
 *
 * No secret gets in: messages and the service's text go through {@link redact}, and the errors of the HTTP library,
 * which hold request headers, are never attached as a cause.
 */
import { clipped, inOneLine, redact } from "./redact.js";

/** What is known about the call that failed; all optional, none secret. */
export interface FailureDetails {
  /** HTTP status. */
  readonly status?: number | undefined;
  readonly method?: string | undefined;
  /** Path and query below the endpoint. */
  readonly path?: string | undefined;
  /** The service's `request-id` header: what Microsoft's support asks for. */
  // API reference §3.1
  readonly requestId?: string | undefined;
  /** The id that this client sent with the call. */
  readonly clientRequestId?: string | undefined;
  /** The reply's text as received, but for secrets; its first 20,000 characters. */
  readonly serviceText?: string | undefined;
  /** Field → complaints, from a validation reply. */
  // API reference §3.5, form a
  readonly faultData?: Record<string, string[]> | undefined;
}

/** The base of everything this client throws on purpose. */
export class PartnerCenterError extends Error implements FailureDetails {
  /** A constant per class, e.g. `ERR_PARTNER_CENTER_NOT_FOUND`. */
  readonly code: string = "ERR_PARTNER_CENTER";
  readonly status: number | undefined;
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly requestId: string | undefined;
  readonly clientRequestId: string | undefined;
  readonly serviceText: string | undefined;
  readonly faultData: Record<string, string[]> | undefined;

  constructor(message: string, details: FailureDetails = {}) {
    super(oneLine(message, details));
    this.name = new.target.name;
    this.status = details.status;
    this.method = details.method;
    this.path = details.path === undefined ? undefined : redact(details.path);
    this.requestId = details.requestId;
    this.clientRequestId = details.clientRequestId;
    this.serviceText = details.serviceText === undefined ? undefined : clipped(redact(details.serviceText), 20_000);
    this.faultData = details.faultData === undefined ? undefined : cleaned(details.faultData);
  }
}

function cleaned(data: Readonly<Record<string, string[]>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(data).map(([field, texts]) => [redact(field), texts.map((text) => clipped(redact(text), 500))]),
  );
}

/** Characters of a message. What it quotes of a service has 500 each; a failed submission may list many reasons. */
const mostCharacters = 10_000;

/** The words first; then, for people who look closer, the call and what Microsoft's support asks for. */
function oneLine(message: string, { method, path, requestId, clientRequestId }: FailureDetails): string {
  const ids = [
    requestId === undefined ? [] : [`request id ${requestId}`],
    clientRequestId === undefined ? [] : [`client request id ${clientRequestId}`],
  ].flat();
  const text = clipped(inOneLine(redact(message)), mostCharacters);
  if (ids.length === 0) return text;
  const call = method === undefined || path === undefined ? "" : redact(`${method} ${path}`);
  return `${text} (${[...(call === "" || text.includes(call) ? [] : [call]), ...ids].join(", ")})`;
}

/** 404: the object is not there (or was just deleted). */
export class NotFoundError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_NOT_FOUND";
}

/** What a read gives; undefined when the object is not there. */
export async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/**
 * A deletion. A 404 counts as gone only where a look finds nothing either: services answer so by mistake, too.
 * @throws NotFoundError when it is still there
 */
export async function untilGone(deleting: Promise<void>, look: () => Promise<unknown>): Promise<void> {
  try {
    await deleting;
  } catch (error) {
    if (!(error instanceof NotFoundError) || (await ifThere(look())) !== undefined) throw error;
  }
}

/**
 * 409 or 412: somebody else changed the object since it was read, or it exists already, or its state forbids the call.
 */
export class ConflictError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_CONFLICT";
}

/** 400, 405, 422 and other refusals of what was sent. `faultData` names the fields where the service does. */
export class ValidationError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_VALIDATION";
}

/** No token could be obtained. The message says where the credentials came from, what to check, and the AADSTS text. */
export class AuthenticationError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_AUTHENTICATION";
}

/** 401 with a fresh token, or 403: the application is known, but may not do this. */
export class AccessDeniedError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_ACCESS_DENIED";
}

/** 429 on every attempt. */
export class RateLimitedError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_RATE_LIMITED";
}

/** 5xx (or 408) on every attempt, or once where repeating the call might do something twice. */
export class ServiceError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_SERVICE";
}

/** No reply: name look-up, connection, TLS, proxy or time-out. */
export class ConnectionError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_CONNECTION";

  /** @param ambiguous Whether the service may have seen the request and acted on it. */
  constructor(
    message: string,
    details?: FailureDetails,
    readonly ambiguous: boolean = false,
  ) {
    super(message, details);
  }
}

/** A reply that is not what the API is known to send. */
export class UnexpectedResponseError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_UNEXPECTED_RESPONSE";
}

/** A redirect, or a next page, that leads away from the configured host. The token is not sent there. */
export class ForeignHostError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_FOREIGN_HOST";
}

/** 301 with a new id: the service has moved the object. */
// API reference §4.5
export class MovedError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_MOVED";

  /** @param toId Its id from now on. */
  constructor(
    message: string,
    details: FailureDetails,
    readonly toId: string,
  ) {
    super(message, details);
  }
}

/** A file could not be uploaded to its address. */
export class UploadError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_UPLOAD";

  /** @param isOfAddress Whether another address would help: it has expired, or is none. */
  constructor(
    message: string,
    details?: FailureDetails,
    readonly isOfAddress: boolean = false,
  ) {
    super(message, details);
  }
}

/** A file could not be downloaded from its address. */
export class DownloadError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_DOWNLOAD";
}

/** An option of the client that cannot be right: found before any request. */
export class ConfigurationError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_CONFIGURATION";
}

/** A draft that the service should have created by itself did not appear in time. */
// API reference §4.2
export class DraftNotFoundError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_DRAFT_NOT_FOUND";
}

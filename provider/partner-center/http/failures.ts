/** From a failed call to the error that a person reads. */

import {
  AccessDeniedError,
  ConflictError,
  ConnectionError,
  type FailureDetails,
  ForeignHostError,
  MovedError,
  NotFoundError,
  type PartnerCenterError,
  RateLimitedError,
  ServiceError,
  UnexpectedResponseError,
  ValidationError,
} from "../errors.js";
import { clipped } from "../redact.js";
import { parseErrorBody } from "./error-body.js";
import { ExchangeFailure, type Reply } from "./exchange.js";
import { retryAfterMs } from "./retry-delay.js";

/** Which call it was. */
export interface Call {
  readonly method: string;
  /** Path and query below the endpoint. */
  readonly path: string;
  readonly host: string;
  readonly clientRequestId: string;
  /** So far. */
  readonly attempts: number;
  /** Where the credentials came from. */
  readonly credentials: string;
}

export const isRedirect = (status: number) => status >= 300 && status < 400;

/** Whether a failure may pass by itself: 408, 429, 5xx, and most failures of the network. */
export function mayPass(outcome: Pick<Reply, "status"> | ExchangeFailure): boolean {
  if (outcome instanceof ExchangeFailure) return outcome.kind === "unsent" || outcome.kind === "lost";
  return outcome.status === 408 || outcome.status === 429 || outcome.status >= 500;
}

/** Whether the service may have acted on a request that failed in a way that {@link mayPass}. */
export function mayHaveActed(outcome: Reply | ExchangeFailure): boolean {
  return outcome instanceof ExchangeFailure ? outcome.kind === "lost" : outcome.status !== 429;
}

/** The error for a call that failed. @param now Milliseconds since 1970. */
export function failureOf(outcome: Reply | ExchangeFailure, call: Call, now: number): PartnerCenterError {
  return outcome instanceof ExchangeFailure ? noReply(outcome, call) : refusal(outcome, call, now);
}

/** How often it was tried, for a message. */
export const times = (attempts: number) => (attempts > 1 ? ` (after ${attempts} attempts)` : "");
const details = ({ method, path, clientRequestId }: Call): FailureDetails => ({ method, path, clientRequestId });

function noReply(failure: ExchangeFailure, call: Call): PartnerCenterError {
  if (failure.kind === "oversized") {
    return new UnexpectedResponseError(
      `${call.host} ${failure.message}; the rest is not read. Check the endpoint; if it ` +
        "is right, tell the maintainers of this package.",
      details(call),
    );
  }
  const unsure =
    failure.kind === "lost" && call.method === "POST"
      ? " It is not known whether the call took effect: look before repeating it."
      : "";
  return new ConnectionError(
    `no reply from ${call.host}${times(call.attempts)}: ` +
      `${failure.code}: ${failure.message}. ` +
      `Check the network, the proxy and the endpoint, then run again.${unsure}`,
    details(call),
    failure.kind === "lost",
  );
}

function refusal(reply: Reply, call: Call, now: number): PartnerCenterError {
  const { status, headers, text } = reply;
  const id = headers["request-id"];
  const body = parseErrorBody(text, headers["content-type"]);
  const said = body.message === "" ? "" : `: ${body.message.replace(/\.$/, "")}`;
  const what = {
    ...details(call),
    status,
    requestId: typeof id === "string" ? id : body.correlationId,
    serviceText: text,
    faultData: body.data,
  };
  if (status === 301 && body.toId !== undefined) {
    const sentence = `Partner Center has moved this object: its id is now ${clipped(body.toId, 100)} (301). Run again`;
    return new MovedError(`${sentence}.`, what, body.toId);
  }
  const [Refusal, sentence] = meaningOf(reply, call, said, now);
  return new Refusal(sentence, what);
}

type ErrorClass = new (message: string, details: FailureDetails) => PartnerCenterError;

/** What a status means, and what the person can do. @param said The service's own words, with a colon before them. */
function meaningOf(reply: Reply, call: Call, said: string, now: number): readonly [ErrorClass, string] {
  const { status } = reply;
  if (isRedirect(status)) {
    return [
      ForeignHostError,
      `${call.host} answered with a redirect (${status}), which is not followed: the token goes only to the ` +
        "configured host. Check the endpoint.",
    ];
  }
  if (status === 401 || status === 403) {
    return [
      AccessDeniedError,
      `Partner Center denied access (${status})${said}. The credentials come from ${call.credentials}. Check that ` +
        "the application was added in Partner Center (Account settings, User management, Microsoft Entra " +
        "applications) with the Manager role, that its tenant is associated with the publisher account, and that " +
        "the offer belongs to that account.",
    ];
  }
  if (status === 404) {
    return [
      NotFoundError,
      `Partner Center has no such object (404)${said}. It may have been deleted, or belong to another account.`,
    ];
  }
  if (status === 409 || status === 412) {
    return [
      ConflictError,
      `this conflicts with what Partner Center has (${status})${said}. Either somebody changed it since it was read, ` +
        "or it exists already, or its present state does not allow this. Look at it, then run again.",
    ];
  }
  if (status === 429) {
    const wait = retryAfterMs(reply.headers["retry-after"], now);
    const asked = wait === undefined ? "Wait some minutes" : `It asks to wait ${Math.ceil(wait / 1000)} s`;
    return [
      RateLimitedError,
      `Partner Center receives too many requests (429)${times(call.attempts)}${said}. ` +
        `${asked}, and lower requestsPerSecond.`,
    ];
  }
  if (mayPass(reply)) {
    const unsure = call.method === "POST" ? " It is not known whether the call took effect." : "";
    return [
      ServiceError,
      `Partner Center failed (${status})${times(call.attempts)}${said}. The cause is on the service's side.${unsure} ` +
        "Run again later; if it persists, give the request id to Microsoft's support.",
    ];
  }
  return status >= 400 && status < 500
    ? [ValidationError, `Partner Center refused what was sent (${status})${said || ", and gave no reason"}.`]
    : [
        UnexpectedResponseError,
        `Partner Center answered with the status ${status}. Check the endpoint (${call.host}).`,
      ];
}

/** From a failed call to the error that a person reads. */

import {
  AccessDeniedError,
  ConflictError,
  ConnectionError,
  type FailureDetails,
  ForeignHostError,
  NotFoundError,
  type PartnerCenterError,
  RateLimitedError,
  ServiceError,
  UnexpectedResponseError,
  ValidationError,
} from "../errors.js";
import { parseErrorBody } from "./error-body.js";
import type { ExchangeFailure, Reply } from "./exchange.js";
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
export const isTransientStatus = (status: number) => status === 408 || status === 429 || status >= 500;

const times = (attempts: number) => (attempts > 1 ? ` (after ${attempts} attempts)` : "");
const details = ({ method, path, clientRequestId }: Call): FailureDetails => ({ method, path, clientRequestId });

/** The error for a call that had no reply. */
export function failureOfExchange(failure: ExchangeFailure, call: Call): ConnectionError {
  const unsure =
    failure.kind === "lost" && call.method === "POST"
      ? " It is not known whether the call took effect: look before repeating it."
      : "";
  return new ConnectionError(
    `${call.method} ${call.path}: no reply from ${call.host}${times(call.attempts)}: ${failure.code}: ${failure.message}. ` +
      `Check the network, the proxy and the endpoint, then run again.${unsure}`,
    details(call),
    failure.kind === "lost",
  );
}

/** The error for a reply that is no success. */
export function failureOfReply(reply: Reply, call: Call, now: number): PartnerCenterError {
  const { status, headers, text } = reply;
  const id = headers["request-id"];
  const body = parseErrorBody(text, headers["content-type"]);
  const known: FailureDetails = {
    ...details(call),
    status,
    requestId: typeof id === "string" ? id : body.correlationId,
    serviceText: text,
    faultData: body.data,
  };
  const name = `${call.method} ${call.path}`;
  const said = body.message === "" ? "" : `: ${body.message.replace(/\.$/, "")}`;

  if (isRedirect(status)) {
    return new ForeignHostError(
      `${name}: ${call.host} answered with a redirect (${status}), which is not followed: the token goes only to the configured host. Check the endpoint.`,
      known,
    );
  }
  switch (status) {
    case 401:
    case 403:
      return new AccessDeniedError(
        `${name}: Partner Center denied access (${status})${said}. The credentials come from ${call.credentials}. Check that the application was added in ` +
          "Partner Center (Account settings, User management, Microsoft Entra applications) with the Manager role, that its tenant is associated " +
          "with the publisher account, and that the offer belongs to that account.",
        known,
      );
    case 404:
      return new NotFoundError(
        `${name}: Partner Center has no such object (404)${said}. It may have been deleted, or belong to another account.`,
        known,
      );
    case 409:
    case 412:
      return new ConflictError(
        `${name}: this conflicts with what Partner Center has (${status})${said}. Either somebody changed it since it was read, or it exists ` +
          "already, or its present state does not allow this. Look at it, then run again.",
        known,
      );
    case 429: {
      const wait = retryAfterMs(headers["retry-after"], now);
      return new RateLimitedError(
        `${name}: Partner Center receives too many requests (429)${times(call.attempts)}${said}. ` +
          `${wait === undefined ? "Wait some minutes" : `It asks to wait ${Math.ceil(wait / 1000)} s`}, and lower requestsPerSecond.`,
        known,
      );
    }
  }
  if (isTransientStatus(status)) {
    const unsure = call.method === "POST" ? " It is not known whether the call took effect." : "";
    return new ServiceError(
      `${name}: Partner Center failed (${status})${times(call.attempts)}${said}. This is on the service's side:${unsure} run again later; if it stays, give the request id to Microsoft's support.`,
      known,
    );
  }
  if (status >= 400 && status < 500) {
    return new ValidationError(
      `${name}: Partner Center refused what was sent (${status})${said || ", and gave no reason"}.`,
      known,
    );
  }
  return new UnexpectedResponseError(
    `${name}: Partner Center answered with the status ${status}. Check the endpoint (${call.host}).`,
    known,
  );
}

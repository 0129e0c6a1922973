// Who calls the API, by the token of the request, and whether that token is good for it.

import type { HttpRequest } from "../http/message.js";
import type { Accounts, Caller } from "../sign-in/accounts.js";
import { ServiceError } from "../wire/service-errors.js";

/** The application behind the token of a request; undefined without a token that is good. */
export function callerOf(accounts: Accounts, request: HttpRequest): Caller | undefined {
  const token = tokenIn(request);
  return token === undefined ? undefined : accounts.callerOf(token);
}

function tokenIn({ headers: { authorization } }: HttpRequest): string | undefined {
  return typeof authorization === "string" ? /^Bearer\s+(.+)$/i.exec(authorization)?.[1] : undefined;
}

/** The token of this request is good no longer. */
export function expireToken(accounts: Accounts, request: HttpRequest): void {
  const token = tokenIn(request);
  if (token !== undefined) accounts.expire(token);
}

/** The account of the caller's token. Missing, unknown, expired or meant for another API: 401 (§1.3, §7 #42). */
export function tenantOf(accounts: Accounts, request: HttpRequest, audience: string): string {
  const caller = callerOf(accounts, request);
  if (caller === undefined) throw new ServiceError(401, "The access token is missing, unknown or expired.");
  if (caller.audience !== audience) {
    throw new ServiceError(401, `The access token is for ${caller.audience}, not for ${audience}.`);
  }
  if (!caller.mayUsePartnerCenter) {
    throw new ServiceError(403, "The application has no role in Partner Center.");
  }
  return caller.tenant;
}

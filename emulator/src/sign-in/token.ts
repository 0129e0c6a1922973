// The token endpoint of Microsoft Entra ID, as far as a client-credentials grant needs it (§1.1 to §1.3).

import { guid } from "../wire/identifiers.js";
import { type Accounts, SignInError } from "./accounts.js";

/** A reply of the token endpoint. */
export interface TokenReply {
  readonly status: number;
  readonly body: unknown;
}

/** Answers a token request with the form given as `application/x-www-form-urlencoded`. */
export function answerTokenRequest(
  accounts: Accounts,
  tenant: string,
  version: 1 | 2,
  form: URLSearchParams,
  now: number,
): TokenReply {
  try {
    if (!/^[\w.-]+$/.test(tenant)) {
      const text = `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`;
      throw new SignInError(400, "invalid_request", 900023, text);
    }
    const audience = audienceOf(version, form);
    const clientId = required(form, "client_id");
    const assertion = form.get("client_assertion");
    const proof = assertion === null ? required(form, "client_secret") : undefined;
    const token = accounts.signIn(tenant, clientId, proof, audience);
    if (version === 2) {
      const { lifeSeconds, accessToken } = token;
      const body = {
        token_type: "Bearer",
        expires_in: lifeSeconds,
        ext_expires_in: lifeSeconds,
        access_token: accessToken,
      };
      return { status: 200, body };
    }
    const body = {
      token_type: "Bearer",
      expires_in: String(token.lifeSeconds),
      ext_expires_in: String(token.lifeSeconds),
      expires_on: String(token.expiresAt),
      not_before: String(token.issuedAt),
      resource: audience,
      access_token: token.accessToken,
    };
    return { status: 200, body };
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    return { status: error.status, body: refusal(error, now) };
  }
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value !== null && value !== "") return value;
  const text = `The request body must contain the following parameter: '${name}'.`;
  if (name === "client_secret") throw new SignInError(401, "invalid_client", 7000216, text);
  throw new SignInError(400, "invalid_request", 900144, text);
}

function audienceOf(version: 1 | 2, form: URLSearchParams): string {
  const grant = required(form, "grant_type");
  if (grant !== "client_credentials") {
    const text = `The emulator knows the grant client_credentials only, not '${grant}'.`;
    throw new SignInError(400, "unsupported_grant_type", 70003, text);
  }
  if (version === 1) return required(form, "resource").replace(/\/+$/, "");
  const scope = required(form, "scope").split(/\s+/)[0] ?? "";
  if (!scope.endsWith("/.default")) {
    const text = `The provided value for scope ${scope} is not valid: it must end with /.default.`;
    throw new SignInError(400, "invalid_scope", 1002012, text);
  }
  return scope.slice(0, -"/.default".length).replace(/\/+$/, "");
}

function refusal(error: SignInError, now: number) {
  const [trace, correlation] = [guid(), guid()];
  const timestamp = new Date(now).toISOString().replace("T", " ").replace(/\.\d+/, "");
  return {
    error: error.error,
    error_description: `${error.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [error.number],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
  };
}

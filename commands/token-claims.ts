// What an access token says of who has signed in. Tokens of Microsoft Entra are JWTs, of which nothing is promised to
// clients (page "Access tokens in the Microsoft identity platform"): what cannot be read is left out.
import { defined, isObject } from "../provider/values/properties.js";

/** Who has signed in. */
export interface Identity {
  readonly tenantId?: string;
  /** Client id of the application; with `az login`, that of the Azure CLI. */
  readonly applicationId?: string;
  readonly applicationName?: string;
  /** Of a person. */
  readonly user?: string;
  /** That Microsoft Entra has given for the API; Partner Center's own are in no token. */
  readonly roles?: readonly string[];
}

/** Reads the claims (page "access-token-claims-reference": tokens of version 1 and 2 name some of them differently). */
export function identityIn(token: string): Identity {
  const claims = claimsOf(token);
  const text = (...names: string[]) =>
    names.map((name) => claims[name]).find((value) => typeof value === "string" && value !== "");
  const { roles } = claims;
  return defined({
    tenantId: text("tid"),
    applicationId: text("appid", "azp"),
    applicationName: text("app_displayname"),
    user: text("upn", "preferred_username", "unique_name"),
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === "string") : undefined,
  }) as Identity;
}

function claimsOf(token: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

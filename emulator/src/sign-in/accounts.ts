// Accounts and tokens: every tenant is a publisher account of its own, and a token remembers its tenant and
// audience (§1). By default any credentials will do; given some, only those do.

import { createHmac, randomBytes } from "node:crypto";
import type { Clock } from "../clock.js";
import type { Store } from "../store/store.js";
import { guid } from "../wire/identifiers.js";

/** The audience of the ingestion API (§1.1). */
export const ingestionAudience = "https://api.partner.microsoft.com";
/** The audience of the Product Ingestion API: Microsoft Graph (Product Ingestion API §2.2). */
export const graphAudience = "https://graph.microsoft.com";
const lifeSeconds = 3599;
const mostKnownTokens = 1_000;

/** An application that may sign in. `role: "none"` is one that was never added in Partner Center: 403 (§1.3). */
export interface Credentials {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  role?: "manager" | "none";
}

/** A refusal of the token endpoint. */
export class SignInError extends Error {
  readonly status: number;
  readonly error: string;
  readonly number: number;

  constructor(status: number, error: string, number: number, text: string) {
    super(`AADSTS${number}: ${text}`);
    this.name = "SignInError";
    this.status = status;
    this.error = error;
    this.number = number;
  }
}

/** A token that was issued. */
export interface IssuedToken {
  readonly accessToken: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly lifeSeconds: number;
}

/** Who a valid token speaks for. */
export interface Caller {
  readonly tenant: string;
  readonly audience: string;
  readonly clientId: string;
  readonly mayUsePartnerCenter: boolean;
}

interface Claims {
  readonly aud: string;
  readonly tid: string;
  readonly appid: string;
  readonly exp: number;
  readonly roles: string[];
}

/** Issues and reads tokens. The signing key is kept in the store, so that tokens outlive a restart. */
export class Accounts {
  readonly #clock: Clock;
  readonly #credentials: readonly Credentials[];
  readonly #key: string;
  /** Tokens whose signature has been verified, with their claims. */
  readonly #known = new Map<string, Claims>();
  /** Tokens that a fault rule has ended before their time. */
  readonly #expired = new Set<string>();

  constructor(store: Store, clock: Clock, credentials: readonly Credentials[] = []) {
    this.#clock = clock;
    this.#credentials = credentials;
    this.#key = store.getSetting("tokenKey") ?? randomBytes(32).toString("hex");
    store.putSetting("tokenKey", this.#key);
  }

  /** Signs an application in. `proof` is its secret, or undefined with a client assertion. Throws SignInError. */
  signIn(tenant: string, clientId: string, proof: string | undefined, audience: string): IssuedToken {
    const role = this.#credentials.length === 0 ? "manager" : this.#roleOf(tenant, clientId, proof);
    const issuedAt = Math.floor(this.#clock.now() / 1000);
    const expiresAt = issuedAt + lifeSeconds;
    const claims = {
      aud: audience,
      iss: `https://sts.windows.net/${tenant}/`,
      iat: issuedAt,
      nbf: issuedAt,
      exp: expiresAt,
      appid: clientId,
      tid: tenant.toLowerCase(),
      roles: role === "none" ? [] : ["Manager"],
      uti: guid(),
      ver: "1.0",
    };
    const head = encode({ typ: "JWT", alg: "HS256" });
    const unsigned = `${head}.${encode(claims)}`;
    return { accessToken: `${unsigned}.${this.#sign(unsigned)}`, issuedAt, expiresAt, lifeSeconds };
  }

  /** Ends a token before its time. */
  expire(token: string): void {
    this.#expired.add(token);
  }

  /** The caller behind a token; undefined if it is not ours or expired. */
  callerOf(token: string): Caller | undefined {
    if (this.#expired.has(token)) return undefined;
    const claims = this.#known.get(token) ?? this.#claimsOf(token);
    if (claims === undefined) return undefined;
    if (this.#known.size >= mostKnownTokens) this.#known.clear();
    this.#known.set(token, claims);
    if (claims.exp * 1000 <= this.#clock.now()) return undefined;
    return {
      tenant: claims.tid,
      audience: claims.aud,
      clientId: claims.appid,
      mayUsePartnerCenter: claims.roles.length > 0,
    };
  }

  #claimsOf(token: string): Claims | undefined {
    const [head, body, mark] = token.split(".");
    if (head === undefined || body === undefined || mark !== this.#sign(`${head}.${body}`)) return undefined;
    return JSON.parse(Buffer.from(body, "base64url").toString()) as Claims;
  }

  #roleOf(tenant: string, clientId: string, proof: string | undefined): Credentials["role"] {
    const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    const ofTenant = this.#credentials.filter((known) => same(known.tenantId, tenant));
    if (ofTenant.length === 0) throw new SignInError(400, "invalid_request", 90002, `Tenant '${tenant}' not found.`);
    const ofClient = ofTenant.filter((known) => same(known.clientId, clientId));
    if (ofClient.length === 0) {
      const text = `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`;
      throw new SignInError(400, "unauthorized_client", 700016, text);
    }
    const found = ofClient.find((known) => proof === undefined || known.clientSecret === proof);
    if (found === undefined) {
      const text = `Invalid client secret provided. The secret is not valid for app '${clientId}'.`;
      throw new SignInError(401, "invalid_client", 7000215, text);
    }
    return found.role ?? "manager";
  }

  #sign(text: string): string {
    return createHmac("sha256", this.#key).update(text).digest("base64url");
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

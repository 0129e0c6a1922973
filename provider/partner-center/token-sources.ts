/** Where tokens come from: interchangeable objects, keyed by audience. API reference §1. */
import { type Clock, systemClock } from "./clock.js";
import { AuthenticationError, ConfigurationError, ForeignHostError, UnexpectedResponseError } from "./errors.js";
import { ExchangeFailure, exchange, type Reply } from "./http-exchange.js";
import { isLoopback, proxyUrl } from "./proxy.js";
import { defaultRetryLimits, retryDelay } from "./retry-delay.js";

/** The audience of the ingestion API (API reference §1.1). */
export const ingestionAudience = "https://api.partner.microsoft.com";

/** Gives bearer tokens. One per account; shared by all clients of that account. */
export interface TokenSource {
  /** Where the credentials came from, for error messages, e.g. `the environment variables PARTNERCENTER_*`. */
  readonly origin: string;
  /** A token that is good for some minutes. @throws AuthenticationError */
  token(audience: string): Promise<string>;
  /** Called when the service refused a token with 401: another one, if there is one. @throws AuthenticationError */
  renew(audience: string, refused: string): Promise<string>;
}

/** The documented grant: an application's id and secret. */
export interface ClientSecretOptions {
  /** Directory (tenant) id or domain. */
  readonly tenantId: string;
  /** Application (client) id. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Default `https://login.microsoftonline.com`. https, or http on loopback. */
  readonly loginEndpoint?: string | undefined;
  /** Where these credentials came from; shown in errors. */
  readonly origin: string;
  /** Always used when given; otherwise `HTTPS_PROXY` and `NO_PROXY`. */
  readonly proxy?: string | undefined;
  /** One redacted line per token request. */
  readonly trace?: ((line: string) => void) | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

/** Renewed this long before it expires, or at half its life if that is shorter than ten minutes. */
const renewalMs = 5 * 60_000;

interface Token {
  readonly text: string;
  readonly renewAt: number;
}

/**
 * Tokens by client id and secret (v1 endpoint, API reference §1.1): cached per audience, renewed five minutes ahead,
 * one request for all concurrent callers.
 *
 * @throws ConfigurationError for a login endpoint that is neither https nor loopback, or for a missing credential.
 */
export function clientSecretTokenSource(options: ClientSecretOptions): TokenSource {
  return new CachedTokenSource(options.origin, options.clock ?? systemClock, clientSecretGrant(options));
}

/** Caching and single flight around any grant. */
export class CachedTokenSource implements TokenSource {
  private readonly tokens = new Map<string, Token>();
  private readonly flights = new Map<string, Promise<Token>>();
  private readonly refused = new Map<string, string>();

  constructor(
    readonly origin: string,
    private readonly clock: Clock,
    private readonly grant: (audience: string) => Promise<{ text: string; lifeMs: number }>,
  ) {}

  async token(audience: string): Promise<string> {
    const token = this.tokens.get(audience);
    if (token !== undefined && this.clock.now() < token.renewAt) return token.text;
    return (await this.fetch(audience)).text;
  }

  async renew(audience: string, refused: string): Promise<string> {
    const token = this.tokens.get(audience);
    // Somebody else has renewed it meanwhile, or the login service gives the refused one again: asking more is no use.
    if (token !== undefined && (token.text !== refused || this.refused.get(audience) === refused)) return token.text;
    this.refused.set(audience, refused);
    this.tokens.delete(audience);
    return (await this.fetch(audience)).text;
  }

  private fetch(audience: string): Promise<Token> {
    const flying = this.flights.get(audience);
    if (flying !== undefined) return flying;
    const flight = (async () => {
      const started = this.clock.now();
      const { text, lifeMs } = await this.grant(audience);
      const token = { text, renewAt: started + lifeMs - Math.min(renewalMs, lifeMs / 2) };
      this.tokens.set(audience, token);
      return token;
    })().finally(() => this.flights.delete(audience));
    this.flights.set(audience, flight);
    return flight;
  }
}

function clientSecretGrant(options: ClientSecretOptions) {
  const { tenantId, clientId, clientSecret, origin, proxy, trace, clock = systemClock } = options;
  for (const [name, value] of Object.entries({ tenantId, clientId, clientSecret })) {
    if (value.trim() === "") throw new ConfigurationError(`${name} is empty. It comes from ${origin}.`);
  }
  const login = loginUrl(options.loginEndpoint ?? "https://login.microsoftonline.com");
  if (proxy !== undefined && proxy !== "") proxyUrl(proxy);
  const url = new URL(
    `${login.pathname.replace(/\/+$/, "")}/${encodeURIComponent(tenantId)}/oauth2/token`,
    login.origin,
  );
  const advice =
    `The credentials come from ${origin}. Check the tenant id (${tenantId}), the client id (${clientId}), that the client secret is ` +
    "the secret's value and has not expired, and that the application was added in Partner Center (Account settings, User management, " +
    "Microsoft Entra applications) with the Manager role.";

  return async (audience: string) => {
    for (let attempt = 1; ; attempt++) {
      const started = clock.now();
      const reply = await exchange({
        method: "POST",
        url,
        headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: clientId,
          client_secret: clientSecret,
          resource: audience,
        }).toString(),
        timeoutMs: 30_000,
        proxy,
      }).catch((error: unknown) => {
        if (error instanceof ExchangeFailure) return error;
        throw error;
      });
      const outcome = reply instanceof ExchangeFailure ? reply.code : reply.status;
      trace?.(`POST ${url.origin}${url.pathname} ${outcome} ${clock.now() - started} ms`);
      if (!(reply instanceof ExchangeFailure) && reply.status === 200) return granted(reply, clock.now(), url);
      const again = isTransient(reply)
        ? retryDelay(
            {
              attempt,
              retryAfter: reply instanceof ExchangeFailure ? undefined : reply.headers["retry-after"],
              now: clock.now(),
              random: clock.random(),
            },
            { ...defaultRetryLimits, attempts: 5 },
          )
        : undefined;
      if (again === undefined) throw refusal(reply, url, audience, advice, clientSecret);
      await clock.sleep(again);
    }
  };
}

function loginUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !(url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)))) {
    throw new ConfigurationError(
      "The login endpoint must begin with https:// (http:// only on this machine): the client secret is sent there.",
    );
  }
  return url;
}

function isTransient(reply: Reply | ExchangeFailure): boolean {
  if (reply instanceof ExchangeFailure) return reply.kind !== "hopeless";
  return reply.status >= 500 || reply.status === 429 || reply.status === 408;
}

/** v1 sends texts, v2 numbers (API reference §1.1, §1.2). Our own clock may be wrong, so `expires_in` comes first. */
function granted(reply: Reply, now: number, url: URL): { text: string; lifeMs: number } {
  let body: Record<string, unknown> = {};
  try {
    body = Object(JSON.parse(reply.text));
  } catch {}
  if (typeof body.access_token !== "string" || body.access_token === "") {
    throw new UnexpectedResponseError(
      `${url.origin} answered a token request without a token. Check the login endpoint.`,
      {
        status: reply.status,
        method: "POST",
        path: url.pathname,
      },
    );
  }
  const seconds = (value: unknown) => (value === undefined || value === "" ? Number.NaN : Number(value));
  const candidates = [seconds(body.expires_in) * 1000, seconds(body.expires_on) * 1000 - now, 3_599_000];
  return { text: body.access_token, lifeMs: candidates.find((life) => life > 0) ?? 0 };
}

function refusal(reply: Reply | ExchangeFailure, url: URL, audience: string, advice: string, secret: string) {
  // A secret of a few letters is nobody's, and its letters are in every sentence.
  const forms =
    secret.length < 6 ? [] : [secret, encodeURIComponent(secret), String(new URLSearchParams({ "": secret })).slice(1)];
  const clean = (text: string) => forms.reduce((result, form) => result.replaceAll(form, "…"), text);
  if (reply instanceof ExchangeFailure) {
    return new AuthenticationError(
      clean(
        `No token for ${audience}: ${url.origin} could not be reached (${reply.code}: ${reply.message}). Check the network, the proxy and the login endpoint, then run again.`,
      ),
      { method: "POST", path: url.pathname },
    );
  }
  const details = { status: reply.status, method: "POST", path: url.pathname, serviceText: clean(reply.text) };
  if (reply.status >= 300 && reply.status < 400) {
    return new ForeignHostError(
      `${url.origin} answered a token request with a redirect, which is not followed. Check the login endpoint.`,
      details,
    );
  }
  let body: Record<string, unknown> = {};
  try {
    body = Object(JSON.parse(reply.text));
  } catch {}
  const reason =
    String(body.error_description ?? body.error ?? `HTTP ${reply.status}`).split(/\r?\n|\s+Trace ID:/)[0] ?? "";
  return new AuthenticationError(clean(`No token for ${audience}: ${reason.replace(/\.?$/, ".")} ${advice}`), {
    ...details,
    requestId: typeof body.trace_id === "string" ? body.trace_id : undefined,
    clientRequestId: typeof body.correlation_id === "string" ? body.correlation_id : undefined,
  });
}

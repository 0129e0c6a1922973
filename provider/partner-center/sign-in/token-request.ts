/** A request to the sign-in service's token endpoint, with its retries and its refusals. */
// API reference §1
import { type Clock, systemClock } from "../clock.js";
import { defaultLoginEndpoint } from "../endpoints.js";
import { AuthenticationError, ConfigurationError, ForeignHostError, UnexpectedResponseError } from "../errors.js";
import { repeated } from "../http/attempts.js";
import { ExchangeFailure, exchange, type Reply } from "../http/exchange.js";
import { isRedirect, mayPass, times } from "../http/failures.js";
import { parseJson } from "../http/json.js";
import { defaultTimeouts, Notices, Patience, type Timeouts } from "../http/patience.js";
import { proxyUrl } from "../http/proxy.js";
import { plainUrl } from "../http/safe-url.js";
import { clipped, withoutSecrets } from "../redact.js";

/** A new token, and the milliseconds that it lives. */
interface NewToken {
  readonly text: string;
  readonly lifeMs: number;
}

/** A way to get a token. @throws AuthenticationError */
export type Grant = (audience: string) => Promise<NewToken>;

/** What every application that signs in by the token endpoint has. */
export interface ApplicationOptions {
  /** Directory (tenant) id or domain. */
  readonly tenantId: string;
  /** Application (client) id. */
  readonly clientId: string;
  /** Default `https://login.microsoftonline.com`. https, or http on loopback. */
  readonly loginEndpoint?: string | undefined;
  /** Where these credentials came from; shown in errors. */
  readonly origin: string;
  /** Always used when given; otherwise `HTTPS_PROXY` and `NO_PROXY`. */
  readonly proxy?: string | undefined;
  /** One redacted line per token request. */
  readonly trace?: ((line: string) => void) | undefined;
  /** Gets a line when the sign-in service is waited for: see `ClientOptions`. */
  readonly notice?: ((line: string) => void) | undefined;
  /** Others than {@link defaultTimeouts}. */
  readonly timeouts?: Partial<Timeouts> | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

/** Attempts to get a token. */
const attempts = 5;

/** Bytes of an answer: a token takes a few kB. */
export const mostTokenBytes = 1024 * 1024;

/** How an application proves that it is itself. */
export interface Proof {
  /** The endpoint's version: 1 names a resource, 2 a scope. */
  // API reference §1.1, §1.2
  readonly version: 1 | 2;
  /**
   * Form fields besides `grant_type`, `client_id` and the audience. Asked for once per token.
   * @param tokenUrl Whom they are for.
   */
  readonly fields: (tokenUrl: string) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** What to check when it is refused; one or two sentences. */
  readonly advice: string;
}

/** The form field that says what `client_assertion` is (RFC 7523). */
export const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** @throws ConfigurationError for a login endpoint that is neither https nor loopback, or for a missing id. */
export function applicationGrant(options: ApplicationOptions, proof: Proof): Grant {
  const { tenantId, clientId, origin, proxy, trace, clock = systemClock } = options;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const notices = new Notices(clock, timeouts.notice, options.notice);
  refuseEmpty({ tenantId, clientId }, origin);
  const login = loginUrl(options.loginEndpoint ?? defaultLoginEndpoint);
  if (proxy !== undefined && proxy !== "") proxyUrl(proxy);
  const version = proof.version === 2 ? "v2.0/" : "";
  const url = new URL(
    `${login.pathname.replace(/\/+$/, "")}/${encodeURIComponent(tenantId)}/oauth2/${version}token`,
    login.origin,
  );
  const advice =
    `The credentials come from ${origin}. Check the tenant id (${tenantId}), the client id (${clientId}), ` +
    `${proof.advice}, and that the application was added in Partner Center (Account settings, User management, ` +
    "Microsoft Entra applications) with the Manager role.";

  return async (audience) => {
    const patience = new Patience(clock, timeouts.signInInAll, attempts);
    const fields = await patience.during(async () => proof.fields(url.href));
    const target: Record<string, string> =
      proof.version === 2 ? { scope: `${audience}/.default` } : { resource: audience };
    const form = { grant_type: "client_credentials", client_id: clientId, ...fields, ...target };
    const body = new URLSearchParams(form).toString();
    return repeated<NewToken>(clock, async (attempt) => {
      const started = clock.now();
      const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
      const request = { method: "POST", url, headers, body, proxy, mostBytes: mostTokenBytes } as const;
      const timeoutMs = Math.min(patience.left, timeouts.signIn);
      const reply = await notices.watching(url.host, "a token request", patience, () =>
        patience.during(() => exchange({ ...request, timeoutMs })),
      );
      const [outcome, retryAfter] =
        reply instanceof ExchangeFailure ? [reply.code] : [reply.status, reply.headers["retry-after"]];
      trace?.(`POST ${url.origin}${url.pathname} ${outcome} ${clock.now() - started} ms`);
      if (!(reply instanceof ExchangeFailure) && reply.status === 200) {
        return { result: granted(reply, clock.now(), url) };
      }
      const isUnsent = reply instanceof ExchangeFailure && reply.kind === "unsent";
      const delayMs = mayPass(reply) ? patience.pause(attempt, retryAfter, isUnsent) : undefined;
      if (delayMs !== undefined) notices.pausing(url.host, "a token request", patience, delayMs, reply);
      return { error: refusal(reply, url, audience, advice, Object.values(fields), attempt), delayMs };
    });
  };
}

/** @throws ConfigurationError that names the value and where it comes from. */
export function refuseEmpty(values: Readonly<Record<string, string>>, origin: string): void {
  for (const [name, value] of Object.entries(values)) {
    if (value.trim() === "") throw new ConfigurationError(`${name} is empty. It comes from ${origin}.`);
  }
}

function loginUrl(text: string): URL {
  const url = plainUrl(text);
  if (url === undefined) {
    throw new ConfigurationError(
      `The login endpoint must be a plain URL like ${defaultLoginEndpoint} that begins with https:// (http:// only on ` +
        "this machine), without a user, a query or a fragment: the client secret is sent there.",
    );
  }
  return url;
}

/** v1 sends texts, v2 numbers. Our own clock may be wrong, so `expires_in` comes first. */
// API reference §1.1, §1.2
function granted(reply: Reply, now: number, url: URL): NewToken {
  const body = objectIn(reply.text);
  if (typeof body.access_token !== "string" || body.access_token === "") {
    throw new UnexpectedResponseError(
      `${url.origin} answered a token request without a token. Check the login endpoint.`,
      { status: reply.status, method: "POST", path: url.pathname },
    );
  }
  const seconds = (value: unknown) =>
    typeof value === "number" || (typeof value === "string" && value !== "") ? Number(value) : Number.NaN;
  const candidates = [seconds(body.expires_in) * 1000, seconds(body.expires_on) * 1000 - now, 3_599_000];
  return { text: body.access_token, lifeMs: candidates.find((life) => life > 0) ?? 0 };
}

/** The object that a reply's JSON is; an empty one for anything else. */
export function objectIn(text: string): Record<string, unknown> {
  try {
    return Object(parseJson(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function refusal(
  reply: Reply | ExchangeFailure,
  url: URL,
  audience: string,
  advice: string,
  secrets: readonly string[],
  attempt: number,
): AuthenticationError | ForeignHostError {
  // A secret of a few letters is nobody's, and its letters are in every sentence.
  const long = secrets.filter((secret) => secret.length >= 6 && secret !== assertionType);
  const clean = (text: string) => withoutSecrets(text, long);
  if (reply instanceof ExchangeFailure) {
    const what =
      reply.kind === "oversized"
        ? `${url.origin} ${reply.message}, which is no token. Check the login endpoint`
        : `${url.origin} could not be reached (${reply.code}: ${reply.message})${times(attempt)}. ` +
          "Check the network, the proxy and the login endpoint, then run again";
    return new AuthenticationError(clean(`No token for ${audience}: ${what}.`), {
      method: "POST",
      path: url.pathname,
    });
  }
  const details = { status: reply.status, method: "POST", path: url.pathname, serviceText: clean(reply.text) };
  if (isRedirect(reply.status)) {
    return new ForeignHostError(
      `${url.origin} answered a token request with a redirect, which is not followed. Check the login endpoint.`,
      details,
    );
  }
  const body = objectIn(reply.text);
  const said = [body.error_description, body.error].find((value) => typeof value === "string") ?? "";
  const reason = clipped((String(said).split(/\r?\n|\s+Trace ID:/)[0] ?? "").replace(/\.$/, ""), 500);
  return new AuthenticationError(clean(`No token for ${audience}: ${sentence(reply, url, reason, advice, attempt)}`), {
    ...details,
    requestId: typeof body.trace_id === "string" ? clean(body.trace_id) : undefined,
    clientRequestId: typeof body.correlation_id === "string" ? clean(body.correlation_id) : undefined,
  });
}

/** What a refusal means. Credentials are not to blame for a service that is down or has too much to do. */
function sentence(reply: Reply, url: URL, reason: string, advice: string, attempt: number): string {
  const { status } = reply;
  const said = reason === "" ? "" : `: ${reason}`;
  if (status === 429) {
    return (
      `the sign-in service ${url.host} receives too many requests (429)${times(attempt)}${said}. ` +
      "Wait some minutes, then run again."
    );
  }
  if (mayPass(reply)) {
    return (
      `the sign-in service ${url.host} is not available (${status})${times(attempt)}${said}. ` +
      "The cause is on its side: run again later."
    );
  }
  return `${reason || `HTTP ${status}`}. ${advice}`;
}

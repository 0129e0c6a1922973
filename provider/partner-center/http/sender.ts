/** Sends one request until it has a good reply: limiter, token, further attempts, trace. */
// API reference §3.1, §6.1
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { type Clock, systemClock } from "../clock.js";
import { ingestionAudience } from "../endpoints.js";
import { clipped, redact, withoutSecrets } from "../redact.js";
import { repeated } from "./attempts.js";
import { Endpoint } from "./endpoint.js";
import { type Exchange, ExchangeFailure, exchange, type Reply } from "./exchange.js";
import { type Call, failureOf, mayHaveActed, mayPass } from "./failures.js";
import { Limiter } from "./limiter.js";
import { type ClientOptions, checkedHeaders, limitsOf } from "./options.js";
import { Pace, type Sign } from "./pace.js";
import { defaultTimeouts, Notices, Patience, type Timeouts } from "./patience.js";
import { proxyUrl } from "./proxy.js";
import type { Settled } from "./replies.js";
import { defaultRetryLimits, retryAfterMs } from "./retry-delay.js";
import { SharedReads } from "./shared-reads.js";
import { kindOfCall, Slowness } from "./slowness.js";

/** What is sent. */
export interface Content {
  readonly body?: unknown;
  /**
   * Secrets in the body: errors leave them out, also where the service repeats them. Given at all, no error keeps a
   * good reply.
   */
  readonly secrets?: readonly string[] | undefined;
}

export interface Request extends Content {
  readonly method: Exchange["method"];
  readonly url: URL;
  readonly ifMatch?: string | undefined;
  /**
   * Of a POST that replaces a whole object, so that sending it twice does no harm: what is sent by a further attempt,
   * made directly before it. What the service has may have changed in the pause. What it throws is thrown.
   */
  readonly again?: (() => Promise<Content>) | undefined;
}

/** How a request is sent. */
interface Sending {
  /** Default: that of the method. */
  readonly patience?: Patience | undefined;
  /** Told when a failed attempt may have acted, with the reply's `Retry-After`. */
  readonly onUnsure?: ((retryAfter: string | undefined) => void) | undefined;
}

/**
 * Bytes of one answer, unpacked. The largest that are known are lists of a publisher's offers, some kB each, by pages;
 * and drafts with prices in 141 markets, below 1 MB.
 */
const mostBytes = 32 * 1024 * 1024;

export class Sender {
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  readonly reads: SharedReads<Settled>;
  private readonly pace: Pace;
  private readonly limiter: Limiter;
  private readonly slowness = new Slowness();
  private readonly audience: string;
  private readonly headers: Record<string, string>;
  /** Values of extra headers, which may be keys; shorter ones are in every sentence. */
  private readonly headerSecrets: readonly string[];
  private readonly timeouts: Timeouts;
  private readonly notices: Notices;
  /** That of a call which asks for something itself, such as a look. */
  private readonly looks = new AsyncLocalStorage<Patience>();
  /** Since when nobody here has got a reply; undefined: the last attempt had one. */
  private silentSince: number | undefined;

  /** @throws ConfigurationError */
  constructor(private readonly options: ClientOptions) {
    this.endpoint = new Endpoint(options.endpoint);
    this.clock = options.clock ?? systemClock;
    this.reads = new SharedReads(this.clock);
    this.audience = options.audience ?? ingestionAudience;
    this.headers = checkedHeaders(options.headers);
    this.headerSecrets = Object.values(this.headers).filter((value) => value.length >= 6);
    this.timeouts = { ...defaultTimeouts, ...options.timeouts };
    this.notices = new Notices(this.clock, this.timeouts.notice, options.notice);
    const { requestsPerSecond, maxConcurrency } = limitsOf(options);
    this.pace = new Pace(requestsPerSecond);
    this.limiter = new Limiter(this.clock, this.pace, maxConcurrency, () =>
      options.notice?.(
        `${this.endpoint.host} has too much to do, or asks for fewer requests; they are sent more slowly, and faster again as it allows`,
      ),
    );
    if (options.proxy) proxyUrl(options.proxy);
  }

  /** Sends until there is a good reply or no hope of one. */
  async send(request: Request, sending: Sending = {}): Promise<Settled> {
    if (request.method === "GET") return this.reads.get(request.url.href, () => this.repeat(request, sending));
    try {
      return await this.repeat(request, sending);
    } finally {
      this.reads.forget();
    }
  }

  /** For all attempts of a call. */
  patience(method: Exchange["method"]): Patience {
    const { creationInAll, look, requestInAll } = this.timeouts;
    return new Patience(this.clock, method === "POST" ? creationInAll - look : requestInAll);
  }

  /** Looks for what a POST has made. All that it asks for has to fit into the time for one look. */
  look<T>(work: () => Promise<T>): Promise<T> {
    return this.looks.run(new Patience(this.clock, this.timeouts.look), work);
  }

  private repeat(request: Request, { patience: given, onUnsure }: Sending): Promise<Settled> {
    const { method, again } = request;
    const patience = given ?? this.looks.getStore() ?? this.patience(method);
    const { tokenSource, beforeWrite } = this.options;
    let token: string | undefined;
    let isRenewed = false;
    let content: Content = request;
    return repeated<Settled>(this.clock, async (attempt) => {
      token ??= await tokenSource.token(this.audience);
      if (attempt > 1 && again !== undefined) content = await this.looks.run(patience, again);
      const { secrets } = content;
      const call: Call = {
        method,
        path: this.endpoint.shown(request.url),
        host: this.endpoint.host,
        clientRequestId: randomUUID(),
        attempts: attempt,
        credentials: tokenSource.origin,
      };
      if (method !== "GET") await beforeWrite?.();
      const sent = token;
      const queuedAt = this.clock.now();
      const outcome = await this.limiter.run(() =>
        this.attempt({ ...request, ...content }, call, sent, patience, queuedAt),
      );
      const reply = outcome instanceof ExchangeFailure ? undefined : outcome;
      if (reply !== undefined && reply.status >= 200 && reply.status < 300) {
        return { result: { reply, call, isSecret: secrets !== undefined, secrets: this.headerSecrets } };
      }
      const text = reply && withoutSecrets(reply.text, [...(secrets ?? []), ...this.headerSecrets, sent]);
      const shown = reply === undefined || text === undefined ? outcome : { ...reply, text };
      const error = failureOf(shown, call, this.clock.now());
      if (reply?.status === 401 && !isRenewed) {
        isRenewed = true;
        token = await tokenSource.renew(this.audience, sent);
        return { error, delayMs: 0 };
      }
      const mayRepeat = mayPass(outcome) && (method !== "POST" || again !== undefined || !mayHaveActed(outcome));
      const retryAfter = reply?.headers["retry-after"];
      const isUnsent = outcome instanceof ExchangeFailure && outcome.kind === "unsent";
      const delayMs = mayRepeat ? patience.pause(attempt, retryAfter, isUnsent) : undefined;
      if (mayPass(outcome) && mayHaveActed(outcome)) onUnsure?.(retryAfter);
      if (delayMs !== undefined) {
        this.notices.pausing(call.host, `${method} ${call.path}`, patience, delayMs, outcome);
      }
      // After a long pause it may have expired.
      token = undefined;
      return { error, delayMs };
    });
  }

  /** One attempt. Who has waited in the queue for a silent service has waited for the service. */
  private async attempt(
    request: Request,
    call: Call,
    token: string,
    patience: Patience,
    queuedAt: number,
  ): Promise<Reply | ExchangeFailure> {
    const started = this.clock.now();
    if (this.silentSince !== undefined) patience.spent += started - Math.max(queuedAt, this.silentSince);
    if (patience.left === 0) {
      return new ExchangeFailure("unsent", "ETIMEDOUT", "It has not answered other calls for too long");
    }
    const send = () => patience.during(() => this.exchanged(request, call, token, patience.left));
    const outcome = await this.notices.watching(call.host, `${call.method} ${call.path}`, patience, send);
    if (outcome instanceof ExchangeFailure) {
      this.silentSince ??= started;
      return outcome;
    }
    this.silentSince = undefined;
    this.learn(call, outcome, started);
    return outcome;
  }

  /** What an answer says of how fast requests may be sent. */
  private learn({ method, path }: Call, { status, headers }: Reply, started: number): void {
    const now = this.clock.now();
    const isSlow = this.slowness.answered(kindOfCall(method, path), now - started);
    const sign: Sign = status === 429 ? "refused" : status === 503 ? "overloaded" : isSlow ? "slow" : "good";
    const pauseMs = sign === "refused" ? (retryAfterMs(headers["retry-after"], now) ?? 0) : 0;
    this.pace.answered(started, now, sign, pauseMs > defaultRetryLimits.retryAfterCapMs ? 0 : pauseMs);
  }

  private async exchanged(
    request: Request,
    call: Call,
    token: string,
    leftMs: number,
  ): Promise<Reply | ExchangeFailure> {
    const { method, url, body, ifMatch } = request;
    const { trace, proxy } = this.options;
    const started = this.clock.now();
    const outcome = await exchange({
      method,
      url,
      headers: {
        ...this.headers,
        accept: "application/json",
        authorization: `Bearer ${token}`,
        "client-request-id": call.clientRequestId,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      timeoutMs: Math.min(leftMs, method === "POST" ? this.timeouts.creation : this.timeouts.request),
      mostBytes,
      proxy,
    });
    if (!(outcome instanceof ExchangeFailure)) {
      const id = outcome.headers["request-id"];
      if (typeof id === "string") outcome.headers["request-id"] = withoutSecrets(clipped(id, 100), this.headerSecrets);
    }
    const [result, requestId] =
      outcome instanceof ExchangeFailure ? [outcome.code, "-"] : [outcome.status, outcome.headers["request-id"] ?? "-"];
    const ms = Math.round(this.clock.now() - started);
    const ids = `client-request-id=${call.clientRequestId} request-id=${requestId}`;
    trace?.(redact(`${method} ${call.path} ${result} ${ms} ms ${ids}`));
    return outcome;
  }
}

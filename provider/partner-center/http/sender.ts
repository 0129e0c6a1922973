/** Sends one request until it has a good reply: limiter, token, further attempts, trace. API reference §3.1, §6.1. */
import { randomUUID } from "node:crypto";
import PQueue from "p-queue";
import { type Clock, systemClock } from "../clock.js";
import { ingestionAudience } from "../endpoints.js";
import { redact, withoutSecrets } from "../redact.js";
import { repeated } from "./attempts.js";
import { Endpoint } from "./endpoint.js";
import { type Exchange, ExchangeFailure, exchange, type Reply } from "./exchange.js";
import { type Call, failureOf, mayHaveActed, mayPass } from "./failures.js";
import { type ClientOptions, checkedHeaders, limiterOptions } from "./options.js";
import { proxyUrl } from "./proxy.js";
import type { Settled } from "./replies.js";
import { retryDelay } from "./retry-delay.js";
import { SharedReads } from "./shared-reads.js";

export interface Request {
  readonly method: Exchange["method"];
  readonly url: URL;
  readonly body?: unknown;
  readonly ifMatch?: string | undefined;
  /**
   * Secrets in the body: errors leave them out, also where the service repeats them. Given at all, no error keeps a
   * good reply.
   */
  readonly secrets?: readonly string[] | undefined;
}

export class Sender {
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  readonly reads: SharedReads<Settled>;
  private readonly queue: PQueue;
  private readonly audience: string;
  private readonly headers: Record<string, string>;

  /** @throws ConfigurationError */
  constructor(private readonly options: ClientOptions) {
    this.endpoint = new Endpoint(options.endpoint);
    this.clock = options.clock ?? systemClock;
    this.reads = new SharedReads(this.clock);
    this.audience = options.audience ?? ingestionAudience;
    this.headers = checkedHeaders(options.headers);
    this.queue = new PQueue(
      limiterOptions(options.requestsPerSecond, options.maxConcurrency, options.averagedOverSeconds),
    );
    if (options.proxy) proxyUrl(options.proxy);
  }

  /** Sends until there is a good reply or no hope of one. @param onUnsure Told when a failed attempt may have acted. */
  async send(request: Request, onUnsure?: () => void): Promise<Settled> {
    if (request.method === "GET") return this.reads.get(request.url.href, () => this.repeat(request));
    try {
      return await this.repeat(request, onUnsure);
    } finally {
      this.reads.forget();
    }
  }

  /** Milliseconds before the next attempt; undefined: give up. @param attempt Of those that failed, 1 for the first. */
  delay(attempt: number, retryAfter?: string): number | undefined {
    return retryDelay({ attempt, retryAfter, now: this.clock.now(), random: this.clock.random() });
  }

  private repeat(request: Request, onUnsure?: () => void): Promise<Settled> {
    const { method, secrets } = request;
    const { tokenSource, beforeWrite } = this.options;
    let token: string | undefined;
    let isRenewed = false;
    return repeated<Settled>(this.clock, async (attempt) => {
      token ??= await tokenSource.token(this.audience);
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
      const outcome = await this.queue.add(() => this.exchanged(request, call, sent));
      const reply = outcome instanceof ExchangeFailure ? undefined : outcome;
      if (reply !== undefined && reply.status >= 200 && reply.status < 300) {
        return { result: { reply, call, isSecret: secrets !== undefined } };
      }
      const shown = reply === undefined ? outcome : { ...reply, text: withoutSecrets(reply.text, secrets ?? []) };
      const error = failureOf(shown, call, this.clock.now());
      if (reply?.status === 401 && !isRenewed) {
        isRenewed = true;
        token = await tokenSource.renew(this.audience, sent);
        return { error, delayMs: 0 };
      }
      const mayRepeat = mayPass(outcome) && (method !== "POST" || !mayHaveActed(outcome));
      const delayMs = mayRepeat ? this.delay(attempt, reply?.headers["retry-after"]) : undefined;
      if (delayMs !== undefined && mayHaveActed(outcome)) onUnsure?.();
      // After a long pause it may have expired.
      token = undefined;
      return { error, delayMs };
    });
  }

  private async exchanged(request: Request, call: Call, token: string): Promise<Reply | ExchangeFailure> {
    const { method, url, body, ifMatch } = request;
    const { timeouts = {}, trace, proxy } = this.options;
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
      timeoutMs: method === "POST" ? (timeouts.creation ?? 120_000) : (timeouts.request ?? 60_000),
      proxy,
    });
    const [result, requestId] =
      outcome instanceof ExchangeFailure ? [outcome.code, "-"] : [outcome.status, outcome.headers["request-id"] ?? "-"];
    const ms = Math.round(this.clock.now() - started);
    const ids = `client-request-id=${call.clientRequestId} request-id=${requestId}`;
    trace?.(redact(`${method} ${call.path} ${result} ${ms} ms ${ids}`));
    return outcome;
  }
}

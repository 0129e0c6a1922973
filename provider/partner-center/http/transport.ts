/** Calls of the ingestion API: limiter, token, retries, schemas, pages. API reference §3.1, §3.4, §6.1. */
import { randomUUID } from "node:crypto";
import PQueue from "p-queue";
import { z } from "zod";
import { type Clock, systemClock } from "../clock.js";
import {
  ConflictError,
  ConnectionError,
  ForeignHostError,
  NotFoundError,
  PartnerCenterError,
  ServiceError,
  UnexpectedResponseError,
  ValidationError,
} from "../errors.js";
import { redact, withoutSecrets } from "../redact.js";
import { ExchangeFailure, exchange, type Reply } from "./exchange.js";
import { type Call, failureOfExchange, failureOfReply, isRedirect, isTransientStatus } from "./failures.js";
import { checkedEndpoint, checkedHeaders, limiterOptions } from "./options.js";
import { proxyUrl } from "./proxy.js";
import { readReply, type Settled } from "./replies.js";
import { retryDelay } from "./retry-delay.js";
import { SharedReads } from "./shared-reads.js";
import { ingestionAudience, type TokenSource } from "./token-source.js";

/** How a client is set up. */
export interface ClientOptions {
  /** Default `https://api.partner.microsoft.com/v1.0/ingestion`. https, or http on loopback. */
  readonly endpoint?: string | undefined;
  readonly tokenSource: TokenSource;
  /** What the token is asked for. Default `https://api.partner.microsoft.com`. */
  readonly audience?: string | undefined;
  /** Most requests that start in a second, on the average of ten. Default 10 (no limit is documented: API reference §6.1). */
  readonly requestsPerSecond?: number | undefined;
  /** Seconds over which `requestsPerSecond` is averaged. Default 10. */
  readonly averagedOverSeconds?: number | undefined;
  /** Most requests under way at once. Default 16: a refresh of ten plans then takes less than 3 s (no limit is documented). */
  readonly maxConcurrency?: number | undefined;
  /** Extra headers of each call. `Authorization` and the client's own headers cannot be replaced. */
  readonly headers?: Record<string, string> | undefined;
  /** Always used when given; otherwise `HTTPS_PROXY` and `NO_PROXY`, never for loopback. */
  readonly proxy?: string | undefined;
  /** Gets one redacted line per request: method, path, status, milliseconds, ids. */
  readonly trace?: ((line: string) => void) | undefined;
  /** Called before each attempt of a PUT, POST or DELETE; what it throws is thrown, and nothing is sent. */
  readonly beforeWrite?: (() => void | Promise<void>) | undefined;
  /** Milliseconds: `request` 60,000 (each attempt), `creation` 120,000 for POST, which can be slow (API reference §8.1). */
  readonly timeouts?: { readonly request?: number; readonly creation?: number } | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

export type Query = Readonly<Record<string, string>>;

/** How a POST behaves when it is not known whether it took effect (5xx, reset, time-out). Default: the failure is thrown. */
export interface PostOptions<T> {
  /** Looks for what the POST should have made; undefined = it is not there, so the POST is sent again. */
  readonly recover?: (() => Promise<T | undefined>) | undefined;
  /** The POST replaces a whole object, so sending it twice does no harm. */
  readonly repeatable?: boolean;
  /** Secrets in the body: errors leave them out, also where the service repeats them. Given at all, no error keeps a good reply. */
  readonly secrets?: readonly string[] | undefined;
}

/** One piece of a path. @throws ValidationError for text that would change which path it is. */
export function segment(id: string): string {
  if (id === "" || id === "." || id === "..") throw new ValidationError(`"${id}" is not an id.`);
  return encodeURIComponent(id);
}

interface Request {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly url: URL;
  readonly body?: unknown;
  readonly ifMatch?: string | undefined;
  /** See {@link PostOptions}. */
  readonly secrets?: readonly string[] | undefined;
}

/** Pages beyond this are taken for a loop. */
const mostPages = 10_000;

export class Transport {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly clock: Clock;
  readonly reads: SharedReads<Settled>;
  private readonly base: URL;
  private readonly queue: PQueue;
  private readonly audience: string;
  private readonly headers: Record<string, string>;

  /** @throws ConfigurationError */
  constructor(private readonly options: ClientOptions) {
    this.base = checkedEndpoint(options.endpoint);
    this.endpoint = this.base.href.replace(/\/$/, "");
    this.clock = options.clock ?? systemClock;
    this.reads = new SharedReads(this.clock);
    this.audience = options.audience ?? ingestionAudience;
    this.headers = checkedHeaders(options.headers);
    this.queue = new PQueue(
      limiterOptions(options.requestsPerSecond, options.maxConcurrency, options.averagedOverSeconds),
    );
    if (options.proxy) proxyUrl(options.proxy);
  }

  /** @param secrets See {@link PostOptions}. @throws NotFoundError and the other errors of this folder. */
  async get<S extends z.ZodType>(
    path: string,
    schema: S,
    query?: Query,
    secrets?: readonly string[],
  ): Promise<z.output<S>> {
    return readReply(await this.repeated({ method: "GET", url: this.url(path, query), secrets }), schema);
  }

  /** @throws ConflictError when `ifMatch` is stale. */
  async put<S extends z.ZodType>(
    path: string,
    body: unknown,
    schema: S,
    { ifMatch, query }: { ifMatch?: string | undefined; query?: Query | undefined } = {},
  ): Promise<z.output<S>> {
    return readReply(await this.repeated({ method: "PUT", url: this.url(path, query), body, ifMatch }), schema);
  }

  /** A 404 after a lost first reply means that the first one did it. @throws NotFoundError */
  async delete(path: string): Promise<void> {
    let sent = 0;
    try {
      await this.repeated({ method: "DELETE", url: this.url(path) }, () => sent++);
    } catch (error) {
      if (!(error instanceof NotFoundError && sent > 0)) throw error;
    }
  }

  /** POST is sent again only where that cannot do a thing twice: see {@link PostOptions}. */
  async post<S extends z.ZodType>(
    path: string,
    body: unknown,
    schema: S,
    { recover, repeatable = false, secrets }: PostOptions<z.output<S>> = {},
  ): Promise<z.output<S>> {
    const request: Request = { method: "POST", url: this.url(path), body, secrets };
    for (let attempt = 1; ; attempt++) {
      try {
        return readReply(await this.repeated(request), schema);
      } catch (error) {
        if (!(error instanceof PartnerCenterError)) throw error;
        // Accepted, but the reply cannot be read: the object is there, so only looking for it makes sense.
        const accepted = error instanceof UnexpectedResponseError;
        const unsure = error instanceof ServiceError || (error instanceof ConnectionError && error.ambiguous);
        const taken = error instanceof ConflictError && attempt > 1;
        const again = unsure && (recover !== undefined || repeatable) ? this.delay(attempt, undefined) : undefined;
        if (again !== undefined) await this.clock.sleep(again);
        if (recover !== undefined && (accepted || unsure || taken)) {
          const found = await recover().catch(() => {
            throw error;
          });
          if (found !== undefined) return found;
        }
        if (again === undefined) throw error;
      }
    }
  }

  /** All items of a collection. */
  async list<S extends z.ZodType>(path: string, schema: S, query?: Query): Promise<z.output<S>[]> {
    const items: z.output<S>[] = [];
    for await (const page of this.pages(path, schema, query)) items.push(...page);
    return items;
  }

  /**
   * The pages of a collection (API reference §3.4). `nextLink` is relative to the host, without a leading slash. A 404
   * after the first page is the end.
   *
   * @throws ForeignHostError for a next page elsewhere; UnexpectedResponseError for one that was read already.
   */
  async *pages<S extends z.ZodType>(path: string, schema: S, query?: Query): AsyncGenerator<z.output<S>[]> {
    const envelope = z.looseObject({
      value: z.array(schema),
      nextLink: z.string().optional(),
      "@odata.nextLink": z.string().optional(),
    });
    const seen = new Set<string>();
    let url: URL | undefined = this.url(path, query);
    while (url !== undefined) {
      if (seen.has(url.href) || seen.size >= mostPages) {
        throw new UnexpectedResponseError(`The pages of GET ${this.shown(url)} lead in a circle.`);
      }
      seen.add(url.href);
      let settled: Settled;
      try {
        settled = await this.repeated({ method: "GET", url });
      } catch (error) {
        if (error instanceof NotFoundError && seen.size > 1) return;
        throw error;
      }
      const page: z.output<typeof envelope> = readReply(settled, envelope);
      yield page.value;
      const link: string | undefined = page.nextLink || page["@odata.nextLink"];
      url = link === undefined || link === "" ? undefined : this.nextUrl(link);
    }
  }

  private url(path: string, query: Query = {}): URL {
    const search = new URLSearchParams(query).toString();
    return new URL(`${this.endpoint}${path}${search === "" ? "" : `?${search}`}`);
  }

  private nextUrl(link: string): URL {
    const root = `${this.base.origin}/`;
    const url = URL.canParse(link, root) ? new URL(link, root) : undefined;
    if (url === undefined || url.origin !== this.base.origin) {
      throw new ForeignHostError(
        `Partner Center names a next page on ${url?.host || "an unreadable address"}, not on ${this.base.host}; it is not followed, and the token is not sent there.`,
      );
    }
    return new URL(url.pathname + url.search.replace(/([?&])\$/g, "$1%24"), root);
  }

  /** Sends until there is a good reply or no sense in going on. @param onLost Told when a reply was lost or was a 5xx. */
  private async repeated(request: Request, onLost?: () => void): Promise<Settled> {
    if (request.method === "GET") return this.reads.get(request.url.href, () => this.sent(request));
    try {
      return await this.sent(request, onLost);
    } finally {
      this.reads.forget();
    }
  }

  private async sent(request: Request, onLost?: () => void): Promise<Settled> {
    let token = await this.options.tokenSource.token(this.audience);
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const call: Call = {
        method: request.method,
        path: this.shown(request.url),
        host: this.base.host,
        clientRequestId: randomUUID(),
        attempts: attempt,
        credentials: this.options.tokenSource.origin,
      };
      if (request.method !== "GET") await this.options.beforeWrite?.();
      const outcome = await this.queue.add(() => this.exchanged(request, call, token));
      const reply = outcome instanceof ExchangeFailure ? undefined : outcome;
      if (reply !== undefined && reply.status >= 200 && reply.status < 300) {
        return { reply, call, isSecret: request.secrets !== undefined };
      }
      if (reply?.status === 401 && !renewed) {
        renewed = true;
        token = await this.options.tokenSource.renew(this.audience, token);
        continue;
      }
      const error =
        outcome instanceof ExchangeFailure
          ? failureOfExchange(outcome, call)
          : failureOfReply(
              { ...outcome, text: withoutSecrets(outcome.text, request.secrets ?? []) },
              call,
              this.clock.now(),
            );
      const delay = mayRepeat(request.method, outcome) ? this.delay(attempt, reply?.headers["retry-after"]) : undefined;
      if (delay === undefined) throw error;
      if (outcome instanceof ExchangeFailure ? outcome.kind === "lost" : outcome.status !== 429) onLost?.();
      await this.clock.sleep(delay);
      token = await this.options.tokenSource.token(this.audience);
    }
  }

  private delay(attempt: number, retryAfter: string | undefined): number | undefined {
    return retryDelay({ attempt, retryAfter, now: this.clock.now(), random: this.clock.random() });
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
    }).catch((error: unknown) => {
      if (error instanceof ExchangeFailure) return error;
      throw error;
    });
    const result = outcome instanceof ExchangeFailure ? outcome.code : outcome.status;
    const requestId = outcome instanceof ExchangeFailure ? undefined : outcome.headers["request-id"];
    trace?.(
      redact(
        `${method} ${call.path} ${result} ${Math.round(this.clock.now() - started)} ms client-request-id=${call.clientRequestId} request-id=${requestId ?? "-"}`,
      ),
    );
    return outcome;
  }

  /** Path and query below the endpoint, readable, on one line. */
  private shown(url: URL): string {
    const below = this.endpoint.slice(this.base.origin.length);
    const path = url.pathname.startsWith(`${below}/`) ? url.pathname.slice(below.length) : url.pathname;
    let query = url.search.replaceAll("+", " ");
    try {
      query = decodeURIComponent(query);
    } catch {}
    const text = `${path}${query}`.replace(/\s+/g, " ");
    return text.length <= 300 ? text : `${text.slice(0, 299)}…`;
  }
}

function mayRepeat(method: Request["method"], outcome: Reply | ExchangeFailure): boolean {
  if (outcome instanceof ExchangeFailure) {
    return outcome.kind === "unsent" || (outcome.kind === "lost" && method !== "POST");
  }
  if (isRedirect(outcome.status)) return false;
  return outcome.status === 429 || (method !== "POST" && isTransientStatus(outcome.status));
}

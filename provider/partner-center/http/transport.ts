/** Calls of an API: from bodies and schemas to objects, page by page. */
// API reference §3.1, §3.4, §6.1
import { z } from "zod";
import type { Clock } from "../clock.js";
import {
  ConflictError,
  ConnectionError,
  NotFoundError,
  PartnerCenterError,
  ServiceError,
  UnexpectedResponseError,
} from "../errors.js";
import { repeated } from "./attempts.js";
import type { Query } from "./endpoint.js";
import { JustSeen } from "./just-seen.js";
import type { ClientOptions } from "./options.js";
import { type Reading, readReply, type Settled } from "./replies.js";
import { type Content, type Request, Sender } from "./sender.js";
import type { SharedReads } from "./shared-reads.js";

/** What to do if it is not known whether a POST took effect (5xx, reset, time-out). Default: the failure is thrown. */
export interface PostOptions<T> {
  /** Looks for what the POST should have made; undefined = it is not there, so the POST is sent again. */
  readonly recover?: (() => Promise<T | undefined>) | undefined;
  /** See {@link Request}. */
  readonly again?: (() => Promise<Content>) | undefined;
  /** See {@link Content}. */
  readonly secrets?: readonly string[] | undefined;
  readonly query?: Query;
}

/** Pages beyond this are taken for a loop. */
const mostPages = 10_000;
/** Characters of all pages together, which are held in memory: 100,000 offers of 2 kB. */
const mostPagesText = 256 * 1024 * 1024;

/** Whether a POST that failed in this way may have taken effect. */
export function isInDoubt(error: unknown): boolean {
  // Accepted, but the reply cannot be read.
  if (error instanceof UnexpectedResponseError || error instanceof ServiceError) return true;
  return error instanceof ConnectionError && error.ambiguous;
}

export class Transport {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly clock: Clock;
  readonly reads: SharedReads<Settled>;
  readonly justSeen: JustSeen;
  private readonly sender: Sender;

  /** @throws ConfigurationError */
  constructor(
    options: ClientOptions,
    private readonly reading: Reading = "tidied",
  ) {
    this.sender = new Sender(options);
    this.endpoint = this.sender.endpoint.href;
    this.clock = this.sender.clock;
    this.reads = this.sender.reads;
    this.justSeen = new JustSeen(this.clock);
  }

  /** @param secrets See {@link Content}. @throws NotFoundError and the other errors of this client. */
  async get<S extends z.ZodType>(
    path: string,
    schema: S,
    query?: Query,
    secrets?: readonly string[],
  ): Promise<z.output<S>> {
    return this.read(await this.sender.send({ method: "GET", url: this.url(path, query), secrets }), schema);
  }

  /** @throws ConflictError when `ifMatch` is stale. */
  async put<S extends z.ZodType>(
    path: string,
    body: unknown,
    schema: S,
    { ifMatch, query }: { ifMatch?: string | undefined; query?: Query | undefined } = {},
  ): Promise<z.output<S>> {
    return this.read(await this.sender.send({ method: "PUT", url: this.url(path, query), body, ifMatch }), schema);
  }

  /** A 404 after a lost first reply means that the first one did it. @throws NotFoundError */
  async delete(path: string): Promise<void> {
    let mayBeDone = false;
    try {
      const onUnsure = () => {
        mayBeDone = true;
      };
      await this.sender.send({ method: "DELETE", url: this.url(path) }, { onUnsure });
    } catch (error) {
      if (!(error instanceof NotFoundError && mayBeDone)) throw error;
    }
  }

  /** POST is sent again only where that cannot do a thing twice: see {@link PostOptions}. */
  post<S extends z.ZodType>(
    path: string,
    body: unknown,
    schema: S,
    { recover, again, secrets, query }: PostOptions<z.output<S>> = {},
  ): Promise<z.output<S>> {
    const request: Request = { method: "POST", url: this.url(path, query), body, secrets, again };
    const patience = this.sender.patience("POST");
    return repeated<z.output<S>>(this.clock, async (attempt) => {
      let retryAfter: string | undefined;
      const onUnsure = (asked: string | undefined) => {
        retryAfter = asked;
      };
      try {
        return { result: this.read(await this.sender.send(request, { patience, onUnsure }), schema) };
      } catch (error) {
        if (!(error instanceof PartnerCenterError)) throw error;
        // Where the object is there, only looking for it makes sense.
        const isUnsure = isInDoubt(error) && !(error instanceof UnexpectedResponseError);
        const isTaken = error instanceof ConflictError && attempt > 1;
        const failed = {
          error,
          delayMs: isUnsure && recover !== undefined ? patience.pause(attempt, retryAfter) : undefined,
        };
        if (recover === undefined || !(isInDoubt(error) || isTaken)) return failed;
        const look = () =>
          patience
            .during(() => this.sender.look(recover))
            .catch(() => {
              throw error;
            });
        return { ...failed, recover: look };
      }
    });
  }

  /** All items of a collection. */
  async list<S extends z.ZodType>(path: string, schema: S, query?: Query): Promise<z.output<S>[]> {
    const items: z.output<S>[] = [];
    for await (const page of this.pages(path, schema, query)) items.push(...page);
    return items;
  }

  /**
   * The pages of a collection (`nextLink`; of the Product Ingestion API `@nextLink`). A 404 after the first page is the
   * end.
   *
   * @throws ForeignHostError for a next page elsewhere; UnexpectedResponseError for one that was read already.
   */
  // API reference §3.4
  async *pages<S extends z.ZodType>(path: string, schema: S, query?: Query): AsyncGenerator<z.output<S>[]> {
    const envelope = z.looseObject({
      value: z.array(schema),
      nextLink: z.string().optional(),
      "@odata.nextLink": z.string().optional(),
      "@nextLink": z.string().nullish(),
    });
    const { endpoint } = this.sender;
    const seen = new Set<string>();
    let characters = 0;
    let url: URL | undefined = this.url(path, query);
    while (url !== undefined) {
      if (seen.has(url.href) || seen.size >= mostPages) {
        throw new UnexpectedResponseError(`The pages of GET ${endpoint.shown(url)} lead in a circle.`);
      }
      seen.add(url.href);
      let settled: Settled;
      try {
        settled = await this.sender.send({ method: "GET", url });
      } catch (error) {
        if (error instanceof NotFoundError && seen.size > 1) return;
        throw error;
      }
      characters += settled.reply.text.length;
      if (characters > mostPagesText) {
        throw new UnexpectedResponseError(
          `The pages of GET ${endpoint.shown(this.url(path, query))} have more than 256 MB together; they are not read ` +
            "further. Check the endpoint.",
        );
      }
      const page: z.output<typeof envelope> = this.read(settled, envelope);
      yield page.value;
      const link: string | undefined = page.nextLink || page["@odata.nextLink"];
      const further: string | null | undefined = page["@nextLink"];
      url = link ? endpoint.next(link) : further ? endpoint.nextAfter(url, further) : undefined;
    }
  }

  private read<S extends z.ZodType>(settled: Settled, schema: S): z.output<S> {
    return readReply(settled, schema, this.reading);
  }

  private url(path: string, query?: Query): URL {
    return this.sender.endpoint.url(path, query);
  }
}

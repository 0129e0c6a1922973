/** The client of the Product Ingestion API: the transport of the first client, with another address and audience. */
import type { Clock } from "../partner-center/clock.js";
import { defaultProductIngestionEndpoint, productIngestionAudience } from "../partner-center/endpoints.js";
import { ConfigurationError } from "../partner-center/errors.js";
import type { ClientOptions } from "../partner-center/http/options.js";
import { plainUrl } from "../partner-center/http/safe-url.js";
import { Transport } from "../partner-center/http/transport.js";
import { Jobs } from "./areas/jobs.js";
import { Products } from "./areas/products.js";
import { Resources } from "./areas/resources.js";
import { Submissions } from "./areas/submissions.js";
import { Changes } from "./changes/changes.js";
import type { GatheringTimes } from "./changes/gathering.js";
import { type SchemaVersions, Versions } from "./wire/versions.js";

/** How a client is set up: as the first one, with other defaults. */
export interface ProductIngestionOptions extends ClientOptions {
  /** Default `https://graph.microsoft.com/rp/product-ingestion`. https, or http on loopback. */
  readonly endpoint?: string | undefined;
  /** What the token is asked for. Default `https://graph.microsoft.com`. */
  readonly audience?: string | undefined;
  /** Versions of schemas that win over the table, by type; `resource-tree` is the newest that is read. */
  readonly schemaVersions?: SchemaVersions | undefined;
  /** The time of waits for jobs. Default: `clock`. What its `sleep` throws ends the wait; the job goes on. */
  readonly waitClock?: Clock | undefined;
  /**
   * How long {@link ProductIngestionClient.changes} waits for further edits. Default: until 1 s is quiet, at most 10 s.
   */
  readonly gathering?: GatheringTimes | undefined;
}

/**
 * Microsoft's Product Ingestion API: offers of virtual machines, containers and SaaS. It knows HTTP and nothing of
 * Pulumi. Requests share one limiter, so use one client per account.
 *
 * @throws ConfigurationError at construction, for an endpoint, proxy, header or version that cannot be right.
 */
export class ProductIngestionClient {
  /** The base address without a slash at its end. */
  readonly endpoint: string;
  /** Finds offers and plans by the ids that people know. */
  readonly products: Products;
  /** An offer with all that belongs to it, and single resources. */
  readonly resources: Resources;
  readonly submissions: Submissions;
  /** Writes, and what becomes of them. */
  readonly jobs: Jobs;
  /** Edits of many callers, in one job. */
  readonly changes: Changes;

  private readonly transport: Transport;

  constructor(options: ProductIngestionOptions) {
    const { endpoint = defaultProductIngestionEndpoint, audience = productIngestionAudience, schemaVersions } = options;
    if (plainUrl(endpoint) === undefined) {
      throw new ConfigurationError(
        `The endpoint of the Product Ingestion API must be a plain URL like ${defaultProductIngestionEndpoint} that ` +
          "begins with https:// (http:// only on this machine): the token is sent there.",
      );
    }
    this.transport = new Transport({ ...options, endpoint, audience }, "asSent");
    this.endpoint = this.transport.endpoint;
    const versions = new Versions(schemaVersions);
    const calls = { transport: this.transport, versions };
    this.products = new Products(calls);
    this.resources = new Resources(calls);
    this.submissions = new Submissions(calls);
    const { notice = () => {}, gathering, waitClock: clock = this.transport.clock } = options;
    this.jobs = new Jobs(calls, clock);
    const { products, resources, jobs } = this;
    // Who may not write any more need not wait either.
    const beforeWait = async () => options.beforeWrite?.();
    const apart = <Result>(work: () => Promise<Result>) => this.transport.reads.apart(work);
    this.changes = new Changes({ clock, products, resources, jobs, versions, notice, beforeWait, apart }, gathering);
  }

  /**
   * Runs work that only reads. All such work, also side by side, asks for each address once in five seconds, and again
   * after a write by this client.
   *
   * @param freshMs Others than five seconds, in milliseconds. Infinity: work that shows what there is at one time.
   */
  looking<Result>(work: () => Promise<Result>, freshMs?: number): Promise<Result> {
    return this.transport.reads.within(work, freshMs);
  }
}

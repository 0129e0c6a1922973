/** Writing: `configure`, and what becomes of its job. */
// Product Ingestion API §6, §7
import type { Clock } from "../../partner-center/clock.js";
import { ValidationError } from "../../partner-center/errors.js";
import { path } from "../../partner-center/http/endpoint.js";
import { poll } from "../../partner-center/poll.js";
import { JobTimeoutError } from "../errors.js";
import { knownType } from "../wire/known-types.js";
import { normalForm, type Resource, typeOf } from "../wire/normal-form.js";
import type { JsonObject } from "../wire/places.js";
import { schemaAddress } from "../wire/schema-addresses.js";
import { Job, JobDetail } from "../wire/schemas.js";
import { type Calls, versioned } from "./calls.js";
import { Outages } from "./outages.js";

/**
 * A resource that is to be sent: in the normal form, perhaps with a name by which others in the request refer to it.
 */
export type NewResource = JsonObject & { readonly $schema: string };

/** How to wait for a job. */
export interface JobWait {
  /** Milliseconds. Default: 10 minutes, of which the one draft job that is recorded took 65 s. */
  // Product Ingestion API additions §3.8
  readonly timeoutMs?: number | undefined;
  /** Left out of errors, also where the service repeats them. */
  readonly secrets?: readonly string[] | undefined;
  /** Called after each pause, before the next look; what it throws ends the wait. */
  readonly beforeWait?: (() => Promise<void>) | undefined;
  /** Called when the job's status has changed. */
  readonly onChange?: ((job: Job) => void) | undefined;
}

export const draftJobMs = 600_000;

/**
 * Milliseconds until the next look at a job: 2 s at first, then a quarter of the time that it has taken, at most 15 s.
 */
export function jobDelay(elapsedMs: number): number {
  return Math.min(15_000, Math.max(2000, elapsedMs / 4));
}

/** Whether a job has ended, well or not. */
export const isEnded = (job: Job): boolean => job.jobStatus === "completed";

/** Whether it has ended well. */
export const isDone = (job: Job): boolean => isEnded(job) && job.jobResult === "succeeded";

/**
 * A resource as it is sent. Of those that there are only once per offer or plan, the service owns the id: it was seen
 * to refuse it, and knows them without.
 *
 * @throws ValidationError for a type that is not known
 */
// Product Ingestion API §6.2
export function asSent(resource: NewResource): NewResource {
  const type = typeOf(resource);
  if (type === "") throw new ValidationError(`"${resource.$schema}" is not the address of a schema; nothing was sent.`);
  const { resourceName } = resource;
  const { $schema, id, ...body } = normalForm(resource);
  const known = knownType(type);
  const isKept = known === undefined || known.isOneOfMany === true;
  return {
    $schema,
    ...(resourceName === undefined ? {} : { resourceName }),
    ...(id !== undefined && isKept ? { id } : {}),
    ...body,
  };
}

export class Jobs {
  /** @param clock Of waits. */
  constructor(
    private readonly calls: Calls,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends resources; the answer is a job that has begun. Each replaces the stored one as a whole, lists included. It is
   * never sent again by itself where it may have been accepted: then look at the draft before you call this again.
   *
   * @throws ValidationError when it was refused at once: then nothing was written.
   */
  async configure(resources: readonly NewResource[], { secrets }: { secrets?: readonly string[] } = {}): Promise<Job> {
    const { transport, versions } = this.calls;
    const sent = resources.map((resource) => {
      versions.of(typeOf(resource));
      return asSent(resource);
    });
    const $schema = schemaAddress("configure", versions.of("configure"));
    const version = versions.atLeast([$schema, ...sent.map((resource) => resource.$schema)]);
    return transport.post("/configure", { $schema, resources: sent }, Job, { secrets, query: versioned(version) });
  }

  /** @throws NotFoundError */
  status(jobId: string, { secrets }: { secrets?: readonly string[] | undefined } = {}): Promise<Job> {
    const { transport, versions } = this.calls;
    return transport.get(path`/configure/${jobId}/status`, Job, versioned(versions.ceiling), secrets);
  }

  /**
   * What a job has written, with the ids that are new. Only of a job that succeeded: others have none.
   *
   * @throws NotFoundError
   */
  // Product Ingestion API additions §1
  async detail(jobId: string): Promise<Resource[]> {
    const { transport, versions } = this.calls;
    const { resources } = await transport.get(path`/configure/${jobId}`, JobDetail, versioned(versions.ceiling));
    return resources.map((resource) => normalForm(resource));
  }

  /**
   * Stops a job. What it has written by then stays.
   *
   * @returns undefined: it is too late, the job has ended or cannot be stopped any more.
   */
  async cancel(jobId: string): Promise<Job | undefined> {
    const { transport, versions } = this.calls;
    const query = versioned(versions.ceiling);
    const again = async () => ({ body: undefined });
    try {
      return await transport.post(path`/configure/${jobId}/cancel`, undefined, Job, { again, query });
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      // By an attempt whose answer was lost, or by somebody else.
      const job = await this.status(jobId);
      return job.jobResult === "cancelled" ? job : undefined;
    }
  }

  /**
   * Waits until a job has ended, well or not. Outages of the service end the wait only when they last.
   *
   * @throws JobTimeoutError
   */
  wait(jobId: string, { timeoutMs = draftJobMs, secrets, beforeWait, onChange }: JobWait = {}): Promise<Job> {
    const outages = new Outages();
    let last: string | undefined;
    const look = async () => {
      const job = await outages.bridged(() => this.status(jobId, { secrets }));
      if (job === undefined) return undefined;
      if (job.jobStatus !== last) onChange?.(job);
      last = job.jobStatus;
      if (!isEnded(job)) return undefined;
      // The service has written without a request of ours that says so.
      this.calls.transport.reads.forget();
      return job;
    };
    return poll({
      clock: this.clock,
      timeoutMs,
      look,
      delayMs: jobDelay,
      late: () => new JobTimeoutError(jobId, Math.round(timeoutMs / 60_000)),
      sleep: async (milliseconds) => {
        await this.clock.sleep(milliseconds);
        await beforeWait?.();
      },
    });
  }
}

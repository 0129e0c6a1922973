/**
 * A small service of this API on loopback, as the documents describe it: jobs that take their time, resources written
 * one after the other, secrets masked, addresses of pictures that change. It has just what tests of image versions
 * need, until they too run against the emulator, as those of the client do (emulated.ts).
 */

import type { NewResource } from "../../../provider/product-ingestion/areas/jobs.js";
import { ProductIngestionClient, type ProductIngestionOptions } from "../../../provider/product-ingestion/client.js";
import {
  type Answer,
  fixedToken,
  type JumpingClock,
  jumpingClock,
  type Recorded,
  withServer,
} from "../partner-center/server.js";

export type Json = Record<string, unknown>;
export type Stored = Json & { $schema: string; id: string };
export type Refusal = { code: string; message: string; details?: unknown; resourceId?: unknown };

interface StoredJob {
  readonly id: string;
  readonly resources: Json[];
  readonly endsAt: number;
  ended?: { result: "succeeded" | "failed" | "cancelled"; errors: unknown[]; written: Stored[] };
}

/** What happens to a `configure`: it is accepted, and its answer gets lost; or it does not even arrive. */
export type Mishap = "lostAfter" | "502After" | "lostBefore" | "unreadable" | { status: number; body: unknown };

export const schema = (type: string, version = "2022-03-01-preview5") =>
  `https://schema.mp.microsoft.com/schema/${type}/${version}`;
export const typeIn = ({ $schema }: Json) => /\/schema\/([^/]+)\//.exec(String($schema))?.[1] ?? "";
const guid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const onePerPlan = ["plan-listing", "price-and-availability-plan", "virtual-machine-plan-technical-configuration"];
const onePerOffer = ["customer-leads", "reseller", "property", "listing", "price-and-availability-offer"];

export class Service {
  readonly clock: JumpingClock = jumpingClock();
  /** By GUID. */
  readonly drafts = new Map<string, Stored[]>();
  readonly published = new Map<string, Stored[]>();
  readonly jobs = new Map<string, StoredJob>();
  /** Each is used for one `configure`, in turn. */
  readonly mishaps: Mishap[] = [];
  jobMs = 65_000;
  /** Answers about jobs before anything else is looked at, such as outages. */
  statusAnswers: Answer[] = [];
  /** A rule of the business, looked at when a resource is written. Returning it with `written` leaves it written. */
  rule: (resource: Json) => (Refusal & { written?: boolean }) | undefined = () => undefined;
  /** Runs when a `configure` arrives, before it is looked at: what somebody else does between read and write. */
  meanwhile: () => void = () => {};
  private count = 0;
  private reads = 0;

  /** An offer, with plans by their ids. */
  addOffer(offerId: string, ...planIds: string[]): string {
    const product = this.write({
      $schema: schema("product", "2022-03-01-preview3"),
      identity: { externalId: offerId },
      type: "azureVirtualMachine",
      alias: offerId,
    });
    for (const planId of planIds) this.addPlan(product.id, planId);
    return product.id;
  }

  addPlan(product: string, planId: string): Stored {
    const identity = { externalId: planId };
    return this.write({ $schema: schema("plan", "2022-03-01-preview2"), product, identity, alias: planId });
  }

  /** The only resource of a type, or that of a plan. */
  find(product: string, type: string, planId?: string): Stored {
    const draft = this.drafts.get(product.slice("product/".length)) ?? [];
    const plan = draft.find((one) => typeIn(one) === "plan" && (one.identity as Json).externalId === planId)?.id;
    const isMeant = (one: Stored) =>
      typeIn(one) === type && (planId === undefined || [one.id, one.plan].includes(plan));
    const found = draft.find(isMeant);
    if (found === undefined) throw new Error(`no ${type} ${planId ?? ""}`);
    return found;
  }

  /** Runs a test with a client; `calls` lists what was asked, without queries. */
  async with(
    test: (client: ProductIngestionClient, calls: () => string[], requests: Recorded[]) => Promise<void>,
    options: Partial<ProductIngestionOptions> = {},
  ): Promise<void> {
    await withServer(
      (request) => this.answer(request),
      ({ origin, requests }) => {
        const calls = () => requests.map(({ method, url }) => `${method} ${url.split("?")[0]}`);
        return test(this.client(origin, options), calls, requests);
      },
    );
  }

  client(origin: string, options: Partial<ProductIngestionOptions> = {}): ProductIngestionClient {
    const { clock } = this;
    return new ProductIngestionClient({
      endpoint: origin,
      tokenSource: fixedToken,
      clock,
      requestsPerSecond: 1000,
      ...options,
    });
  }

  answer({ method, url, json }: Recorded): Answer {
    const { pathname, searchParams } = new URL(url, "http://x");
    this.work();
    if (method === "POST" && pathname === "/configure") return this.configure(json);
    const [, job, action] = /^\/configure\/([^/]+)(?:\/(\w+))?$/.exec(pathname) ?? [];
    if (job !== undefined) return this.aboutJob(job, action);
    const drafts = [...this.drafts.values()].flat();
    const list = (type: string, key: string, value: string | null) => ({
      body: {
        value: drafts.filter(
          (one) =>
            typeIn(one) === type &&
            (value === null || one[key] === value || (one.identity as Json)?.externalId === value),
        ),
      },
    });
    if (pathname === "/product")
      return list("product", "type", searchParams.get("externalId") ?? searchParams.get("type"));
    if (pathname === "/plan") return list("plan", "product", searchParams.get("product"));
    const [, root] = /^\/resource-tree\/product\/(.+)$/.exec(pathname) ?? [];
    const target = searchParams.get("targetType") ?? "draft";
    const resources = root === undefined ? [] : (target === "draft" ? this.drafts : this.published).get(root);
    if (root !== undefined && resources !== undefined) {
      const body = { $schema: schema("resource-tree"), root: `product/${root}`, target: { targetType: target } };
      return { body: { ...body, resources: resources.map((one) => this.read(one)) } };
    }
    const one = drafts.find(({ id }) => `/${id}` === pathname);
    if (one !== undefined) return { body: this.read(one) };
    return { status: 404, body: { error: { code: "notFound", message: `${pathname} was not found.`, details: [] } } };
  }

  /** What the time that has passed lets happen. */
  work(): void {
    for (const job of this.jobs.values()) {
      if (job.ended !== undefined || this.clock.now() < job.endsAt) continue;
      const written = new Map<unknown, Stored>();
      job.ended = { result: "succeeded", errors: [], written: [] };
      for (const { resourceName, ...resource } of job.resources) {
        const refusal = this.rule(resource);
        if (refusal?.written !== false && (refusal === undefined || refusal.written)) {
          written.set(resourceName, this.write(resolved(resource, written)));
        }
        if (refusal === undefined) continue;
        const { written: _, ...said } = refusal;
        job.ended.result = "failed";
        job.ended.errors = [{ resourceId: "resourceId" in said ? said.resourceId : { resourceName }, ...said }];
        break;
      }
      job.ended.written.push(...written.values());
    }
  }

  /** Writes as the service does: the whole resource is replaced. */
  write(sent: Json): Stored {
    const type = typeIn(sent);
    const product = type === "product" ? `product/${guid(++this.count)}` : String(sent.product);
    const owner = product.slice("product/".length);
    const draft = this.drafts.get(owner) ?? [];
    const isSame = (one: Stored) =>
      sent.id === undefined
        ? [...onePerPlan, ...onePerOffer].includes(type) && typeIn(one) === type && one.plan === sent.plan
        : one.id === sent.id;
    const before = draft.find(isSame);
    const id = before?.id ?? (type === "product" ? product : this.newId(type, owner, sent));
    const password = (sent.secret === "*********" ? before?.secret : sent.secret) ?? undefined;
    const stored = { ...sent, ...(password === undefined ? {} : { secret: password }), id } as Stored;
    const others = draft.filter((one) => one !== before);
    this.drafts.set(owner, sent.lifecycleState === "deleted" ? others : [...others, stored]);
    if (before === undefined) this.makeParts(type, stored);
    return stored;
  }

  /** What the service makes by itself. */
  private makeParts(type: string, { id, product, alias }: Stored): void {
    if (type === "product") {
      this.write({ $schema: schema("customer-leads", "2022-03-01-preview3"), product: id, leadDestination: "none" });
      this.write({ $schema: schema("listing"), product: id, kind: "azureVM", languageId: "en-us", title: alias });
    }
    if (type !== "plan") return;
    const parts = { product, plan: id };
    this.write({ $schema: schema("plan-listing"), ...parts, kind: "azureVM-plan", languageId: "en-us", name: alias });
    this.write({
      $schema: schema("virtual-machine-plan-technical-configuration"),
      ...parts,
      skus: [],
      vmImageVersions: [],
    });
  }

  private newId(type: string, owner: string, { plan, type: kind }: Json): string {
    const of = String(plan).split("/").at(-1);
    if (type === "plan") return `plan/${owner}/${guid(++this.count)}`;
    if (type === "plan-listing") return `plan-listing/${owner}/public/main/${of}/en-us`;
    if (type === "listing") return `listing/${owner}/public/main/default/en-us`;
    if (type === "listing-asset")
      return `${type}/${owner}/public/main/default/en-us/${String(kind).toLowerCase()}/${++this.count}`;
    return onePerPlan.includes(type) ? `${type}/${owner}/${of}` : `${type}/${owner}`;
  }

  private read(resource: Stored): Json {
    const shown = { ...resource, ...("secret" in resource ? { secret: "*********" } : {}) };
    return "url" in resource ? { ...shown, url: `https://files.example/${++this.reads}?sig=abcdefgh` } : shown;
  }

  private configure(body: Json): Answer {
    this.meanwhile();
    const mishap = this.mishaps.shift();
    if (mishap === "lostBefore") return { cut: true };
    if (typeof mishap === "object") return mishap;
    const resources = (body as unknown as { resources: NewResource[] }).resources;
    const fault = resources.map(faultIn).find((one) => one !== undefined);
    if (fault !== undefined || new Set(resources.map((one) => one.resourceName)).size < resources.length) {
      const details = [{ code: "schemaValidationError", message: fault ?? "resourceName" }];
      return { status: 400, body: { error: { code: "badRequest", message: "Invalid configuration", details } } };
    }
    const job: StoredJob = {
      id: guid(++this.count),
      resources: resources.map((one) => ({ ...one })),
      endsAt: this.clock.now() + this.jobMs,
    };
    this.jobs.set(job.id, job);
    if (mishap === "lostAfter") return { cut: true };
    if (mishap === "502After") return { status: 502, body: "<html>Bad gateway</html>" };
    return { status: 202, body: mishap === "unreadable" ? {} : shown(job) };
  }

  private aboutJob(id: string, action: string | undefined): Answer {
    const answer = action === "status" ? this.statusAnswers.shift() : undefined;
    if (answer !== undefined) return answer;
    const job = this.jobs.get(id);
    if (action === "cancel" && job !== undefined) {
      if (job.ended !== undefined) {
        const error = { code: "badRequest", message: "Cannot cancel job, job has already completed.", details: [] };
        return { status: 400, body: { error } };
      }
      job.ended = { result: "cancelled", errors: [], written: [] };
    }
    if (job !== undefined && action !== undefined) return { body: shown(job) };
    if (job?.ended?.result === "succeeded")
      return { body: { $schema: schema("configure-detail"), resources: job.ended.written } };
    return { status: 404, body: { error: { code: "notFound", message: "No such job", details: [] } } };
  }
}

function shown({ id, ended, endsAt }: StoredJob): Json {
  return {
    $schema: schema("configure-status", "2022-03-01-preview2"),
    jobId: id,
    jobStatus: ended === undefined ? "Running" : "completed",
    jobResult: ended?.result ?? "pending",
    jobStart: new Date(endsAt).toISOString(),
    jobEnd: "0001-01-01T00:00:00",
    errors: ended?.errors ?? {},
  };
}

/** References by name become those by id. */
function resolved(resource: Json, written: ReadonlyMap<unknown, Stored>): Json {
  const entries = Object.entries(resource).map(([key, value]): [string, unknown] => {
    const name = ["product", "plan", "listing"].includes(key) ? (value as Json)?.resourceName : undefined;
    return [key, name === undefined ? value : written.get(name)?.id];
  });
  return Object.fromEntries(entries);
}

/** What the synchronous look at a resource refuses. */
function faultIn(resource: Json): string | undefined {
  const address = String(resource.$schema);
  if (!address.startsWith("https://schema.mp.microsoft.com/schema/")) return `Schema ${address} could not be accessed`;
  const nulls = Object.keys(resource).filter(
    (key) => resource[key] === null && !["trial", "softwareReservation"].includes(key),
  );
  const isRefused = nulls.length > 0 || "validations" in resource || /^[A-Z]/.test(String(resource.kind));
  return isRefused ? `Schema validation failed for schema ${address}` : undefined;
}

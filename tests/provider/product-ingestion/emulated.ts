/**
 * The emulator of Partner Center, for the tests of the client: over HTTP, with a clock that jumps when the client waits.
 * What the tests look at, such as the bodies of requests, is noted on the way to it.
 */

import { type Emulator, type EmulatorOptions, type FaultEffect, startEmulator } from "pulumi-partnercenter-emulator";
import type { TokenSource } from "../../../provider/partner-center/http/token-source.js";
import { ProductIngestionClient, type ProductIngestionOptions } from "../../../provider/product-ingestion/client.js";
import { fetchToken } from "../../emulator/client.js";
import { wholeOffer } from "../../emulator/product-ingestion/offers.js";
import { type Answer, type JumpingClock, jumpingClock, type Recorded, withServer } from "../partner-center/server.js";

export type Json = Record<string, unknown>;
export type Stored = Json & { $schema: string; id: string };

/** What happens to a `configure`: it is accepted, and its answer gets lost; or it does not even arrive. */
const mishaps = {
  lostAfter: { reset: "after" },
  "502After": { statusAfter: 502 },
  lostBefore: { reset: "before" },
  unreadable: { statusAfter: 202, body: {} },
} satisfies { [name: string]: FaultEffect };
export type Mishap = keyof typeof mishaps | FaultEffect;

export const schema = (type: string, version = "2022-03-01-preview5") =>
  `https://schema.mp.microsoft.com/schema/${type}/${version}`;
export const typeIn = ({ $schema }: Json) => /\/schema\/([^/]+)\//.exec(String($schema))?.[1] ?? "";

const image = (versionNumber: string) => ({
  versionNumber,
  vmImages: [
    { imageType: "x64Gen2", source: { sourceType: "sasUri", osDisk: { uri: `https://a.example/${versionNumber}` } } },
  ],
});

/** An image version of the one SKU that each plan of these tests has. */
export const imageVersion = image;

/** The emulator, as a test sees it. */
export class Service {
  /** Each is used for one `configure`, in turn. */
  readonly mishaps: Mishap[] = [];
  /** Answers of job statuses, in turn. */
  readonly statusMishaps: FaultEffect[] = [];
  /** Runs when a `configure` arrives, before it is looked at: what somebody else does between read and write. */
  meanwhile: () => Promise<void> | void = () => {};
  /** Runs when a job has ended, before the client learns of it. */
  afterJob: () => Promise<void> | void = () => {};
  /** Method and path of each call, without its query. */
  readonly requests: Recorded[] = [];

  constructor(
    readonly emulator: Emulator,
    readonly clock: JumpingClock,
    readonly origin: string,
  ) {}

  readonly calls = () => this.requests.map(({ method, url }) => `${method} ${url.split("?")[0]}`);

  client(options: Partial<ProductIngestionOptions> = {}): ProductIngestionClient {
    const tokenSource = tokensOf(this.emulator);
    return new ProductIngestionClient({
      endpoint: this.origin,
      tokenSource,
      clock: this.clock,
      requestsPerSecond: 1000,
      ...options,
    });
  }

  async ask(method: string, path: string, body?: unknown): Promise<Json> {
    const token = await tokensOf(this.emulator).token("https://graph.microsoft.com");
    const reply = await fetch(`${this.emulator.productIngestionEndpoint}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return (await reply.json()) as Json;
  }

  /** Somebody else's job, done at once. */
  async others(...resources: Json[]): Promise<void> {
    const body = { $schema: schema("configure", "2022-03-01-preview2"), resources };
    const { jobId } = await this.ask("POST", "configure", body);
    for (let minute = 0; minute < 120; minute++) {
      this.emulator.advance(60_000);
      const { jobStatus, jobResult, errors } = await this.ask("GET", `configure/${jobId}/status`);
      if (jobResult === "succeeded") return;
      if (jobStatus === "completed") throw new Error(JSON.stringify(errors));
    }
    throw new Error(`job ${jobId} does not end`);
  }

  /** An offer, with plans by their ids; each has one SKU with the image 0.0.0. */
  async addOffer(offerId: string, ...planIds: string[]): Promise<string> {
    const product = { resourceName: "product" };
    const plans = planIds.flatMap((planId, at) => {
      const plan = { resourceName: `plan-${at}` };
      const parts = { product, plan };
      return [
        {
          $schema: schema("plan", "2022-03-01-preview2"),
          ...plan,
          product,
          identity: { externalId: planId },
          alias: planId,
        },
        {
          $schema: schema("virtual-machine-plan-technical-configuration"),
          ...parts,
          operatingSystem: { family: "linux", type: "debian", friendlyName: planId },
          skus: [{ imageType: "x64Gen2", skuId: planId }],
          vmImageVersions: [image("0.0.0")],
        },
      ];
    });
    const offer = { identity: { externalId: offerId }, type: "azureVirtualMachine", alias: offerId };
    await this.others({ $schema: schema("product", "2022-03-01-preview3"), ...product, ...offer }, ...plans);
    const { value } = await this.ask("GET", `product?externalId=${offerId}`);
    return (value as Stored[])[0]?.id ?? "";
  }

  /** An offer that can be published. */
  async addWholeOffer(offerId: string): Promise<string> {
    await this.others(...wholeOffer(offerId));
    const { value } = await this.ask("GET", `product?externalId=${offerId}`);
    return (value as Stored[])[0]?.id ?? "";
  }

  /** The draft. */
  async draft(product: string): Promise<Stored[]> {
    const tree = await this.ask("GET", `resource-tree/${product}?$version=2022-03-01-preview5`);
    return tree.resources as Stored[];
  }

  /** The only resource of a type, or that of a plan. */
  async find(product: string, type: string, planId?: string): Promise<Stored> {
    const draft = await this.draft(product);
    const plan = draft.find((one) => typeIn(one) === "plan" && (one.identity as Json).externalId === planId)?.id;
    const found = draft.find(
      (one) => typeIn(one) === type && (planId === undefined || [one.id, one.plan].includes(plan)),
    );
    if (found === undefined) throw new Error(`no ${type} ${planId ?? ""}`);
    return found;
  }

  /** Stores a resource at once, as the service itself could, whatever its form. */
  async put(resource: Stored): Promise<Stored> {
    const reply = await fetch(`${this.emulator.control}/resources`, {
      method: "PUT",
      body: JSON.stringify([resource]),
    });
    if (!reply.ok) throw new Error(await reply.text());
    return resource;
  }

  /** The jobs that are under way. */
  async running(): Promise<number> {
    const state = (await (await fetch(`${this.emulator.control}/state`)).json()) as { jobs: Json[] };
    return state.jobs.filter(({ jobStatus }) => jobStatus !== "completed").length;
  }

  /** Passes a call on, with what is to happen to it. */
  async pass({ method, url, headers, text }: Recorded): Promise<Answer> {
    if (method === "POST" && url.startsWith("/configure?")) {
      await this.meanwhile();
      this.#use("POST /configure", this.mishaps.shift());
    } else if (/^\/configure\/[^/]+\/status/.test(url)) {
      this.#use("GET /configure/{id}/status", this.statusMishaps.shift());
    }
    try {
      const { authorization = "", "content-type": type = "application/json" } = headers;
      const reply = await fetch(`${this.emulator.productIngestionEndpoint}${url}`, {
        method,
        headers: { authorization, "content-type": type },
        ...(method === "GET" ? {} : { body: text }),
      });
      const body = await reply.text();
      if (url.includes("/status") && body.includes('"jobStatus":"completed"')) await this.afterJob();
      return { status: reply.status, body };
    } catch {
      return { cut: true };
    }
  }

  #use(operation: string, mishap: Mishap | undefined): void {
    if (mishap === undefined) return;
    const effect: FaultEffect = typeof mishap === "string" ? mishaps[mishap] : mishap;
    this.emulator.setFaults([{ operation, times: 1, effect }]);
  }
}

/** Tokens that the emulator gives, a new one each time: the clock jumps far. */
function tokensOf({ loginEndpoint }: Emulator): TokenSource {
  const token = async (audience: string) => {
    const reply = await fetchToken(loginEndpoint, "contoso", { resource: audience });
    return ((await reply.json()) as { access_token: string }).access_token;
  };
  return { origin: "the test", token, renew: token };
}

/** A clock whose sleeps move the emulator's on. */
function sharedClock(emulator: Emulator): JumpingClock {
  const clock = jumpingClock();
  const sleep = async (milliseconds: number) => {
    emulator.advance(milliseconds);
    await clock.sleep(milliseconds);
  };
  return { ...clock, sleep };
}

export type ServiceOptions = Partial<ProductIngestionOptions> & { readonly emulator?: EmulatorOptions };

/** Runs a test against an emulator whose draft jobs take 65 s, as the one that is recorded. */
export async function withService(
  { emulator: chosen, ...options }: ServiceOptions,
  test: (service: Service, client: ProductIngestionClient) => Promise<unknown>,
): Promise<void> {
  const emulator = await startEmulator({ speed: 0, delays: { draftJob: 65_000 }, ...chosen });
  let service: Service | undefined;
  try {
    await withServer(
      (request) => service?.pass(request) ?? {},
      async ({ origin, requests }) => {
        service = new Service(emulator, sharedClock(emulator), origin);
        Object.assign(service, { requests });
        await test(service, service.client(options));
      },
    );
  } finally {
    await emulator.stop();
  }
}

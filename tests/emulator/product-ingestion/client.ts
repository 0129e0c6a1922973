// A client of the second API as small as can be, for the tests of the emulator: plain fetch, and the steps every offer
// takes.

import { strict as assert } from "node:assert";
import { type Emulator, type EmulatorOptions, startEmulator } from "pulumi-partnercenter-emulator";
import { fetchToken } from "../client.js";

/** A body as it travels. */
export type Json = { [key: string]: unknown };
/** A resource. */
export type Resource = Json & { $schema: string; id: string };
/** The status of a job. */
export interface Status {
  jobId: string;
  jobStatus: string;
  jobResult: string;
  jobStart: string;
  jobEnd: string;
  resourceUri?: string;
  errors: JobError[];
}
export interface JobError {
  resourceId?: unknown;
  code: string;
  message: string;
  details: JobError[];
}

export const instant = { scenario: "instant" } as const;
export const schema = (type: string, version = "2022-03-01-preview5") =>
  `https://schema.mp.microsoft.com/schema/${type}/${version}`;
export const typeIn = ({ $schema }: Json) => /\/schema\/([^/]+)\//.exec(String($schema))?.[1] ?? "";
const envelope = schema("configure", "2022-03-01-preview2");

/** An account, signed in for the second API. */
export class IngestionClient {
  constructor(
    readonly emulator: Emulator,
    readonly token: string,
  ) {}

  static async signIn(emulator: Emulator, tenant = "contoso"): Promise<IngestionClient> {
    const reply = await fetchToken(emulator.loginEndpoint, tenant, { resource: "https://graph.microsoft.com" });
    const { access_token } = (await reply.json()) as { access_token: string };
    return new IngestionClient(emulator, access_token);
  }

  async call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Json; text: string }> {
    const reply = await fetch(`${this.emulator.productIngestionEndpoint}/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    return { status: reply.status, text, body: text === "" ? {} : (JSON.parse(text) as Json) };
  }

  async get(path: string, status = 200): Promise<Json> {
    const answer = await this.call("GET", path);
    assert.equal(answer.status, status, `GET ${path}: ${answer.text}`);
    return answer.body;
  }

  /** A job that has begun. */
  async begin(...resources: Json[]): Promise<Status> {
    const answer = await this.call("POST", "configure", { $schema: envelope, resources });
    assert.equal(answer.status, 202, answer.text);
    return answer.body as unknown as Status;
  }

  /** Refused at once: what is said about it. */
  async refused(...resources: Json[]): Promise<string> {
    const answer = await this.call("POST", "configure", { $schema: envelope, resources });
    assert.equal(answer.status, 400, answer.text);
    return answer.text;
  }

  async status(jobId: string): Promise<Status> {
    return (await this.get(`configure/${jobId}/status`)) as unknown as Status;
  }

  /** A job that has ended; the clock is moved for it. */
  async job(...resources: Json[]): Promise<Status> {
    const { jobId } = await this.begin(...resources);
    this.emulator.advance(10_000);
    return this.status(jobId);
  }

  /** A job that has succeeded. */
  async write(...resources: Json[]): Promise<Status> {
    const status = await this.job(...resources);
    assert.equal(status.jobResult, "succeeded", JSON.stringify(status.errors));
    return status;
  }

  /** A job that has failed: every code and message, innermost last. */
  async failure(...resources: Json[]): Promise<string> {
    const status = await this.job(...resources);
    assert.equal(status.jobResult, "failed");
    return flat(status.errors).join("; ");
  }

  async tree(productId: string, target = "draft"): Promise<Resource[]> {
    const query = `targetType=${target}&$version=2026-04-01-preview1`;
    return (await this.get(`resource-tree/${productId}?${query}`)).resources as Resource[];
  }

  async submissions(productId: string): Promise<Resource[]> {
    return (await this.get(productId.replace("product/", "submission/"))).value as Resource[];
  }

  async productId(externalId: string): Promise<string> {
    const [product] = (await this.get(`product?externalId=${externalId}`)).value as Resource[];
    assert.ok(product, `no ${externalId}`);
    return product.id;
  }

  publish(productId: string, target: "preview" | "live", id?: string): Promise<Status> {
    return this.job({ ...submission(productId, target), ...(id === undefined ? {} : { id }) });
  }

  /** To preview and live. */
  async goLive(productId: string): Promise<void> {
    for (const target of ["preview", "live"] as const) {
      const newest = (await this.submissions(productId)).at(-1)?.id;
      const status = await this.publish(productId, target, target === "live" ? newest : undefined);
      assert.equal(status.jobResult, "succeeded", JSON.stringify(status.errors));
    }
  }
}

export function submission(product: string, targetType: string): Json {
  return { $schema: schema("submission", "2022-03-01-preview2"), product, target: { targetType } };
}

function flat(errors: readonly JobError[]): string[] {
  return errors.flatMap(({ code, message, details }) => [`${code} ${message}`, ...flat(details)]);
}

/** An emulator with a client; for `beforeEach`-free tests. */
export async function withIngestion(
  options: EmulatorOptions,
  test: (client: IngestionClient, emulator: Emulator) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator(options);
  try {
    await test(await IngestionClient.signIn(emulator), emulator);
  } finally {
    await emulator.stop();
  }
}

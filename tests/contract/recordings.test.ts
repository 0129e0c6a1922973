// Sends the requests of recorded exchanges with the real service to the emulator, in order, and compares what comes
// back: status, headers, bodies and the order of fields, exactly but for ids, entity tags, dates and signatures.

import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";
import { Client } from "../emulator/client.js";
import { Comparison, Correspondence } from "./comparison.js";
import { needReferenceMaterial, type Recorded, readRecordings } from "./reference-material.js";

const prefix = "/v1.0/ingestion";
const seen = { equal: 0, all: 0, exceptions: [] as string[] };

/** A product as a recorded list shows it. */
interface RecordedProduct {
  id: string;
  name: string;
  externalIDs: { type: string; value: string }[];
  resourceType: string;
  isModularPublishing: boolean;
}

function isProduct(value: unknown): value is RecordedProduct {
  return typeof value === "object" && value !== null && "externalIDs" in value && "isModularPublishing" in value;
}

function entriesOf({ response: { body } }: Recorded): unknown[] {
  const value = (body as { value?: unknown[] } | null)?.value;
  return Array.isArray(value) ? value : [];
}

/** The whole product list: of its pages only two entries are kept in the recordings. */
function isWholeList({ request }: Recorded): boolean {
  return request.path === `${prefix}/products` && request.query.startsWith("$skipToken=");
}

/** What a recording takes for granted: products that it shows and did not make, in the order of the pages. */
function productsTakenForGranted(exchanges: Recorded[]): RecordedProduct[] {
  const made = exchanges.filter((exchange) => exchange.request.method === "POST").map(({ response }) => response.body);
  const madeIds = made.filter(isProduct).map((product) => product.id);
  const shown = exchanges.flatMap(entriesOf).filter(isProduct);
  const granted = shown.filter((product) => !madeIds.includes(product.id));
  return [...new Map(granted.map((product) => [product.id, product])).values()];
}

/** The borders of the pages; the last one shown also holds what was made since. */
function pageLengths(exchanges: Recorded[]): number[] {
  const pages = exchanges.filter(isWholeList).map(entriesOf);
  const last = exchanges.findIndex((one) => isWholeList(one) && !("nextLink" in (one.response.body as object)));
  const count = exchanges.slice(0, last + 1).filter(isWholeList).length;
  return pages.slice(0, Math.max(count - 1, 0)).map((page) => page.length);
}

/** Our requests, made from recorded ones. */
class Replay {
  readonly correspondence = new Correspondence();

  constructor(
    readonly client: Client,
    readonly uploads: string[] = [],
  ) {}

  /** Makes what the recording takes for granted, ids noted. */
  async prepare(exchanges: Recorded[]): Promise<void> {
    for (const [index, product] of productsTakenForGranted(exchanges).entries()) {
      const externalIDs = product.externalIDs.map(({ type, value }) => ({
        type,
        value: value === "SCRUBBED" ? `scrubbed-${index}` : value,
      }));
      const made = await this.client.expect(201, "POST", "/products", { ...product, externalIDs });
      this.correspondence.pair(product.id, made.id);
    }
  }

  #address({ service, path, query }: Recorded["request"]): string {
    if (service === "blob") return this.uploads.at(-1) ?? "";
    const translated = this.correspondence.translate(path);
    const mark = query.indexOf("=");
    if (mark < 0) return `${new URL(this.client.endpoint).origin}${translated}`;
    let value = query.slice(mark + 1);
    if (query.startsWith("$skipToken=") && value !== "") {
      value = Buffer.from(this.correspondence.translate(Buffer.from(value, "base64").toString())).toString("base64");
    }
    const encoded = `${encodeURIComponent(query.slice(0, mark))}=${encodeURIComponent(value).replaceAll("%20", "+")}`;
    return `${new URL(this.client.endpoint).origin}${translated}?${encoded}`;
  }

  /** Sends one request and tells what differs from the recorded reply. */
  async differences(exchange: Recorded): Promise<string[]> {
    const { request, response } = exchange;
    const isBlob = request.service === "blob";
    const binary = (request.body as { binary?: number } | null)?.binary;
    const text = request.body === null ? undefined : this.correspondence.translate(JSON.stringify(request.body));
    const body = binary === undefined ? text : Buffer.alloc(binary, 7);
    const reply = await fetch(this.#address(request), {
      method: request.method,
      headers: { ...request.headers, ...(isBlob ? {} : { authorization: `Bearer ${this.client.token}` }) },
      ...(body === undefined ? {} : { body }),
    });
    const answer = await reply.text();
    const ours: unknown = answer === "" ? null : JSON.parse(answer);
    if (typeof ours === "object" && ours !== null && "fileSasUri" in ours) this.uploads.push(String(ours.fileSasUri));
    const comparison = new Comparison(this.correspondence);
    if (reply.status !== response.status) comparison.differences.push(`status ${reply.status}, not ${response.status}`);
    if (isBlob) {
      for (const name of ["content-length", "x-ms-version"]) {
        comparison.header(name, response.headers[name], reply.headers.get(name) ?? undefined);
      }
      // The bytes are left out of the recordings, so their digest cannot be the recorded one, only ours.
      const digest = createHash("md5")
        .update(Buffer.alloc(binary ?? 0, 7))
        .digest("base64");
      comparison.header("content-md5", digest, reply.headers.get("content-md5") ?? undefined);
      if (!/^"0x[0-9A-F]+"$/.test(reply.headers.get("etag") ?? "")) comparison.differences.push("no blob entity tag");
      return comparison.differences;
    }
    const shortened = isWholeList(exchange) && Array.isArray((ours as { value?: unknown[] }).value);
    const kept = shortened ? { ...(ours as object), value: (ours as { value: unknown[] }).value.slice(0, 2) } : ours;
    comparison.values("body", "", response.body, kept);
    for (const name of ["content-type", "etag", "location", "content-length"]) {
      const ourHeader = reply.headers.get(name) ?? undefined;
      // The real replies with a body are chunked and have no length.
      if (name === "content-length" && response.body !== null) continue;
      comparison.header(name, response.headers[name], ourHeader);
    }
    if (!/^[0-9a-f-]{36}$/.test(reply.headers.get("request-id") ?? "")) comparison.differences.push("no request-id");
    return comparison.differences;
  }
}

async function replay(name: string, exchanges: Recorded[]): Promise<string[]> {
  let emulator: Emulator | undefined;
  try {
    emulator = await startEmulator({
      switches: { testDriveVariant: name.includes("-2024") },
      pageLengths: pageLengths(exchanges),
    });
    const run = new Replay(await Client.signIn(emulator));
    await run.prepare(exchanges);
    const exceptions: string[] = [];
    for (const [index, exchange] of exchanges.entries()) {
      const differences = await run.differences(exchange);
      seen.all += 1;
      if (differences.length === 0) seen.equal += 1;
      else {
        const { method, path } = exchange.request;
        exceptions.push(`${name} ${index + 1}: ${method} ${path}: ${differences.join("; ")}`);
      }
    }
    return exceptions;
  } finally {
    await emulator?.stop();
  }
}

describe("contract: recorded exchanges", () => {
  before(function () {
    needReferenceMaterial(this);
  });

  it("are answered by the emulator as they were by the real service", async function () {
    this.timeout(60_000);
    for (const [name, exchanges] of readRecordings()) seen.exceptions.push(...(await replay(name, exchanges)));
    process.stdout.write(`    ${seen.equal} of ${seen.all} recorded exchanges equal\n`);
    assert.deepEqual(seen.exceptions, []);
    assert.ok(seen.all >= 155, `only ${seen.all} exchanges were found`);
  });
});

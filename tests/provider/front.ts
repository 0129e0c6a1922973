/** A service of another mind: a real local HTTP server in front of the emulator, which hands on every call. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Run } from "../../provider/engine/run.js";
import type { Properties } from "../../provider/values/properties.js";
import type { Workbench } from "./workbench.js";

/** Header names that describe one connection or one encoding of a body, not the message. */
const ofConnection = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "host",
  "keep-alive",
  "transfer-encoding",
]);

export class Front {
  endpoint = "";
  /** Called before a call, such as `PUT /products/1/setup`, goes on to the emulator. */
  before: (call: string) => Promise<void> = async () => {};
  /** What becomes of the body of an answer. */
  answer: (call: string, body: Properties) => Properties = (_, body) => body;

  constructor(private readonly bench: Workbench) {}

  /** A provider process that works on this service. */
  run(): Run {
    return this.bench.run({ ...this.bench.environment(), PARTNERCENTER_ENDPOINT: this.endpoint });
  }

  async handOn(method: string, url: string, headers: Headers, body: Uint8Array): Promise<Response> {
    const base = new URL(this.bench.emulator.endpoint);
    const call = `${method} ${url.slice(base.pathname.length)}`;
    await this.before(call);
    const sent = body.length === 0 ? {} : { body: Buffer.from(body) };
    const reply = await fetch(new URL(url, base), { method, headers, ...sent });
    const text = await reply.text();
    const isJson = reply.ok && text.startsWith("{");
    const changed = isJson ? JSON.stringify(this.answer(call, JSON.parse(text) as Properties)) : text;
    return new Response(changed === "" ? null : changed, {
      status: reply.status,
      headers: messageHeaders(reply.headers),
    });
  }
}

function messageHeaders(headers: Iterable<readonly [string, unknown]>): Headers {
  const kept = [...headers].filter(([name]) => !ofConnection.has(name.toLowerCase()));
  return new Headers(kept.map(([name, value]) => [name, String(value)]));
}

/** Starts such a service before the tests of a suite and ends it after them. */
export function front(bench: Workbench): Front {
  const service = new Front(bench);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url = "", headers } = request;
    const reply = await service.handOn(method, url, messageHeaders(Object.entries(headers)), Buffer.concat(chunks));
    response.writeHead(reply.status, Object.fromEntries(reply.headers));
    response.end(Buffer.from(await reply.arrayBuffer()));
  });
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    service.endpoint = `http://127.0.0.1:${port}${new URL(bench.emulator.endpoint).pathname}`;
  });
  afterEach(() => {
    service.before = async () => {};
    service.answer = (_, body) => body;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return service;
}

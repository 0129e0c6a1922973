/** A service of another mind: a real local HTTP server in front of the emulator, which hands on every call. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Run } from "../../provider/engine/run.js";
import type { Properties } from "../../provider/values/properties.js";
import type { Declared } from "./declared.js";
import { bytesOf, type HandedAnswer, handOn } from "./handing-on.js";
import type { Workbench } from "./workbench.js";

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

  /** From now on a resource, with what is known of it, is on this service. */
  take(declared: Declared): void {
    const [emulator, here] = [this.bench.emulator.endpoint, this.endpoint].map((url) => new URL(url).host);
    declared.outputs = JSON.parse(JSON.stringify(declared.outputs).replaceAll(String(emulator), String(here)));
    declared.process = () => this.run();
  }

  async reply(request: IncomingMessage): Promise<HandedAnswer> {
    const body = await bytesOf(request);
    const base = new URL(this.bench.emulator.endpoint);
    const { method = "", url = "" } = request;
    const call = `${method} ${url.slice(base.pathname.length)}`;
    await this.before(call);
    const answer = await handOn(new URL(url, base), request, body);
    const text = answer.body.toString();
    const isOk = answer.status >= 200 && answer.status < 300;
    if (!isOk || !text.startsWith("{")) return answer;
    const changed = this.answer(call, JSON.parse(text) as Properties);
    return { ...answer, body: Buffer.from(JSON.stringify(changed)) };
  }
}

/** Starts such a service before the tests of a suite and ends it after them. */
export function front(bench: Workbench): Front {
  const service = new Front(bench);
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await service.reply(request);
    response.writeHead(status, headers).end(body);
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

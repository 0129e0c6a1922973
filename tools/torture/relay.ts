/** A service of ill will: it hands on every call to the emulator, and may change any answer. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What comes back. */
export interface RelayedAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** What was asked. */
export interface RelayedCall {
  /** Method and path below the API's or the sign-in service's address, such as `PUT /products/1/setup`. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Tamper = (answer: RelayedAnswer, call: RelayedCall) => void;

/** What matches an operation, such as `PUT /products/{productId}/setup`, among the names of calls. */
export function patternOf(operation: string): RegExp {
  const path = operation.replaceAll(/[.()$*+?|^\\]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${path}$`, "i");
}

/** Headers of one connection, or of one encoding of a body. */
const ofConnection = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "host",
  "keep-alive",
  "transfer-encoding",
]);

export class Relay {
  /** What is done to each answer. Default: nothing. */
  tamper: Tamper = () => {};

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly endpoint: string; readonly loginEndpoint: string },
  ) {}

  static async start(target: { readonly endpoint: string; readonly loginEndpoint: string }): Promise<Relay> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const relay = new Relay(server, target);
    server.on("request", async (request, response) => {
      const { status, headers, body } = await relay.answer(request);
      response.writeHead(status, headers).end(body);
    });
    return relay;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** Variables that lead a provider here instead. */
  get environment(): NodeJS.ProcessEnv {
    const own = (url: string) => url.replace(new URL(url).host, this.host);
    return {
      PARTNERCENTER_ENDPOINT: own(this.target.endpoint),
      PARTNERCENTER_LOGIN_ENDPOINT: own(this.target.loginEndpoint),
    };
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async answer(request: IncomingMessage): Promise<RelayedAnswer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url = "" } = request;
    const { origin, pathname } = new URL(this.target.endpoint);
    const headers = kept(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const sent = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
    const reply = await fetch(new URL(url, origin), { method, headers, redirect: "manual", ...sent });
    const answer = { status: reply.status, headers: kept(reply.headers), body: Buffer.from(await reply.arrayBuffer()) };
    const path = url.startsWith(pathname) ? url.slice(pathname.length) : url;
    const name = `${method} ${path.split("?")[0]}`;
    this.tamper(answer, { name, headers, body: Buffer.concat(chunks).toString() });
    return answer;
  }
}

function kept(headers: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !ofConnection.has(name.toLowerCase())));
}

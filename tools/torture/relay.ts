/** A service of ill will: it hands on every call to the emulator, and may change any answer. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { bytesOf, type HandedAnswer, handOn, messageHeaders } from "../../tests/provider/handing-on.js";

/** What was asked. */
export interface RelayedCall {
  /** Method and path below the API's or the sign-in service's address, such as `PUT /products/1/setup`. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Tamper = (answer: HandedAnswer, call: RelayedCall) => void;

/** What matches an operation, such as `PUT /products/{productId}/setup`, among the names of calls. */
function patternOf(operation: string): RegExp {
  const path = operation.replaceAll(/[.()$*+?|^\\]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${path}$`, "i");
}

export class Relay {
  private tamper: Tamper = () => {};

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

  /** What is done from now on to each answer of an operation, and to no other. */
  onEach(operation: string, tamper: Tamper): void {
    const pattern = patternOf(operation);
    this.tamper = (answer, call) => {
      if (pattern.test(call.name)) tamper(answer, call);
    };
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

  private async answer(request: IncomingMessage): Promise<HandedAnswer> {
    const body = await bytesOf(request);
    const { method = "", url = "" } = request;
    const { origin, pathname } = new URL(this.target.endpoint);
    const answer = await handOn(new URL(url, origin), request, body);
    const path = url.startsWith(pathname) ? url.slice(pathname.length) : url;
    const name = `${method} ${path.split("?")[0]}`;
    this.tamper(answer, { name, headers: messageHeaders(Object.entries(request.headers)), body: body.toString() });
    return answer;
  }
}

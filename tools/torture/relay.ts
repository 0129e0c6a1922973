/** A service of ill will: it hands on every call to the emulator, and may change any answer. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Emulator } from "pulumi-partnercenter-emulator";
import { bytesOf, type HandedAnswer, handOn, messageHeaders } from "../../tests/provider/handing-on.js";

/** What was asked. */
export interface RelayedCall {
  /** Method and path below the address of an API or of the sign-in service, such as `PUT /products/1/setup`. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Target = Pick<Emulator, "endpoint" | "loginEndpoint" | "productIngestionEndpoint">;

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
    private readonly target: Target,
  ) {}

  static async start(target: Target): Promise<Relay> {
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
    const { endpoint, productIngestionEndpoint } = this.target;
    const answer = await handOn(new URL(url, new URL(endpoint).origin), request, body);
    const below = [endpoint, productIngestionEndpoint].map((address) => new URL(address).pathname);
    const base = below.find((path) => url.startsWith(path)) ?? "";
    const name = `${method} ${url.slice(base.length).split("?")[0]}`;
    this.tamper(answer, { name, headers: messageHeaders(Object.entries(request.headers)), body: body.toString() });
    return answer;
  }
}

/**
 * Stands between a provider and the emulator, and does something deadly at the n-th request. For `engine-deaths.ts`.
 */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Called when the armed request has been done by the service and its reply is not yet given. */
export type Deed = () => Promise<void>;

/** A proxy for the API's calls; sign-in and uploads go their own way. */
export class KillingProxy {
  private seen = 0;
  private at = Number.POSITIVE_INFINITY;
  private deed: Deed | undefined;
  /** Of the request at which the deed was done, such as `POST …/submissions`. */
  struck: string | undefined;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  /** @param endpoint The emulator's, such as `http://127.0.0.1:8040/v1.0/ingestion`. */
  static async start(endpoint: string): Promise<KillingProxy> {
    const server = createServer();
    const proxy = new KillingProxy(server, new URL(endpoint));
    server.on("request", (incoming, outgoing) => void proxy.pass(incoming, outgoing).catch(() => outgoing.destroy()));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get endpoint(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${this.target.pathname}`;
  }

  /**
   * Counts from now on; `deed` is done at the request of this number, from 1. Returns how many were counted until now.
   */
  arm(at: number, deed: Deed | undefined): number {
    const before = this.seen;
    Object.assign(this, { seen: 0, at, deed, struck: undefined });
    return before;
  }

  disarm(): number {
    return this.arm(Number.POSITIVE_INFINITY, undefined);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    this.seen += 1;
    const isStruck = this.seen === this.at;
    const { deed } = this;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = "GET", url = "/", headers } = incoming;
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      const { hostname, port } = this.target;
      const forwarded = request({ hostname, port, method, path: url, headers: { ...headers, host: this.target.host } });
      forwarded.once("response", resolve).once("error", reject).end(Buffer.concat(chunks));
    });
    const body: Buffer[] = [];
    for await (const chunk of reply) body.push(chunk as Buffer);
    if (isStruck && deed !== undefined) {
      this.struck = `${method} ${url.slice(this.target.pathname.length).replace(/\?.*/, "")}`;
      await deed();
    }
    // An orphan gets its reply, too: it must stop by itself.
    outgoing.writeHead(reply.statusCode ?? 502, reply.headers).end(Buffer.concat(body));
  }
}

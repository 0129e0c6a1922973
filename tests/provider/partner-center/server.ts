/** A real local HTTP server that answers by a script and remembers what it was asked. */
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { PartnerCenterClient } from "../../../provider/partner-center/client.js";
import type { Clock } from "../../../provider/partner-center/clock.js";
import type { TokenSource } from "../../../provider/partner-center/http/token-source.js";

export interface Recorded {
  readonly method: string;
  /** Path and query as on the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Record<string, unknown>;
  /** The port that the connection came from. */
  readonly remotePort: number | undefined;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** An object is sent as JSON, text as it is. */
  readonly body?: unknown;
  readonly delayMs?: number;
  /** Cut the connection instead of answering. */
  readonly cut?: boolean;
  /** Never answer. */
  readonly hangs?: boolean;
}

export type Script = (request: Recorded, index: number) => Answer | Promise<Answer>;

export interface LocalServer {
  readonly origin: string;
  readonly requests: Recorded[];
  /** Most requests that were open at once. */
  readonly mostOpen: () => number;
  close(): Promise<void>;
}

export async function serve(script: Script): Promise<LocalServer> {
  const requests: Recorded[] = [];
  let open = 0;
  let most = 0;
  const server: Server = createServer(async (request, response) => {
    most = Math.max(most, ++open);
    response.once("close", () => open--);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const { method = "", url = "", headers } = request;
    let json: Record<string, unknown> = {};
    try {
      json = Object(JSON.parse(text));
    } catch {}
    const recorded = { method, url, headers, text, json, remotePort: request.socket.remotePort };
    requests.push(recorded);
    const answer = await script(recorded, requests.length - 1);
    if (answer.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
    if (answer.hangs) return;
    if (answer.cut) return void request.socket.destroy();
    const { status = 200, body } = answer;
    const payload = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "request-id": `service-${requests.length}`,
      ...answer.headers,
    });
    response.end(payload);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    mostOpen: () => most,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Runs a test against a server, and closes it. */
export async function withServer(script: Script, test: (server: LocalServer) => Promise<void>): Promise<void> {
  const server = await serve(script);
  try {
    await test(server);
  } finally {
    await server.close();
  }
}

/** A clock that sleeps by jumping ahead; `slept` has each sleep. Chance is always one half. */
export interface JumpingClock extends Clock {
  readonly slept: number[];
}

export function jumpingClock(): JumpingClock {
  let now = Date.now();
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    random: () => 0.5,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

export const secretToken = "eyJhbGciOiJub25lIn0.secret-token";

/** Always the same token. */
export const fixedToken: TokenSource = {
  origin: "the test",
  token: async () => secretToken,
  renew: async () => `${secretToken}-2`,
};

/** What rejects, as an object to look at. */
export async function failureOf<E extends Error>(
  promise: Promise<unknown>,
  type: abstract new (...of: never) => E,
): Promise<E> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof type)) throw new Error(`expected ${type.name}, got ${String(error)}`, { cause: error });
  return error;
}

/** Runs a test with a client of a scripted server; `calls` lists method and path of what was asked. */
export function withClient(
  script: Script,
  test: (client: PartnerCenterClient, calls: () => string[], requests: Recorded[]) => Promise<void>,
) {
  return withServer(script, ({ origin, requests }) => {
    const client = new PartnerCenterClient({
      endpoint: origin,
      tokenSource: fixedToken,
      clock: jumpingClock(),
      requestsPerSecond: 1000,
    });
    return test(client, () => requests.map(({ method, url }) => `${method} ${url}`), requests);
  });
}

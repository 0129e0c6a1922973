// Stands before the blob store: every upload and download goes through here. That makes signatures expire by the
// emulator's clock, gives uploads another host and form of path when a fault rule moves them, and lets fault rules hit
// uploads as well. Bytes are passed on as they come.

import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { Clock } from "../clock.js";
import type { FaultEffect } from "../faults/fault-rule.js";
import type { Faults } from "../faults/faults.js";
import { type HangListener, hold } from "../faults/hanging.js";
import { answerWith } from "../faults/injected-answers.js";
import { pause } from "../faults/latency.js";
import { close, hostInAddresses, listen } from "../http/listening.js";
import { endOf } from "../http/server.js";

/** Where blobs are in an address, usually and after the move of August 2026 (API reference §4.4). */
const usualPath = /^\/devstoreaccount1\/file\/([^/?]+)/;
const movedPath = /^\/workloadfilewus1\/pkgfile-([^/?]+)/;

/** A started relay. */
export interface UploadRelay {
  /** The address of a blob, without its signature, at its usual place or at another. */
  address(name: string, place: FaultEffect["uploadAddress"]): string;
  stop(): Promise<void>;
}

function fail(response: ServerResponse, status: number, code: string, message: string): void {
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.writeHead(status, { "content-type": "application/xml", "x-ms-error-code": code });
  response.end(body);
}

/** Undefined while the signature is good, by the emulator's clock. */
function expiry(query: URLSearchParams, clock: Clock): string | undefined {
  const end = query.get("se");
  return end !== null && Date.parse(end) <= clock.now() ? end : undefined;
}

/** What passing a call on needs. */
interface Relay {
  /** The origin of the blob store. */
  readonly target: string;
  readonly agent: Agent;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly onHang: HangListener | undefined;
}

/** What happens between the store's answer and the client. */
interface Passing {
  readonly effect: FaultEffect;
  /** Holds the answer back if a rule says so; false when the client has left meanwhile. */
  readonly goesOn: (when: "before" | "after") => Promise<boolean>;
}

function forward(relay: Relay, incoming: IncomingMessage, response: ServerResponse, url: string, passing: Passing) {
  const { effect, goesOn } = passing;
  const { host: _ours, ...headers } = incoming.headers;
  const { target, agent } = relay;
  const outgoing = request(`${target}${url}`, { agent, method: incoming.method, headers }, async (answered) => {
    if (!(await goesOn("after"))) {
      answered.resume();
      return;
    }
    if (effect.reset === "after") {
      answered.resume();
      answered.on("end", () => response.socket?.destroy());
      return;
    }
    // Azurite answers with its own version; the real store with the one that was asked for (recorded).
    const version = incoming.headers["x-ms-version"] ?? answered.headers["x-ms-version"];
    const own = { ...answered.headers, ...(version === undefined ? {} : { "x-ms-version": version }) };
    response.writeHead(effect.statusAfter ?? answered.statusCode ?? 502, own);
    answered.pipe(response);
  });
  outgoing.on("error", (error) => {
    if (response.headersSent) response.socket?.destroy();
    else fail(response, 502, "BadGateway", error.message);
  });
  incoming.on("aborted", () => outgoing.destroy());
  incoming.pipe(outgoing);
}

async function answer(relay: Relay, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { clock, faults } = relay;
  const [path = "", query = ""] = (incoming.url ?? "").split(/\?(.*)/s);
  const name = (usualPath.exec(path) ?? movedPath.exec(path))?.[1];
  if (name === undefined) {
    fail(response, 404, "ResourceNotFound", "There is no blob of that name.");
    return;
  }
  const effect = faults.effectOn(incoming.method ?? "", `/file/${name}`, { query, now: clock.now() });
  await pause(effect.delayMilliseconds ?? 0);
  const [method, left] = [incoming.method ?? "", endOf(response)];
  const goesOn = async (when: "before" | "after") =>
    effect.hang !== when || hold({ method, path: `/file/${name}`, when, left, listener: relay.onHang });
  if (!(await goesOn("before"))) return;
  if (effect.reset === "before") {
    incoming.socket.destroy();
    return;
  }
  if (effect.status !== undefined) {
    const { headers } = answerWith(effect.status, effect);
    incoming.resume();
    response.writeHead(effect.status, { ...headers, "content-type": "application/xml" });
    response.end();
    return;
  }
  const ended = expiry(new URLSearchParams(query), clock);
  if (ended !== undefined) {
    incoming.resume();
    const text = `Server failed to authenticate the request: the signature expired at ${ended}.`;
    fail(response, 403, "AuthenticationFailed", text);
    return;
  }
  forward(relay, incoming, response, `/devstoreaccount1/file/${name}?${query}`, { effect, goesOn });
}

/** Starts a relay in front of a blob store at `target`. */
export async function startUploadRelay(
  target: string,
  clock: Clock,
  faults: Faults,
  host: string,
  onHang: HangListener | undefined,
): Promise<UploadRelay> {
  const agent = new Agent({ keepAlive: true });
  const relay = { target, agent, clock, faults, onHang };
  const server = createServer((incoming, response) => {
    answer(relay, incoming, response).catch((error: Error) => fail(response, 500, "InternalError", error.message));
  });
  const port = await listen(server, host, 0);
  const shown = hostInAddresses(host);
  // Another name for the same machine; only loopback has one that is sure to work.
  const other = shown === "127.0.0.1" ? "localhost" : shown;
  return {
    address: (name, place) => {
      if (place === "movedHost") return `http://${other}:${port}/workloadfilewus1/pkgfile-${name}`;
      if (place === "unknownHost") return `https://uploads.invalid/devstoreaccount1/file/${name}`;
      return `http://${shown}:${port}/devstoreaccount1/file/${name}`;
    },
    stop: async () => {
      agent.destroy();
      await close(server);
    },
  };
}

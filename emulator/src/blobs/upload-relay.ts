// The door of the blobs: every upload and download goes through here. Signatures expire by the emulator's clock, uploads
// get another host and form of path when a fault rule moves them, and fault rules hit uploads as well.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Clock } from "../clock.js";
import type { FaultEffect } from "../faults/fault-rule.js";
import type { Faults } from "../faults/faults.js";
import { type HangListener, hold } from "../faults/hanging.js";
import { answerWith } from "../faults/injected-answers.js";
import { pause } from "../faults/latency.js";
import { close, hostInAddresses, listen } from "../http/listening.js";
import { endOf } from "../http/server.js";
import { type BlobAnswer, type BlobCall, type BlobShelf, errorAnswer } from "./blob-shelf.js";

/** Where blobs are in an address, usually and after the move of August 2026 (API reference §4.4). */
const usualPath = /^\/devstoreaccount1\/file\/([^/?]+)/;
const movedPath = /^\/workloadfilewus1\/pkgfile-([^/?]+)/;

/** A started relay. */
export interface UploadRelay {
  /** The address of a blob, without its signature, at its usual place or at another. */
  address(name: string, place: FaultEffect["uploadAddress"]): string;
  stop(): Promise<void>;
}

function send(response: ServerResponse, { status, headers, body }: BlobAnswer): void {
  response.writeHead(status, headers);
  response.end(body);
}

function fail(response: ServerResponse, status: number, code: string, message: string): void {
  send(response, errorAnswer(status, code, message));
}

/** Undefined while the signature is good, by the emulator's clock. */
function expiry(query: URLSearchParams, clock: Clock): string | undefined {
  const end = query.get("se");
  return end !== null && Date.parse(end) <= clock.now() ? end : undefined;
}

/** What answering a call needs. */
interface Relay {
  readonly shelf: BlobShelf;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly onHang: HangListener | undefined;
}

/** What happens between the answer and the client. */
interface Passing {
  readonly effect: FaultEffect;
  /** Holds the answer back if a rule says so; false when the client has left meanwhile. */
  readonly goesOn: (when: "before" | "after") => Promise<boolean>;
}

/** The body, once it is there as a whole; undefined when the client has left before. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  try {
    for await (const part of incoming) parts.push(part as Buffer);
  } catch {
    return undefined;
  }
  return incoming.complete ? Buffer.concat(parts) : undefined;
}

async function pass(
  { shelf }: Relay,
  incoming: IncomingMessage,
  response: ServerResponse,
  call: Pick<BlobCall, "name" | "query">,
  { effect, goesOn }: Passing,
): Promise<void> {
  const body = await bodyOf(incoming);
  if (body === undefined) return;
  const given = shelf.answer({ ...call, method: incoming.method ?? "", headers: incoming.headers, body });
  if (!(await goesOn("after"))) return;
  if (effect.reset === "after") {
    response.socket?.destroy();
    return;
  }
  // The real store answers with the version that was asked for (recorded).
  const version = incoming.headers["x-ms-version"];
  const headers = { ...given.headers, ...(typeof version === "string" ? { "x-ms-version": version } : {}) };
  send(response, { ...given, status: effect.statusAfter ?? given.status, headers });
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
  const parameters = new URLSearchParams(query);
  const ended = expiry(parameters, clock);
  if (ended !== undefined) {
    incoming.resume();
    const text = `Server failed to authenticate the request: the signature expired at ${ended}.`;
    fail(response, 403, "AuthenticationFailed", text);
    return;
  }
  await pass(relay, incoming, response, { name, query: parameters }, { effect, goesOn });
}

/** Starts the door of these blobs. */
export async function startUploadRelay(
  shelf: BlobShelf,
  clock: Clock,
  faults: Faults,
  host: string,
  onHang: HangListener | undefined,
): Promise<UploadRelay> {
  const relay = { shelf, clock, faults, onHang };
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
    stop: () => close(server),
  };
}

// The HTTP server: reads whole requests and sends answers, also cut or slow ones. What a request means is not its
// business, so that paths are matched, and problems are worded, by the API's own rules.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Delivery, type HttpReply, type HttpRequest, jsonReply } from "./message.js";

// The default limit of the web server that the real service runs on, by its error texts (assumed).
const bodyLimit = 30_000_000;

/** Builds a server that sends what `answer` makes of each request; it listens when told to. */
export function answeringServer(answer: (request: HttpRequest) => Promise<HttpReply>): Server {
  // Node's 5 seconds for an idle connection often end just when a client uses it again.
  const options = { keepAliveTimeout: 72_000, requestTimeout: 0 };
  return createServer(options, async (incoming, response) => {
    try {
      send(response, await answer(await readRequest(incoming, endOf(response))));
    } catch (error) {
      // A defect of the emulator itself: say so, rather than look like a defect of the client.
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`partnercenter-emulator: ${message}\n`);
      const said = `The emulator failed: ${message.split("\n")[0]}`;
      if (!response.headersSent) send(response, jsonReply(500, { statusCode: 500, message: said }));
    }
  });
}

/** Aborted when the connection has ended or the answer is sent. */
export function endOf(response: ServerResponse): AbortSignal {
  const end = new AbortController();
  response.once("close", () => end.abort());
  return end.signal;
}

async function readRequest(incoming: IncomingMessage, left: AbortSignal): Promise<HttpRequest> {
  const { method = "GET", url = "/", headers } = incoming;
  const [path = "", query = ""] = url.split(/\?(.*)/s);
  const request = { method, path, query: new URLSearchParams(query), url, headers, left };
  if (method === "GET" || method === "HEAD") return { ...request, body: "" };
  return { ...request, ...(await readBody(incoming)) };
}

/** Reads a body to its end even if it is too large: a client that still sends would not see an earlier answer. */
async function readBody(incoming: IncomingMessage): Promise<Pick<HttpRequest, "body" | "unreadable">> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of incoming as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length <= bodyLimit) pieces.push(piece);
    }
  } catch (error) {
    return { body: "", unreadable: { status: 400, text: (error as Error).message } };
  }
  if (length <= bodyLimit) return { body: Buffer.concat(pieces).toString() };
  return { body: "", unreadable: { status: 413, text: `The request body has more than ${bodyLimit} bytes.` } };
}

function send(response: ServerResponse, reply: HttpReply): void {
  if (reply.cut === true) {
    response.socket?.destroy();
    return;
  }
  const body = reply.status === 204 ? "" : (reply.body ?? "");
  response.writeHead(reply.status, { ...reply.headers, "content-length": String(Buffer.byteLength(body)) });
  if (reply.delivery === undefined) response.end(body);
  else void deliver(response, Buffer.from(body), reply.delivery);
}

/** Sends a body as a fault rule wants it: in ten pieces over some time, or only its beginning. */
async function deliver(response: ServerResponse, body: Buffer, delivery: Delivery): Promise<void> {
  if ("cutAfter" in delivery) {
    response.write(body.subarray(0, delivery.cutAfter), () => response.socket?.destroy());
    return;
  }
  const piece = Math.ceil(body.length / 10);
  for (let start = 0; start < body.length && !response.destroyed; start += piece) {
    await wait(delivery.milliseconds / 10);
    response.write(body.subarray(start, start + piece));
  }
  response.end();
}

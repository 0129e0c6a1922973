// The HTTP server: one port for sign-in, the ingestion API, the control calls and the portal. Every request is
// taken by one handler, because paths of the API are matched by its own rules.

import type { ServerResponse } from "node:http";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type ApiParts, answerApiCall, apiPrefix } from "./api.js";
import { answerControlCall, type ControlParts, controlPrefix } from "./control.js";
import { type Delivery, type HttpReply, type HttpRequest, jsonReply } from "./http-message.js";
import { pause } from "./latency.js";
import { answerPortal } from "./portal/portal.js";
import { tokenPath } from "./routes/token.js";

/** What the server needs. */
export type ServerParts = ApiParts & ControlParts;

const bodyLimit = 64 * 1024 * 1024;

function readRequest(request: FastifyRequest): HttpRequest {
  const url = request.raw.url ?? "/";
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
  const body = typeof request.body === "string" ? request.body : "";
  return { method: request.method, path, query, url, headers: request.headers, body };
}

/** A page in a browser elsewhere could reach a loopback port under a name of its own: only loopback names pass. */
function isLoopbackHost(host: unknown): boolean {
  return typeof host === "string" && /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host);
}

async function answer(parts: ServerParts, request: HttpRequest): Promise<HttpReply> {
  const isControl = request.path === controlPrefix || request.path.startsWith(`${controlPrefix}/`);
  const isApi = request.path.toLowerCase().startsWith(apiPrefix) || tokenPath(request.path) !== undefined;
  if (isApi && !isControl) return answerApiCall(parts, request);
  if (!isLoopbackHost(request.headers.host)) {
    return jsonReply(403, { error: "Only requests to a loopback name are answered here" });
  }
  return isControl ? answerControlCall(parts, request) : answerPortal(parts.service, request);
}

function send(reply: FastifyReply, answered: HttpReply): void {
  reply.hijack();
  if (answered.cut === true) {
    reply.raw.socket?.destroy();
    return;
  }
  const body = Buffer.from(answered.status === 204 ? "" : (answered.body ?? ""));
  reply.raw.writeHead(answered.status, { ...answered.headers, "content-length": String(body.length) });
  if (answered.delivery === undefined) reply.raw.end(body);
  else void deliver(reply.raw, body, answered.delivery);
}

/** Sends a body as a fault rule wants it: in ten pieces over some time, or only its beginning. */
async function deliver(raw: ServerResponse, body: Buffer, delivery: Delivery): Promise<void> {
  if ("cutAfter" in delivery) {
    raw.write(body.subarray(0, delivery.cutAfter), () => raw.socket?.destroy());
    return;
  }
  const piece = Math.ceil(body.length / 10);
  for (let start = 0; start < body.length && !raw.destroyed; start += piece) {
    await pause(delivery.milliseconds / 10);
    raw.write(body.subarray(start, start + piece));
  }
  raw.end();
}

/** Builds the server; it listens when told to. */
export function createServer(parts: ServerParts): FastifyInstance {
  const server = Fastify({ logger: false, bodyLimit, forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    let answered: HttpReply;
    try {
      answered = await answer(parts, readRequest(request));
    } catch (error) {
      // A defect of the emulator itself: say so, rather than look like a defect of the client.
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`partnercenter-emulator: ${message}\n`);
      answered = jsonReply(500, { statusCode: 500, message: `The emulator failed: ${message.split("\n")[0]}` });
    }
    send(reply, answered);
  };
  server.setNotFoundHandler(handler);
  return server;
}

// The HTTP server: one port for sign-in, the ingestion API, the control calls and the portal. Every request is
// taken by one handler, because paths of the API are matched by its own rules.

import type { ServerResponse } from "node:http";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type ApiParts, answerApiCall, apiPrefix, refuseApiCall } from "../api/api-call.js";
import { answerControlCall, type ControlParts, controlPrefix } from "../control/control-calls.js";
import { pause } from "../faults/latency.js";
import { answerPortal } from "../portal/portal.js";
import { tokenPath } from "../sign-in/token.js";
import { ServiceError } from "../wire/service-errors.js";
import { hostInAddresses, isLoopback } from "./listening-address.js";
import { type Delivery, type HttpReply, type HttpRequest, jsonReply } from "./message.js";

/** What the server needs. */
export type ServerParts = ApiParts & ControlParts & { readonly host: string };

// The default limit of the web server that the real service runs on, by its error texts (assumed).
const bodyLimit = 30_000_000;

function readRequest(request: FastifyRequest): HttpRequest {
  const url = request.raw.url ?? "/";
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
  const body = typeof request.body === "string" ? request.body : "";
  return { method: request.method, path, query, url, headers: request.headers, body };
}

/**
 * A page in a browser elsewhere could reach a loopback port under a name of its own: only loopback names pass, and the
 * one that the emulator was told to listen on.
 */
function isOwnName(header: unknown, host: string): boolean {
  if (typeof header !== "string") return false;
  const name = header.replace(/:\d+$/, "");
  return isLoopback(name) || name === hostInAddresses(host);
}

/** Browsers name the page's own site in each POST, PUT and DELETE; other programs name none. */
function isForeignPage(origin: unknown, host: string): boolean {
  if (typeof origin !== "string") return false;
  return !URL.canParse(origin) || !isOwnName(new URL(origin).host, host);
}

function isControl({ path }: HttpRequest): boolean {
  return path === controlPrefix || path.startsWith(`${controlPrefix}/`);
}

function isApi(request: HttpRequest): boolean {
  if (isControl(request)) return false;
  return request.path.toLowerCase().startsWith(apiPrefix) || tokenPath(request.path) !== undefined;
}

async function answer(parts: ServerParts, request: HttpRequest): Promise<HttpReply> {
  if (isForeignPage(request.headers.origin, parts.host)) {
    return jsonReply(403, { error: "Pages of other sites get no answer here" });
  }
  if (isApi(request)) return answerApiCall(parts, request);
  if (!isOwnName(request.headers.host, parts.host)) {
    return jsonReply(403, { error: "Only requests to a loopback name are answered here" });
  }
  return isControl(request) ? answerControlCall(parts, request) : answerPortal(parts.service, request);
}

function send(reply: FastifyReply, answered: HttpReply): void {
  reply.hijack();
  if (answered.cut === true) {
    reply.raw.socket?.destroy();
    return;
  }
  const body = answered.status === 204 ? "" : (answered.body ?? "");
  reply.raw.writeHead(answered.status, { ...answered.headers, "content-length": String(Buffer.byteLength(body)) });
  if (answered.delivery === undefined) reply.raw.end(body);
  else void deliver(reply.raw, Buffer.from(body), answered.delivery);
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
  // A path that is not encoded properly is refused by the API's own rules, as any other.
  const server = Fastify({
    logger: false,
    bodyLimit,
    forceCloseConnections: true,
    frameworkErrors: (_error, request, reply) => void handler(request, reply),
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  server.setNotFoundHandler(handler);
  // Only the parser of bodies gets here: too many bytes, or fewer than announced.
  server.setErrorHandler(async (error: FastifyError, raw, reply) => {
    const request = readRequest(raw);
    const status = error.statusCode ?? 400;
    const text = status === 413 ? `The request body has more than ${bodyLimit} bytes.` : error.message;
    const refused = isApi(request)
      ? await refuseApiCall(parts, request, new ServiceError(status, text, { body: [text] }))
      : jsonReply(status, { error: text });
    send(reply, refused);
  });
  return server;
}

// The HTTP server: one port for sign-in, the ingestion API, the control calls and the portal. Every request is
// taken by one handler, because paths of the API are matched by its own rules.

import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type ApiParts, answerApiCall, apiPrefix } from "./api.js";
import { answerControlCall, type ControlParts, controlPrefix } from "./control.js";
import { answerPortal } from "./portal/portal.js";
import { tokenPath } from "./routes/token.js";

/** What the server needs. */
export type ServerParts = ApiParts & ControlParts;

/** An answer as it goes out; `cut` ends the connection instead. */
export interface HttpReply {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string | Uint8Array;
  readonly cut?: boolean;
}

/** A request as the parts below read it. */
export interface HttpRequest {
  readonly method: string;
  /** Path without the query, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: string;
}

/** A JSON answer. */
export function jsonReply(status: number, body: unknown): HttpReply {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(body) };
}

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
  const body = answered.body ?? "";
  const length = Buffer.byteLength(body);
  reply.raw.writeHead(answered.status, { ...answered.headers, "content-length": String(length) });
  reply.raw.end(answered.status === 204 ? undefined : body);
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

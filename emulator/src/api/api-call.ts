// One API call from its first byte to its last: who calls, which fault rule applies, which route answers, what is
// written to the log.

import type { FaultEffect } from "../faults/fault-rule.js";
import type { Faults } from "../faults/faults.js";
import { type HangListener, hold } from "../faults/hanging.js";
import { afterWork, answerWith, insteadOfWork, noAnswer } from "../faults/injected-answers.js";
import { pause, recordedLatency } from "../faults/latency.js";
import type { Throttle } from "../faults/throttle.js";
import { type HttpReply, type HttpRequest, jsonHeaders, jsonReply } from "../http/message.js";
import { settle } from "../product-ingestion/job-work.js";
import type { Reply } from "../routes/call.js";
import type { FoundRoute } from "../routes/router.js";
import type { Latency } from "../scenarios/scenario.js";
import type { Accounts } from "../sign-in/accounts.js";
import { signInPath } from "../sign-in/paths.js";
import { answerTokenRequest } from "../sign-in/token.js";
import { keepClock, type Service } from "../state/service.js";
import type { Wire } from "../wire/entities.js";
import { guid } from "../wire/identifiers.js";
import { invalidField, MethodNotAllowed, ServiceError } from "../wire/service-errors.js";
import { type Api, apiOf, ingestionApi, productIngestionApi } from "./apis.js";
import { callerOf, expireToken, tenantOf } from "./caller.js";
import { type ExchangeListener, publishExchange } from "./exchanges.js";
import type { RequestLog } from "./request-log.js";

/** What answering API calls needs. */
export interface ApiParts {
  readonly service: Service;
  readonly accounts: Accounts;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly latency: Latency;
  readonly speed: number;
  readonly onExchange: ExchangeListener | undefined;
  readonly onHang: HangListener | undefined;
  readonly throttle: Throttle;
}

/** Answers a call of one of the APIs or for signing in, and logs it, also one whose body could not be read. */
export function answerApiCall(parts: ApiParts, request: HttpRequest): Promise<HttpReply> {
  const door = doorOf(request.path);
  return logged(parts, request, door, async () => {
    if (request.unreadable === undefined) return answer(parts, request, door);
    const { status, text } = request.unreadable;
    return { reply: refusal(door.api, new ServiceError(status, text, { body: [text] })) };
  });
}

/** Where a request comes in: to sign in, or at an API. Errors are worded as those of `api`. */
interface Door {
  readonly login: ReturnType<typeof signInPath>;
  readonly api: Api;
  /** The path as fault rules name it: below the API's base, or the whole one. */
  readonly path: string;
}

function doorOf(path: string): Door {
  const login = signInPath(path);
  const api = apiOf(path) ?? ingestionApi;
  if (login !== undefined) return { login, api, path };
  const below = path.slice(api.prefix.length);
  return { login, api, path: api === productIngestionApi ? below.replace(/\/{2,}/g, "/") : below };
}

async function logged(
  parts: ApiParts,
  request: HttpRequest,
  door: Door,
  work: () => Promise<Answered>,
): Promise<HttpReply> {
  const started = performance.now();
  const time = new Date(parts.service.clock.now()).toISOString();
  const requestId = guid();
  const { login, api } = door;
  const { operation, reply, injected = false, resources } = await work();
  const clientRequestId = request.headers["client-request-id"];
  parts.log.add({
    time,
    kind: login === undefined ? "api" : "token",
    method: request.method,
    path: request.url,
    status: reply.cut === true ? 0 : reply.status,
    milliseconds: Math.round((performance.now() - started) * 10) / 10,
    clientRequestId: typeof clientRequestId === "string" ? clientRequestId : null,
    requestId,
    ...(operation === undefined ? {} : { operation }),
    ...(resources === undefined ? {} : { resources }),
  });
  const headers = { ...reply.headers, "request-id": requestId };
  if (login === undefined && api === ingestionApi && reply.cut !== true) {
    const { method, url } = request;
    const body = reply.body === undefined ? undefined : String(reply.body);
    const told = { ...(operation === undefined ? {} : { operation }), status: reply.status, headers, body, injected };
    publishExchange(parts.onExchange, () => ({ method, path: url.slice(api.prefix.length), ...told }));
  }
  return { ...reply, headers };
}

interface Answered {
  readonly operation?: string;
  readonly reply: HttpReply;
  /** True if a fault rule made the answer. */
  readonly injected?: boolean;
  /** How many resources a job has that was asked for. */
  readonly resources?: number;
}

type Hang = NonNullable<FaultEffect["hang"]>;

async function answer(parts: ApiParts, request: HttpRequest, { login, api, path }: Door): Promise<Answered> {
  const effect = parts.faults.any ? effectOn(parts, request, path) : {};
  await pause(effect.delayMilliseconds ?? 0);
  if (!(await passes(parts, request, path, effect, "before"))) return { reply: noAnswer, injected: true };
  if (effect.tokenExpires === true) expireToken(parts.accounts, request);
  const answered =
    login === undefined ? await apiCall(parts, request, api, path, effect) : signInCall(parts, request, login, effect);
  if (!(await passes(parts, request, path, effect, "after"))) return { ...answered, reply: noAnswer, injected: true };
  const reply = answered.injected === true ? answered.reply : afterWork(effect, answered.reply, api.errorBody);
  return { ...answered, reply, injected: answered.injected === true || reply !== answered.reply };
}

/** Holds the call if the rule says so; false when its client has left meanwhile. */
async function passes({ onHang }: ApiParts, request: HttpRequest, path: string, effect: FaultEffect, when: Hang) {
  if (effect.hang !== when) return true;
  return hold({ method: request.method, path: safeDecode(path), when, left: request.left, listener: onHang });
}

function effectOn(parts: ApiParts, request: HttpRequest, path: string): FaultEffect {
  const { clientId } = callerOf(parts.accounts, request) ?? {};
  const query = safeDecode(request.url.slice(request.path.length).replaceAll("+", " "));
  const traits = { query, now: parts.service.clock.now(), ...(clientId === undefined ? {} : { clientId }) };
  return parts.faults.effectOn(request.method, safeDecode(path), traits);
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function refusal(api: Api, error: ServiceError): HttpReply {
  const body = api.errorBody(error);
  return { status: error.status, headers: { ...error.headers, ...(body === "" ? {} : jsonHeaders) }, body };
}

function signInCall(
  parts: ApiParts,
  request: HttpRequest,
  login: NonNullable<Door["login"]>,
  effect: FaultEffect,
): Answered {
  const { operation } = login;
  const fault = insteadOfWork(effect, "token", ingestionApi.errorBody);
  if (fault !== undefined) return { operation, reply: fault, injected: true };
  const method = operation.split(" ")[0] ?? "";
  if (request.method !== method) {
    return { reply: refusal(ingestionApi, new MethodNotAllowed(request.method, [method])) };
  }
  if ("document" in login) return { operation, reply: jsonReply(200, login.document) };
  const form = new URLSearchParams(request.body);
  const { tenant, version } = login;
  const answered = answerTokenRequest(parts.accounts, tenant, version, form, parts.service.clock.now());
  const headers = { ...jsonHeaders, "cache-control": "no-store, no-cache" };
  return { operation, reply: { status: answered.status, headers, body: JSON.stringify(answered.body) } };
}

async function apiCall(
  parts: ApiParts,
  request: HttpRequest,
  api: Api,
  path: string,
  effect: FaultEffect,
): Promise<Answered> {
  // A connection that is cut, or a gateway in maintenance, does not look at tokens.
  if (effect.reset === "before" || effect.maintenance === true) {
    return { reply: insteadOfWork(effect, "api", api.errorBody) ?? noAnswer, injected: true };
  }
  let route: FoundRoute | undefined;
  let resources: number | undefined;
  try {
    const found = findRoute(api, request.method, path);
    route = found instanceof ServiceError ? undefined : found;
    const tenant = tenantOf(parts.accounts, request, api.audience);
    if (found instanceof ServiceError) throw found;
    if (parts.latency === "recorded") await pause(recordedLatency(found.operation) / (parts.speed || 1));
    const fault = insteadOfWork(effect, "api", api.errorBody) ?? throttled(parts, api);
    if (fault !== undefined) return { operation: found.operation, reply: fault, injected: true };
    const { parameters } = found;
    const ifMatch = request.headers["if-match"] as string | undefined;
    const body = readBody(request);
    if (found.operation === "POST /configure" && Array.isArray(body.resources)) resources = body.resources.length;
    settle(parts.service);
    const reply = await found.handler({
      service: parts.service,
      tenant,
      parameters,
      query: request.query,
      body,
      ifMatch,
      effect,
    });
    keepClock(parts.service);
    const sent = wireReply(parts.service, request.method, reply);
    return { operation: found.operation, reply: sent, ...(resources === undefined ? {} : { resources }) };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const operation = route === undefined ? {} : { operation: route.operation };
    return { ...operation, reply: refusal(api, error), ...(resources === undefined ? {} : { resources }) };
  }
}

/** The route or the refusal; a caller without a token is told so first. */
function findRoute(api: Api, method: string, path: string): FoundRoute | ServiceError {
  try {
    return api.find(method, path);
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

function throttled({ service, throttle }: ApiParts, api: Api): HttpReply | undefined {
  if (!throttle.refuses(service.switches, service.clock.now())) return undefined;
  return answerWith(429, { retryAfter: 1 }, api.errorBody);
}

function readBody(request: HttpRequest): Wire {
  if (request.body.trim() === "") {
    if (request.method === "PUT") throw invalidField("body", "A request body is required.");
    return {};
  }
  let body: unknown;
  try {
    body = JSON.parse(request.body);
  } catch (error) {
    throw invalidField("body", `The request body is not valid JSON: ${(error as Error).message}.`);
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw invalidField("body", "The request body is not a JSON object.");
  }
  return body as Wire;
}

function wireReply(service: Service, method: string, reply: Reply): HttpReply {
  const headers: Record<string, string> = reply.body === undefined ? {} : { ...jsonHeaders };
  // Recorded on POST and PUT only (§3.1).
  if (reply.etag !== undefined && method !== "GET") headers.etag = reply.etag;
  if (reply.location !== undefined) headers.location = `${service.endpoint}/${reply.location}`;
  return { status: reply.status, headers, ...(reply.body === undefined ? {} : { body: JSON.stringify(reply.body) }) };
}

// One API call from its first byte to its last: who calls, which fault rule applies, which route answers, what is
// written to the log.

import type { FaultEffect, Faults } from "../faults/faults.js";
import { type HangListener, hold } from "../faults/hanging.js";
import { afterWork, answerWith, insteadOfWork, noAnswer } from "../faults/injected-answers.js";
import { pause, recordedLatency } from "../faults/latency.js";
import { type HttpReply, type HttpRequest, jsonHeaders } from "../http/message.js";
import type { Reply } from "../routes/call.js";
import { draftRoutes } from "../routes/drafts.js";
import { mediaRoutes } from "../routes/media.js";
import { offerSettingRoutes } from "../routes/offer-settings.js";
import { packageRoutes } from "../routes/packages.js";
import { productRoutes } from "../routes/products.js";
import { type FoundRoute, Router } from "../routes/router.js";
import { submissionRoutes } from "../routes/submissions.js";
import { supplementalContentRoutes } from "../routes/supplemental-content.js";
import { variantRoutes } from "../routes/variants.js";
import type { Latency } from "../scenarios/scenario.js";
import type { Accounts } from "../sign-in/accounts.js";
import { answerTokenRequest, tokenPath } from "../sign-in/token.js";
import { keepClock, type Service } from "../state/service.js";
import type { Wire } from "../wire/entities.js";
import { guid } from "../wire/identifiers.js";
import { invalidField, MethodNotAllowed, ServiceError } from "../wire/service-errors.js";
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
  /** Calls so far, for the switch `throttleEvery`. */
  calls: number;
}

/** Where the ingestion API begins; matched without regard to case. */
export const apiPrefix = "/v1.0/ingestion";

const router = new Router(
  productRoutes,
  offerSettingRoutes,
  draftRoutes,
  mediaRoutes,
  packageRoutes,
  variantRoutes,
  submissionRoutes,
  supplementalContentRoutes,
);

/** Answers a call of the ingestion API or of the token endpoint, and logs it, also one whose body could not be read. */
export function answerApiCall(parts: ApiParts, request: HttpRequest): Promise<HttpReply> {
  return logged(parts, request, async (login) => {
    if (request.unreadable === undefined) return answer(parts, request, login);
    const { status, text } = request.unreadable;
    return { reply: refusal(new ServiceError(status, text, { body: [text] })) };
  });
}

/** `work` is told whether it is a token call. */
async function logged(
  parts: ApiParts,
  request: HttpRequest,
  work: (login: ReturnType<typeof tokenPath>) => Promise<Answered>,
): Promise<HttpReply> {
  const started = performance.now();
  const time = new Date(parts.service.clock.now()).toISOString();
  const requestId = guid();
  const login = tokenPath(request.path);
  const { operation, reply, injected = false } = await work(login);
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
  });
  const headers = { ...reply.headers, "request-id": requestId };
  if (login === undefined && reply.cut !== true) {
    const { method, url } = request;
    const body = reply.body === undefined ? undefined : String(reply.body);
    const told = { ...(operation === undefined ? {} : { operation }), status: reply.status, headers, body, injected };
    publishExchange(parts.onExchange, () => ({ method, path: url.slice(apiPrefix.length), ...told }));
  }
  return { ...reply, headers };
}

interface Answered {
  readonly operation?: string;
  readonly reply: HttpReply;
  /** True if a fault rule made the answer. */
  readonly injected?: boolean;
}

type Login = ReturnType<typeof tokenPath>;
type Hang = NonNullable<FaultEffect["hang"]>;

async function answer(parts: ApiParts, request: HttpRequest, login: Login): Promise<Answered> {
  const path = login === undefined ? request.path.slice(apiPrefix.length) : request.path;
  const effect = parts.faults.any ? effectOn(parts, request, path) : {};
  await pause(effect.delayMilliseconds ?? 0);
  if (!(await passes(parts, request, path, effect, "before"))) return { reply: noAnswer, injected: true };
  if (effect.tokenExpires === true) expireToken(parts.accounts, request);
  const work = login === undefined ? apiCall(parts, request, path, effect) : tokenCall(parts, request, login, effect);
  const answered = await work;
  if (!(await passes(parts, request, path, effect, "after"))) return { ...answered, reply: noAnswer, injected: true };
  const reply = answered.injected === true ? answered.reply : afterWork(effect, answered.reply);
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

function refusal(error: ServiceError): HttpReply {
  const body = error.bodyText();
  return { status: error.status, headers: { ...error.headers, ...(body === "" ? {} : jsonHeaders) }, body };
}

async function tokenCall(parts: ApiParts, request: HttpRequest, login: NonNullable<Login>, effect: FaultEffect) {
  const operation = `POST /{tenant}/oauth2/${login.version === 2 ? "v2.0/" : ""}token`;
  const fault = insteadOfWork(effect, "token");
  if (fault !== undefined) return { operation, reply: fault, injected: true };
  if (request.method !== "POST") return { reply: refusal(new MethodNotAllowed(request.method, ["POST"])) };
  const form = new URLSearchParams(request.body);
  const { tenant, version } = login;
  const answered = answerTokenRequest(parts.accounts, tenant, version, form, parts.service.clock.now());
  const headers = { ...jsonHeaders, "cache-control": "no-store, no-cache" };
  return { operation, reply: { status: answered.status, headers, body: JSON.stringify(answered.body) } };
}

async function apiCall(parts: ApiParts, request: HttpRequest, path: string, effect: FaultEffect): Promise<Answered> {
  // A connection that is cut, or a gateway in maintenance, does not look at tokens.
  if (effect.reset === "before" || effect.maintenance === true) {
    return { reply: insteadOfWork(effect, "api") ?? noAnswer, injected: true };
  }
  let route: FoundRoute | undefined;
  try {
    const found = findRoute(request.method, path);
    route = found instanceof ServiceError ? undefined : found;
    const tenant = tenantOf(parts.accounts, request);
    if (found instanceof ServiceError) throw found;
    if (parts.latency === "recorded") await pause(recordedLatency(found.operation) / (parts.speed || 1));
    const fault = insteadOfWork(effect, "api") ?? throttled(parts);
    if (fault !== undefined) return { operation: found.operation, reply: fault, injected: true };
    const { parameters } = found;
    const ifMatch = request.headers["if-match"] as string | undefined;
    const body = readBody(request);
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
    return { operation: found.operation, reply: wireReply(parts.service, request.method, reply) };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { ...(route === undefined ? {} : { operation: route.operation }), reply: refusal(error) };
  }
}

/** The route or the refusal; a caller without a token is told so first. */
function findRoute(method: string, path: string): FoundRoute | ServiceError {
  try {
    return router.find(method, path);
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

function throttled(parts: ApiParts): HttpReply | undefined {
  parts.calls += 1;
  const { throttleEvery } = parts.service.switches;
  if (throttleEvery === 0 || parts.calls % throttleEvery !== 0) return undefined;
  return answerWith(429, { retryAfter: 1 });
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

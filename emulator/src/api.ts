// One API call from its first byte to its last: who calls, which fault rule applies, which route answers, what is
// written to the log.

import { type Accounts, ingestionAudience } from "./accounts.js";
import type { FaultEffect, Faults } from "./faults.js";
import { guid } from "./identifiers.js";
import { pause, recordedLatency } from "./latency.js";
import type { Wire } from "./records.js";
import type { RequestLog } from "./request-log.js";
import { draftRoutes } from "./routes/drafts.js";
import { mediaRoutes } from "./routes/media.js";
import { offerSettingRoutes } from "./routes/offer-settings.js";
import { packageRoutes } from "./routes/packages.js";
import { productRoutes } from "./routes/products.js";
import { type FoundRoute, Router } from "./routes/route.js";
import { submissionRoutes } from "./routes/submissions.js";
import { answerTokenRequest, tokenPath } from "./routes/token.js";
import { variantRoutes } from "./routes/variants.js";
import type { Latency } from "./scenarios.js";
import type { HttpReply, HttpRequest } from "./server.js";
import type { Reply, Service } from "./service.js";
import { ServiceError } from "./service-errors.js";

/** What answering API calls needs. */
export interface ApiParts {
  readonly service: Service;
  readonly accounts: Accounts;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly latency: Latency;
  readonly speed: number;
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
);

/** Answers a call of the ingestion API or of the token endpoint, and logs it. */
export async function answerApiCall(parts: ApiParts, request: HttpRequest): Promise<HttpReply> {
  const started = performance.now();
  const time = new Date(parts.service.clock.now()).toISOString();
  const requestId = guid();
  const { operation, reply } = await answer(parts, request);
  const clientRequestId = request.headers["client-request-id"];
  const loginCall = tokenPath(request.path) !== undefined;
  parts.log.add({
    time,
    kind: loginCall ? "token" : "api",
    method: request.method,
    path: request.url,
    status: reply.cut === true ? 0 : reply.status,
    milliseconds: Math.round((performance.now() - started) * 10) / 10,
    clientRequestId: typeof clientRequestId === "string" ? clientRequestId : null,
    requestId,
    ...(operation === undefined ? {} : { operation }),
  });
  return { ...reply, headers: { ...reply.headers, "request-id": requestId } };
}

async function answer(parts: ApiParts, request: HttpRequest): Promise<{ operation?: string; reply: HttpReply }> {
  const login = tokenPath(request.path);
  const path = login === undefined ? request.path.slice(apiPrefix.length) : request.path;
  const effect = parts.faults.effectOn(request.method, safeDecode(path));
  await pause(effect.delayMilliseconds ?? 0);
  if (effect.reset === "before") return { reply: cut };
  const work = login === undefined ? apiCall(parts, request, path, effect) : tokenCall(parts, request, login, effect);
  const answered = await work;
  return effect.reset === "after" ? { ...answered, reply: cut } : answered;
}

const cut: HttpReply = { status: 0, headers: {}, cut: true };
const json = { "content-type": "application/json; charset=utf-8" };

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function refusal(error: ServiceError): HttpReply {
  return { status: error.status, headers: json, body: error.bodyText() };
}

/** The reply a fault rule asks for. */
function injected(effect: FaultEffect): HttpReply | undefined {
  if (effect.status === undefined) return undefined;
  const usual = new ServiceError(
    effect.status,
    effect.status === 429 ? "Request rate exceeds limit." : "Injected fault.",
  );
  const body = effect.body === undefined ? usual.bodyText() : JSON.stringify(effect.body);
  const headers: Record<string, string> = { ...json };
  if (effect.retryAfter !== undefined) headers["retry-after"] = String(effect.retryAfter);
  return { status: effect.status, headers, body };
}

async function tokenCall(
  parts: ApiParts,
  request: HttpRequest,
  login: { tenant: string; version: 1 | 2 },
  effect: FaultEffect,
) {
  const operation = `POST /{tenant}/oauth2/${login.version === 2 ? "v2.0/" : ""}token`;
  const fault = injected(effect);
  if (fault !== undefined) return { operation, reply: fault };
  if (request.method !== "POST") return { reply: refusal(new ServiceError(405, "Tokens are fetched by POST.")) };
  const now = parts.service.clock.now();
  const answered = answerTokenRequest(
    parts.accounts,
    login.tenant,
    login.version,
    new URLSearchParams(request.body),
    now,
  );
  const headers = { ...json, "cache-control": "no-store, no-cache" };
  return { operation, reply: { status: answered.status, headers, body: JSON.stringify(answered.body) } };
}

async function apiCall(parts: ApiParts, request: HttpRequest, path: string, effect: FaultEffect) {
  let route: FoundRoute | undefined;
  try {
    const found = findRoute(request.method, path);
    route = found instanceof ServiceError ? undefined : found;
    const tenant = tenantOf(parts, request);
    if (found instanceof ServiceError) throw found;
    if (parts.latency === "recorded") await pause(recordedLatency(found.operation) / Math.max(parts.speed, 0.01));
    const fault = injected(effect) ?? throttled(parts);
    if (fault !== undefined) return { operation: found.operation, reply: fault };
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
    // After a hard end the clock must not be behind anything that a client was told.
    parts.service.store.putSetting("clock", String(parts.service.clock.now()));
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
  return injected({ status: 429, retryAfter: 1 });
}

/** The account of the caller's token. Missing, unknown, expired or meant for another API: 401 (§1.3, §7 #42). */
function tenantOf(parts: ApiParts, request: HttpRequest): string {
  const header = request.headers.authorization;
  const token = typeof header === "string" ? /^Bearer\s+(.+)$/i.exec(header)?.[1] : undefined;
  const caller = token === undefined ? undefined : parts.accounts.callerOf(token);
  if (caller === undefined) throw new ServiceError(401, "The access token is missing, unknown or expired.");
  if (caller.audience !== ingestionAudience) {
    throw new ServiceError(401, `The access token is for ${caller.audience}, not for ${ingestionAudience}.`);
  }
  if (!caller.mayUsePartnerCenter) {
    throw new ServiceError(403, "The application has no role in Partner Center.");
  }
  return caller.tenant;
}

function readBody(request: HttpRequest): Wire {
  if (request.body.trim() === "") {
    if (request.method === "PUT") throw new ServiceError(400, "A request body is required.");
    return {};
  }
  let body: unknown;
  try {
    body = JSON.parse(request.body);
  } catch {
    throw new ServiceError(400, "The request body is not valid JSON.");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new ServiceError(400, "The request body is not a JSON object.");
  }
  return body as Wire;
}

function wireReply(service: Service, method: string, reply: Reply): HttpReply {
  const headers: Record<string, string> = reply.body === undefined ? {} : { ...json };
  // Recorded on POST and PUT only (§3.1).
  if (reply.etag !== undefined && method !== "GET") headers.etag = reply.etag;
  if (reply.location !== undefined) headers.location = `${service.endpoint}/${reply.location}`;
  return { status: reply.status, headers, ...(reply.body === undefined ? {} : { body: JSON.stringify(reply.body) }) };
}

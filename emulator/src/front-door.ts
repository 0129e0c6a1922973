// One port for sign-in, the two APIs, the control calls and the portal: which of them a request is for, and which
// requests of browsers are let in at all.

import { type ApiParts, answerApiCall } from "./api/api-call.js";
import { apiOf } from "./api/apis.js";
import { answerControlCall, type ControlParts, controlPrefix } from "./control/control-calls.js";
import { hostInAddresses, isLoopback } from "./http/listening.js";
import { type HttpReply, type HttpRequest, jsonReply } from "./http/message.js";
import { answerPortal } from "./portal/portal.js";
import { settle } from "./product-ingestion/job-work.js";
import { signInPath } from "./sign-in/paths.js";

/** What answering any request needs. */
export type Parts = ApiParts & ControlParts & { readonly host: string };

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
  return apiOf(request.path) !== undefined || signInPath(request.path) !== undefined;
}

/** Answers a request, whatever it is for. */
export async function answerRequest(parts: Parts, request: HttpRequest): Promise<HttpReply> {
  const { headers, unreadable } = request;
  if (isForeignPage(headers.origin, parts.host)) {
    return jsonReply(403, { error: "Pages of other sites get no answer here" });
  }
  if (isApi(request)) return answerApiCall(parts, request);
  if (!isOwnName(headers.host, parts.host)) {
    return jsonReply(403, { error: "Only requests to a loopback name are answered here" });
  }
  if (unreadable !== undefined) return jsonReply(unreadable.status, { error: unreadable.text });
  settle(parts.service);
  return isControl(request) ? answerControlCall(parts, request) : answerPortal(parts.service, parts.log, request);
}

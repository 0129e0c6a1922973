// The answers that a fault rule asks for instead of, or on top of, those of the emulated service (§8.4).

import { type HttpReply, jsonHeaders } from "../http/message.js";
import { ServiceError } from "../wire/service-errors.js";
import type { FaultEffect } from "./fault-rule.js";

/** How an API words an error. */
export type ErrorBody = (error: ServiceError) => string;
const usualBody: ErrorBody = (error) => error.bodyText();

/** No answer at all: the connection is cut. */
export const noAnswer: HttpReply = { status: 0, headers: {}, cut: true };

/** The answer that stands in for the work, if the rule asks for one; `kind` tells how a refused token is worded. */
export function insteadOfWork(effect: FaultEffect, kind: "api" | "token", words: ErrorBody): HttpReply | undefined {
  if (effect.reset === "before") return noAnswer;
  if (effect.maintenance === true) return maintenancePage(effect);
  if (effect.tokenRefused === true) return kind === "api" ? refusedToken(words) : refusedSignIn();
  return effect.status === undefined ? undefined : answerWith(effect.status, effect, words);
}

/** The answer after the work, changed as the rule asks for. */
export function afterWork(effect: FaultEffect, answered: HttpReply, words: ErrorBody): HttpReply {
  if (effect.reset === "after") return noAnswer;
  const reply = effect.statusAfter === undefined ? answered : answerWith(effect.statusAfter, effect, words);
  const body = reply.body ?? "";
  if (effect.malformedJson === true) return { ...reply, body: body.slice(0, Math.floor(body.length / 2)) };
  if (effect.cutBody === true) return { ...reply, delivery: { cutAfter: Math.floor(body.length / 2) } };
  if (effect.slowBodyMilliseconds === undefined) return reply;
  return { ...reply, delivery: { milliseconds: effect.slowBodyMilliseconds } };
}

/** An answer with a status, in the usual error form unless the rule has a body of its own. */
export function answerWith(status: number, effect: FaultEffect, words = usualBody): HttpReply {
  const text = status === 429 ? "Request rate exceeds limit." : "Injected fault.";
  const usual = new ServiceError(status, text);
  const headers: Record<string, string> = effect.emptyBody === true ? {} : { ...jsonHeaders };
  if (effect.retryAfter !== undefined) headers["retry-after"] = String(effect.retryAfter);
  const body = effect.body === undefined ? words(usual) : JSON.stringify(effect.body);
  return { status, headers, body: effect.emptyBody === true ? "" : body };
}

function maintenancePage(effect: FaultEffect): HttpReply {
  const headers: Record<string, string> = { "content-type": "text/html; charset=utf-8" };
  if (effect.retryAfter !== undefined) headers["retry-after"] = String(effect.retryAfter);
  const title = "Partner Center is down for maintenance";
  return { status: 503, headers, body: `<!DOCTYPE html><html><head><title>${title}</title></head></html>` };
}

function refusedToken(words: ErrorBody): HttpReply {
  const error = new ServiceError(401, "The access token was refused (a fault rule of the emulator says so).");
  return { status: 401, headers: jsonHeaders, body: words(error) };
}

function refusedSignIn(): HttpReply {
  const text = "AADSTS7000215: Invalid client secret provided (a fault rule of the emulator says so).";
  const body = { error: "invalid_client", error_description: text, error_codes: [7000215] };
  return { status: 401, headers: jsonHeaders, body: JSON.stringify(body) };
}

// The control calls under /_emulator: what a test or a demonstration uses to look behind the API and to steer it.

import type { RequestLog } from "../api/request-log.js";
import { parseDuration } from "../clock.js";
import type { FaultRule } from "../faults/fault-rule.js";
import type { Faults } from "../faults/faults.js";
import { type HttpReply, type HttpRequest, jsonReply } from "../http/message.js";
import { putAsItIs } from "../resources/draft-tree.js";
import { keepClock, type Service } from "../state/service.js";
import { readDurableId } from "../wire/durable-ids.js";
import { describeState } from "./state-document.js";

/** What control calls work on. */
export interface ControlParts {
  readonly service: Service;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** What stays the same of this emulator when it gets another port: kept with its data. */
  readonly identity: string;
  /** Forgets all offers, files, log entries and faults. */
  reset(): void;
  /** Moves the clock, in milliseconds. */
  advance(milliseconds: number): void;
}

/** Where control calls begin. */
export const controlPrefix = "/_emulator";

class ControlError extends Error {}

function readJson(request: HttpRequest): unknown {
  try {
    return JSON.parse(request.body === "" ? "{}" : request.body);
  } catch {
    throw new ControlError("The request body is not valid JSON");
  }
}

function readAdvance(request: HttpRequest): number {
  const { advanceMilliseconds, advance } = (readJson(request) ?? {}) as { [name: string]: unknown };
  const milliseconds = typeof advance === "string" ? parseDuration(advance) : advanceMilliseconds;
  if (typeof milliseconds !== "number" || !Number.isFinite(milliseconds) || milliseconds < 0) {
    throw new ControlError('Say {"advanceMilliseconds": 1000} or {"advance": "2h"}; a clock only moves forward');
  }
  return milliseconds;
}

function checkResource({ store }: Service, resource: unknown): void {
  const { $schema, id } = (resource ?? {}) as { $schema?: unknown; id?: unknown };
  const productId = readDurableId(id)?.productId;
  if (
    typeof $schema !== "string" ||
    productId === undefined ||
    store.get("product", productId, productId) === undefined
  ) {
    throw new ControlError("A resource needs a $schema, and an id that begins with its type and the GUID of an offer");
  }
}

type ControlCall = (parts: ControlParts, request: HttpRequest) => HttpReply;
const done: HttpReply = { status: 204, headers: {} };

const controlCalls: { readonly [operation: string]: ControlCall } = {
  "GET /requests": ({ log }) => jsonReply(200, log.all()),
  "DELETE /requests": ({ log }) => {
    log.clear();
    return done;
  },
  "POST /reset": (parts) => {
    parts.reset();
    return done;
  },
  "POST /clock": (parts, request) => {
    try {
      parts.advance(readAdvance(request));
    } catch (error) {
      if (error instanceof RangeError) throw new ControlError(error.message);
      throw error;
    }
    return jsonReply(200, { now: new Date(parts.service.clock.now()).toISOString() });
  },
  "GET /clock": ({ service }) => jsonReply(200, { now: new Date(service.clock.now()).toISOString() }),
  "PUT /faults": ({ faults }, request) => {
    try {
      faults.set(readJson(request) as FaultRule[]);
    } catch (error) {
      if (error instanceof TypeError) throw new ControlError(error.message);
      throw error;
    }
    return done;
  },
  "PUT /resources": ({ service }, request) => {
    const resources = readJson(request);
    if (!Array.isArray(resources)) throw new ControlError("An array of resources is expected");
    for (const resource of resources) checkResource(service, resource);
    service.store.transaction(() => {
      for (const resource of resources) putAsItIs(service, resource);
    });
    return done;
  },
  "GET /identity": ({ identity }) => jsonReply(200, { identity }),
  "GET /state": ({ service }) => jsonReply(200, describeState(service)),
};

/** Answers a control call; problems come back as `{"error": "…"}`. */
export function answerControlCall(parts: ControlParts, request: HttpRequest): HttpReply {
  const operation = `${request.method} ${request.path.slice(controlPrefix.length).replace(/\/$/, "")}`;
  const call = Object.hasOwn(controlCalls, operation) ? controlCalls[operation] : undefined;
  if (call === undefined) {
    return jsonReply(404, { error: `No control call ${operation}; there are ${Object.keys(controlCalls).join(", ")}` });
  }
  try {
    const reply = call(parts, request);
    keepClock(parts.service);
    return reply;
  } catch (error) {
    if (error instanceof ControlError) return jsonReply(400, { error: error.message });
    throw error;
  }
}

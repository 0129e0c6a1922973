// Faults on demand (API reference §8.4): rules that turn the n-th, or a random, call of an operation into a failure.

import { operationTable, productIngestionCalls } from "../published-operations.js";
import { hitsSomething, patternOf } from "./call-pattern.js";

/** What a rule does. Several may be combined; `reset`, `status`, `maintenance` and `tokenRefused` end the call. */
export interface FaultEffect {
  /** Answer with this status instead of doing the work. */
  status?: number;
  /** Do the work, then answer with this status all the same. */
  statusAfter?: number;
  /** Seconds (or a date) for a Retry-After header; with `status`, `statusAfter` or `maintenance`. */
  retryAfter?: number | string;
  /** The reply body: a string is sent as a JSON string, anything else as JSON. Default: the usual error form. */
  body?: unknown;
  /** With `status`: no body at all, as a dead link of the real service answered (§3.5, form g). */
  emptyBody?: boolean;
  /** The answer of a gateway in maintenance: 503 with a page of HTML. */
  maintenance?: boolean;
  /** A valid token is refused: 401 from the API, `invalid_client` from the token endpoint. */
  tokenRefused?: boolean;
  /** Cut the connection before the work is done, or after it is done and without an answer. */
  reset?: "before" | "after";
  /**
   * No answer at all, before the work is done or after it, until the client gives up (or the test lets the call go on:
   * see the option `onHang`).
   */
  hang?: "before" | "after";
  /** The token of this call is good no longer, for this call and all later ones, as when an hour has passed. */
  tokenExpires?: boolean;
  /** Wait this long, in real milliseconds, before anything else. */
  delayMilliseconds?: number;
  /** Send the body in pieces over this many real milliseconds. */
  slowBodyMilliseconds?: number;
  /** Announce the whole body, send half of it, and cut the connection. */
  cutBody?: boolean;
  /** Send half of the body as if it were all: JSON that does not parse. */
  malformedJson?: boolean;
  /** On a package PUT: its processing fails. */
  processFailed?: boolean;
  /** On a package GET: the package has moved; 301 with a body that names `toId`, where it is from now on. */
  packageMoved?: boolean;
  /**
   * On calls that give out upload addresses: expired already, on another host in another form of path, or on a host
   * that no name service knows.
   */
  uploadAddress?: "expired" | "movedHost" | "unknownHost";
  /**
   * On POST submissions: validation fails (`true`, `"validation"`), fails without any reason to be read
   * (`"withoutReason"`), stays InProgress/InDraft for ever (`"stillInDraft"`), or stays so with a failed update and
   * a reference to the validations (`"failedUpdate"`, as pasted in navcontainerhelper#3536).
   */
  submissionFailed?: boolean | "validation" | "withoutReason" | "stillInDraft" | "failedUpdate";
  /** On promote (or on POST submissions with auto-promote): certification fails. */
  certificationFailed?: boolean;
  /** On POST submissions: so many reads of the submission give 404 once it is in preview. */
  notFoundInPreview?: number;
  /** On getByModule: the reply is the one from before the last change of branches. */
  staleBranches?: boolean;
  /** On lists with pages: the last page has a nextLink too, and following it gives 404 without a body. */
  deadNextLink?: boolean;
  /** On `POST /configure`: the job fails without a good reason, before or after it has written. */
  jobFailed?: boolean | "beforeWriting" | "afterWriting";
  /** On `POST /configure`: the job runs for ever, whatever it has written. */
  jobNeverEnds?: boolean;
  /** On the status of a job: its errors in a form that clients have met. */
  jobErrors?: "withoutDetails" | "emptyDetails" | "capitals" | "unnamed";
}

/** When and what. Without `nth`, `times` and `probability` every matching call is hit. */
export interface FaultRule {
  /** Such as `POST /products/{id}/submissions`, `* /products*` or `*`; `{…}` stands for one path segment. */
  operation: string;
  /** Only calls whose query, decoded, contains this text. */
  queryHas?: string;
  /** Only calls whose query, decoded, does not contain this text. */
  queryLacks?: string;
  /** Only calls of half of all client applications: those whose client id ends in an even hexadecimal digit. */
  someClients?: boolean;
  /** Spare the first nth − 1 matching calls; without `times`, hit the nth alone. */
  nth?: number;
  /** Hit at most so many calls. */
  times?: number;
  /** Stop so many milliseconds of the emulator's clock after the first hit. */
  lastsMilliseconds?: number;
  /** Hit a call with this probability, 0 to 1. */
  probability?: number;
  /** Makes `probability` repeatable. Default 1. */
  seed?: number;
  effect: FaultEffect;
}

/** What rules look at in a call, besides method and path. */
export interface CallTraits {
  /** The query, decoded. */
  readonly query: string;
  /** The client application behind the token, if there is one. */
  readonly clientId?: string;
  /** The emulator's time. */
  readonly now: number;
}

interface ArmedRule {
  readonly rule: FaultRule;
  readonly pattern: RegExp;
  readonly random: () => number;
  seen: number;
  hit: number;
  firstHitAt?: number;
}

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === "string";
const isYes: Check = (value) => typeof value === "boolean";
const isCount: Check = (value) => typeof value === "number" && Number.isInteger(value) && value >= 0;
const isStatus: Check = (value) => isCount(value) && Number(value) >= 200 && Number(value) <= 599;
const isTime: Check = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;
const among =
  (...words: unknown[]): Check =>
  (value) =>
    words.includes(value);

const effectChecks: { readonly [Name in keyof Required<FaultEffect>]: Check } = {
  status: isStatus,
  statusAfter: isStatus,
  // A header cannot hold more than these letters.
  retryAfter: (value) => isTime(value) || (isText(value) && /^[ -~]+$/.test(String(value))),
  body: () => true,
  emptyBody: isYes,
  maintenance: isYes,
  tokenRefused: isYes,
  reset: among("before", "after"),
  hang: among("before", "after"),
  tokenExpires: isYes,
  delayMilliseconds: isTime,
  slowBodyMilliseconds: isTime,
  cutBody: isYes,
  malformedJson: isYes,
  processFailed: isYes,
  packageMoved: isYes,
  uploadAddress: among("expired", "movedHost", "unknownHost"),
  submissionFailed: among(true, false, "validation", "withoutReason", "stillInDraft", "failedUpdate"),
  certificationFailed: isYes,
  notFoundInPreview: isCount,
  staleBranches: isYes,
  deadNextLink: isYes,
  jobFailed: among(true, false, "beforeWriting", "afterWriting"),
  jobNeverEnds: isYes,
  jobErrors: among("withoutDetails", "emptyDetails", "capitals", "unnamed"),
};
/** Effects that only some calls can have; on any other they would be a test that cannot fail. */
const effectCalls: { readonly [Name in keyof FaultEffect]: readonly string[] } = {
  tokenExpires: [...operationTable.map(({ operation }) => operation), ...productIngestionCalls],
  processFailed: ["PUT /products/{id}/packages/{id}"],
  packageMoved: ["GET /products/{id}/packages/{id}"],
  submissionFailed: ["POST /products/{id}/submissions", "POST /configure"],
  notFoundInPreview: ["POST /products/{id}/submissions"],
  certificationFailed: [
    "POST /products/{id}/submissions",
    "POST /products/{id}/submissions/{id}/promote",
    "POST /configure",
  ],
  jobFailed: ["POST /configure"],
  jobNeverEnds: ["POST /configure"],
  jobErrors: ["GET /configure/{id}/status"],
  staleBranches: ["GET /products/{id}/branches/{function}"],
  deadNextLink: ["GET /products", "GET /products/{id}/variants"],
};
const ruleChecks: { readonly [Name in keyof Required<FaultRule>]: Check } = {
  operation: (value) => isText(value) && value !== "",
  queryHas: isText,
  queryLacks: isText,
  someClients: isYes,
  nth: (value) => isCount(value) && Number(value) > 0,
  times: isCount,
  lastsMilliseconds: isTime,
  probability: (value) => isTime(value) && Number(value) <= 1,
  seed: (value) => typeof value === "number" && Number.isInteger(value),
  effect: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

/** The rules in force, each with its own counters. */
export class Faults {
  #rules: ArmedRule[] = [];

  /** Replaces all rules; their counters start at zero. Throws TypeError, naming the rule, if one makes no sense. */
  set(rules: readonly FaultRule[]): void {
    if (!Array.isArray(rules)) throw new TypeError("Faults are an array of rules");
    this.#rules = rules.map((rule, index) => {
      const problem = problemOf(rule);
      if (problem !== undefined) throw new TypeError(`Fault rule ${index}: ${problem}`);
      return { rule, pattern: patternOf(rule.operation), random: randomFrom(rule.seed ?? 1), seen: 0, hit: 0 };
    });
  }

  /** Whether there are any rules. */
  get any(): boolean {
    return this.#rules.length > 0;
  }

  /** The effect on this call: all rules count it, the first that applies decides. */
  effectOn(method: string, path: string, traits: CallTraits): FaultEffect {
    let effect: FaultEffect | undefined;
    for (const armed of this.#rules) {
      if (!armed.pattern.test(`${method} ${path}`) || !concerns(armed.rule, traits)) continue;
      if (applies(armed, traits.now)) effect ??= armed.rule.effect;
    }
    return effect ?? {};
  }
}

function concerns(rule: FaultRule, { query, clientId }: CallTraits): boolean {
  if (rule.queryHas !== undefined && !query.includes(rule.queryHas)) return false;
  if (rule.queryLacks !== undefined && query.includes(rule.queryLacks)) return false;
  return rule.someClients !== true || /[02468ace]$/i.test(clientId ?? "");
}

function applies(armed: ArmedRule, now: number): boolean {
  const { nth, times, probability, lastsMilliseconds } = armed.rule;
  armed.seen += 1;
  if (nth !== undefined && armed.seen < nth) return false;
  const most = times ?? (nth === undefined ? Number.POSITIVE_INFINITY : 1);
  if (armed.hit >= most) return false;
  if (probability !== undefined && armed.random() >= probability) return false;
  armed.firstHitAt ??= now;
  if (lastsMilliseconds !== undefined && now >= armed.firstHitAt + lastsMilliseconds) return false;
  armed.hit += 1;
  return true;
}

function problemOf(rule: unknown): string | undefined {
  if (!ruleChecks.effect(rule)) return "is not an object";
  const given = rule as Partial<FaultRule>;
  if (given.operation === undefined) return "operation is missing";
  if (given.effect === undefined) return "effect is missing";
  return (
    firstProblem(given, ruleChecks) ??
    firstProblem(given.effect, effectChecks) ??
    (hitsSomething(given.operation)
      ? undefined
      : `there is no operation ${given.operation}; paths are those of the README, below the API's base`) ??
    uselessEffect(given.operation, given.effect)
  );
}

function uselessEffect(operation: string, effect: FaultEffect): string | undefined {
  for (const name of Object.keys(effect) as (keyof FaultEffect)[]) {
    const possible = effectCalls[name];
    if (possible !== undefined && !hitsSomething(operation, possible)) {
      return `${name} does nothing on ${operation}, only on ${possible.join(" and ")}`;
    }
  }
  return undefined;
}

function firstProblem(given: object, checks: { readonly [name: string]: Check }): string | undefined {
  for (const [name, value] of Object.entries(given)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined) return `${name} is not known`;
    if (value !== undefined && !check(value)) return `${name} cannot be ${JSON.stringify(value)}`;
  }
  return undefined;
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

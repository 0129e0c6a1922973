// Faults on demand (§8.4): rules that turn the n-th, or a random, call of an operation into a failure.

/** What a rule does. Several may be combined; `reset` and `status` end the call. */
export interface FaultEffect {
  /** Answer with this status instead of doing the work. */
  status?: number;
  /** Seconds (or a date) for a Retry-After header; with `status`. */
  retryAfter?: number | string;
  /** The reply body: a string is sent as a JSON string, anything else as JSON. Default: the usual error form. */
  body?: unknown;
  /** Cut the connection before the work is done, or after it is done and without an answer. */
  reset?: "before" | "after";
  /** Wait this long, in real milliseconds, before anything else. */
  delayMilliseconds?: number;
  /** On a package PUT: its processing fails. */
  processFailed?: boolean;
  /** On POST submissions: validation fails, or the submission stays InProgress/InDraft. */
  submissionFailed?: boolean | "validation" | "stillInDraft";
  /** On promote (or on POST submissions with auto-promote): certification fails. */
  certificationFailed?: boolean;
  /** On getByModule: the reply is the one from before the last change of branches. */
  staleBranches?: boolean;
}

/** When and what. Without `nth`, `times` and `probability` every matching call is hit. */
export interface FaultRule {
  /** Such as `POST /products/{id}/submissions`, `* /products*` or `*`; `{…}` stands for one path segment. */
  operation: string;
  /** Spare the first nth − 1 matching calls; without `times`, hit the nth alone. */
  nth?: number;
  /** Hit at most so many calls. */
  times?: number;
  /** Hit a call with this probability, 0 to 1. */
  probability?: number;
  /** Makes `probability` repeatable. Default 1. */
  seed?: number;
  effect: FaultEffect;
}

interface ArmedRule {
  readonly rule: FaultRule;
  readonly pattern: RegExp;
  readonly random: () => number;
  seen: number;
  hit: number;
}

const effectNames = new Set([
  "status",
  "retryAfter",
  "body",
  "reset",
  "delayMilliseconds",
  "processFailed",
  "submissionFailed",
  "certificationFailed",
  "staleBranches",
]);
const ruleNames = new Set(["operation", "nth", "times", "probability", "seed", "effect"]);

/** The rules in force, each with its own counters. */
export class Faults {
  #rules: ArmedRule[] = [];

  /** Replaces all rules and starts their counters anew. Throws TypeError, naming the rule, if one makes no sense. */
  set(rules: readonly FaultRule[]): void {
    if (!Array.isArray(rules)) throw new TypeError("Faults are an array of rules");
    this.#rules = rules.map((rule, index) => {
      const problem = problemOf(rule);
      if (problem !== undefined) throw new TypeError(`Fault rule ${index}: ${problem}`);
      return { rule, pattern: patternOf(rule.operation), random: randomFrom(rule.seed ?? 1), seen: 0, hit: 0 };
    });
  }

  /** The effect on this call: all rules count it, the first that applies decides. */
  effectOn(method: string, path: string): FaultEffect {
    let effect: FaultEffect | undefined;
    for (const armed of this.#rules) {
      if (!armed.pattern.test(`${method} ${path}`)) continue;
      if (applies(armed)) effect ??= armed.rule.effect;
    }
    return effect ?? {};
  }
}

function applies(armed: ArmedRule): boolean {
  const { nth, times, probability } = armed.rule;
  armed.seen += 1;
  if (nth !== undefined && armed.seen < nth) return false;
  const most = times ?? (nth === undefined ? Number.POSITIVE_INFINITY : 1);
  if (armed.hit >= most) return false;
  if (probability !== undefined && armed.random() >= probability) return false;
  armed.hit += 1;
  return true;
}

function problemOf(rule: unknown): string | undefined {
  if (typeof rule !== "object" || rule === null) return "is not an object";
  const { operation, effect } = rule as Partial<FaultRule>;
  if (typeof operation !== "string" || operation === "") return "operation is missing";
  if (typeof effect !== "object" || effect === null) return "effect is missing";
  const strange =
    Object.keys(rule).find((name) => !ruleNames.has(name)) ??
    Object.keys(effect).find((name) => !effectNames.has(name));
  return strange === undefined ? undefined : `${strange} is not known`;
}

function patternOf(operation: string): RegExp {
  const source = operation
    .trim()
    .split(/(\{[^}]*\}|\*)/)
    .map((part) => {
      if (part === "*") return ".*";
      if (part.startsWith("{")) return "[^/]+";
      return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  return new RegExp(`^${source}$`, "i");
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

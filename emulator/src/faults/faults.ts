// Faults on demand (API reference §8.4): rules that turn the n-th, or a random, call of an operation into a failure.

import { patternOf } from "./call-pattern.js";
import { problemOf } from "./fault-checks.js";
import type { FaultEffect, FaultRule } from "./fault-rule.js";

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

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

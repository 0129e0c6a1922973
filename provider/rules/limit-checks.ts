// Whether a program keeps to the limits. What Partner Center holds already is never refused, whatever a source says.
import { type Findings, formatPath } from "../values/findings.js";
import { isObject, type Properties } from "../values/properties.js";
import { unknownMarker } from "../values/unknown.js";
import { ingestedLimits } from "./ingested-limits.js";
import { type Limit, limits } from "./limits.js";
import { cited } from "./sources.js";

/** The limits of all kinds of offers and plans. */
export const allLimits: readonly Limit[] = [...limits, ...ingestedLimits];

/** What is too much, as the reason of a finding. */
export interface Excess {
  readonly isCertain: boolean;
  readonly reason: string;
}

/** A number as people write it: 10,000. */
export function written(count: number): string {
  return count === Number.POSITIVE_INFINITY ? "any number" : count.toLocaleString("en-US");
}

/** What is too much about a number; undefined when it is fine by all sources. */
export function excessOf(limit: Limit, count: number): Excess | undefined {
  const [strictest, ...others] = [...limit.allowed].sort((a, b) => a.most - b.most);
  if (strictest === undefined || count <= strictest.most) return undefined;
  const isText = limit.unit === "characters";
  const what = isText ? `is ${count} characters long` : `has ${count} ${limit.unit}`;
  const advice = isText ? "Shorten it" : "Take some out";
  const widest = others.at(-1) ?? strictest;
  if (count > widest.most) {
    const most = written(widest.most).replaceAll(",", "");
    return {
      isCertain: true,
      reason: `${what}; Partner Center allows at most ${most} (${cited(widest.source)}). ${advice}`,
    };
  }
  const more = widest.most === Number.POSITIVE_INFINITY ? written(widest.most) : `up to ${written(widest.most)}`;
  const reason = `${what}; ${cited(strictest.source)}, allows ${written(strictest.most)}, but other sources ${more} (docs/limits.md). It may be refused`;
  return { isCertain: false, reason };
}

/** Adds what is too much about a number to the findings. */
export function checkCount(limit: Limit, property: string, count: number, findings: Findings): void {
  const excess = excessOf(limit, count);
  if (excess === undefined) return;
  if (excess.isCertain) findings.addUnlessHeld(property, excess.reason);
  else findings.warn(property, excess.reason);
}

/** The places of a pattern, with what is counted there. */
function* places(
  value: unknown,
  steps: readonly string[],
  path: readonly PropertyKey[] = [],
): Generator<[string, unknown]> {
  const [step, ...rest] = steps;
  if (value === undefined || value === null || value === unknownMarker) return;
  if (step === undefined) yield [formatPath(path), value];
  else if (step === "(key)") {
    if (isObject(value)) for (const key of Object.keys(value)) yield [formatPath([...path, key]), key];
  } else if (step !== "*") {
    if (isObject(value) && Object.hasOwn(value, step)) yield* places(value[step], rest, [...path, step]);
  } else if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) yield* places(inner, rest, [...path, index]);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) yield* places(inner, rest, [...path, key]);
  }
}

function countOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
}

/** The pattern, and for a listing that of its further languages. */
export function patternsOf(property: string): string[] {
  return property.startsWith("listing.") ? [property, property.replace("listing.", "translations.*.")] : [property];
}

/** All limits of a resource that one property tells. What is not known yet is never too much. */
export function checkLimits(of: Limit["of"], inputs: Properties, findings: Findings): void {
  for (const limit of allLimits.filter((candidate) => candidate.of === of)) {
    for (const pattern of patternsOf(limit.property)) {
      for (const [property, value] of places(inputs, pattern.split("."))) {
        checkCount(limit, property, countOf(value), findings);
      }
    }
  }
}

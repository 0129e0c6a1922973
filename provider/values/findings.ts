// Problems that can be known without the service: collected by property path, all of them at once.
import type { z } from "zod";
import { meant } from "./known-names.js";
import { asObject, getPath, isObject, ownValue, type Properties } from "./properties.js";
import { inLine } from "./show.js";
import { hasUnknown, unknownMarker } from "./unknown.js";

/** One problem with one property, as the engine takes it from `check`. */
export interface Finding {
  /** Path of the property, such as `listing.logos.large` or `technicalConfiguration.authorizations[0].principalId`. */
  property: string;
  /** What is wrong and what to do, as a sentence without the property's name in front. */
  reason: string;
}

/** Characters of a reason, at most: what it quotes is far shorter, and this holds whatever a reason is made of. */
const longestReason = 3_000;
/** Characters of a path, at most. */
const longestPath = 300;

/** A finding in one line, of a length that can be read. */
function readable(property: string, reason: string): Finding {
  return {
    property: inLine(property, longestPath),
    reason: inLine(reason.replaceAll(/[\r\n]+/g, " "), longestReason),
  };
}

/**
 * Collects findings. Errors stop a run: the first one for a property stays, later ones for the same property are
 * dropped, except those of a property that holds many things. Warnings stop nothing and are shown on the resource: any
 * number for a property, each text once.
 */
export class Findings {
  private readonly byProperty = new Map<string, readonly string[]>();
  private readonly heldByProperty = new Map<string, string>();
  private readonly warned = new Map<string, Finding>();

  /** An error. */
  add(property: string, reason: string): void {
    this.addAll(property, [reason]);
  }

  /** The errors of a property that holds many things, such as the files of a package: a finding for each. */
  addAll(property: string, reasons: readonly string[]): void {
    if (reasons.length > 0 && !this.byProperty.has(property)) this.byProperty.set(property, reasons);
  }

  /**
   * An error, unless Partner Center holds this very value already: what exists is never refused. Whoever can find that
   * out makes an error of it.
   */
  addUnlessHeld(property: string, reason: string): void {
    if (!this.heldByProperty.has(property)) this.heldByProperty.set(property, reason);
  }

  /** What {@link addUnlessHeld} was told, but for properties that have an error anyway. */
  unlessHeld(): Finding[] {
    return [...this.heldByProperty]
      .filter(([property]) => !this.byProperty.has(property))
      .map(([property, reason]) => readable(property, reason));
  }

  /**
   * A warning. The program shows those of a kind's `derive`, the provider those of `foresee`. As with errors, the
   * caller says nothing about what is not known yet.
   */
  warn(property: string, reason: string): void {
    const finding = readable(property, reason);
    this.warned.set(JSON.stringify(finding), finding);
  }

  /** The errors, as the engine takes them from `check`. */
  list(): Finding[] {
    return [...this.byProperty].flatMap(([property, reasons]) => reasons.map((reason) => readable(property, reason)));
  }

  /** The warnings; the engine has no place for them in `check`. */
  warnings(): Finding[] {
    return [...this.warned.values()];
  }
}

/** Writes a path of keys and indices as `a.b[0].c`. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(String(step))) text += text === "" ? String(step) : `.${String(step)}`;
    else text += `["${String(step)}"]`;
  }
  return text;
}

function valueAt(properties: unknown, path: readonly PropertyKey[]): unknown {
  let value = properties;
  for (const step of path) {
    if (Array.isArray(value) && typeof step === "number") value = value[step];
    else value = ownValue(asObject(value), String(step));
  }
  return value;
}

/** Types in words. */
const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** What zod would say of a wrong type in its own words, where a schema says nothing else. */
function wrongType({ code, expected, input }: z.core.$ZodRawIssue): string | undefined {
  const wanted = code === "invalid_type" ? typeNames[String(expected)] : undefined;
  if (wanted === undefined) return undefined;
  const given = input === null ? "null" : typeNames[Array.isArray(input) ? "array" : typeof input];
  return `must be ${wanted}, not ${given ?? `a ${typeof input}`}`;
}

/**
 * What no service could keep as it is, whatever the schema: a half character becomes another one on its way, and a key
 * with this name is lost in Pulumi itself.
 */
function checkTexts(value: unknown, path: readonly PropertyKey[], findings: Findings): void {
  const half = (text: string) => /\p{Cs}/u.exec(text);
  if (typeof value === "string") {
    const found = half(value);
    if (found === null) return;
    const code = found[0].charCodeAt(0).toString(16).toUpperCase();
    const what = `has half of a character (U+${code}, at position ${found.index + 1}), which no text can hold`;
    findings.add(formatPath(path), `${what}; it comes from a text that was cut. Take it out`);
  } else if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) checkTexts(inner, [...path, index], findings);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const at = [...path, key];
      if (key === "__proto__") findings.add(formatPath(at), "cannot be a name: Pulumi loses it. Choose another one");
      if (half(key) !== null) findings.add(formatPath(at), "has half of a character in its name. Take it out");
      checkTexts(inner, at, findings);
    }
  }
}

/** Checks inputs against a schema; what is not known yet never causes a finding. */
export function checkSchema(schema: z.ZodType, inputs: Properties, findings: Findings): void {
  checkTexts(inputs, [], findings);
  const result = schema.safeParse(inputs, { error: wrongType });
  if (result.success) return;
  for (const issue of result.error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) {
        const hint = meant(schema, issue.path, key);
        findings.add(formatPath([...issue.path, key]), `is not a property of this resource; check its spelling${hint}`);
      }
      continue;
    }
    const value = valueAt(inputs, issue.path);
    if (hasUnknown(value)) continue;
    const isMissing = ["invalid_type", "invalid_value"].includes(issue.code) && value === undefined;
    const reason = issue.code === "invalid_key" ? issue.issues[0]?.message : undefined; // of the key, not of its value
    findings.add(formatPath(issue.path), isMissing ? "is required" : (reason ?? issue.message));
  }
}

/** The value at the path when it is known, else undefined. */
export function known<T>(inputs: Properties, path: string): T | undefined {
  const value = getPath(inputs, path);
  return hasUnknown(value) ? undefined : (value as T | undefined);
}

/** Whether something is set there for certain: what is not known yet may turn out to be nothing. */
export function isCertainlySet(inputs: Properties, path: string): boolean {
  const value = getPath(inputs, path);
  return value !== undefined && value !== unknownMarker;
}

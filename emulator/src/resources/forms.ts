// What a schema says of a value, as functions that collect what is wrong with it: strict, unlike the bodies of the
// first API. Nothing is converted or dropped here: a resource is kept as it came.

import type { Wire } from "../wire/entities.js";

/** Where problems go. */
export interface Check {
  readonly problems: string[];
  /** Whether objects with a closed list of keys refuse others. */
  readonly closed: boolean;
}

/** Looks at a value; `path` names it in problems. */
export type Form = (value: unknown, path: string, check: Check) => void;

/** An object's keys: their forms, those that have to be there, and whether others are refused. */
export interface Keys {
  readonly required?: { readonly [key: string]: Form };
  readonly optional?: { readonly [key: string]: Form };
  readonly closed?: boolean;
}

function form(accepts: (value: unknown) => boolean, wanted: string): Form {
  return (value, path, { problems }) => {
    if (!accepts(value)) problems.push(`${path}: ${wanted} expected`);
  };
}

/** Anything but null. */
export const anything = form((value) => value !== null, "a value");
/** True or false. */
export const flag = form((value) => typeof value === "boolean", "true or false");
/** A number that a price, a percentage or a quantity can be. */
export const amount = form((value) => typeof value === "number" && value >= 0, "a number from 0");

/** A whole number within limits. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER): Form {
  const accepts = (value: unknown) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  return form(accepts, `a whole number from ${least}`);
}

/** A string of so many characters, of a pattern. */
export function text({ least = 0, most = Number.MAX_SAFE_INTEGER, pattern }: TextLimits = {}): Form {
  const limits = most === Number.MAX_SAFE_INTEGER ? "" : ` of ${least} to ${most} characters`;
  const shape = pattern === undefined ? "" : ` that matches ${pattern.source}`;
  const accepts = (value: unknown) =>
    typeof value === "string" &&
    value.length >= least &&
    value.length <= most &&
    (pattern === undefined || pattern.test(value));
  return form(accepts, `a string${limits}${shape}`);
}

interface TextLimits {
  readonly least?: number;
  readonly most?: number;
  readonly pattern?: RegExp;
}

/** One of some words, letter by letter. */
export function word(...words: string[]): Form {
  return form((value) => words.includes(value as string), words.join(", "));
}

/** The form, or null. */
export function orNull(inner: Form): Form {
  return (value, path, check) => {
    if (value !== null) inner(value, path, check);
  };
}

/** A list whose entries are all alike. */
export function list(entry: Form, { least = 0, most = Number.MAX_SAFE_INTEGER, unique = false } = {}): Form {
  return (value, path, check) => {
    if (!Array.isArray(value)) {
      check.problems.push(`${path}: a list expected`);
      return;
    }
    if (value.length < least) check.problems.push(`${path}: at least ${least} entries expected`);
    if (value.length > most) check.problems.push(`${path}: at most ${most} entries expected`);
    if (unique && new Set(value).size < value.length) check.problems.push(`${path}: different entries expected`);
    value.forEach((item, index) => {
      entry(item, `${path}/${index}`, check);
    });
  };
}

/** True for an object that is no list. */
export function isObject(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object with free keys. */
export function map(entry: Form): Form {
  return (value, path, check) => {
    if (!isObject(value)) {
      check.problems.push(`${path}: an object expected`);
      return;
    }
    for (const [key, item] of Object.entries(value)) entry(item, `${path}/${key}`, check);
  };
}

/**
 * An object with known keys. Keys that are not known are looked at only by a closed one; null passes even there, as Red
 * Hat's cloudpub sends `"terms_of_use": null` with each modular publish.
 */
export function object({ required = {}, optional = {}, closed = false }: Keys): Form {
  return (value, path, check) => {
    if (!isObject(value)) {
      check.problems.push(`${path}: an object expected`);
      return;
    }
    for (const key of Object.keys(required)) {
      if (!Object.hasOwn(value, key)) check.problems.push(`${path}/${key}: required`);
    }
    for (const [key, item] of Object.entries(value)) {
      const known = formOf(required, key) ?? formOf(optional, key);
      if (known !== undefined) known(item, `${path}/${key}`, check);
      else if (closed && check.closed && item !== null) check.problems.push(`${path}/${key}: not known`);
    }
  };
}

function formOf(forms: { readonly [key: string]: Form }, key: string): Form | undefined {
  return Object.hasOwn(forms, key) ? forms[key] : undefined;
}

/** Both forms at once. */
export function all(...forms: Form[]): Form {
  return (value, path, check) => {
    for (const each of forms) each(value, path, check);
  };
}

/** A rule between the keys of an object; `broken` gives a sentence for what is wrong. */
export function rule(broken: (value: Wire) => string | undefined): Form {
  return (value, path, { problems }) => {
    const problem = isObject(value) ? broken(value) : undefined;
    if (problem !== undefined) problems.push(`${path}: ${problem}`);
  };
}

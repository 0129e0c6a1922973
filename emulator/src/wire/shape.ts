// Reads request bodies the way the service does: names in any case, nulls dropped, unknown fields ignored, wrong
// types and unknown enumeration values refused; what comes out has the fixed names and order of replies (§3.1).

import type { Wire } from "./entities.js";
import { isGuid } from "./identifiers.js";
import { type FieldProblems, refuseProblems } from "./service-errors.js";

/** How one field is read. `read` gives the value to keep, or adds to `problems` under `path`. */
export interface Field {
  read(value: unknown, path: string, problems: FieldProblems): unknown;
  /** Another name under which the field is accepted. */
  readonly alsoNamed?: string;
}

/** Fields in the order of replies. */
export type Shape = { readonly [name: string]: Field };

function refuse(path: string, problems: FieldProblems, message = `The field ${path} is invalid.`): undefined {
  problems[path] = [...(problems[path] ?? []), message];
  return undefined;
}

function field(accepts: (value: unknown) => boolean, convert: (value: unknown) => unknown = (value) => value): Field {
  return { read: (value, path, problems) => (accepts(value) ? convert(value) : refuse(path, problems)) };
}

/** A string. */
export const text = field((value) => typeof value === "string");
/** True or false; azpc sends the words as strings, which is accepted (§3.15). */
export const flag = field(
  (value) => typeof value === "boolean" || (typeof value === "string" && /^(true|false)$/i.test(value)),
  (value) => String(value).toLowerCase() === "true",
);
const isNumber = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(value));
/** A whole number of 32 bits, as the published schema has it, also in a string. */
export const whole = field(
  (value) => isNumber(value) && (Number(value) | 0) === Number(value),
  (value) => Number(value),
);
/** A number, also in a string. */
export const decimal = field(isNumber, (value) => Number(value));
/** Anything at all, kept as it came. */
export const anything = field(() => true);
/** A point in time. */
export const dateTime = field((value) => typeof value === "string" && !Number.isNaN(Date.parse(value)));

/** A GUID, or one of the other words that are known to be accepted in its place. */
export function guidOr(...words: string[]): Field {
  return {
    read: (value, path, problems) => {
      if (typeof value === "string" && (value === "" || isGuid(value) || words.includes(value))) return value;
      return refuse(path, problems, `Enter a valid GUID for ${path}.`);
    },
  };
}

/** One of some words, in any case; given out in the casing listed here. */
export function oneOf(...words: string[]): Field {
  return {
    read: (value, path, problems) => {
      const found = typeof value === "string" ? value.toLowerCase() : undefined;
      return words.find((word) => word.toLowerCase() === found) ?? refuse(path, problems);
    },
  };
}

/** A list whose entries are all read alike; what comes out has only the good ones. */
export function listOf(entry: Field): Field {
  return {
    read: (value, path, problems) => {
      if (!Array.isArray(value)) return refuse(path, problems);
      return value
        .filter((item) => item !== null)
        .map((item, index) => entry.read(item, `${path}[${index}]`, problems))
        .filter((item) => item !== undefined);
    },
  };
}

/** A list of strings; empty ones are dropped, as azpc's `industries: [""]` reads back empty (§3.8). */
export const texts: Field = {
  read: (value, path, problems) => {
    const read = listOf(text).read(value, path, problems) as string[] | undefined;
    return read?.filter((item) => item !== "");
  },
};

/** An object with known fields. */
export function objectOf(shape: Shape): Field {
  return {
    read: (value, path, problems) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(path, problems);
      return readShape(shape, value as Wire, `${path}.`, problems);
    },
  };
}

/** An object with free names, such as categories with their subcategories. */
export function mapOf(entry: Field): Field {
  return {
    read: (value, path, problems) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(path, problems);
      const entries = Object.entries(value).filter(([, item]) => item !== null);
      return Object.fromEntries(entries.map(([name, item]) => [name, entry.read(item, `${path}.${name}`, problems)]));
    },
  };
}

/** The field under a second name as well. */
export function alsoNamed(name: string, other: Field): Field {
  return { ...other, alsoNamed: name };
}

/** `{type, value}`, the pair that half of the API is made of (§3.6). */
export const typeValuePair = objectOf({ type: text, value: text });

/** The value of a field whatever the case of its name. */
export function fieldValue(input: Wire, name: string): unknown {
  if (input[name] !== undefined) return input[name];
  const found = Object.keys(input).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : input[found];
}

/** Reads an object by its shape; problems are added to `problems`, each under `prefix` and the field's name. */
export function readShape(shape: Shape, input: Wire, prefix: string, problems: FieldProblems): Wire {
  const output: Wire = {};
  for (const [name, field] of Object.entries(shape)) {
    const value =
      fieldValue(input, name) ?? (field.alsoNamed === undefined ? undefined : fieldValue(input, field.alsoNamed));
    if (value === undefined || value === null) continue;
    const read = field.read(value, `${prefix}${name}`, problems);
    if (read !== undefined) output[name] = read;
  }
  return output;
}

/** Reads a whole body by its shape; 400 names everything that is wrong with it. */
export function readBody(shape: Shape, body: Wire): Wire {
  const problems: FieldProblems = {};
  const read = readShape(shape, body, "", problems);
  refuseProblems(problems);
  return read;
}

/** The fields of an object that was read already, with others added since, in the order of its shape. */
export function inOrder(shape: Shape, values: Wire): Wire {
  const output: Wire = {};
  for (const name of Object.keys(shape)) {
    if (values[name] !== undefined) output[name] = values[name];
  }
  return output;
}

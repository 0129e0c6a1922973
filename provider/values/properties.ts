// Plain JSON properties, as they cross the border to the engine: reading and writing by path, one canonical form for
// comparing, and the edge that keeps out of the state what the engine cannot take.
import { isDeepStrictEqual } from "node:util";
import { unknownMarker } from "./unknown.js";

/** Inputs or outputs of a resource: JSON values only. */
export type Properties = Record<string, unknown>;

/** Whether the value is an object with keys (not an array, not null). */
export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value when it is an object, else an empty one. */
export function asObject(value: unknown): Properties {
  return isObject(value) ? value : {};
}

/** A copy of an object with each of its values changed; other values as they are. */
export function mapValues(value: unknown, change: (inner: unknown, key: string) => unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner, key)]));
}

/** The objects in a list; none when it is not a list. */
export function objectsIn(value: unknown): Properties[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/**
 * The value at a dotted path such as `listing.contacts.support`, or undefined when any step is missing. What lies
 * inside something that is not known yet is not known either.
 */
export function getPath(properties: Properties, path: string): unknown {
  let value: unknown = properties;
  for (const key of path.split(".")) {
    if (value === unknownMarker) return value;
    if (!isObject(value)) return undefined;
    value = ownValue(value, key);
  }
  return value;
}

/** Whether a path is that of a property, or of something in it. */
export function isWithin(inner: string, outer: string): boolean {
  return inner.startsWith(outer) && /^($|[.[])/.test(inner.slice(outer.length));
}

/** Whether one of two paths is that of the other, or of something in it. */
export function areRelated(one: string, other: string): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

/** What an object itself has at a key: names such as `constructor` and `__proto__` are names like others. */
export function ownValue(object: Properties, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * The key of a map for a name that somebody has chosen in Partner Center. Pulumi loses one name, on its way to the state
 * and from it: what has that name stands there under another one, so that it is seen, and goes when it is not wanted.
 */
export function keyFor(name: string): string {
  return name === "__proto__" ? "__proto__ (Pulumi cannot keep this name)" : name;
}

/** Sets a key whose name somebody else has chosen. */
export function setOwn(object: Properties, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/**
 * Sets the value at a dotted path, making the objects on the way; `undefined` takes the key out, and the objects
 * that this leaves empty: a block of which nothing is set is not there.
 */
export function setPath(properties: Properties, path: string, value: unknown): void {
  const [key, ...rest] = path.split(".") as [string, ...string[]];
  if (rest.length === 0) {
    if (value === undefined) delete properties[key];
    else setOwn(properties, key, value);
    return;
  }
  const inner = rest.join(".");
  const next = ownValue(properties, key);
  if (value !== undefined) {
    const target = isObject(next) ? next : {};
    setOwn(properties, key, target);
    setPath(target, inner, value);
  } else if (isObject(next) && getPath(next, inner) !== undefined) {
    setPath(next, inner, undefined);
    if (Object.keys(next).length === 0) delete properties[key];
  }
}

/** A copy with the keys of every object sorted: equal values have equal JSON. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const copy: Properties = {};
  for (const key of Object.keys(value).sort()) setOwn(copy, key, sorted(value[key]));
  return copy;
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

/** Nothing is set: absent, or an empty text, list or object. The service treats these alike. */
// API reference §3.1
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** A copy of an object without the keys of which nothing is set; other values as they are. */
export function withoutEmpty(value: Properties): Properties;
export function withoutEmpty(value: unknown): unknown;
export function withoutEmpty(value: unknown): unknown {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, inner]) => !isEmpty(inner))) : value;
}

type Defined<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** A copy without the keys whose value is undefined. */
export function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/**
 * A copy that the engine can store: without `undefined` at any depth (the engine throws on it after the
 * work was done, which would orphan the object), dates as text.
 */
export function toState(value: Properties): Properties {
  return JSON.parse(JSON.stringify(value)) as Properties;
}

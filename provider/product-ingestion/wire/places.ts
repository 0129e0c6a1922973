/** Values in a resource by path, where `*` stands for each entry of a list or map. Pure; nothing given is changed. */
import type { Path } from "./known-types.js";

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The same value, with the objects (or lists) that hold the last step of a path changed. */
export function withPlaces(value: unknown, path: Path, change: (holder: object, last: string) => object): unknown {
  const [step = "", ...rest] = path.split(".");
  if (typeof value !== "object" || value === null) return value;
  if (rest.length === 0) return change(value, step);
  const next = (inner: unknown) => withPlaces(inner, rest.join("."), change);
  if (Array.isArray(value)) return step === "*" ? value.map(next) : value;
  if (step === "*") return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, next(inner)]));
  return Object.hasOwn(value, step) ? { ...value, [step]: next((value as JsonObject)[step]) } : value;
}

/** The values at the last step of a path. */
export function valuesAt(value: unknown, path: Path): unknown[] {
  const found: unknown[] = [];
  withPlaces(value, path, (holder, last) => {
    if (last === "*") found.push(...Object.values(holder));
    else if (Object.hasOwn(holder, last)) found.push((holder as JsonObject)[last]);
    return holder;
  });
  return found;
}

/** The same value with each value at a path changed. */
export function withValuesAt(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  return withPlaces(value, path, (holder, last) => {
    if (Array.isArray(holder)) return last === "*" ? holder.map(change) : holder;
    const entries = Object.entries(holder).map(([key, inner]): [string, unknown] => [
      key,
      last === "*" || key === last ? change(inner) : inner,
    ]);
    return Object.fromEntries(entries);
  });
}

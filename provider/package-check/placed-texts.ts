// The texts of a JSON value, with where they stand.
import { isExpression } from "./expressions.js";
import type { Path } from "./json-file.js";

/**
 * Visits all texts of a value, with where they stand; names of properties count when they are expressions. The path is
 * the same array each time: who keeps it makes a copy.
 */
export function eachText(
  value: unknown,
  path: (string | number)[],
  visit: (path: Path, text: string) => void,
  without: ReadonlySet<unknown> = new Set(),
): void {
  if (typeof value === "string") visit(path, value);
  if (typeof value !== "object" || value === null || without.has(value)) return;
  const isList = Array.isArray(value);
  for (const [key, one] of isList ? value.entries() : Object.entries(value)) {
    path.push(key);
    if (typeof key === "string" && isExpression(key)) visit(path, key);
    eachText(one, path, visit, without);
    path.pop();
  }
}

/** All texts of a value, with where they stand. */
export function textsOf(value: unknown, path: Path = [], without?: ReadonlySet<unknown>): [Path, string][] {
  const found: [Path, string][] = [];
  eachText(value, [...path], (at, text) => found.push([[...at], text]), without);
  return found;
}

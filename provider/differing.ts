// What two long lists or maps do not share: of sixty markets or a thousand subscriptions, a person wants to see the one
// that differs.
import { isDeepStrictEqual } from "node:util";
import { isObject } from "./properties.js";

/** Two values without what they share. */
export interface Differing {
  readonly one: unknown;
  readonly other: unknown;
  /** How many members they share. */
  readonly shared: number;
}

/** Of two lists, or of two maps, the members that only one of them has; undefined for other values, and when they share none. */
export function differing(one: unknown, other: unknown): Differing | undefined {
  if (Array.isArray(one) && Array.isArray(other)) {
    const without = (list: readonly unknown[], members: readonly unknown[]) => {
      const known = new Set(members.map((member) => JSON.stringify(member)));
      return list.filter((member) => !known.has(JSON.stringify(member)));
    };
    const [left, right] = [without(one, other), without(other, one)];
    const shared = one.length - left.length;
    return shared === 0 ? undefined : { one: left, other: right, shared };
  }
  if (isObject(one) && isObject(other)) {
    const without = (map: object, entries: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(map).filter(([key, value]) => !isDeepStrictEqual(value, entries[key])));
    const [left, right] = [without(one, other), without(other, one)];
    const shared = Object.keys(one).length - Object.keys(left).length;
    return shared === 0 ? undefined : { one: left, other: right, shared };
  }
  return undefined;
}

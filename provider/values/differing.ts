// What two long lists or maps do not share: of sixty markets or a thousand subscriptions, a person wants to see only
// the one that differs.
import { isDeepStrictEqual } from "node:util";
import { isObject, ownValue, type Properties, setOwn } from "./properties.js";

/** Two values without what they share. */
export interface Differing {
  readonly one: unknown;
  readonly other: unknown;
  /** How many members they share, those within members among them. */
  readonly shared: number;
}

/**
 * The members that only one of two lists, or of two maps, has, also within members of the same key; undefined for other
 * values, and when they share nothing.
 */
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
  if (isObject(one) && isObject(other)) return differingMaps(one, other);
  return undefined;
}

function differingMaps(one: Properties, other: Properties): Differing | undefined {
  const [left, right]: [Properties, Properties] = [{}, {}];
  let shared = 0;
  const has = (map: Properties, key: string) => Object.hasOwn(map, key);
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    if (has(one, key) && has(other, key) && isDeepStrictEqual(one[key], other[key])) {
      shared += 1;
      continue;
    }
    const within = differing(ownValue(one, key), ownValue(other, key));
    shared += within?.shared ?? 0;
    if (has(one, key)) setOwn(left, key, within === undefined ? one[key] : within.one);
    if (has(other, key)) setOwn(right, key, within === undefined ? other[key] : within.other);
  }
  return shared === 0 ? undefined : { one: left, other: right, shared };
}

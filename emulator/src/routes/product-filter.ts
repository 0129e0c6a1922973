// The $filter of GET /products: equality tests on the type or on external ids, joined by `or` and `and` (§2.3).

import type { Wire } from "../records.js";
import { invalidField } from "../service-errors.js";

type Test = (body: Wire) => boolean;

/** What a filter lets pass. */
export interface ProductFilter {
  readonly test: Test;
  /** The offer id that every product that passes has, if the filter says so. */
  readonly offerId?: string;
}

interface Condition {
  readonly test: Test;
  readonly length: number;
  readonly offerId?: string;
}

const literal = "'((?:[^']|'')*)'";
const typeTest = new RegExp(`^\\s*\\(*\\s*resourceType\\s+eq\\s+${literal}\\s*\\)*\\s*`, "i");
const idTest = new RegExp(
  `^\\s*externalIDs/any\\(\\s*(\\w+)\\s*:\\s*\\1/type\\s+eq\\s+${literal}\\s+and\\s+\\1/value\\s+eq\\s+${literal}\\s*\\)\\s*`,
  "i",
);

function unquote(text = ""): string {
  return text.replaceAll("''", "'");
}

/** Reads a filter; without one all products pass. One that is not understood is refused with 400. */
export function productFilter(filter: string | null): ProductFilter {
  if (filter === null || filter.trim() === "") return { test: () => true };
  let rest = filter;
  let alternatives: Condition[][] = [[]];
  for (;;) {
    const condition = firstCondition(rest);
    alternatives.at(-1)?.push(condition);
    rest = rest.slice(condition.length);
    if (rest.trim() === "") break;
    const joint = /^(or|and)\s+/i.exec(rest);
    if (joint === null) throw invalidField("$filter");
    if (joint[1]?.toLowerCase() === "or") alternatives = [...alternatives, []];
    rest = rest.slice(joint[0].length);
  }
  const test: Test = (body) => alternatives.some((conditions) => conditions.every((condition) => condition.test(body)));
  const [only, another] = alternatives;
  const offerId =
    another === undefined ? only?.find((condition) => condition.offerId !== undefined)?.offerId : undefined;
  return offerId === undefined ? { test } : { test, offerId };
}

function firstCondition(filter: string): Condition {
  const byType = typeTest.exec(filter);
  if (byType !== null) {
    const type = unquote(byType[1]).toLowerCase();
    return { test: (body) => String(body.resourceType).toLowerCase() === type, length: byType[0].length };
  }
  const byId = idTest.exec(filter);
  if (byId !== null) {
    const type = unquote(byId[2]).toLowerCase();
    const value = unquote(byId[3]);
    const test: Test = (body) =>
      (body.externalIDs as { type: string; value: string }[]).some(
        (entry) => entry.type.toLowerCase() === type && entry.value === value,
      );
    const { length } = byId[0];
    return type === "azureofferid" ? { test, length, offerId: value } : { test, length };
  }
  throw invalidField("$filter");
}

// The $filter of GET /products: equality tests on the type or on external ids, joined by `or` and `and` (§2.3).

import type { Wire } from "../records.js";
import { invalidField } from "../service-errors.js";

type Test = (body: Wire) => boolean;

const literal = "'((?:[^']|'')*)'";
const typeTest = new RegExp(`^\\s*\\(*\\s*resourceType\\s+eq\\s+${literal}\\s*\\)*\\s*`, "i");
const idTest = new RegExp(
  `^\\s*externalIDs/any\\(\\s*(\\w+)\\s*:\\s*\\1/type\\s+eq\\s+${literal}\\s+and\\s+\\1/value\\s+eq\\s+${literal}\\s*\\)\\s*`,
  "i",
);

function unquote(text = ""): string {
  return text.replaceAll("''", "'");
}

/** A test for products; without a filter all pass. A filter that is not understood is refused with 400. */
export function productFilter(filter: string | null): Test {
  if (filter === null || filter.trim() === "") return () => true;
  let rest = filter;
  let alternatives: Test[][] = [[]];
  for (;;) {
    const [test, length] = firstTest(rest);
    alternatives.at(-1)?.push(test);
    rest = rest.slice(length);
    if (rest.trim() === "") break;
    const joint = /^(or|and)\s+/i.exec(rest);
    if (joint === null) throw invalidField("$filter");
    if (joint[1]?.toLowerCase() === "or") alternatives = [...alternatives, []];
    rest = rest.slice(joint[0].length);
  }
  return (body) => alternatives.some((tests) => tests.every((test) => test(body)));
}

function firstTest(filter: string): [Test, number] {
  const byType = typeTest.exec(filter);
  if (byType !== null) {
    const type = unquote(byType[1]).toLowerCase();
    return [(body) => String(body.resourceType).toLowerCase() === type, byType[0].length];
  }
  const byId = idTest.exec(filter);
  if (byId !== null) {
    const type = unquote(byId[2]).toLowerCase();
    const value = unquote(byId[3]);
    const test: Test = (body) =>
      (body.externalIDs as { type: string; value: string }[]).some(
        (entry) => entry.type.toLowerCase() === type && entry.value === value,
      );
    return [test, byId[0].length];
  }
  throw invalidField("$filter");
}

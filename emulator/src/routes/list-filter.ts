// The $filter of GET /products, equality tests on the type or on external ids, and that of GET submissions, on the
// state or on targets; joined by `or` and `and` (§2.3).

import type { Wire } from "../wire/entities.js";
import { invalidField } from "../wire/service-errors.js";

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

/** What a filter may ask about: a field with a word in it, and a field with pairs of type and value. */
interface Subject {
  readonly word: string;
  readonly pairs: string;
  /** Whether the values of pairs are ids, which are told apart by case. */
  readonly ids: boolean;
  readonly wordTest: RegExp;
  readonly pairTest: RegExp;
}

function subject(word: string, pairs: string, ids: boolean): Subject {
  const literal = "'((?:[^']|'')*)'";
  const equals = (name: string) => `${name}\\s+eq\\s+${literal}`;
  const wordTest = new RegExp(`^\\s*\\(*\\s*${equals(word)}\\s*\\)*\\s*`, "i");
  const both = `${equals("\\1/type")}\\s+and\\s+${equals("\\1/value")}`;
  const pairTest = new RegExp(`^\\s*${pairs}/any\\(\\s*(\\w+)\\s*:\\s*${both}\\s*\\)\\s*`, "i");
  return { word, pairs, ids, wordTest, pairTest };
}

const products = subject("resourceType", "externalIDs", true);
const submissions = subject("state", "targets", false);

function unquote(text = ""): string {
  return text.replaceAll("''", "'");
}

/** Reads a filter; without one all products pass. One that is not understood is refused with 400. */
export function productFilter(filter: string | null): ProductFilter {
  return read(products, filter);
}

/** Reads a filter of submissions in the same way. */
export function submissionFilter(filter: string | null): Test {
  return read(submissions, filter).test;
}

function read(about: Subject, filter: string | null): ProductFilter {
  if (filter === null || filter.trim() === "") return { test: () => true };
  let rest = filter;
  let alternatives: Condition[][] = [[]];
  for (;;) {
    const condition = firstCondition(about, rest);
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

function firstCondition({ word, pairs, ids, wordTest, pairTest }: Subject, filter: string): Condition {
  const byWord = wordTest.exec(filter);
  if (byWord !== null) {
    const wanted = unquote(byWord[1]).toLowerCase();
    return { test: (body) => String(body[word]).toLowerCase() === wanted, length: byWord[0].length };
  }
  const byPair = pairTest.exec(filter);
  if (byPair !== null) {
    const type = unquote(byPair[2]).toLowerCase();
    const value = unquote(byPair[3]);
    const isIt = (other: string) => (ids ? other === value : other.toLowerCase() === value.toLowerCase());
    const test: Test = (body) =>
      (body[pairs] as { type: string; value: string }[]).some(
        (entry) => entry.type.toLowerCase() === type && isIt(entry.value),
      );
    const { length } = byPair[0];
    return type === "azureofferid" ? { test, length, offerId: value } : { test, length };
  }
  throw invalidField("$filter");
}

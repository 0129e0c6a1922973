// The terms for which something is bought: a program names them, and the API has a type and a number (Product Ingestion
// API §11.9, page create-new-saas-offer-plans).
import type { z } from "zod";
import { asObject, type Properties } from "../../../values/properties.js";

/** In months, the shortest first. */
const months = { oneMonth: 1, oneYear: 12, twoYears: 24, threeYears: 36 } as const;

export type Term = keyof typeof months;

export const termNames = Object.keys(months) as readonly Term[];

/** Something that there may be of each term. */
export function termInputs<Value extends z.ZodType>(value: Value) {
  const optional = value.optional();
  return { oneMonth: optional, oneYear: optional, twoYears: optional, threeYears: optional };
}

/** As the API has it. */
export function spanOf(term: Term): Properties {
  const count = months[term];
  return count % 12 === 0 ? { type: "year", value: count / 12 } : { type: "month", value: count };
}

/** A program's name of a term of the API; one that is none for what programs have no name for. */
export function termOf(span: unknown): string {
  const { type, value } = asObject(span);
  return termNames.find((term) => spanOf(term).type === type && spanOf(term).value === value) ?? `${value} ${type}`;
}

/** Whether one term is longer than another. */
export function isLonger(one: Term, other: Term): boolean {
  return months[one] > months[other];
}

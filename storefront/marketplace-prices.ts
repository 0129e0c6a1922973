// Prices of virtual machines, containers and SaaS, in the words that programs and the Product Ingestion API share.
import type { MarketAmount, Meter, Price, Term } from "./model.js";

/** Terms, shortest first: as programs name them, and as people do. */
const termNames: Readonly<Record<string, Term>> = {
  oneMonth: "month",
  oneYear: "year",
  twoYears: "2 years",
  threeYears: "3 years",
};

/** What is counted, as programs and the API name it: what costs so much each. */
const units: Readonly<Record<string, string>> = {
  perCore: "core",
  perEveryCoreInCluster: "core in the cluster",
  perNode: "node",
  perEveryNodeInCluster: "node in the cluster",
  perPod: "pod",
  perCluster: "cluster",
};

export const noLicense = "Bring your own license";
export const notSold = "Not sold through Microsoft";

/** `oneYear` → `year`; undefined for what is no term. */
export function termNamed(name: unknown): Term | undefined {
  return typeof name === "string" ? termNames[name] : undefined;
}

/** `{ type: "year", value: 2 }` → `2 years`. */
export function termOfSpan(type: unknown, value: unknown): Term | undefined {
  const name = value === 1 ? String(type) : `${value} ${type}s`;
  return Object.values(termNames).find((term) => term === name);
}

/** What is counted. */
export function unitNamed(name: string): string {
  return units[name] ?? name;
}

/** `2core` → `2-core machine`. Which names of sizes there are is not known. */
export function sizeNamed(size: string): string {
  return `${size.replace(/^(\d+)core$/i, "$1-core")} machine`;
}

/** A price for all markets, or one for each of some. */
export function priced(
  what: Pick<Price, "term" | "unit" | "bound">,
  amount: number | undefined,
  single: readonly MarketAmount[],
): Price[] {
  const base = amount === undefined ? [] : [{ ...what, amount, currency: "USD" }];
  return [...base, ...single.map((one) => ({ ...what, ...one }))];
}

/** What is paid at each payment of a term, by which a buyer is bound where it is longer. */
export function ofTerm(term: Term, paidEvery: Term | undefined, unit?: string): Pick<Price, "term" | "unit" | "bound"> {
  return paidEvery === undefined || paidEvery === term ? { term, unit } : { term: paidEvery, unit, bound: term };
}

/** `100 a month`; undefined for nothing. */
export function includedText(term: Term, quantity: number | undefined, isInfinite: boolean): string[] {
  const each = /^\d/.test(term) ? `in ${term}` : `a ${term}`;
  if (isInfinite) return [`any quantity ${each}`];
  return (quantity ?? 0) > 0 ? [`${quantity} ${each}`] : [];
}

/** A meter of a plan; its words are those of the offer's meter of the same id. */
export function meterOf(
  words: Pick<Meter, "name" | "unit">,
  price: number | undefined,
  single: readonly MarketAmount[],
  included: readonly string[],
): Meter {
  return { ...words, price: price ?? 0, ...(single.length === 0 ? {} : { prices: single }), included };
}

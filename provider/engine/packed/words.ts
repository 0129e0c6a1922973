// What objects of the service look like, as far as they are alike: what is stored of them is packed by these words, and
// unpacked by the very same ones. They never change; others would be another form (`text.ts`).
import { sorted } from "../../values/properties.js";
import { withoutIds } from "./ids.js";
import { fullOffer, plainOffer, rareFields } from "./typical-offers.js";
import { fullPlan, plainPlan } from "./typical-plans.js";

/** What is said of each market, and marks for it. They are none of those for ids. */
const shorthands = [
  ["\u0004", '{"marketCode":"'],
  ["\u0005", '","state":"Disabled"},'],
  ["\u0006", '","state":"Enabled"},'],
] as const;

/** A text in less words. */
export function inShort(text: string): string {
  return shorthands.reduce((short, [mark, words]) => short.replaceAll(words, mark), text);
}

/** The text again. */
export function inFull(short: string): string {
  return shorthands.reduce((text, [mark, words]) => text.replaceAll(mark, words), short);
}

/** The rarest first: what is at the end is found by the shortest numbers. */
const typical = [rareFields, fullOffer, fullPlan, plainOffer, plainPlan];

export const packedWords = typical.map((value) => inShort(withoutIds(JSON.stringify(sorted(value))).text)).join("");

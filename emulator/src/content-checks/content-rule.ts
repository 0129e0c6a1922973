// What a rule about the content of a submission is.

import type { Switches } from "../scenarios/switches.js";
import type { ValidationItem } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { type ContentPart, listIn } from "./content-part.js";

/** One rule. */
export interface ContentRule {
  readonly errorCode: string;
  readonly concerns: "offer" | "plan";
  readonly meaning: string;
  /** Where it is told that Partner Center has this rule; or "assumed". */
  readonly source: string;
  /** The switch that must be on for it to apply. */
  readonly switch?: ContentSwitch;
  /** True where the pages of Dynamics 365 offers, which have no plans, do not ask for it. */
  readonly notForDynamics?: true;
  find(part: ContentPart): ValidationItem[];
}

/** The switches that turn rules on and off. */
export type ContentSwitch = keyof Pick<Switches, "versionsMustGrow" | "portalRequirements">;

/** What a rule says of a body: a sentence if something is wrong with it. */
export type Sentence = string | false | undefined;

/** A module, and the kind of its drafts. */
export type DraftsOf = readonly [module: string, kind: string];

export const listing: DraftsOf = ["Listing", "listing"];
export const property: DraftsOf = ["Property", "property"];
export const technical: DraftsOf = ["Package", "packageConfiguration"];

/** A rule about each body of one kind of draft: a sentence for each thing that is wrong, after the name of the part. */
export function about(
  concerns: "offer" | "plan",
  [module, kind]: DraftsOf,
  errorCode: string,
  source: string,
  meaning: string,
  wrong: (body: Wire, part: ContentPart) => Sentence | Sentence[],
): ContentRule {
  const find = (part: ContentPart) =>
    part.bodies(kind).flatMap((body) =>
      [wrong(body, part)]
        .flat()
        .filter((sentence) => typeof sentence === "string")
        .map((sentence) => part.finding(errorCode, module, sentence)),
    );
  return { errorCode, concerns, meaning, source, find };
}

/** A sentence for each text that a listing lacks. */
export function missingTexts(...fields: string[]): (body: Wire) => Sentence[] {
  return (body) => fields.map((field) => String(body[field] ?? "").trim() === "" && `has no listing ${field}`);
}

/** A sentence for each text of a listing that is too long. */
export function longTexts(limits: { readonly [field: string]: number }): (body: Wire) => Sentence[] {
  return (body) =>
    Object.entries(limits).map(
      ([field, limit]) =>
        String(body[field] ?? "").length > limit && `has a listing ${field} of more than ${limit} characters`,
    );
}

/** A sentence if a list has too many entries. */
export function most(field: string, limit: number, what: string): (body: Wire) => Sentence {
  return (body) => listIn(body, field).length > limit && `has more than ${limit} ${what}`;
}

/** The rule, left out for offers of Dynamics 365. */
export function notForDynamics(rule: ContentRule): ContentRule {
  return { ...rule, notForDynamics: true };
}

/** The texts that are there more than once, whatever their case; each once, as it came last. */
export function repeated(texts: readonly string[]): string[] {
  const lower = texts.map((text) => text.toLowerCase());
  return texts.filter((_, index) => {
    const text = lower[index] ?? "";
    return lower.indexOf(text) < index && lower.lastIndexOf(text) === index;
  });
}

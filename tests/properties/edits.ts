// Edits of one property: the value that it has in another random program.

import type { Compared } from "../../provider/fields/compared.js";
import { keepAsWritten, valueIn } from "../../provider/fields/compared.js";
import { canonical } from "../../provider/fields/field.js";
import { type Properties, same } from "../../provider/values/properties.js";
import type { Declared } from "../provider/declared.js";
import { refused } from "./random-programs.js";

/** A program that differs in one property from the one before. */
export interface Edit<Where> {
  readonly program: Properties;
  readonly where: Where;
}

/** The program with the value that another one has in a field; undefined when the two do not differ there. */
function withValueOf(program: Properties, other: Properties, field: Compared): Properties | undefined {
  if (same(canonical(field, valueIn(field, program)), canonical(field, valueIn(field, other)))) return undefined;
  const edited = structuredClone(program);
  keepAsWritten(field, structuredClone(other), edited);
  return edited;
}

/** The first edit, from a random place on and round, that `check` takes; undefined when there is none. */
export async function edit<Where extends Compared>(
  declared: Declared,
  program: Properties,
  other: Properties,
  places: readonly Where[],
  start: number,
): Promise<Edit<Where> | undefined> {
  for (let step = 0; step < places.length; step++) {
    const where = places[(start + step) % places.length] as Where;
    const edited = withValueOf(program, other, where);
    if (edited !== undefined && (await refused(declared, edited)).length === 0) return { program: edited, where };
  }
  return undefined;
}

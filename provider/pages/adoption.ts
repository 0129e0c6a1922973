// Taking over what exists already: whether what is there is our own unfinished work.
import { type Field, type Owner, touched } from "../fields/field.js";
import { merge } from "../fields/merge.js";
import { type Difference, inWords } from "../values/difference.js";
import type { Properties } from "../values/properties.js";
import { ExistsError } from "../values/refusals.js";
import type { Inputs } from "../values/versions.js";
import type { Refusal } from "./page.js";

/**
 * Refuses an object on which somebody has worked: each managed field must be untouched or as wanted, any other
 * untouched.
 */
export function refuseTouchedFields<Body extends Properties>(
  fields: readonly Field<Body>[],
  body: Body,
  inputs: Inputs,
  owner: Owner,
  { what, because }: Refusal,
): void {
  merge(fields, body, { inputs, before: undefined }, owner, { kind: "unfinished", what });
  const foreign = touched(fields, body, inputs, owner);
  if (foreign.length > 0) because(`somebody has set ${foreign.join(", ")}`);
}

/** `adopt: "unchanged"` takes over only what is as wanted already. @throws ExistsError */
export function refuseDifferences(differences: readonly Difference[]): void {
  if (differences.length === 0) return;
  throw new ExistsError(`\`adopt\` is "unchanged", but what exists differs: ${differences.map(inWords).join("; ")}`);
}

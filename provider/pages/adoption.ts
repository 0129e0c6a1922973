// Taking over what exists already: what would be overwritten, and whether what is there is our own unfinished work.

import { type Field, type Owner, showBoth, touched } from "../fields/field.js";
import { type Difference, differences, merge } from "../fields/merge.js";
import type { Properties } from "../values/properties.js";
import { ExistsError } from "../values/refusals.js";
import { type DraftPart, type DraftTarget, managesPart, readDraft } from "./draft-page.js";

/** A difference as a person reads it at preview. */
function becomes({ path, actual, wanted, concealed }: Difference): string {
  const [is, should] = showBoth(actual, wanted, concealed);
  return `${path} (${is} becomes ${should})`;
}

/** In which managed fields an object is not as wanted, a line each. */
export function surveyFields<Body>(
  fields: readonly Field<Body>[],
  body: Body,
  inputs: Properties,
  owner: Owner,
): string[] {
  return differences(fields, body, inputs, undefined, owner).map(becomes);
}

/** In which managed fields the drafts of an existing offer or plan are not as wanted, a line each. */
export async function surveyParts(
  target: DraftTarget,
  parts: readonly DraftPart[],
  inputs: Properties,
): Promise<string[]> {
  const lines: string[] = [];
  for (const part of parts.filter((candidate) => managesPart(candidate, inputs))) {
    const { body } = await readDraft(target, part);
    lines.push(...surveyFields(part.fields, body, inputs, target.owner));
  }
  return lines;
}

/** Ends the taking over, with the reason as part of a sentence. */
export type Refuse = (why: string) => never;

/** Refuses an object on which somebody has worked: each managed field must be untouched or as wanted, any other untouched. */
export function refuseTouchedFields<Body extends Properties>(
  fields: readonly Field<Body>[],
  body: Body,
  inputs: Properties,
  owner: Owner,
  what: string,
  refuse: Refuse,
): void {
  merge(fields, body, inputs, undefined, owner, { kind: "unfinished", what });
  const foreign = touched(fields, body, inputs, owner);
  if (foreign.length > 0) refuse(`somebody has set ${foreign.join(", ")}`);
}

/** {@link refuseTouchedFields} for all drafts of an offer or plan. */
export async function refuseTouchedParts(
  target: DraftTarget,
  parts: readonly DraftPart[],
  inputs: Properties,
  what: string,
  refuse: Refuse,
): Promise<void> {
  for (const part of parts) {
    const { body } = await readDraft(target, part);
    refuseTouchedFields(part.fields, body, inputs, target.owner, what, refuse);
  }
}

/** `adopt: "unchanged"` takes over only what is as wanted already. @throws ExistsError */
export function refuseDifferences(lines: readonly string[]): void {
  if (lines.length === 0) return;
  throw new ExistsError(`\`adopt\` is "unchanged", but what exists differs: ${lines.join("; ")}`);
}

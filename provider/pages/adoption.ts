// Taking over what exists already: whether what is there is our own unfinished work.
import { type Field, touched } from "../fields/field.js";
import { merge } from "../fields/merge.js";
import { saidBy } from "../fields/said.js";
import { type Difference, inWords } from "../values/difference.js";
import type { Properties } from "../values/properties.js";
import { ExistsError, ifRenamed } from "../values/refusals.js";
import type { Inputs } from "../values/versions.js";
import type { Context } from "./context.js";
import type { Refusal, Target } from "./page.js";

/**
 * Refuses an object on which somebody has worked: each managed field must be untouched or as wanted, any other
 * untouched. What an interrupted creation of ours has written may be there as well.
 */
export async function refuseTouchedFields(
  fields: readonly Field[],
  body: Properties,
  inputs: Inputs,
  { context, owner }: Pick<Target, "context" | "owner">,
  { what, because }: Refusal,
): Promise<void> {
  const isOurs = await context.unfinished.recall();
  const ours = fields.filter((field) => isOurs(saidBy(field, body)));
  const others = fields.filter((field) => !ours.includes(field));
  merge(others, body, { inputs, before: undefined }, owner, { kind: "unfinished", what });
  const foreign = touched(others, body, inputs, owner);
  if (foreign.length > 0) because(`somebody has set ${foreign.join(", ")}`);
  for (const path of touched(ours, body, inputs, owner)) {
    context.say(`${path} stays as an interrupted run has written it: this program no longer sets it`);
  }
}

/** What to do about an object that exists already. */
export function waysForExisting(id: "offerId" | "planId", { portal }: Pick<Context, "portal">): string {
  const isEmulated = portal().startsWith("http:"); // only this machine has pages without https
  const anew = isEmulated
    ? "Left in the emulator by `pulumi destroy`? To begin anew, end the emulator, delete its --data folder and start it. "
    : "";
  return (
    `${anew}${ifRenamed} set \`adopt: true\` to take it over (\`pulumi preview\` then shows what would be overwritten), or ` +
    `choose another ${id}.`
  );
}

/** `adopt: "unchanged"` takes over only what is as wanted already. @throws ExistsError */
export function refuseDifferences(differences: readonly Difference[]): void {
  if (differences.length === 0) return;
  throw new ExistsError(`\`adopt\` is "unchanged", but what exists differs: ${differences.map(inWords).join("; ")}`);
}

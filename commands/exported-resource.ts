// One resource of the program: what exists, without what the resource's own checks would refuse.
import type { Kind } from "../provider/engine/kind.js";
import type { Context } from "../provider/pages/context.js";
import { inputsIn, isRequired, leaveOutRefused, withoutFolder } from "../provider/pages/declarable.js";
import type { Description } from "../provider/pages/description.js";
import { changeInWords } from "../provider/values/difference.js";
import { Findings } from "../provider/values/findings.js";

/** A resource that the program declares. */
export interface ExportedResource {
  readonly kind: Kind;
  readonly description: Description;
}

/**
 * Leaves out of a resource what its program could not say: what `pulumi preview` would refuse, what would be overwritten
 * all the same, and then what is of no use without these.
 */
export async function leaveOutUnsayable(context: Context, resource: ExportedResource, folder: string): Promise<void> {
  const { kind, description } = resource;
  await leaveOutRefused(kind, description, folder);
  await leaveOutDifferences(context, resource, folder);
  await leaveOutRefused(kind, description, folder);
}

/** Compares as `pulumi preview` will: what the program has no words for, such as a second logo of one kind. */
async function leaveOutDifferences(
  context: Context,
  { kind, description }: ExportedResource,
  folder: string,
): Promise<void> {
  const inputs = inputsIn(folder, description);
  const derived = await kind.derive(inputs, new Findings(), inputs);
  for (const difference of (await kind.survey?.(context, { ...inputs, ...derived })) ?? []) {
    const units = description.unitsAt(difference.path).filter((unit) => !isRequired(kind, unit));
    const reason = `would be overwritten: ${changeInWords(difference)}`;
    description.leaveOut(units, difference.path, withoutFolder(reason, folder, description.files));
  }
}

// What a write will say: by it, what an interrupted run has written is known as ours.
import type { Change } from "../values/versions.js";
import type { Compared, Said } from "./compared.js";
import { canonical, changedPaths, type Field, isConcealed, isManaged, type Owner, setValue } from "./field.js";

export type { Said } from "./compared.js";

/** Whether this run has written a value, or one that was interrupted. */
export type IsOurs = (value: Said) => boolean;

/**
 * What a write of some fields will say, also of those that go back to their initial value, or that the service fills in
 * when it makes the object. Credentials that stay as they are known by the state.
 */
export function saidIn(
  fields: readonly (Compared & Pick<Field, "initial">)[],
  { inputs, before }: Pick<Change, "inputs" | "before">,
  owner: Owner,
): Said[] {
  return fields
    .filter((field) => isManaged(field, inputs) || (before === undefined ? field.initial : isManaged(field, before)))
    .filter((field) => !isConcealed(field) || before === undefined || changedPaths([field], before, inputs).length > 0)
    .map((field) => [
      field.path,
      canonical(field, setValue(field, inputs) ?? field.initial?.(owner)),
      isConcealed(field),
    ]);
}

/** What an object has of a field, to ask whether it is ours. */
export function saidBy(field: Field, body: Parameters<Field["read"]>[0]): Said {
  return [field.path, canonical(field, field.read(body)), isConcealed(field)];
}

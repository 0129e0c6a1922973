// From the values of a program and an object of the service to the object that is sent: what differs, what nobody but
// us may have written, and what a write would change beside it.

import type { ValueDifference } from "../values/difference.js";
import { type Properties, same } from "../values/properties.js";
import { ChangedElsewhereError, ExistsError, ifRenamed } from "../values/refusals.js";
import { showBoth } from "../values/show.js";
import { hasUnknown } from "../values/unknown.js";
import type { Change, Inputs, LastSeen } from "../values/versions.js";
import { valueIn } from "./compared.js";
import {
  canonical,
  type Field,
  isConcealed,
  isKept,
  isManaged,
  isOfOtherKind,
  isUntouched,
  type Owner,
  setValue,
} from "./field.js";
import type { IsOurs, Said } from "./said.js";

/** How a difference that we did not make is taken. */
export type Guard =
  /** The program wins: what is there may be overwritten. */
  | { kind: "overwrite" }
  /** Whatever differs must be as a fresh object has it, or as a run of ours has written it: nobody has worked on it. */
  | { kind: "unfinished"; what: string; isOurs?: IsOurs }
  /**
   * Whatever differs must be as we last saw it, or as an interrupted run of ours has written it since; without a
   * `body`, as a fresh object has it. What is new may also be as a fresh object has it: the service fills in the last of
   * it by and by.
   */
  | { kind: "lastSeen"; what: string; body: Properties | undefined; isNew?: boolean; isOurs: IsOurs };

/** What is wanted of an object: what the program says, and what it said the last time. */
export type Wanted = Pick<Change, "inputs" | "before" | "isResumed">;

/**
 * The fields in which the service's object is not as the program wants it. A property that was managed
 * and is no longer set is wanted as the service makes it. What is not known yet is left out.
 */
export function differences<Body>(
  fields: readonly Field<Body>[],
  body: Body,
  { inputs, before, isResumed }: Wanted,
  owner: Owner,
): ValueDifference[] {
  const found: ValueDifference[] = [];
  for (const field of fields) {
    if (!isManaged(field, inputs) && !isManaged(field, before)) continue;
    const value = wantedValue(field, inputs, owner);
    if (hasUnknown(value)) continue; // a survey during a preview
    const wanted = canonical(field, value);
    const actual = canonical(field, field.read(body));
    if (same(actual, wanted)) continue;
    // What an interrupted run has written of it cannot be seen.
    const isKnown = isResumed !== true && isKept(field, body, before);
    if (isKnown && same(wanted, canonical(field, valueIn(field, before ?? {})))) continue;
    found.push({ kind: "value", path: field.path, actual, wanted, concealed: isConcealed(field) });
  }
  return found;
}

/** Nothing stands for the service's initial value, whether it is set or not. */
function wantedValue<Body>(field: Field<Body>, inputs: Inputs, owner: Owner): unknown {
  return setValue(field, inputs) ?? field.initial?.(owner);
}

/**
 * A copy of the service's object with the program's values laid over it: fields that are not managed,
 * and fields that we do not know, stay as they are.
 * @throws ChangedElsewhereError, ExistsError when the guard forbids overwriting what is there; all fields are named.
 */
export function merge<Body extends Properties>(
  fields: readonly Field<Body>[],
  body: Body,
  wanted: Wanted,
  owner: Owner,
  guard: Guard,
): Body {
  const found = differences(fields, body, wanted, owner);
  // What the service keeps to itself would be lost if it was not sent with the rest, and tells of nobody else's work.
  const kept = fields.filter((field) => isManaged(field, wanted.inputs) && isKept(field, body, wanted.before));
  const shown = found.filter(({ path }) => !kept.some((field) => field.path === path));
  checkGuard(fields, body, shown, guard, owner, wanted.before);
  const merged = structuredClone(body);
  const written = [...shown, ...kept];
  for (const { path } of written) {
    const field = fields.find((candidate) => candidate.path === path) as Field<Body>;
    const value = field.writesNothing ? valueIn(field, wanted.inputs) : setValue(field, wanted.inputs);
    field.write(merged, value, owner);
  }
  checkGuard(fields, body, sideEffects(fields, body, merged, written), guard, owner);
  return merged;
}

/** What the writing of some fields does to others, which share entries with them: a market is sold in or stopped. */
function sideEffects<Body>(
  fields: readonly Field<Body>[],
  before: Body,
  after: Body,
  written: readonly { readonly path: string }[],
): ValueDifference[] {
  return fields
    .filter(({ path }) => !written.some((one) => one.path === path))
    .map((field) => ({
      kind: "value" as const,
      path: field.path,
      actual: canonical(field, field.read(before)),
      wanted: canonical(field, field.read(after)),
      concealed: isConcealed(field),
    }))
    .filter(({ actual, wanted }) => !same(actual, wanted));
}

/** Whether what is there was written by runs of ours, of a value with entries each one that was not so before. */
function isOurs<Body>(
  field: Field<Body>,
  said: Said,
  guard: { readonly isOurs?: IsOurs },
  seen: Body | undefined,
): boolean {
  const written = guard.isOurs ?? (() => false);
  const then = field.parts?.(seen === undefined ? undefined : canonical(field, field.read(seen)));
  const parts = field.parts?.(said[1]) ?? [said];
  return written(said) || parts.every((part, at) => written(part) || (then !== undefined && same(part, then[at])));
}

/** Refuses to overwrite what somebody else has written; see {@link Guard}. */
function checkGuard<Body>(
  fields: readonly Field<Body>[],
  body: Body,
  found: readonly ValueDifference[],
  guard: Guard,
  owner: Owner,
  before?: LastSeen,
): void {
  if (guard.kind === "overwrite") return;
  const foreign = found.filter(({ path, actual, concealed }) => {
    const field = fields.find((candidate) => candidate.path === path) as Field<Body>;
    const said: Said = [path, actual, concealed];
    if (guard.kind === "unfinished")
      return !isUntouched(field, actual, owner) && !isOurs(field, said, guard, undefined);
    if (
      isOurs(field, said, guard, guard.body as Body | undefined) ||
      (guard.isNew === true && isUntouched(field, actual, owner))
    )
      return false;
    if (guard.body === undefined) {
      // Never looked at: as we wrote it, or as the service makes it, as far as we know.
      return !isUntouched(field, actual, owner) && !same(actual, canonical(field, valueIn(field, before ?? {})));
    }
    const seen = guard.body as Body;
    return !same(actual, canonical(field, field.read(seen))) || isOfOtherKind(field, body, seen);
  });
  if (foreign.length === 0) return;
  const list = foreign.map(({ path, actual, wanted, concealed }) => {
    const [is, should] = showBoth(actual, wanted, concealed);
    return `${path} is ${is} in Partner Center, wanted is ${should}`;
  });
  if (guard.kind === "unfinished") {
    throw new ExistsError(
      `${guard.what} exists already and somebody has worked on it, or a run that was interrupted on another machine: ` +
        `${list.join("; ")}. ${ifRenamed} set \`adopt: true\` to take it over and overwrite these.`,
    );
  }
  const [what, how] =
    guard.body === undefined
      ? ["has values that this stack has never seen", "records them"]
      : [
          "was changed in Partner Center since this stack last saw it",
          "shows such changes, also what a killed run of this stack has written",
        ];
  throw new ChangedElsewhereError(
    `${guard.what} ${what}: ${list.join("; ")}. \`pulumi refresh\` ${how}, and the next \`pulumi up\` then ` +
      "overwrites them; or set `force: true`.",
  );
}

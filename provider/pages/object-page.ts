// A page that the service keeps as one object without drafts (set-up, leads, resale, the plan itself). Most have no
// ETag, so each write is preceded by a reading, and what a colleague changed between the two is lost (API reference
// §3.3).

import { forget, keepAsWritten } from "../fields/compared.js";
import { changedPaths, type Field, isManaged, takeManaged, unmanagedChanges } from "../fields/field.js";
import { differences, merge } from "../fields/merge.js";
import { ifThere } from "../partner-center/errors.js";
import { unmanagedInWords } from "../values/difference.js";
import type { Findings } from "../values/findings.js";
import { getPath, type Properties, setPath } from "../values/properties.js";
import type { Change, Inputs, LastSeen, Outputs } from "../values/versions.js";
import { refuseTouchedFields } from "./adoption.js";
import type { Page, Target } from "./page.js";

/** One such object, and the properties of the program that live in it. */
interface StoredObject {
  /** Where the object is kept in the state, as it was last seen: `observed.<key>`. */
  readonly key: string;
  /** As the subject of a sentence, such as `Its set-up`. */
  readonly what: string;
  readonly fields: readonly Field[];
  readonly after?: readonly Page[];
  check?(inputs: Inputs, findings: Findings): void;
  /**
   * The object as the service has it; empty where nobody has ever set one.
   * @param isWanted The program sets something of it, so it is waited for after a creation.
   */
  get(target: Target, isWanted: boolean): Promise<Properties>;
  /** Replaces the object. */
  set(target: Target, body: Properties): Promise<Properties>;
  /** Why it has to stay as it is once nothing of it is set any more: the service has no way to remove it. */
  readonly stays?: string;
}

/** A page kept as one object. */
export interface ObjectPage extends Page, StoredObject {}

function manages({ fields }: StoredObject, version: Properties | undefined): boolean {
  return fields.some((field) => isManaged(field, version));
}

function lastSeenObject({ key }: StoredObject, version: Properties | undefined): Properties | undefined {
  return getPath(version ?? {}, `observed.${key}`) as Properties | undefined;
}

/** Makes a page of an object. */
export function objectPage(stored: StoredObject): ObjectPage {
  const { fields, get } = stored;
  return {
    ...stored,
    compared: fields,

    seen(field, before) {
      const body = lastSeenObject(stored, before);
      return body === undefined ? undefined : field.read(body);
    },

    async survey(target, inputs) {
      if (!manages(stored, inputs)) return [];
      return differences(fields, await get(target, true), { inputs, before: undefined }, target.owner);
    },

    async refuseTouched(target, inputs, refusal) {
      refuseTouchedFields(fields, await get(target, manages(stored, inputs)), inputs, target.owner, refusal);
    },

    sync: (target, change) => syncObject(target, stored, change),

    async observe(target, before, state) {
      const body = await get(target, manages(stored, before));
      for (const change of unmanagedChanges(fields, lastSeenObject(stored, before), body, before)) {
        target.context.say(unmanagedInWords(change));
      }
      take(target, stored, body, before, state);
    },

    async describe(target, description) {
      description.addFields(fields, (await ifThere(get(target, false))) ?? {}, target.owner);
    },
  };
}

/** No request when nothing of it has changed since the last time, otherwise read – merge – replace. */
async function syncObject(target: Target, stored: StoredObject, change: Change): Promise<void> {
  const { what, fields, get, set, stays } = stored;
  const { inputs, before, state, guard } = change;
  if (!manages(stored, inputs) && !manages(stored, before)) return;
  if (before !== undefined && changedPaths(fields, before, inputs).length === 0) {
    for (const field of fields) keepAsWritten(field, inputs, state);
    return;
  }
  if (stays !== undefined && !manages(stored, inputs)) {
    for (const field of fields) forget(field, state);
    target.context.say(stays);
    return;
  }
  const justMade = before === undefined ? lastSeenObject(stored, state) : undefined;
  const current = justMade ?? (await get(target, true));
  const seen = lastSeenObject(stored, before);
  const wanted = merge(fields, current, change, target.owner, { kind: guard, what, body: seen });
  const isRight = differences(fields, current, change, target.owner).length === 0;
  take(target, stored, isRight ? current : await set(target, wanted), inputs, state);
}

/** Puts an object that was read or written into the state: the managed values, and the object itself as last seen. */
function take(
  target: Target,
  { key, fields }: StoredObject,
  body: Properties,
  managed: Inputs | LastSeen,
  state: Outputs,
): void {
  for (const field of fields) forget(field, state);
  takeManaged(fields, body, managed, state, target.owner);
  setPath(state, `observed.${key}`, body);
}

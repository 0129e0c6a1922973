// The parts of an offer or plan that the service keeps as one object with no drafts (set-up, leads, resale, the plan
// itself): one way for all of them to be surveyed, written and read. Most have no ETag, so each write is preceded by a
// reading, and what a colleague changed between the two is lost (API reference §3.3).

import { changedPaths, type Field, isManaged, takeManaged, unmanagedChanges } from "../fields/field.js";
import { differences, type Guard, merge } from "../fields/merge.js";
import { getPath, type Properties, setPath } from "../values/properties.js";
import { type Refuse, refuseTouchedFields, surveyFields } from "./adoption.js";
import type { DraftTarget } from "./draft-page.js";

/** One such object, and the properties of the program that live in it. */
export interface Setting {
  /** Where the object is kept in the state, as it was last seen: `observed.<key>`. */
  readonly key: string;
  /** As the subject of a sentence, such as `Its set-up`. */
  readonly what: string;
  readonly fields: readonly Field[];
  /** The object as the service has it; empty where nobody has ever set one. `isWanted`: the program sets something of it, so it is waited for after a creation. */
  get(target: DraftTarget, isWanted: boolean): Promise<Properties>;
  /** Replaces the object. */
  set(target: DraftTarget, body: Properties): Promise<Properties>;
  /** Why it has to stay as it is once nothing of it is set any more: the service has no way to take it away. */
  readonly stays?: string;
}

function managesSetting(setting: Setting, properties: Properties | undefined): boolean {
  return setting.fields.some((field) => isManaged(field, properties));
}

function lastSeen(setting: Setting, properties: Properties | undefined): Properties | undefined {
  return getPath(properties ?? {}, `observed.${setting.key}`) as Properties | undefined;
}

/** What a field had in the object that it lives in, when that was last seen. */
export function seenInSettings(settings: readonly Setting[], field: Field, properties: Properties): unknown {
  const setting = settings.find(({ fields }) => fields.includes(field));
  const body = setting === undefined ? undefined : lastSeen(setting, properties);
  return body === undefined ? undefined : field.read(body);
}

/** Puts an object that was read or written into the state: the managed values, and the object itself as last seen. */
function take(target: DraftTarget, setting: Setting, body: Properties, managed: Properties, state: Properties): void {
  for (const field of setting.fields) setPath(state, field.path, undefined);
  takeManaged(setting.fields, body, managed, state, target.owner);
  setPath(state, `observed.${setting.key}`, body);
}

/**
 * Makes the object as the program wants it: no request when nothing of it has changed since the last time, otherwise
 * read – merge – replace.
 * @throws ChangedElsewhereError when a managed field is neither as we last saw it nor as wanted
 */
export async function syncSetting(
  target: DraftTarget,
  setting: Setting,
  inputs: Properties,
  before: Properties | undefined,
  state: Properties,
  guard: Guard["kind"],
): Promise<void> {
  const { fields, what } = setting;
  if (!managesSetting(setting, inputs) && !managesSetting(setting, before)) return;
  if (before !== undefined && changedPaths(fields, before, inputs).length === 0) return;
  if (setting.stays !== undefined && !managesSetting(setting, inputs)) {
    for (const field of fields) setPath(state, field.path, undefined);
    target.context.say(setting.stays);
    return;
  }
  const current = await setting.get(target, true);
  const body = lastSeen(setting, before);
  const wanted = merge(fields, current, inputs, before, target.owner, { kind: guard, what, body });
  const isRight = differences(fields, current, inputs, before, target.owner).length === 0;
  const written = isRight ? current : await setting.set(target, wanted);
  take(target, setting, written, inputs, state);
}

/** Reads an object afresh into the state, and says what changed that the program does not manage. */
export async function observeSetting(
  target: DraftTarget,
  setting: Setting,
  before: Properties,
  state: Properties,
): Promise<void> {
  const body = await setting.get(target, managesSetting(setting, before));
  for (const line of unmanagedChanges(setting.fields, lastSeen(setting, before), body, before))
    target.context.say(line);
  take(target, setting, body, before, state);
}

/** In which managed fields the existing objects are not as wanted, a line each. */
export async function surveySettings(
  target: DraftTarget,
  settings: readonly Setting[],
  inputs: Properties,
): Promise<string[]> {
  const managed = settings.filter((setting) => managesSetting(setting, inputs));
  const found = await Promise.all(
    managed.map(async (setting) => surveyFields(setting.fields, await setting.get(target, true), inputs, target.owner)),
  );
  return found.flat();
}

/** Refuses objects on which somebody has worked, as `refuseTouchedFields` does. */
export async function refuseTouchedSettings(
  target: DraftTarget,
  settings: readonly Setting[],
  inputs: Properties,
  what: string,
  refuse: Refuse,
): Promise<void> {
  for (const setting of settings) {
    const body = await setting.get(target, managesSetting(setting, inputs));
    refuseTouchedFields(setting.fields, body, inputs, target.owner, what, refuse);
  }
}

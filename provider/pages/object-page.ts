// A page that the service keeps as one object without drafts (set-up, leads, resale, the plan itself). Some have no ETag
// (API reference §3.3): their reading is the last request before each attempt to write them, and they are read again
// after it. What a colleague changes between reading and write is lost; what he writes over ours is told.

import { forget, keepAsWritten } from "../fields/compared.js";
import {
  canonical,
  changedPaths,
  type Field,
  isConcealed,
  isKept,
  isManaged,
  showsSame,
  takeManaged,
  unmanagedChanges,
} from "../fields/field.js";
import { differences, merge } from "../fields/merge.js";
import { ConflictError, ifThere } from "../partner-center/errors.js";
import { unmanagedInWords } from "../values/difference.js";
import type { Findings } from "../values/findings.js";
import { getPath, isEmpty, type Properties, setPath } from "../values/properties.js";
import { ChangedElsewhereError } from "../values/refusals.js";
import { showBoth } from "../values/show.js";
import type { Change, Inputs, LastSeen, Outputs } from "../values/versions.js";
import { refuseTouchedFields } from "./adoption.js";
import { guardOf } from "./guard.js";
import type { Page, Target } from "./page.js";

/** What a write needs, but for its body. */
interface Sending {
  /** The object beside it, or nothing. */
  readonly beside: Properties;
  /** What to send where the write has to be repeated, read and merged anew; for what has no ETag. */
  readonly again: () => Promise<{ readonly body: Properties; readonly beside: Properties }>;
}

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
  /** Another object that the write needs; read before this one, so that no request lies between reading and write. */
  beside?(target: Target): Promise<Properties>;
  /** Replaces the object. @throws ConflictError if it has an ETag and somebody changed it since it was read. */
  set(target: Target, body: Properties, sending: Sending): Promise<Properties>;
  /** No ETag guards its writes. */
  readonly isUnguarded?: true;
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

    show: async (target, state) => take(target, stored, await get(target, true), {}, state),

    async survey(target, inputs) {
      if (!manages(stored, inputs)) return [];
      return differences(fields, await get(target, true), { inputs, before: undefined }, target.owner);
    },

    async refuseTouched(target, inputs, refusal, state) {
      const body = await get(target, manages(stored, inputs));
      await refuseTouchedFields(fields, body, inputs, target, refusal);
      if (manages(stored, inputs)) setPath(state, `observed.${stored.key}`, body);
    },

    // What was just made: what somebody writes to it from now on is his.
    async begin(target, { inputs, before, state, guard }) {
      if (before !== undefined || guard === "overwrite" || !manages(stored, inputs)) return;
      if (lastSeenObject(stored, state) !== undefined) return;
      const body = await get(target, true);
      // An object with an ETag that is not there yet comes with another page, and may not come empty.
      if (stored.isUnguarded === true || !isEmpty(body)) setPath(state, `observed.${stored.key}`, body);
    },

    sync: (target, change) => syncObject(target, stored, change),

    async observe(target, before, state) {
      const body = await lookAfresh(target, stored, manages(stored, before), before);
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

/** The object as it is now. One that was there and is not found is asked for again, with its branch: once is too little. */
async function lookAfresh(
  target: Target,
  stored: StoredObject,
  isWanted: boolean,
  seen: LastSeen | Outputs,
): Promise<Properties> {
  const found = await stored.get(target, isWanted);
  if (Object.keys(found).length > 0 || isEmpty(lastSeenObject(stored, seen))) return found;
  target.context.client().drafts.forget(target.productId);
  return stored.get(target, isWanted);
}

/** No request when nothing of it has changed since the last time, otherwise read – merge – replace. */
async function syncObject(target: Target, stored: StoredObject, change: Change): Promise<void> {
  const { fields, stays } = stored;
  const { inputs, before, state } = change;
  if (!manages(stored, inputs) && !manages(stored, before)) return;
  if (before !== undefined && change.isResumed !== true && changedPaths(fields, before, inputs).length === 0) {
    for (const field of fields) keepAsWritten(field, inputs, state);
    return;
  }
  if (stays !== undefined && !manages(stored, inputs)) {
    for (const field of fields) forget(field, state);
    target.context.say(stays);
    return;
  }
  const read = async (known?: Properties) => {
    const beside = (await stored.beside?.(target)) ?? {};
    return { current: known ?? (await lookAfresh(target, stored, true, before ?? state)), beside };
  };
  const justSeen = before === undefined && stored.isUnguarded !== true ? lastSeenObject(stored, state) : undefined;
  try {
    await replaceObject(target, stored, change, await read(justSeen), read);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    await replaceObject(target, stored, change, await read(), read);
  }
}

interface ObjectAsRead {
  readonly current: Properties;
  readonly beside: Properties;
}

/** @param read Reads it once more, for a write that has to be repeated. @throws ConflictError */
async function replaceObject(
  target: Target,
  stored: StoredObject,
  change: Change,
  { current, beside }: ObjectAsRead,
  read: () => Promise<ObjectAsRead>,
): Promise<void> {
  const { what, fields, set } = stored;
  const { inputs, before, state } = change;
  const guard = await guardOf(target, change, what, lastSeenObject(stored, before ?? state));
  const merged = (body: Properties) => merge(fields, body, change, target.owner, guard);
  let wanted = merged(current);
  // Not shown, and no longer set: without a write it would stay. An object of another kind has none of them.
  const hidden = fields.filter(
    (field) => isKept(field, current, before) && field.isKept?.(wanted) !== false && !isManaged(field, inputs),
  );
  if (hidden.length === 0 && differences(fields, current, change, target.owner).length === 0) {
    take(target, stored, current, inputs, state);
    return;
  }
  const again = async () => {
    const now = await read();
    wanted = merged(now.current);
    return { body: wanted, beside: now.beside };
  };
  const written = await set(target, wanted, { beside, again });
  take(target, stored, written, inputs, state);
  for (const { path } of hidden) {
    target.context.say(
      `${path} is no longer set, so it was left out of what was written; whether Partner Center keeps it cannot be seen`,
    );
  }
  if (stored.isUnguarded === true) await lookAgain(target, stored, change, [wanted, written]);
}

/**
 * Reads an object that no ETag guards once more: what is neither as it was sent nor as it was answered has been written
 * by somebody else meanwhile.
 * @throws ChangedElsewhereError for what the program sets; the next run then shows it and writes it again.
 */
async function lookAgain(
  target: Target,
  stored: StoredObject,
  { inputs, state }: Change,
  written: readonly Properties[],
): Promise<void> {
  const { what, fields, get } = stored;
  const now = await get(target, true);
  take(target, stored, now, inputs, state);
  const [sent = {}] = written;
  const changed = fields
    .filter((field) => !written.some((body) => showsSame(field, body, now)))
    .map((field) => {
      const [was, is] = [sent, now].map((body) => canonical(field, field.read(body)));
      return { path: field.path, was, is, concealed: isConcealed(field), isManaged: isManaged(field, inputs) };
    });
  for (const change of changed) if (!change.isManaged) target.context.say(unmanagedInWords(change));
  const lost = changed.filter((change) => change.isManaged);
  if (lost.length === 0) return;
  const list = lost.map(({ path, was, is, concealed }) => {
    const [found, wrote] = showBoth(is, was, concealed);
    return `${path} is ${found}, written was ${wrote}`;
  });
  throw new ChangedElsewhereError(
    `${what} was changed in Partner Center while this run was writing it: ${list.join("; ")}. ` +
      "`pulumi preview` shows the difference, and the next `pulumi up` writes it again.",
  );
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

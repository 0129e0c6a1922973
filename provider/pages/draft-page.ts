// A page that the service keeps as a draft (properties, listing, availability, technical configuration).

import { forget, keepAsWritten } from "../fields/compared.js";
import { changedPaths, type Field, isManaged, takeManaged, unmanagedChanges } from "../fields/field.js";
import { differences, merge } from "../fields/merge.js";
import type { Draft, DraftKind, DraftReference } from "../partner-center/areas/drafts.js";
import { DraftNotFoundError } from "../partner-center/errors.js";
import { unmanagedInWords } from "../values/difference.js";
import { getPath, isObject, type Properties, setPath } from "../values/properties.js";
import type { Change, Inputs, LastSeen, Outputs } from "../values/versions.js";
import { refuseTouchedFields } from "./adoption.js";
import type { Description } from "./description.js";
import { guardOf } from "./guard.js";
import type { Page, Target } from "./page.js";

/** Which draft of its owner it is. */
export interface DraftPlace {
  readonly kind: DraftKind;
  /** Of a listing in a further language: its code in lower case. */
  readonly language?: string;
}

/** One draft, and the properties of the program that live in it. */
export interface DraftPart extends DraftPlace {
  /** As the subject of a sentence, such as `Its properties page`. */
  readonly what: string;
  readonly fields: readonly Field[];
}

/** What makes a page of a draft. */
type DraftPageOptions = DraftPart & Pick<Page, "learn" | "check" | "after">;

/** A page kept as one draft. */
export interface DraftPage extends Page, DraftPart {}

/**
 * Makes a page of a draft. Its ETag guards each write, so the draft as it was last seen is kept and an edit needs no
 * reading.
 */
export function draftPage(options: DraftPageOptions): DraftPage {
  const { fields } = options;
  return {
    ...options,
    compared: fields,
    seen: (field, before) => seenInDraft(options, field, before),
    show: async (target, state) => takeDraft(target, options, await readDraft(target, options), {}, state),

    async survey(target, inputs) {
      if (!managesPart(options, inputs)) return [];
      const { body } = await readDraft(target, options);
      return differences(fields, body, { inputs, before: undefined }, target.owner);
    },

    async refuseTouched(target, inputs, refusal, state) {
      const draft = await readDraft(target, options);
      await refuseTouchedFields(fields, draft.body, inputs, target, refusal);
      if (managesPart(options, inputs)) rememberDraft(state, options, draft);
    },

    async begin(target, { inputs, before, state, guard }) {
      if (before !== undefined || guard === "overwrite" || !managesPart(options, inputs)) return;
      if (lastSeenDraft(state, options) === undefined) rememberDraft(state, options, await readDraft(target, options));
    },

    sync: (target, change) => syncDraft(target, options, change),

    observe: (target, before, state) => observeDraft(target, options, before, state),

    async describe(target, description) {
      const draft = await orLeftOut(options, description, readDraft(target, options));
      if (draft !== undefined) description.addFields(fields, draft.body, target.owner);
    },
  };
}

/** Which draft of the service it is. */
export function reference(target: Target, { kind, language }: DraftPlace): DraftReference {
  const { productId, variantId } = target;
  return {
    productId,
    kind,
    ...(variantId === undefined ? {} : { variantId }),
    ...(language === undefined ? {} : { languageCode: language }),
  };
}

function memory({ kind, language }: DraftPlace): string {
  return `observed.drafts.${kind}${language === undefined ? "" : ` ${language}`}`;
}

/** The draft as it was last seen. */
export function lastSeenDraft(version: Properties | undefined, place: DraftPlace): Draft<Properties> | undefined {
  const draft = version === undefined ? undefined : getPath(version, memory(place));
  return isObject(draft) && isObject(draft.body) ? (draft as unknown as Draft<Properties>) : undefined;
}

/** Keeps a draft in the state as it was seen, or forgets it. */
export function rememberDraft(state: Outputs, place: DraftPlace, draft: Draft<Properties> | undefined): void {
  setPath(state, memory(place), draft);
}

/** What a field had in the draft when that was last seen. */
export function seenInDraft(part: DraftPart, field: Field, before: LastSeen): unknown {
  const draft = lastSeenDraft(before, part);
  return draft === undefined ? undefined : field.read(draft.body);
}

/** Whether the program sets anything of it. */
export function managesPart(part: DraftPart, version: Properties | undefined): boolean {
  return part.fields.some((field) => isManaged(field, version));
}

/** Reads the draft. */
export function readDraft(target: Target, place: DraftPlace): Promise<Draft<Properties>> {
  return target.context.client().drafts.read<Properties>(reference(target, place));
}

/** An object that lacks one of its drafts is described without it. */
export async function orLeftOut<T>(
  part: DraftPart,
  description: Description,
  reading: Promise<T>,
): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof DraftNotFoundError)) throw error;
    const [page = part.kind] = (part.fields[0]?.path ?? "").split(".");
    description.leaveOut([], page, "is not there: Partner Center has no draft of it");
    return undefined;
  }
}

/**
 * Makes the draft as the program wants it, with as few requests as can be: none when nothing of it has changed since
 * the last time, otherwise read – merge – PUT with the ETag that was read.
 * @throws ChangedElsewhereError when a managed field is neither as we last saw it nor as wanted
 */
export async function syncDraft(target: Target, part: DraftPart, change: Change): Promise<void> {
  const { inputs, before, state } = change;
  const { fields, what } = part;
  if (!managesPart(part, inputs) && !managesPart(part, before)) return;
  const known = lastSeenDraft(before ?? state, part);
  const isUnchanged =
    before !== undefined && change.isResumed !== true && changedPaths(fields, before, inputs).length === 0;
  if (isUnchanged && known !== undefined) {
    for (const field of fields) keepAsWritten(field, inputs, state);
    return;
  }
  const guard = await guardOf(target, change, what, known?.body);
  const draft = await target.context
    .client()
    .drafts.write<Properties>(
      reference(target, part),
      (body) => merge(fields, body, change, target.owner, guard),
      change.isResumed === true ? undefined : known,
    );
  takeDraft(target, part, draft, inputs, state);
}

/** Puts a draft that was read or written into the state: the managed values, and the draft itself as last seen. */
export function takeDraft(
  target: Target,
  part: DraftPart,
  draft: Draft<Properties>,
  managed: Inputs | LastSeen,
  state: Outputs,
): void {
  for (const field of part.fields) forget(field, state);
  takeManaged(part.fields, draft.body, managed, state, target.owner);
  rememberDraft(state, part, draft);
}

/**
 * Reads a draft afresh into the state, unless it was read already, and says what changed that the program does not
 * manage.
 */
export async function observeDraft(
  target: Target,
  part: DraftPart,
  before: LastSeen,
  state: Outputs,
  read?: Draft<Properties>,
): Promise<void> {
  const draft = read ?? (await readDraft(target, part));
  const earlier = lastSeenDraft(before, part);
  for (const change of unmanagedChanges(part.fields, earlier?.body, draft.body, before)) {
    target.context.say(unmanagedInWords(change));
  }
  takeDraft(target, part, draft, before, state);
}

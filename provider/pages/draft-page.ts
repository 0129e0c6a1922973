// The parts of an offer or plan that the service keeps as drafts (property, listing, availability,
// technical configuration): one way for all of them to be surveyed, written and read.

import { changedPaths, type Field, isManaged, type Owner, takeManaged, unmanagedChanges } from "../fields/field.js";
import { type Guard, merge } from "../fields/merge.js";
import { forget, keepAsWritten } from "../fields/spread.js";
import type { Draft, DraftKind, DraftReference } from "../partner-center/areas/drafts.js";
import { getPath, isObject, type Properties, setPath } from "../values/properties.js";
import type { Context } from "./context.js";

/** One draft of an offer or plan, and the properties of the program that live in it. */
export interface DraftPart {
  readonly kind: DraftKind;
  readonly fields: readonly Field[];
  /** Of a listing in a further language: its code in lower case. */
  readonly language?: string;
}

/** Which object a part belongs to, and what is asked of it. */
export interface DraftTarget {
  context: Context;
  productId: string;
  variantId?: string;
  owner: Owner;
}

/** Which draft of its owner a part is. */
export type Place = Pick<DraftPart, "kind" | "language">;

/** Which draft of the service a part is. */
export function reference(target: DraftTarget, { kind, language }: Place): DraftReference {
  const { productId, variantId } = target;
  return {
    productId,
    kind,
    ...(variantId === undefined ? {} : { variantId }),
    ...(language === undefined ? {} : { languageCode: language }),
  };
}

function memory({ kind, language }: Place): string {
  return `observed.drafts.${kind}${language === undefined ? "" : ` ${language}`}`;
}

/** The draft as it was last seen; it is kept in the state so that an edit needs no reading (its ETag guards it). */
export function lastSeen(properties: Properties | undefined, place: Place): Draft<Properties> | undefined {
  const draft = properties === undefined ? undefined : getPath(properties, memory(place));
  return isObject(draft) && isObject(draft.body) ? (draft as unknown as Draft<Properties>) : undefined;
}

/** Keeps a draft in the state as it was seen, or forgets it. */
export function remember(state: Properties, place: Place, draft: Draft<Properties> | undefined): void {
  setPath(state, memory(place), draft);
}

/** What a field had in the draft that it lives in, when that was last seen. */
export function seenInDrafts(parts: readonly DraftPart[], field: Field, properties: Properties): unknown {
  const part = parts.find(({ fields }) => fields.includes(field));
  const draft = part === undefined ? undefined : lastSeen(properties, part);
  return draft === undefined ? undefined : field.read(draft.body);
}

/** Whether the program sets anything of this part. */
export function managesPart(part: DraftPart, properties: Properties | undefined): boolean {
  return part.fields.some((field) => isManaged(field, properties));
}

/** Reads the draft of a part. */
export function readDraft(target: DraftTarget, place: Place): Promise<Draft<Properties>> {
  return target.context.client().drafts.read<Properties>(reference(target, place));
}

/**
 * Makes the draft as the program wants it, with as few requests as can be: none when nothing of this part has
 * changed since the last time, otherwise read – merge – PUT with the ETag that was read.
 * @throws ChangedElsewhereError when a managed field is neither as we last saw it nor as wanted
 */
export async function syncDraft(
  target: DraftTarget,
  part: DraftPart,
  inputs: Properties,
  before: Properties | undefined,
  state: Properties,
  guard: Guard["kind"] = "overwrite",
): Promise<void> {
  if (!managesPart(part, inputs) && !managesPart(part, before)) return;
  const known = lastSeen(before, part);
  const unchanged = before !== undefined && changedPaths(part.fields, before, inputs).length === 0;
  if (unchanged && known !== undefined) {
    for (const field of part.fields) keepAsWritten(field, inputs, state);
    return;
  }
  const what = nameOf(part);
  const draft = await target.context
    .client()
    .drafts.write<Properties>(
      reference(target, part),
      (body) => merge(part.fields, body, inputs, before, target.owner, { kind: guard, what, body: known?.body }),
      known,
    );
  takePart(target, part, draft, inputs, state);
}

/** How a message calls a part. */
export function nameOf({ kind, language }: Place): string {
  return `Its ${partNames[kind]}${language === undefined ? "" : ` in ${language}`}`;
}

const partNames: Record<DraftKind, string> = {
  Property: "properties page",
  Listing: "listing",
  ProductAvailability: "preview audience",
  FeatureAvailability: "pricing and availability",
  PackageConfiguration: "technical configuration",
};

/** Puts a draft that was read or written into the state: the managed values, and the draft itself as last seen. */
export function takePart(
  target: DraftTarget,
  part: DraftPart,
  draft: Draft<Properties>,
  managed: Properties,
  state: Properties,
): void {
  for (const field of part.fields) forget(field, state);
  takeManaged(part.fields, draft.body, managed, state, target.owner);
  remember(state, part, draft);
}

/** Reads a part afresh into the state, unless it was read already, and says what changed that the program does not manage. */
export async function observeDraft(
  target: DraftTarget,
  part: DraftPart,
  before: Properties,
  state: Properties,
  read?: Draft<Properties>,
): Promise<void> {
  const draft = read ?? (await readDraft(target, part));
  const earlier = lastSeen(before, part);
  for (const line of unmanagedChanges(part.fields, earlier?.body, draft.body, before)) target.context.say(line);
  takePart(target, part, draft, before, state);
}

// Listings in further languages, of offers and plans alike: `translations` in the program, one draft each in the service,
// all of one instance read with one request (API reference §3.9, §2.1 rows 20, 36, 37).

import { type Compared, canonical, type Field, show } from "../fields/field.js";
import { type Guard, merge } from "../fields/merge.js";
import { type Draft, inLanguage } from "../partner-center/areas/drafts.js";
import { DraftNotFoundError, NotFoundError } from "../partner-center/errors.js";
import { type Findings, formatPath } from "../values/findings.js";
import { getPath, isObject, type Properties, same, setPath } from "../values/properties.js";
import { ChangedElsewhereError } from "../values/refusals.js";
import { hasUnknown } from "../values/unknown.js";
import { type Refuse, surveyFields } from "./adoption.js";
import {
  type DraftPart,
  type DraftTarget,
  lastSeen,
  nameOf,
  observeDraft,
  reference,
  remember,
  syncDraft,
  takePart,
} from "./draft-page.js";

/** The fields of a listing whose properties begin with a path, such as `translations.de-de`. */
export type ListingFields = (at: string) => readonly Field[];

/** A listing in a further language. */
export interface LanguagePart extends DraftPart {
  readonly kind: "Listing";
  readonly language: string;
  /** Where the program has it, in the program's spelling: `translations.de-DE`. */
  readonly path: string;
}

function codes(properties: Properties | undefined): string[] {
  const translations = properties?.translations;
  return isObject(translations) ? Object.keys(translations) : [];
}

/**
 * Letter case has no meaning in a language code, so that two keys may be one language: an error. Which languages Partner
 * Center takes is not documented, so that one that JavaScript (Unicode CLDR) does not know is a warning only.
 */
export function checkLanguageCodes(inputs: Properties, findings: Findings): void {
  const seen = new Set<string>();
  for (const code of codes(inputs)) {
    const path = formatPath(["translations", code]);
    if (seen.has(code.toLowerCase())) {
      findings.add(path, "is the same language as another key: letter case has no meaning here. Keep one of them");
    }
    seen.add(code.toLowerCase());
    const misspelt = whatIsMisspelt(code.toLowerCase());
    if (misspelt !== undefined) findings.warn(path, misspelt);
  }
}

/** The names are loaded when a program has translations, which takes a moment. */
const isKnown = (type: "language" | "region", code: string) =>
  new Intl.DisplayNames("en", { type, fallback: "none" }).of(code) !== undefined;

function whatIsMisspelt(code: string): string | undefined {
  const [language = "", ...rest] = code.split("-");
  const region = rest.at(-1);
  if (!/^[a-z]{2,3}$/.test(language) || region === undefined || !/^([a-z]{2}|\d{3})$/.test(region)) return undefined;
  const unknown = (part: string, what: string) =>
    `has "${part}" for a ${what}, which is none that is known; look at its spelling`;
  if (!isKnown("language", language)) return unknown(language, "language");
  if (!isKnown("region", region.toUpperCase())) return unknown(region, "region");
  const common = Intl.getCanonicalLocales(code)[0]?.toLowerCase();
  return common === code ? undefined : `is commonly written ${common}`;
}

/** The languages that a version of the resource sets. */
export function languageParts(fieldsAt: ListingFields, properties: Properties | undefined): LanguagePart[] {
  return codes(properties).map((code) => {
    const path = `translations.${code}`;
    return { kind: "Listing", language: code.toLowerCase(), path, fields: fieldsAt(path) };
  });
}

/** All languages together, as what is compared; `more` are properties of a language beside the fields. */
export function comparedTranslations(fieldsAt: ListingFields, more: (at: string) => readonly Compared[] = () => []) {
  const fields = [...fieldsAt("it"), ...more("it")];
  const ofLanguage = (it: unknown) =>
    Object.fromEntries(fields.map((field) => [field.path, canonical(field, getPath({ it }, field.path))]));
  return {
    path: "translations",
    canonical: (value: unknown) =>
      isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([code, it]) => [code.toLowerCase(), ofLanguage(it)]))
        : value,
  };
}

/** A version of the resource with its languages spelled as another one spells them. */
export function respelled<Version extends Properties | undefined>(version: Version, as: Properties): Version {
  const translations = version?.translations;
  if (version === undefined || !isObject(translations)) return version;
  const spelling = new Map(codes(as).map((code) => [code.toLowerCase(), code]));
  const renamed = Object.entries(translations).map(([code, it]) => [spelling.get(code.toLowerCase()) ?? code, it]);
  return { ...version, translations: Object.fromEntries(renamed) };
}

function readLanguages(target: DraftTarget): Promise<Draft<Properties>[]> {
  const { productId, variantId } = target;
  return target.context.client().drafts.readLanguages({ productId, variantId });
}

function find(drafts: readonly Draft<Properties>[], language?: string): Draft<Properties> | undefined {
  const body = inLanguage(
    drafts.map((draft) => draft.body),
    language,
  );
  return drafts.find((draft) => draft.body === body);
}

/** The listings that are not the one that `listing` sets, with their lower-case codes. */
function further(drafts: readonly Draft<Properties>[]): [language: string, draft: Draft<Properties>][] {
  const main = find(drafts);
  return drafts
    .filter((draft) => draft !== main)
    .map((draft) => [String(draft.body.languageCode).toLowerCase(), draft]);
}

/** The listing in all its languages, by code; the one that `listing` sets by `undefined`. */
export async function readListings(target: DraftTarget): Promise<Map<string | undefined, Draft<Properties>>> {
  const drafts = await readLanguages(target);
  const main = find(drafts);
  return new Map<string | undefined, Draft<Properties>>([
    ...(main === undefined ? [] : [[undefined, main] as const]),
    ...further(drafts),
  ]);
}

/** Makes the listings in further languages as the program wants them: adds, changes, and takes away what it no longer sets. */
export async function syncLanguages(
  target: DraftTarget,
  fieldsAt: ListingFields,
  inputs: Properties,
  before: Properties | undefined,
  state: Properties,
  guard: Guard["kind"],
): Promise<void> {
  const old = respelled(before, inputs);
  Object.assign(state, respelled(state, inputs));
  let all: Promise<Draft<Properties>[]> | undefined;
  const read = () => {
    all ??= readLanguages(target);
    return all;
  };
  const wanted = languageParts(fieldsAt, inputs);
  for (const part of languageParts(fieldsAt, old)) {
    if (wanted.some(({ language }) => language === part.language)) continue;
    await removeLanguage(target, part, old, guard, read);
    setPath(state, part.path, undefined);
    if (codes(state).length === 0) delete state.translations;
    remember(state, part, undefined);
  }
  for (const part of wanted) {
    if (lastSeen(old, part) === undefined) await beginLanguage(target, part, inputs, state, guard, read);
    else await changeLanguage(target, part, inputs, old, state, guard);
    if (getPath(state, part.path) === undefined) setPath(state, part.path, {});
  }
}

/** A language that this stack has never seen: added, or taken as it is when an interrupted run has left it. */
async function beginLanguage(
  target: DraftTarget,
  part: LanguagePart,
  inputs: Properties,
  state: Properties,
  guard: Guard["kind"],
  read: () => Promise<Draft<Properties>[]>,
): Promise<void> {
  const there = find(await read(), part.language);
  const { drafts } = target.context.client();
  if (there !== undefined) {
    // What is not as in a fresh listing is somebody else's.
    const fresh: Properties = { languageCode: part.language, title: target.owner.name };
    const mine: Guard = { kind: guard, what: nameOf(part), body: fresh };
    const written = await drafts.write<Properties>(
      reference(target, part),
      (body) => merge(part.fields, body, inputs, undefined, target.owner, mine),
      there,
    );
    takePart(target, part, written, inputs, state);
    return;
  }
  const body = merge(part.fields, {}, inputs, undefined, target.owner, { kind: "overwrite" });
  const made = await drafts.addLanguage({ ...reference(target, part), kind: "Listing" }, body);
  takePart(target, part, made, inputs, state);
}

async function changeLanguage(
  target: DraftTarget,
  part: LanguagePart,
  inputs: Properties,
  before: Properties | undefined,
  state: Properties,
  guard: Guard["kind"],
): Promise<void> {
  try {
    await syncDraft(target, part, inputs, before, state, guard);
  } catch (error) {
    if (!(error instanceof DraftNotFoundError)) throw error;
    if (guard === "lastSeen") {
      throw new ChangedElsewhereError(
        `${nameOf(part)} was taken away in Partner Center since this stack last saw it. \`pulumi refresh\` shows that, and ` +
          "the next `pulumi up` then adds it again; or set `force: true`.",
      );
    }
    await beginLanguage(target, part, inputs, state, guard, () => readLanguages(target));
  }
}

/** Takes a language away, unless somebody has worked on it since we saw it. */
async function removeLanguage(
  target: DraftTarget,
  part: LanguagePart,
  before: Properties | undefined,
  guard: Guard["kind"],
  read: () => Promise<Draft<Properties>[]>,
): Promise<void> {
  const there = find(await read(), part.language);
  if (there === undefined) return;
  const seen = lastSeen(before, part);
  if (guard === "lastSeen" && seen !== undefined && seen.etag !== there.etag) {
    const changed = part.fields.filter(
      (field) => !same(canonical(field, field.read(seen.body)), canonical(field, field.read(there.body))),
    );
    if (changed.length > 0) {
      throw new ChangedElsewhereError(
        `${nameOf(part)} is taken away by this program, but was changed in Partner Center since this stack last saw it: ` +
          `${changed.map((field) => `${field.path} is ${show(field.read(there.body))}`).join("; ")}. ` +
          "`pulumi refresh` shows such changes, and the next `pulumi up` then takes it away; or set `force: true`.",
      );
    }
  }
  try {
    await target.context.client().listings.delete(target.productId, there.id);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}

/** Reads the listing in all its languages into the state; says what changed that the program does not manage. */
export async function observeListings(
  target: DraftTarget,
  listing: DraftPart,
  fieldsAt: ListingFields,
  before: Properties,
  state: Properties,
): Promise<void> {
  const drafts = await readLanguages(target);
  await observeDraft(target, listing, before, state, find(drafts));
  const there = new Map(further(drafts));
  const managed = languageParts(fieldsAt, before);
  for (const part of managed) {
    const draft = there.get(part.language);
    if (draft !== undefined) {
      await observeDraft(target, part, before, state, draft);
      if (getPath(state, part.path) === undefined) setPath(state, part.path, {});
    } else {
      // So that the next run adds it again.
      delete (state.translations as Properties)[part.path.slice("translations.".length)];
      if (codes(state).length === 0) delete state.translations;
      remember(state, part, undefined);
    }
  }
  const seen = Object.keys((getPath(before, "observed.drafts") as Properties | undefined) ?? {})
    .filter((key) => key.startsWith("Listing "))
    .map((key) => key.slice("Listing ".length));
  for (const language of new Set([...there.keys(), ...seen])) {
    if (managed.some((part) => part.language === language)) continue;
    const part: LanguagePart = { kind: "Listing", language, path: "", fields: fieldsAt(`translations.${language}`) };
    const draft = there.get(language);
    const was = lastSeen(before, part);
    if (draft === undefined) {
      target.context.say(`its listing in ${language}, which this program does not set, is gone`);
    } else if (was === undefined) {
      target.context.say(
        `has a listing in ${language}, which this program does not set; its title is ${show(draft.body.title)}`,
      );
    }
    if (draft === undefined) remember(state, part, undefined);
    else await observeDraft(target, part, { ...before, translations: {} }, state, draft);
  }
}

/** In which managed fields of which languages an existing offer or plan is not as wanted, a line each. */
export async function surveyLanguages(
  target: DraftTarget,
  fieldsAt: ListingFields,
  inputs: Properties,
): Promise<string[]> {
  if (codes(inputs).length === 0 || hasUnknown(Object.keys(inputs.translations as Properties))) return [];
  const there = new Map(further(await readLanguages(target)));
  return languageParts(fieldsAt, inputs).flatMap((part) => {
    const draft = there.get(part.language);
    if (draft === undefined) return [`${part.path} (not there yet)`];
    return surveyFields(part.fields, draft.body, inputs, target.owner);
  });
}

/** Refuses an object to which somebody has added a language, or worked on one that the program wants. */
export async function refuseTouchedLanguages(
  target: DraftTarget,
  fieldsAt: ListingFields,
  inputs: Properties,
  what: string,
  refuse: Refuse,
): Promise<void> {
  const wanted = languageParts(fieldsAt, inputs);
  for (const [language, draft] of further(await readLanguages(target))) {
    const part = wanted.find((candidate) => candidate.language === language);
    if (part === undefined) refuse(`somebody has added a listing in ${language}`);
    merge(part.fields, draft.body, inputs, undefined, target.owner, { kind: "unfinished", what });
  }
}

// Listings in further languages, as a program has them: `translations`, by language code. Letter case has no meaning in
// a code, so that two versions of a resource may spell one language in two ways.

import type { Compared } from "../fields/compared.js";
import { canonical, type Field } from "../fields/field.js";
import { getPath, isObject, type Properties } from "../values/properties.js";
import type { DraftPart } from "./draft-page.js";
import { languageCodes } from "./language-codes.js";

/** The fields of a listing whose properties begin with a path, such as `translations.de-de`. */
export type ListingFields = (at: string) => readonly Field[];

/** A listing in a further language. */
export interface LanguagePart extends DraftPart {
  readonly kind: "Listing";
  readonly language: string;
  /** Where the program has it, in the program's spelling: `translations.de-DE`. */
  readonly path: string;
}

/** The listing in one further language. */
export function languagePart(fieldsAt: ListingFields, code: string): LanguagePart {
  const [language, path] = [code.toLowerCase(), `translations.${code}`];
  return { kind: "Listing", language, path, what: `Its listing in ${language}`, fields: fieldsAt(path) };
}

/** The languages that a version of the resource sets. */
export function languageParts(fieldsAt: ListingFields, version: Properties | undefined): LanguagePart[] {
  return languageCodes(version).map((code) => languagePart(fieldsAt, code));
}

/** All languages together, as what is compared; `more` are properties of a language beside the fields. */
export function comparedTranslations(
  fieldsAt: ListingFields,
  more: (at: string) => readonly Compared[] = () => [],
): Compared {
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
  const spelling = new Map(languageCodes(as).map((code) => [code.toLowerCase(), code]));
  const renamed = Object.entries(translations).map(([code, it]) => [spelling.get(code.toLowerCase()) ?? code, it]);
  return { ...version, translations: Object.fromEntries(renamed) };
}

// Language codes, the keys of `translations`: which of them are one language, and which look misspelt.
import { type Findings, formatPath } from "../values/findings.js";
import { isObject, type Properties } from "../values/properties.js";

/** The codes that a version of the resource has, in its own spelling. */
export function languageCodes(properties: Properties | undefined): string[] {
  const translations = properties?.translations;
  return isObject(translations) ? Object.keys(translations) : [];
}

/**
 * Letter case has no meaning in a language code, so that two keys may be one language: an error. Which languages
 * Partner Center takes is not documented, so that one that JavaScript (Unicode CLDR) does not know is a warning only.
 */
export function checkLanguageCodes(inputs: Properties, findings: Findings): void {
  const seen = new Set<string>();
  for (const code of languageCodes(inputs)) {
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
    `has "${part}" as its ${what}, which is not a known one; check the spelling`;
  if (!isKnown("language", language)) return unknown(language, "language");
  if (!isKnown("region", region.toUpperCase())) return unknown(region, "region");
  const common = Intl.getCanonicalLocales(code)[0]?.toLowerCase();
  return common === code ? undefined : `is commonly written ${common}`;
}

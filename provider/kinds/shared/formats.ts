// Formats that several kinds check: texts, GUIDs, ids that people choose, versions, links.
import { z } from "zod";
import { guidPattern } from "../../values/guid.js";
import { quoted } from "../../values/show.js";

/** A text; how long it may be stands in the table of limits. */
export function text(): z.ZodString {
  return z.string({ error: "must be a text" });
}

/** A text that says something; `what` ends the sentence "is empty; give …". */
export function requiredText(what: string): z.ZodString {
  return z.string({ error: "must be a text" }).regex(/\S/, { error: `is empty; give ${what}` });
}

/** A GUID; `what` ends the sentence "is not a GUID; expected …". */
export function guid(what: string): z.ZodString {
  return z.string({ error: `must be a GUID (${what})` }).regex(guidPattern, {
    error: (issue) =>
      `${quoted(issue.input)} is not a GUID; expected ${what}, such as 00000000-0000-0000-0000-000000000000`,
  });
}

/** A map in whose keys letter case has no meaning: one that is there twice is refused, since one of the two would be lost. */
export function caselessRecord<Key extends z.ZodString, Value extends z.ZodType>(key: Key, value: Value) {
  return z.record(key, value).superRefine((entries, issues) => {
    const seen = new Map<string, string>();
    for (const name of Object.keys(entries)) {
      const first = seen.get(name.toLowerCase());
      if (first === undefined) seen.set(name.toLowerCase(), name);
      else
        issues.addIssue({
          code: "custom",
          message: `is there already, as ${first}; take one of them out`,
          path: [name],
        });
    }
  });
}

/** An offer id or plan id: at most 50 lower-case letters, digits, `-` and `_`, not at the ends. */
// API reference §6.4
export function chosenId(what: string): z.ZodString {
  return z
    .string({ error: "must be a text" })
    .min(1, { error: "is empty" })
    .max(50, { error: (issue) => `is ${String(issue.input).length} characters long; it may have at most 50` })
    .regex(/^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$/, {
      error: (issue) =>
        `${quoted(issue.input)} is not a valid ${what}: only lower-case letters, digits, - and _, ` +
        "starting and ending with a letter or digit",
    });
}

/** A web address that people can follow. */
export function link(): z.ZodString {
  return z.string({ error: "must be a text" }).regex(/^https?:\/\/[^\s/$.?#][^\s]*$/i, {
    error: (issue) => `${quoted(issue.input)} is not a link; expected an address that starts with https://`,
  });
}

/** An e-mail address, as far as one can tell. */
export function email(): z.ZodString {
  return z.string({ error: "must be a text" }).regex(/^[^@\s]+@[^@\s]+$/, {
    error: (issue) => `${quoted(issue.input)} is not an e-mail address`,
  });
}

/** A {@link link} to one of some hosts, or to a name below them. */
export function linkTo(hosts: readonly string[], what: string): z.ZodString {
  const isOne = (text: string) => {
    const name = URL.canParse(text) ? new URL(text).hostname.toLowerCase() : "";
    return hosts.some((host) => name === host || name.endsWith(`.${host}`));
  };
  return link().refine(isOne, {
    error: (issue) => `${quoted(issue.input)} is not the address of ${what} (${hosts.join(", ")})`,
  });
}

const videoHosts = ["youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com"];

/** The address of a video. */
export function videoLink(): z.ZodString {
  return linkTo(videoHosts, "a video on YouTube or Vimeo");
}

/** `de-de`, `zh-hans-cn`, `es-419`: a language, perhaps a script, and a region. Letter case has no meaning. */
const languagePattern = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))$/i;

/** Made for the first code: making it costs as much as a tenth of a provider's start. */
let languageNames: Intl.DisplayNames | undefined;

/** The name of a language in English; undefined for a code that is none. */
function languageName(code: string): string | undefined {
  languageNames ??= new Intl.DisplayNames("en", { type: "language", fallback: "none" });
  return languageNames.of(code);
}

function isLanguage(code: string): boolean {
  return languagePattern.test(code) && languageName(code.split("-")[0] ?? "") !== undefined;
}

/** The code that is meant by `de_DE`, `de`, `German` or `jp-jp`; undefined when nobody can tell. */
function meantLanguage(text: string): string | undefined {
  const underlined = text.replaceAll("_", "-");
  if (isLanguage(underlined)) return underlined.toLowerCase();
  const spoken = (language: string) => {
    const { region } = new Intl.Locale(language).maximize();
    return region === undefined ? undefined : `${language}-${region.toLowerCase()}`;
  };
  const [first = "", last = ""] = underlined.toLowerCase().split("-").slice(0, 2);
  if (/^[a-z]{2}$/.test(first) && /^[a-z]{2}$/.test(last)) {
    if (isLanguage(`${last}-${first}`)) return `${last}-${first}`;
    const { language } = new Intl.Locale(`und-${last}`).maximize();
    return language === "und" ? undefined : `${language}-${last}`;
  }
  const two = "abcdefghijklmnopqrstuvwxyz"
    .split("")
    .flatMap((a) => "abcdefghijklmnopqrstuvwxyz".split("").map((b) => a + b));
  const named = two.find((code) => languageName(code)?.toLowerCase() === first);
  if (named !== undefined) return spoken(named);
  return /^[a-z]{2}$/.test(first) && languageName(first) !== undefined ? spoken(first) : undefined;
}

/** A map by language for everything but `en-us`, which is the listing itself. */
export function languageMap<Value extends z.ZodType>(value: Value) {
  const code = z.string().superRefine((text, issues) => {
    if (!isLanguage(text)) {
      const hint = meantLanguage(text) ?? "de-de";
      const message = `${quoted(text)} is not a language code; write a language and a region, such as ${hint}`;
      issues.addIssue({ code: "custom", message });
    } else if (text.toLowerCase() === "en-us") {
      issues.addIssue({ code: "custom", message: "is what `listing` sets; put these texts there" });
    }
  });
  return z.record(code, value);
}

/** `major.minor.patch`, each a whole number. */
// API reference §3.15
export function threePartVersion(): z.ZodString {
  return z.string({ error: "must be a text" }).regex(/^\d+\.\d+\.\d+$/, {
    error: (issue) => `${quoted(issue.input)} is not a version of the form 1.0.0 (three whole numbers)`,
  });
}

/** Path of a file or folder, relative to the program's folder. */
export function filePath(): z.ZodString {
  return z
    .string({ error: "must be the path of a file, as a text" })
    .min(1, { error: "is empty; give the path of a file" });
}

/** The offer that a resource belongs to, by its product id; another offer is another resource. */
export function offerReference(): z.ZodString {
  return z.string().min(1, { error: "is empty; give the offer, or its product id" }).meta({ replaces: true });
}

/** How long to wait: a number and a unit, such as `90s`, `45m` or `6h`, as in Pulumi's `customTimeouts`. */
export function duration(): z.ZodString {
  // Of a longer text, the expression would run out of stack.
  const isOne = (text: string) => text.length <= 100 && /^(\d+(\.\d+)?(h|m|s))+$/.test(text);
  return z.string({ error: "must be a text" }).refine(isOne, {
    error: (issue) => `${quoted(issue.input)} is not a duration; write 90s, 45m, 6h or 1h30m`,
  });
}

/** The service's id out of a resource's id (`product/variant`, `product/package`), or the id itself. */
export function lastId(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** Milliseconds of a {@link duration}. */
export function durationMilliseconds(text: string): number {
  const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 };
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|m|s)/g)];
  return parts.reduce((total, [, amount, unit = "s"]) => total + Number(amount) * (units[unit] ?? 0), 0);
}

/** `true`, or `"unchanged"`: see the `adopt` argument in the program classes. */
export function adoption(): z.ZodType<boolean | "unchanged", boolean | "unchanged"> {
  return z.union([z.boolean(), z.literal("unchanged")], { error: 'must be true, false or "unchanged"' });
}

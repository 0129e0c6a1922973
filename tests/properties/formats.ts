// The formats that texts of a program can have. Which of them a property takes is asked of its schema, so that a new
// property needs nothing here as long as its format is among these.
import fc from "fast-check";
import type { z } from "zod";
import { marketCodes } from "../../provider/kinds/shared/markets.js";

/** Words in several scripts, with the characters that most often go wrong: quotes, markup, separators, line ends. */
const fragments = [
  "one",
  "Zwei",
  "três",
  "四つ",
  "🙂",
  "R&D",
  "<b>",
  '"',
  "'",
  ";",
  "\\",
  "{}",
  "a.b",
  "[0]",
  "\n",
  "\r\n",
];

/** Texts as people write them, the empty one and ones with spaces around them included. */
const freeText = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...fragments), { maxLength: 6 }).map((words) => words.join(" ")) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom("", " ", " padded ", "true", "0", "null") },
);

const guid = fc.uuid().chain((text) => fc.constantFrom(text, text.toUpperCase()));
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);

/**
 * A property takes the first of these whose every sample its schema accepts. Free text comes first: what takes anything
 * has no format.
 */
const formats: readonly fc.Arbitrary<string>[] = [
  freeText,
  freeText.filter((text) => text.trim() !== ""),
  guid,
  fc.oneof(guid, fc.constantFrom("Owner", "contributor")),
  fc.constantFrom(...marketCodes),
  fc.constantFrom("USD", "EUR", "JPY", "CHF"),
  fc.constantFrom("de-de", "fr-FR", "zh-hans-cn", "es-419"),
  fc.tuple(name, name).map(([box, host]) => `${box}@${host}.example`),
  fc.tuple(name, name).map(([host, page]) => `https://${host}.example/${page}?q=1#top`),
  fc.integer({ min: 1, max: 99_999 }).map((id) => `https://vimeo.com/${id}`),
  fc.tuple(fc.nat(9), fc.nat(9), fc.nat(99)).map((parts) => parts.join(".")),
  fc.constantFrom("90s", "1h30m"),
  fc.constantFrom("2090-05-01T09:00:00Z", "2090-05-01T09:00:00+02:00"),
  name,
];

const samples = formats.map((format) => fc.sample(format, { seed: 1, numRuns: 60 }));

/** Valid texts for a schema. @throws Error when none of the formats above is the property's. */
export function textFor(schema: z.ZodType, path: string): fc.Arbitrary<string> {
  const isValid = (text: string) => schema.safeParse(text).success;
  const index = samples.findIndex((texts) => texts.filter(isValid).length > texts.length * 0.8);
  const format = formats[index];
  if (format === undefined) throw new Error(`tests/properties/formats.ts has no format for the text ${path}; add one`);
  return format.filter(isValid);
}

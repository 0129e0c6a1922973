// Random offers, plans and packages: what a schema accepts, less what `check` refuses for reasons of its own.
import fc from "fast-check";
import { offerInputs } from "../../provider/kinds/offer/inputs.js";
import { planInputs } from "../../provider/kinds/plan/inputs.js";
import { formatPath } from "../../provider/values/findings.js";
import { isObject, type Properties } from "../../provider/values/properties.js";
import { type Declared, Refused } from "../provider/declared.js";
import { png } from "../provider/pictures.js";
import { pdf } from "../provider/programs.js";
import { type Overrides, validInputs } from "./valid-inputs.js";

/** Writes a file of the program and gives its path. */
type Write = (name: string, content: Uint8Array) => Promise<string>;

/** Sizes of the pictures in pixels, by the property that names them. */
const pictures: readonly (readonly [property: string, width: number, height: number])[] = [
  ["logos.small", 48, 48],
  ["logos.medium", 90, 90],
  ["logos.large", 216, 216],
  ["logos.wide", 255, 115],
  ["screenshots.*.file", 1280, 720],
  ["videos.*.thumbnail", 1280, 720],
];

const guid = "5b4a2c1d-0000-4000-8000-0123456789a";

/** Other files by the property that names them: three contents of each. */
const documents: readonly (readonly [property: string, extension: string, content: (text: string) => Uint8Array])[] = [
  ["documents.*.file", "pdf", pdf],
  ["coSell.documents.*.file", "pdf", pdf],
  [
    "privateAudience.csv",
    "csv",
    (text) => Buffer.from(`Type,ID,Description\nSubscriptionId,${guid}${text},of ${text}`),
  ],
];

/** The files that random programs name: three of each kind. */
export async function randomFiles(write: Write): Promise<Overrides> {
  const overrides: [RegExp, fc.Arbitrary<unknown>][] = [];
  for (const [property, width, height] of pictures) {
    const paths: string[] = [];
    for (const shade of [20, 120, 220]) {
      paths.push(await write(`${property.replaceAll(/\W/g, "-")}-${shade}.png`, png(width, height, shade)));
    }
    overrides.push([patternOf(property), fc.constantFrom(...paths)]);
  }
  for (const [property, extension, content] of documents) {
    const paths: string[] = [];
    for (const text of ["1", "2", "3"]) {
      paths.push(await write(`${property.replaceAll(/\W/g, "-")}-${text}.${extension}`, content(text)));
    }
    overrides.unshift([patternOf(property), fc.constantFrom(...paths)]);
  }
  return overrides;
}

/** Programs that name no files, which are quicker to make. */
export const noFiles: Overrides = [[/(^|\.)(logos|screenshots|videos|documents|csv)$/, "leftOut"]];

/** Matches a path that ends so. */
function patternOf(property: string): RegExp {
  return new RegExp(`(^|\\.)${property.replaceAll(".", "\\.").replace("*", "\\*")}$`);
}

/** Instructions to the engine, which are no content; and what an object is known by, which stays the same in a test. */
export const steering: Overrides = [[/^(adopt|force|replacePublished|toleratedLocks)$/, "leftOut"]];

/** Descriptions with and without markup. */
export const descriptions: Overrides = [
  [
    /(^|\.)description$/,
    fc.constantFrom(
      "",
      "Plain\ntext & more",
      "<p>One</p>",
      "<p>One</p>\n<ul><li>Two</li><li>Three</li></ul>",
      "<p>Ünï &amp; <b>bold</b><br>line</p>",
    ),
  ],
];

/** Inputs of an offer, of which any part may be there. */
export function randomOffer(files: Overrides): fc.Arbitrary<Properties> {
  const known: Overrides = [
    [/^offerId$/, fc.constant("random-offer")],
    [/^alias$/, fc.constant("Random offer")],
  ];
  const overrides = [...steering, ...known, ...files, ...descriptions];
  return validInputs(offerInputs, overrides) as fc.Arbitrary<Properties>;
}

/** Inputs of a plan, of which any part may be there; `offer` is filled in by whoever has one. */
export function randomPlan(files: Overrides): fc.Arbitrary<Properties> {
  const known: Overrides = [
    [/^offer$/, fc.constant("(an offer)")],
    [/^planId$/, fc.constant("random-plan")],
    [/^technicalConfiguration\.package$/, fc.tuple(fc.uuid(), fc.uuid()).map((ids) => ids.join("/"))],
  ];
  return validInputs(planInputs, [...steering, ...known, ...files, ...descriptions]) as fc.Arbitrary<Properties>;
}

/** Files of a package beside those that each has to have. */
export const randomPackage: fc.Arbitrary<Record<string, string>> = fc.dictionary(
  fc.stringMatching(/^[a-zäö]{1,5}(\/[a-z]{1,5})?\.txt$/),
  fc.string({ unit: "grapheme" }),
  { maxKeys: 4 },
);

/** The program without what `check` refuses; rules that span several properties are known to it alone. */
export async function accepted(declared: Declared, program: Properties): Promise<Properties> {
  const candidate = structuredClone(program);
  for (let tries = 0; tries < 50; tries++) {
    const properties = await refused(declared, candidate);
    if (properties.length === 0) return candidate;
    if (properties.map((property) => takeOut(candidate, property)).every((isGone) => !isGone)) break;
  }
  throw new Error(`check goes on refusing ${JSON.stringify(candidate)}`);
}

/** The properties that `check` refuses. */
export async function refused(declared: Declared, program: Properties): Promise<string[]> {
  try {
    await declared.check(program);
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.findings.map(({ property }) => property);
    throw error;
  }
}

/**
 * Takes out the property with this path as findings write it; when it is not there, the innermost one around it that
 * is, if any.
 */
function takeOut(program: Properties, property: string): boolean {
  let found: { owner: unknown; key: string | number } | undefined;
  const look = (owner: unknown, path: readonly PropertyKey[]) => {
    const keys = Array.isArray(owner) ? owner.keys() : isObject(owner) ? Object.keys(owner) : [];
    for (const key of keys) {
      const here = formatPath([...path, key]);
      if (property !== here && !property.startsWith(`${here}.`) && !property.startsWith(`${here}[`)) continue;
      found = { owner, key };
      look((owner as Properties)[key as string], [...path, key]);
    }
  };
  look(program, []);
  if (found === undefined) return false;
  if (Array.isArray(found.owner)) found.owner.splice(Number(found.key), 1);
  else delete (found.owner as Properties)[found.key];
  return true;
}

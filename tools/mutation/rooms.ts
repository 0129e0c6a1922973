/**
 * Which rooms `npm run mutation` changes, and which tests are nearest to each. The property tests and those with the real
 * engine are in no list: they take too long.
 */
import { globSync } from "node:fs";

const kinds = "tests/provider/kinds";

/** For each room the patterns of its nearest test files, nearest first. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  "provider/engine": ["tests/provider/engine/*.test.ts", `${kinds}/*.test.ts`, `${kinds}/plan/*.test.ts`],
  "provider/fields": [
    "tests/provider/fields/*.test.ts",
    `${kinds}/*.test.ts`,
    `${kinds}/plan/*.test.ts`,
    `${kinds}/offer/{kept-credentials,settings,co-sell-documents}.test.ts`,
  ],
  "provider/pages": [
    "tests/provider/pages/*.test.ts",
    `${kinds}/*.test.ts`,
    `${kinds}/plan/*.test.ts`,
    `${kinds}/offer/{kept-credentials,languages,settings,life}.test.ts`,
    "tests/commands/export.test.ts",
  ],
  "provider/kinds/publishing": [`${kinds}/publishing/*.test.ts`],
};

/** Tests that these patterns match, but that take as long as all others of a room together, each with what it does. */
export const tooSlow: readonly string[] = [
  `${kinds}/interrupted.test.ts`, // kills processes at each request
  `${kinds}/unknown.test.ts`, // leaves out each value of each program
  `${kinds}/publishing/patience.test.ts`, // three days from submission to live
];

/** The room that a source file lies in, if it is one of those above. */
export function roomOf(file: string): string | undefined {
  return Object.keys(rooms).find((room) => file.startsWith(`${room}/`));
}

/** The source files of rooms and of single files, such as `provider/fields` and `provider/pages/together.ts`. */
export function sourcesOf(names: readonly string[], root: string): string[] {
  return names.flatMap((name) => {
    const found = files(name.endsWith(".ts") ? name : `${name}/**/*.ts`, root);
    if (found.length === 0) throw new Error(`There is no source file ${name}.`);
    const elsewhere = found.find((file) => roomOf(file) === undefined);
    if (elsewhere !== undefined)
      throw new Error(`${elsewhere} is in none of the rooms ${Object.keys(rooms).join(", ")}.`);
    return found;
  });
}

/** The nearest test files of a room, nearest first, as sources: `tests/provider/fields/field.test.ts`. */
export function testsOf(room: string, root: string): string[] {
  const found = (rooms[room] ?? []).flatMap((pattern) => {
    const matching = files(pattern, root);
    if (matching.length === 0) throw new Error(`There is no test file ${pattern}.`);
    return matching;
  });
  return [...new Set(found)].filter((file) => !tooSlow.includes(file));
}

function files(pattern: string, root: string): string[] {
  return globSync(pattern, { cwd: root })
    .map((file) => file.replaceAll("\\", "/"))
    .sort();
}

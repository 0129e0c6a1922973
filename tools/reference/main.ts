/** `npm run reference`: writes `docs/reference/*.md`. */
import { readFileSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../schema/package-schema.js";
import { Reference } from "./pages.js";

/** Where the pages are. */
export const referenceFolder = join(root, "docs", "reference");

/** The pages as they should be, by the names of their files. */
export function referencePages(): Promise<Map<string, string>> {
  const folder = join(root, "sdk");
  const text = readFileSync(join(folder, "queries.ts"), "utf8");
  return new Reference(folder, ts.createSourceFile("queries.ts", text, ts.ScriptTarget.Latest, true)).pages();
}

async function main(): Promise<void> {
  const pages = await referencePages();
  await mkdir(referenceFolder, { recursive: true });
  for (const name of await readdir(referenceFolder)) if (!pages.has(name)) await rm(join(referenceFolder, name));
  for (const [name, text] of pages) await writeFile(join(referenceFolder, name), text);
  console.log(`wrote ${pages.size} pages into ${referenceFolder}`);
}

if (require.main === module) void main();

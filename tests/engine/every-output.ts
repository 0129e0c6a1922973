/**
 * Whatever the engine tests make Pulumi and our commands print or store is looked through for secrets: after the last
 * test, none may have been found. What shows secrets on purpose (`--show-secrets`) is left out.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { secretsIn, spellings } from "../../tools/torture/spellings.js";

const needles = new Set<string>();
const leaks: string[] = [];
let texts = 0;

/** From now on this is a secret that nobody may see. */
export function keepSecret(...secrets: readonly string[]): void {
  for (const secret of secrets) for (const spelling of spellings(secret)) needles.add(spelling);
}

/** Looks through what a command has printed. */
export function lookThrough(args: readonly string[], ...printed: readonly string[]): void {
  if (args.includes("--show-secrets")) return;
  for (const text of printed) look(`pulumi ${args.join(" ")}`, text);
}

/** Looks through all that a backend holds: states, and their history. */
export function lookThroughFiles(folder: string): void {
  for (const { path, text } of textsIn(folder)) look(path.slice(folder.length), text);
}

/** All files of a folder. */
export function textsIn(folder: string): { readonly path: string; readonly text: string }[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return paths.map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

function look(where: string, text: string): void {
  texts += 1;
  const leak = secretsIn(text, needles);
  if (leak === undefined) return;
  const at = text.indexOf(leak);
  leaks.push(`${leak} in ${where}: ${text.slice(Math.max(0, at - 200), at + 100)}`);
}

if (typeof after === "function") {
  after("no output of any test shows a secret", () => {
    assert.deepEqual(leaks, []);
    assert.ok(needles.size > 0 || texts === 0);
  });
}

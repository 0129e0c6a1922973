/** What people are told to run by `npx`: without the package it fetches a package of that name, which has to be ours. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../../..");
const ours = /\bnpx (?:-p pulumi-partnercenter partnercenter\b|pulumi-partnercenter-emulator\b)/;

function filesIn(folder: string, endings: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => endings.test(name) && !name.includes("node_modules"))
    .map((name) => join(root, folder, name));
}

describe("what docs and messages say of npx", () => {
  const files = [
    ...readdirSync(root)
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(root, name)),
    ...filesIn("docs", /\.md$/),
    ...filesIn("emulator", /^[^/]*\.md$|^src.*\.ts$/),
    ...filesIn("examples", /\.(md|ts|ya?ml)$/),
    ...["commands", "provider", "sdk"].flatMap((folder) => filesIn(folder, /\.(md|ts)$/)),
  ];

  it("names no package that is not ours", () => {
    const calls = files.flatMap((file) =>
      // In a code span or at the beginning of a line of code; elsewhere it is the name of the tool.
      [...readFileSync(file, "utf8").matchAll(/(?<=`|^)npx [^\n`\\]*/gm)].map(([call]) => call),
    );
    assert.ok(calls.length > 5);
    assert.deepEqual(
      calls.filter((call) => !ours.test(call)),
      [],
    );
  });
});

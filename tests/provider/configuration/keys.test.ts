/** What can be configured is what the README's table says. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configurationKeys, variableOf } from "../../../provider/configuration/keys.js";

describe("the README's table of configuration keys", () => {
  const readme = readFileSync(join(__dirname, "../../../..", "README.md"), "utf8");
  const rows = readme.split("\n").filter((line) => line.startsWith("| `partnercenter:"));
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  const keysIn = (cell = "") => [...cell.matchAll(/`(?:partnercenter:)?(\w+)`/g)].map(([, key]) => key);

  it("has each key once, and no other", () => {
    const named = cells.flatMap(([, keys]) => keysIn(keys));
    assert.deepEqual([...named].sort(), [...configurationKeys].sort());
  });

  for (const [, keys, variable = ""] of cells) {
    it(`names the environment variable of ${keys}`, () => {
      const first = configurationKeys.find((key) => key === keysIn(keys)[0]);
      assert.ok(first !== undefined && variable.startsWith(`\`${variableOf(first)}\``), variable);
    });
  }
});

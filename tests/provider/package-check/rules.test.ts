/** The rules for packages: each is breached once and more, said with its place, and documented. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackage } from "../../../provider/package-check/check-package.js";
import type { Problem } from "../../../provider/package-check/problems.js";
import { type RuleId, rules } from "../../../provider/package-check/rules.js";
import { breaches } from "./breaches.js";
import { type Change, linked, main, packageWith, today } from "./good-package.js";

/** The text of the line that a problem names. */
function lineOf({ file, line }: Problem, files: ReadonlyMap<string, Uint8Array>): string | undefined {
  if (line === undefined) return undefined;
  return new TextDecoder()
    .decode(files.get(file ?? ""))
    .split("\n")
    [line - 1]?.trim();
}

describe("the rules for packages", () => {
  it("have nothing to say about a good package", () => {
    assert.deepEqual(checkPackage(packageWith(), today), []);
  });

  it("take a parameter for one that needs no value when the definition of its type is nullable", () => {
    const definitions = {
      choice: { $ref: "#/definitions/perhaps" },
      perhaps: { type: "string", nullable: true },
      circle: { $ref: "#/definitions/circle" },
    };
    const rulesFor = (name: string) => {
      const declared = { $ref: `#/definitions/${name}` };
      const use = { type: "string", value: "[coalesce(parameters('more'), '')]" };
      const files = packageWith(
        ...[main, linked].flatMap((file): Change[] => [
          [file, ["languageVersion"], "2.0"],
          [file, ["definitions"], definitions],
          [file, ["parameters", "more"], declared],
          [file, ["outputs", "more"], use],
        ]),
      );
      const found = checkPackage(files, today).map(({ rule }) => rule);
      return found.filter((rule) => rule !== "template-language-version").sort();
    };
    assert.deepEqual(rulesFor("choice"), []);
    for (const name of ["circle", "none"]) {
      assert.deepEqual(rulesFor(name), ["linked-parameters", "ui-parameter-output"], name);
    }
  });

  for (const [rule, all] of Object.entries(breaches)) {
    for (const { changes, file, line, says, also = [], facts } of all) {
      it(`${rule}: ${says.length > 90 ? `${says.slice(0, 90)}…` : says}`, () => {
        const files = packageWith(...changes);
        const found = checkPackage(files, today, facts);
        const ofRule = found.filter((problem) => problem.rule === rule);
        assert.deepEqual(
          ofRule.map((problem) => [problem.file, lineOf(problem, files)?.slice(0, line?.length), problem.what]),
          [[file, line, says]],
        );
        if (rule === "json-syntax" || rule === "json-object" || rule === "package-files" || rule.endsWith("-size"))
          return;
        const others = new Set(found.map((problem): RuleId => problem.rule));
        others.delete(rule as RuleId);
        for (const one of also) others.delete(one);
        assert.deepEqual([...others], []);
      });
    }
  }

  it("are documented, each with its severity and its source", () => {
    const page = readFileSync(join(__dirname, "../../../..", "docs/package-checks.md"), "utf8");
    const table = page.split("\n").filter((line) => line.startsWith("| `"));
    const cells = table.map((line) =>
      line
        .slice(1, -1)
        .split(" | ")
        .map((text) => text.trim()),
    );
    assert.deepEqual(
      cells,
      Object.entries(rules).map(([id, { severity, asks, source }]) => [`\`${id}\``, severity, asks, source]),
    );
  });
});

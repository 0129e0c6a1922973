/**
 * The tests of Microsoft's toolkit for templates that block certification, one by one: what fails there is found here,
 * what passes there is not. docs/package-checks.md says which of them are checked how far.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../provider/package-check/rules.js";
import { findings } from "./small-package.js";
import { definitionTests } from "./toolkit-definitions.js";
import { templateTests } from "./toolkit-templates.js";

const tests = { ...templateTests, ...definitionTests };

describe("what the toolkit blocks", () => {
  for (const [name, { fails, passes = {} }] of Object.entries(tests)) {
    // A blocking test is cited by a rule; what cannot work besides is an error.
    const ofTest = (found: readonly string[]) =>
      found.filter((line) => {
        const [severity, rule] = line.split(": ") as [string, keyof typeof rules];
        return severity !== "warning" && rules[rule].source.includes(`arm-ttk: ${name}`);
      });
    for (const [what, changes] of Object.entries(fails)) {
      it(`${name}: ${what}`, () => assert.notDeepEqual(ofTest(findings(changes)), [], findings(changes).join()));
    }
    for (const [what, changes] of Object.entries(passes)) {
      it(`${name}, but not ${what}`, () => assert.deepEqual(ofTest(findings(changes)), []));
    }
  }

  it("is cited by rules under these names, and is in the table of the documentation", () => {
    const page = readFileSync(join(__dirname, "../../..", "docs/package-checks.md"), "utf8");
    for (const [id, { severity, source }] of Object.entries(rules)) {
      const name = source.split(/arm-ttk: /)[1];
      if (severity === "certification" && name !== undefined) assert.ok(Object.hasOwn(tests, name), `${id}: ${name}`);
    }
    for (const name of Object.keys(tests)) assert.ok(page.includes(`| ${name} `), name);
  });
});

/**
 * What publishers really put into packages, and what they reported: a row for each case, with all that is to be said
 * about it. Further cases of a kind are one row each.
 */
import assert from "node:assert/strict";
import { zipSync } from "fflate";
import { readPackage } from "../../provider/files/package-content.js";
import { harmless } from "./harmless-packages.js";
import { trackingIds, wrong } from "./mistaken-packages.js";
import { withFolder } from "./package-files.js";
import { right } from "./right-packages.js";
import { findings, linkedTemplate, main, template, ui, warnings } from "./small-package.js";
import { working } from "./taken-packages.js";

describe("packages as publishers make them", () => {
  const groups = {
    "work, and are taken": working,
    "look odd, and are taken": harmless,
    "are right": right,
    "have mistakes": wrong,
    "have tracking ids": trackingIds,
  };
  for (const [group, cases] of Object.entries(groups)) {
    describe(group, () => {
      for (const [what, changes, finds, facts] of cases) {
        it(what, () => assert.deepEqual(findings(changes, facts), [...finds].sort()));
      }
    });
  }

  it("are read from a zip whose names begin with a dot, and one that was made on Windows", async () => {
    const zipped = (names: readonly string[]) =>
      zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array([1])])));
    await withFolder(async (write) => {
      const dotted = await readPackage(await write("dotted.zip", zipped(["./", "./a.json", "./b/./c.json"])));
      assert.deepEqual([[...dotted.files.keys()], dotted.withBackslash], [["a.json", "b/c.json"], []]);
      const windows = await readPackage(await write("windows.zip", zipped(["a.json", "b\\c.json"])));
      assert.deepEqual([[...windows.files.keys()], windows.withBackslash], [["a.json", "b/c.json"], ["b/c.json"]]);
    });
  });

  it("are told of old API versions in one line, whatever their files and types", () => {
    const old = (type: string) => ({ type, apiVersion: "2019-01-01", name: "a", location: "[parameters('location')]" });
    const text = template({
      parameters: { location: { type: "string" } },
      resources: [old("Microsoft.Compute/disks")],
    });
    const lines = warnings([
      ...linkedTemplate(text, { location: { value: "[parameters('location')]" } }),
      [main, ["resources", 2], old("Microsoft.Compute/images")],
      [main, ["resources", 0, "apiVersion"], "2019-01-01-preview"],
    ]);
    const [line, ...others] = lines.filter((one) => one.endsWith("[api-version-recent]"));
    assert.match(
      line ?? "",
      /^in mainTemplate\.json, line \d+: .* \(the same in line \d+, and once in another file\) /,
    );
    assert.deepEqual(others, []);
  });

  it("are told which test of the toolkit they fail, before other warnings", () => {
    const lines = warnings([
      [ui, ["parameters", "basics", 0, "toolTip"], undefined],
      [ui, ["parameters", "basics", 0, "placeholder"], ""],
    ]);
    assert.deepEqual(lines, [
      "in createUiDefinition.json, line 7: parameters.basics[0] has no tool tip; fails certification (arm-ttk: " +
        "Tooltips Should Be Present) [ui-tool-tip]",
      "in createUiDefinition.json, line 15: parameters.basics[0].placeholder is empty; take it out, or set it [ui-blank]",
    ]);
  });
});

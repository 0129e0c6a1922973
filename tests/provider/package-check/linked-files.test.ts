/** References from templates to files of the package, in the ways in which templates write them. */
import assert from "node:assert/strict";
import { checkPackage } from "../../../provider/package-check/check-package.js";
import type { RuleId } from "../../../provider/package-check/rules.js";
import { type Change, linked, main, packageWith, today, ui } from "./good-package.js";

const token = { type: "securestring", defaultValue: "" };
const location = { type: "string", defaultValue: "[deployment().properties.templateLink.uri]" };

/** The rules that a package breaches when a tag of its main template has the value. */
function rulesFor(value: string, ...changes: readonly Change[]): RuleId[] {
  const files = packageWith(
    [main, ["resources", 0, "tags"], { file: value }],
    [main, ["parameters", "_artifactsLocation"], location],
    [main, ["parameters", "_artifactsLocationSasToken"], token],
    [
      main,
      ["variables", "keep"],
      "[concat(parameters('_artifactsLocation'), variables('folder'), '/', variables('all').set)]",
    ],
    [main, ["variables", "folder"], "scripts"],
    [main, ["variables", "all"], { set: "set-up.sh" }],
    [main, ["outputs", "keep"], { type: "string", value: "[variables('keep')]" }],
    ...changes,
  );
  return checkPackage(files, today).map(({ rule }) => rule);
}

describe("a reference to a file of the package", () => {
  const base = "parameters('_artifactsLocation')";
  const sas = "parameters('_artifactsLocationSasToken')";
  const ways: Record<string, (name: string) => string> = {
    "uri of the template's own address": (name) => `[uri(deployment().properties.templateLink.uri, '${name}')]`,
    "uri of _artifactsLocation": (name) => `[uri(${base}, '${name}')]`,
    "uri with a token": (name) => `[uri(${base}, concat('${name}', ${sas}))]`,
    "uri and a token": (name) => `[concat(uri(${base}, '${name}'), ${sas})]`,
    "concat with a slash": (name) => `[concat(${base}, '/${name}', ${sas})]`,
    format: (name) => `[format('{0}/{1}{2}', ${base}, '${name}', ${sas})]`,
    "a question mark": (name) => `[uri(${base}, '${name}?raw=1')]`,
    "dots and escapes": (name) => `[uri(${base}, './nested/../${name.replaceAll("-", "%2D")}')]`,
    "letter case of functions": (name) => `[URI(Parameters('_ARTIFACTSLOCATION'), '${name}')]`,
  };
  for (const [way, write] of Object.entries(ways)) {
    it(`is followed: ${way}`, () => {
      assert.deepEqual(rulesFor(write("scripts/set-up.sh")), []);
      assert.deepEqual(rulesFor(write("scripts/set-down.sh")), ["artefact-in-package"]);
    });
  }

  it("is followed through variables, by letter case of files but not of variables", () => {
    const through = "[uri(parameters('_artifactsLocation'), concat(variables('FOLDER'), '/', variables('all').SET))]";
    assert.deepEqual(rulesFor(through), []);
    assert.deepEqual(rulesFor(through, [main, ["variables", "all", "set"], "Set-Up.sh"]), ["artefact-in-package"]);
  });

  it("is followed through a parameter that nobody gives a value", () => {
    const value = "[uri(deployment().properties.templateLink.uri, concat(parameters('place'), '/none.sh'))]";
    const declared: Change = [main, ["parameters", "place"], { type: "string", defaultValue: "scripts" }];
    assert.deepEqual(rulesFor(value, declared), ["artefact-in-package"]);
    assert.deepEqual(rulesFor(value, declared, [ui, ["parameters", "outputs", "place"], "[basics('title')]"]), []);
  });

  const silent: Record<string, string> = {
    "a part that only a deployment knows": "[uri(deployment().properties.templateLink.uri, uniqueString('a'))]",
    "another address": "[uri('https://example.com/', 'scripts/none.sh')]",
    "an address inside of the call": "[uri(deployment().properties.templateLink.uri, 'https://example.com/none.sh')]",
    "a folder": "[uri(deployment().properties.templateLink.uri, 'scripts/')]",
    "the template itself": "[deployment().properties.templateLink.uri]",
  };
  for (const [what, value] of Object.entries(silent)) {
    it(`is nothing to look for: ${what}`, () => assert.deepEqual(rulesFor(value), []));
  }

  it("is nothing to look for in the package when the files are elsewhere", () => {
    const elsewhere: Change = [
      main,
      ["parameters", "_artifactsLocation", "defaultValue"],
      "https://raw.githubusercontent.com/contoso/app/main/",
    ];
    assert.deepEqual(rulesFor("[uri(parameters('_artifactsLocation'), 'none.sh')]", elsewhere), [
      "artifacts-parameters",
    ]);
  });

  it("ends where variables refer to each other in circles, or grow without end", () => {
    const circle: Change[] = [
      [main, ["variables", "one"], "[concat(variables('two'), 'a')]"],
      [main, ["variables", "two"], "[concat(variables('one'), 'b')]"],
    ];
    assert.deepEqual(rulesFor("[uri(parameters('_artifactsLocation'), variables('one'))]", ...circle), []);
    const growing = [...Array(100).keys()].map((index): Change => {
      const before = index === 0 ? "'aaaaaaaa'" : `variables('v${index - 1}')`;
      return [main, ["variables", `v${index}`], `[concat(${Array(20).fill(before).join(", ")})]`];
    });
    assert.deepEqual(rulesFor("[uri(parameters('_artifactsLocation'), variables('v99'))]", ...growing), []);
  });
});

describe("a linked template", () => {
  it("finds its own files beside itself", () => {
    const inner: Change[] = [
      [
        linked,
        ["outputs"],
        { own: { type: "string", value: "[uri(deployment().properties.templateLink.uri, 'own.sh')]" } },
      ],
      ["own.sh", "text", ""],
    ];
    const found = checkPackage(packageWith(...inner), today);
    assert.deepEqual(
      found.map(({ rule, what }) => [rule, what]),
      [
        [
          "artefact-in-package",

          'outputs.own.value refers to the file "nestedtemplates/own.sh", which is not in the package (there ' +
            "is own.sh)",
        ],
      ],
    );
    assert.deepEqual(checkPackage(packageWith(...inner, ["nestedtemplates/own.sh", "text", ""]), today), []);
  });

  it("is told where the files are, so that what it does not find is a warning only", () => {
    const found = checkPackage(
      packageWith(
        [linked, ["parameters", "_artifactsLocation"], { type: "string" }],
        [linked, ["parameters", "_artifactsLocationSasToken"], { type: "securestring" }],
        [
          main,
          ["resources", 2, "properties", "parameters", "_artifactsLocation"],
          { value: "[variables('links').root]" },
        ],
        [main, ["resources", 2, "properties", "parameters", "_artifactsLocationSasToken"], { value: "" }],
        [main, ["variables", "links", "root"], "[deployment().properties.templateLink.uri]"],
        [linked, ["resources", 1], deployment("[uri(parameters('_artifactsLocation'), 'none.json')]")],
        [linked, ["resources", 2], deployment("[uri(deployment().properties.templateLink.uri, 'none.json')]")],
      ),
      today,
    );
    assert.deepEqual(
      found.map(({ rule, what }) => [rule, what.replace(/^.*(?=leads)/, "")]),
      [
        ["artefact-in-package", 'leads to "none.json", which is not in the package'],
        ["linked-template", 'leads to "nestedtemplates/none.json", which is not in the package'],
      ],
    );
    function deployment(uri: string): Record<string, unknown> {
      const properties = { mode: "Incremental", templateLink: { uri } };
      return { type: "Microsoft.Resources/deployments", apiVersion: "2025-04-01", name: "more", properties };
    }
  });

  it("is checked once, also when templates link to each other in a circle", () => {
    const deployment = (relativePath: string) => ({
      type: "Microsoft.Resources/deployments",
      apiVersion: "2025-04-01",
      name: "again",
      properties: {
        mode: "Incremental",
        templateLink: { relativePath },
        parameters: { location: { value: "x" }, sku: { value: "[parameters('sku')]" } },
      },
    });
    const changes: Change[] = [
      [linked, ["resources", 1], deployment("storage.json")],
      [linked, ["resources", 2], deployment("../nestedtemplates/storage.json")],
      [linked, ["contentVersion"], 1],
    ];
    const found = checkPackage(packageWith(...changes), today);
    assert.deepEqual(
      found.map(({ rule, file }) => [rule, file]),
      [["template-version-form", linked]],
    );
  });
});

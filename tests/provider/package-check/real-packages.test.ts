/** Packages that are right, or that somebody has published: they are taken, and only good advice is given. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { readPackage } from "../../../provider/files/package-content.js";
import { checkPackage } from "../../../provider/package-check/check-package.js";
import { errorLines, warningLines } from "../../../provider/package-check/problems.js";
import { needReferenceMaterial, samplePackages } from "../../contract/reference-material.js";
import { type Change, linked, main, packageWith, today, ui } from "./good-package.js";

const examples = join(__dirname, "../../../../examples");

describe("the packages of the examples", () => {
  const found = readdirSync(examples, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("mainTemplate.json") && !path.includes("node_modules"))
    .map((path) => join(examples, path, ".."));

  it("are there", () => assert.ok(found.length >= 4));
  for (const folder of found) {
    it(`${relative(examples, folder)} has no problem`, async () => {
      assert.deepEqual(checkPackage((await readPackage(folder)).files, today), []);
    });
  }
});

describe("packages of managed applications that others have published", () => {
  before(function () {
    needReferenceMaterial(this);
  });
  const lines = async (name: string) => {
    const problems = checkPackage((await readPackage(join(samplePackages, name))).files, today);
    return { errors: errorLines(problems), warnings: warningLines(problems) };
  };

  it("have no error: 101-managed-vm", async () => {
    assert.deepEqual(await lines("101-managed-vm"), {
      errors: [],
      warnings: [
        "in createUiDefinition.json, line 94: parameters.steps[2].elements[0] lets people choose what exists " +
          "already, but outputs have no newOrExisting and resourceGroup of it. Hand them over, or set " +
          "options.hideExisting; fails certification (arm-ttk: HideExisting Must Be Correctly Handled) [ui-existing]",

        "in mainTemplate.json, line 26: parameters.userName.defaultValue is a user name that everyone can " +
          "guess; take it out [administrator-name-default]",

        'in mainTemplate.json, line 62: resources[0].apiVersion "2019-11-01" is more than two years old; there ' +
          "is 2025-07-01 (the same in lines 89, 127, 139, 165) [api-version-recent]",
      ],
    });
  });

  it("have no error: 201-managed-web-app, whose script is not there", async () => {
    const { errors, warnings } = await lines("201-managed-web-app");
    assert.deepEqual(errors, []);
    assert.ok(
      warnings.includes(
        "in mainTemplate.json, line 64: variables.artifacts.scripts refers to the file " +
          '"scripts/ManagedWebApplication.ps1.zip", which is not in the package [artefact-in-package]',
      ),
    );
    assert.deepEqual([...new Set(warnings.map((line) => line.replace(/^.*\[(.*)\]$/, "$1")))].sort(), [
      "administrator-name-default",
      "api-version-recent",
      "artefact-in-package",
      "hard-coded-address",
      "template-blank",
      "ui-existing",
      "uri-construction",
      "usage-attribution",
    ]);
  });
});

describe("a package", () => {
  const resource = (index: number, ...path: (string | number)[]) => ["resources", index, ...path];
  const inner = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
  };
  const right: Record<string, Change[]> = {
    "letter case of types and names": [
      [main, ["variables", "prefix"], "[toLower(PARAMETERS('Title'))]"],
      [main, ["parameters", "title", "type"], "String"],
      [main, resource(0, "type"), "microsoft.compute/VIRTUALMACHINES"],
      [ui, ["parameters", "outputs", "title"], undefined],
      [ui, ["parameters", "outputs", "TITLE"], "[Basics('title')]"],
    ],
    "texts that look like expressions": [
      [main, ["variables", "prefix"], "[concat(parameters('title'), variables('plain'))]"],
      [main, ["variables", "plain"], "[[parameters('none')]"],
      [main, ["metadata"], { description: "[parameters('none')]" }],
      [main, ["parameters", "title", "metadata"], { description: "[parameters('none')]" }],
      [main, ["parameters", "size", "allowedValues"], ["Small", "Large", "[parameters('none')]"]],
    ],
    "loops over variables": [
      [main, ["variables", "copy"], [{ name: "names", count: 2, input: "[copyIndex('names')]" }]],
      [main, ["variables", "prefix"], "[concat(parameters('title'), variables('names')[0])]"],
    ],
    "names that only a deployment knows": [
      [main, ["variables", "prefix"], "[concat(parameters('title'), variables(concat('size', parameters('size'))))]"],
      [main, ["variables", "sizeSmall"], "1"],
    ],
    "functions of one's own": [
      [
        main,
        ["functions"],
        [
          {
            namespace: "contoso",
            members: {
              listAll: {
                parameters: [{ name: "own", type: "string" }],
                output: { type: "string", value: "[parameters('own')]" },
              },
            },
          },
        ],
      ],
      [main, ["outputs", "names", "value"], "[contoso.listAll(variables('prefix'))]"],
    ],
    "secrets that are none, or stay secret": [
      [main, ["parameters", "key"], { type: "securestring", defaultValue: "[newGuid()]" }],
      [main, ["parameters", "more"], { type: "secureObject", defaultValue: {} }],
      [main, ["outputs", "key"], { type: "securestring", value: "[concat(parameters('key'), parameters('more').a)]" }],
    ],
    "children and extensions of resources": [
      [
        linked,
        resource(0, "resources"),
        [
          { type: "blobServices", apiVersion: "2025-01-01", name: "default" },
          { type: "Microsoft.Storage/storageAccounts/providers/locks", apiVersion: "2020-05-01", name: "a/b/c" },
        ],
      ],
    ],
    "locations that are none": [[linked, resource(1), { ...trafficManager(), location: "Global" }]],
    "zones for private links": [
      [main, ["outputs", "zone"], { type: "string", value: "privatelink.blob.core.windows.net" }],
    ],
    "a template with what is declared around it": [
      [
        main,
        resource(3, "properties", "template"),
        {
          ...inner,
          resources: [{ ...trafficManager(), name: "[variables('prefix')]", location: "[parameters('location')]" }],
        },
      ],
    ],
    "a template with what it declares itself": [
      [
        main,
        resource(3, "properties"),
        {
          mode: "Incremental",
          expressionEvaluationOptions: { scope: "inner" },
          parameters: { own: { value: "[variables('prefix')]" }, key: { value: "[parameters('adminPassword')]" } },
          template: {
            ...inner,
            parameters: { own: { type: "string" }, key: { type: "securestring" } },
            resources: [{ ...trafficManager(), name: "[parameters('own')]", tags: { key: "[parameters('key')]" } }],
          },
        },
      ],
    ],
    "parameters from elsewhere": [
      [main, resource(2, "properties", "parameters"), undefined],
      [main, resource(2, "properties", "parametersLink"), { uri: "[uri('https://example.com', parameters('size'))]" }],
    ],
    "a tracking id that is put together": [
      [main, resource(3, "name"), "[concat('pid-', variables('prefix'), '-partnercenter')]"],
    ],
    "a tracking id by publisher and offer, as the documentation writes it": [
      [main, resource(3, "name"), "pid-contoso-myoffer-partnercenter"],
      [
        main,
        resource(3, "properties", "template", "$schema"),
        "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
      ],
    ],
    "the basics among the steps": [[ui, ["parameters", "outputs", "title"], "[steps('basics').title]"]],
    "an old version that is the newest": [
      [linked, resource(1), { type: "Microsoft.Insights/components", apiVersion: "2020-02-02", name: "a" }],
    ],
    "a version of a type that is not known": [
      [linked, resource(1), { type: "Contoso.Provider/things", apiVersion: "2012-01-01-preview", name: "a" }],
    ],
    "no deployments, and so no tracking id": [
      [main, resource(2), trafficManager()],
      [main, resource(3), trafficManager()],
      [main, ["variables", "links"], undefined],
      [main, ["outputs", "size"], { type: "string", value: "[parameters('size')]" }],
    ],
    "an empty object for no element": [[ui, ["parameters", "basics", 1], {}]],
    "no views": [["viewDefinition.json", "text", undefined]],
  };
  for (const [what, changes] of Object.entries(right)) {
    it(`may have ${what}`, () => assert.deepEqual(checkPackage(packageWith(...changes), today), []));
  }

  it("may name its resources by symbols, but not when it is a managed application", () => {
    const symbolic: Change[] = [
      [linked, ["languageVersion"], "2.0"],
      [
        linked,
        ["resources"],
        { account: { ...trafficManager(), name: "[parameters('sku')]", location: "[parameters('location')]" } },
      ],
    ];
    const found = checkPackage(packageWith(...symbolic), today);
    assert.deepEqual(
      found.map(({ rule }) => rule),
      ["template-language-version"],
    );
  });

  function trafficManager(): Record<string, unknown> {
    return { type: "Microsoft.Network/trafficManagerProfiles", apiVersion: "2022-04-01", name: "profile" };
  }
});

/** A breach of each rule: changes of the good package, and what is said about them. The type asks for every rule. */
import type { PackageFacts } from "../../../provider/package-check/check-package.js";
import type { RuleId } from "../../../provider/package-check/rules.js";
import { type Change, linked, main, ui, view } from "./good-package.js";

/** What is changed, where that is found, and what is said. */
export interface Breach {
  readonly changes: readonly Change[];
  readonly file?: string;
  /** How the line begins that is named; none is for a file as a whole. */
  readonly line?: string;
  readonly says: string;
  /** Other rules that are breached as well. */
  readonly also?: readonly RuleId[];
  /** What is known of the package besides its files. */
  readonly facts?: PackageFacts;
}

const resource = (index: number, ...path: (string | number)[]) => ["resources", index, ...path];
const element = (...path: (string | number)[]) => ["parameters", "steps", 0, "elements", ...path];
const many = (count: number, make: (index: number) => unknown) =>
  Object.fromEntries([...Array(count).keys()].map((index) => [`n${index}`, make(index)]));

export const breaches: Readonly<Record<RuleId, readonly Breach[]>> = {
  "package-files": [
    { changes: [[main, "text", undefined]], says: "has no mainTemplate.json at its root" },
    {
      changes: [
        [ui, "text", undefined],
        ["createUIDefinition.json", "text", "{}"],
      ],
      says: "has no createUiDefinition.json at its root (it is spelled createUIDefinition.json)",
    },
    {
      changes: [
        [ui, "text", undefined],
        ["app/createUiDefinition.json", "text", "{}"],
      ],
      says:
        "has no createUiDefinition.json at its root (it is at app/createUiDefinition.json; move it " + "to the root)",
    },
  ],
  "package-file-size": [
    { changes: [["data/big.bin", "bytes", 1024 ** 3 + 1]], file: "data/big.bin", says: "has more than 1 GB" },
  ],
  "package-file-names": [
    {
      changes: [],
      facts: { withBackslash: [linked] },
      file: linked,
      says: "has \\ for / in its name in the zip; zip it again",
    },
  ],
  "package-binaries": ["images/machine.VHD", "bin/setup.exe"].map((path) => ({
    changes: [[path, "text", "x"]],
    file: path,
    says: "is a binary, and packages must have none, such as images of machines; put it where it can be fetched",
  })),
  "package-private-files": [".env", "data/.aws/credentials", "keys/server.PFX"].map((path) => ({
    changes: [[path, "text", "secret"]],
    file: path === "data/.aws/credentials" ? "data/.aws" : path,
    says: "looks private, and customers get the files of the package; take it out of there unless they need it",
  })),
  "json-syntax": [
    { changes: [[main, "text", "{"]], file: main, says: "is not JSON: line 1, column 2: a closing brace is missing" },
    {
      changes: [[ui, "text", '{\n  "a": 1\n  "b": 2\n}']],
      file: ui,
      says: "is not JSON: line 3, column 3: a comma is missing",
    },
    {
      changes: [[linked, "text", '{"a": [1,,2]}']],
      file: linked,
      says: "is not JSON: line 1, column 10: a value is expected (there may be a comma too many)",
    },
    {
      changes: [[view, "text", viewWith('"more": [1,],')]],
      file: view,
      line: '"more": [1,],',
      says: "is not JSON: it has a comma with nothing after it",
    },
    {
      changes: [[ui, "text", '{"a": "b\n"}']],
      file: ui,
      line: '{"a": "b',
      says: "is not JSON: it has a line break or a tab in a text",
    },
    { changes: [[view, "text", ""]], file: view, says: "is not JSON: it is empty" },
    {
      changes: [[main, "text", "[".repeat(100_000)]],
      file: main,
      says: "is not JSON: objects and arrays lie 100000 deep inside each other",
    },
  ],
  "json-object": [{ changes: [[main, "text", "[]"]], file: main, line: "[]", says: "the file is not a JSON object" }],
  "json-other": [
    {
      changes: [["data/settings.json", "text", "{a: 1}"]],
      file: "data/settings.json",
      says: "is not JSON: line 1, column 2: this is not a value (texts and names stand in double quotes)",
    },
  ],
  "json-encoding": [
    {
      changes: [[view, "bytes", Buffer.from(viewWith('"more": "caf\u00e9",'), "latin1")]],
      file: view,
      line: '"more": "caf',
      says: "has a byte that is not UTF-8, which people see as \uFFFD; save the file as UTF-8",
    },
  ],
  "json-comments": [
    {
      changes: [["viewDefinition.json", "text", viewWith("// the pages\n/* of it */")]],
      file: view,
      line: "// the pages",
      says:
        "has comments, which are not JSON: the portal, which reads this file, is reported to load for ever; take " +
        "them out",
    },
    {
      changes: [[linked, "text", templateWith("/* all of it */")]],
      file: linked,
      line: "/* all of it */",
      says:
        "has comments, which are not JSON: Azure Resource Manager takes them, but not every tool on the way does; " +
        "take them out",
      also: ["linked-parameters", "parameter-used"],
    },
  ],
  "json-multi-line-text": [
    {
      changes: [[linked, "text", templateWith('"metadata": { "a": "one\ntwo\tthree" },')]],
      file: linked,
      line: '"metadata": { "a": "one',
      says:
        "has a line break or a tab in a text, which JSON does not allow: Azure Resource Manager takes it, not every " +
        "tool does; write \\n or \\t instead",
      also: ["linked-parameters", "parameter-used"],
    },
  ],
  "json-trailing-comma": [
    {
      changes: [[linked, "text", templateWith('"metadata": { "a": [1, /* 2 */ ], },')]],
      file: linked,
      line: '"metadata": { "a": [1,',
      says:
        "has a comma with nothing after it, which JSON does not allow: Azure Resource Manager takes it, not every " +
        "tool does; write nothing instead",
      also: ["linked-parameters", "parameter-used", "json-comments"],
    },
  ],
  "json-repeated-key": [
    {
      changes: [["viewDefinition.json", "text", viewWith('"contentVersion": "0",')]],
      file: view,
      line: '"contentVersion": "0.0.0.1",',
      says: "contentVersion is there twice in one object; the last one counts",
    },
  ],

  "template-schema": [
    {
      changes: [[main, ["$schema"], undefined]],
      file: main,
      line: "{",
      says:
        "the file has no $schema; write " +
        "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    },
    {
      changes: [
        [linked, ["$schema"], "https://schema.management.azure.com/schemas/2019-01-01/deploymentTemplate.json#"],
      ],
      file: linked,
      line: '"$schema":',
      says:
        '$schema "https://schema.management.azure.com/schemas/2019-01-01/d… is not a schema of deployment ' +
        "templates; write https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    },
  ],
  "template-schema-old": [
    {
      changes: [[main, ["$schema"], "http://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json"]],
      file: main,
      line: '"$schema":',
      says:
        "$schema is of a version that is no longer maintained; write " +
        "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    },
  ],
  "template-scope": [
    {
      changes: [
        [
          main,
          ["$schema"],
          "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
        ],
      ],
      file: main,
      line: '"$schema":',
      says: "$schema is not that of a deployment to a resource group, into which the portal deploys",
    },
  ],
  "template-version": [
    {
      changes: [[main, ["contentVersion"], undefined]],
      file: main,
      line: "{",
      says: 'contentVersion is missing; write four numbers, such as "1.0.0.0"',
    },
    {
      changes: [[main, resource(3, "properties", "template", "contentVersion"), undefined]],
      file: main,
      line: '"template": {',
      says: 'resources[3].properties.template.contentVersion is missing; write four numbers, such as "1.0.0.0"',
    },
  ],
  "template-version-form": [
    {
      changes: [[main, ["contentVersion"], "1.0"]],
      file: main,
      line: '"contentVersion": "1.0",',
      says: 'contentVersion "1.0" is not a version of four numbers, such as "1.0.0.0"',
    },
  ],
  "template-sections": [
    {
      changes: [[linked, ["resources"], undefined]],
      file: linked,
      line: "{",
      says: "the file has no resources; write at least an empty list",
      also: ["parameter-used"],
    },
    {
      changes: [[linked, ["resources"], {}]],
      file: linked,
      line: '"resources": {}',
      says: "resources is not a list",
      also: ["parameter-used"],
    },
    { changes: [[main, ["outputs"], []]], file: main, line: '"outputs": []', says: "outputs is not an object" },
    { changes: [[main, ["functions"], {}]], file: main, line: '"functions": {}', says: "functions is not a list" },
  ],
  "template-unknown-section": [
    {
      changes: [[main, ["output"], { a: 1 }]],
      file: main,
      line: '"output": {',
      says: "output is not a section of a template",
    },
  ],
  "template-language-version": [
    {
      changes: [[main, ["languageVersion"], "2.0"]],
      file: main,
      line: '"languageVersion": "2.0"',
      says: 'languageVersion "2.0" cannot be deployed as a managed application, which takes 1.0 only; as a solution template it can',
    },
  ],
  "template-size": [
    { changes: [[linked, "text", " ".repeat(4 * 1024 * 1024 + 1)]], file: linked, says: "has 5 MB, more than 4 MB" },
  ],
  "template-counts": [
    {
      changes: [[main, ["outputs"], many(65, () => ({ type: "int", value: 1 }))]],
      file: main,
      line: '"outputs": {',
      says: "outputs has 65 entries; a template takes at most 64",
    },
    {
      changes: [[linked, ["resources", 0, "copy"], { name: "all", count: 801 }]],
      file: linked,
      line: '"resources": [',
      says: "resources are 801 with copies; a template takes at most 800",
    },
  ],
  "template-blank": [
    {
      changes: [[main, ["variables", "links", "none"], " "]],
      file: main,
      line: '"none": " "',
      says: "variables.links.none is empty; take it out, or set it",
    },
    {
      changes: [[main, resource(3, "properties", "template", "tags"), {}]],
      file: main,
      line: '"tags": {}',
      says: "resources[3].properties.template.tags is empty; take it out, or set it",
      also: ["template-unknown-section"],
    },
  ],
  "expression-length": [
    {
      changes: [[main, ["outputs", "names", "value"], `[concat(variables('prefix'), '${"x".repeat(24_600)}')]`]],
      file: main,
      line: '"value":',
      says: "outputs.names.value is 24633 characters long; at most 24576 are read",
    },
  ],
  "expression-brackets": [
    {
      changes: [[main, ["outputs", "names", "value"], "[concat(variables('prefix')]"]],
      file: main,
      line: '"value": "[concat(variables(\'prefix\')]"',
      says:
        'outputs.names.value is not an expression that can be read: a "(" has no partner. If it is meant as a ' +
        "plain text, begin it with [[",
    },
    {
      changes: [[main, ["outputs", "names", "value"], "[variables('prefix)]"]],
      file: main,
      line: '"value": "[variables(\'prefix)]"',
      says:
        "outputs.names.value is not an expression that can be read: a quotation mark has no partner. If it is " +
        "meant as a plain text, begin it with [[",
    },
    {
      changes: [[ui, ["parameters", "outputs", "title"], "[concat(basics('title'), ']"]],
      file: ui,
      line: '"title": "[concat(basics(\'title\'), \']",',
      says: "parameters.outputs.title cannot be read: a quotation mark has no partner",
    },
  ],

  "parameter-type": [
    {
      changes: [[main, ["parameters", "size", "type"], "text"]],
      file: main,
      line: '"size": {',
      says:
        'parameters.size has the type "text"; types are string, securestring, int, bool, object, secureObject ' +
        "and array",
    },
    {
      changes: [[main, ["parameters", "size", "type"], undefined]],
      file: main,
      line: '"size": {',
      says: "parameters.size has no type; types are string, securestring, int, bool, object, secureObject and array",
    },
  ],
  "parameter-default": [
    {
      changes: [[main, ["parameters", "count", "defaultValue"], "2"]],
      file: main,
      line: '"defaultValue": "2",',
      says: 'parameters.count.defaultValue "2" is not of the type int',
    },
    {
      changes: [
        [main, ["parameters", "level"], { type: "string", allowedValues: ["Low", "High"], defaultValue: "Medium" }],
        [main, ["variables", "prefix"], "[concat(parameters('title'), parameters('level'))]"],
      ],
      file: main,
      line: '"defaultValue": "Medium"',
      says: 'parameters.level.defaultValue "Medium" is not one of allowedValues',
    },
    {
      changes: [[main, ["parameters", "title", "allowedValues"], "a"]],
      file: main,
      line: '"allowedValues": "a"',
      says: "parameters.title.allowedValues is not a list",
    },
  ],
  "parameter-default-unused": [
    {
      changes: [[linked, ["parameters", "sku", "defaultValue"], 1]],
      file: linked,
      line: '"defaultValue": 1',
      says: "parameters.sku.defaultValue 1 is not of the type string, though nothing uses it, since a value is always passed",
    },
  ],

  "parameter-bounds": [
    {
      changes: [[main, ["parameters", "count", "maxValue"], 10.5]],
      file: main,
      line: '"maxValue": 10.5',
      says: "parameters.count.maxValue 10.5 is not a whole number",
    },
    {
      changes: [[main, ["parameters", "count", "minValue"], 11]],
      file: main,
      line: '"minValue": 11,',
      says: "parameters.count.minValue 11 is above maxValue",
    },
  ],
  "parameter-bounds-number": [
    {
      changes: [[main, ["parameters", "count", "maxValue"], "10"]],
      file: main,
      line: '"maxValue": "10"',
      says: 'parameters.count.maxValue "10" is a text; write the number without quotation marks',
    },
  ],
  "parameter-bounds-text": [
    {
      changes: [[linked, ["parameters", "sku", "minLength"], "3"]],
      file: linked,
      line: '"minLength": "3"',
      says: 'parameters.sku.minLength "3" is a text; write the number without quotation marks',
    },
  ],
  "parameter-bounds-pair": [
    {
      changes: [[main, ["parameters", "count", "maxValue"], undefined]],
      file: main,
      line: '"minValue": 1',
      says: "parameters.count.minValue is there without maxValue",
    },
  ],
  "parameter-reserved": [
    {
      changes: [
        [main, ["parameters", "JitAccessPolicy"], { type: "object", defaultValue: {} }],
        [main, ["outputs", "jit"], { type: "object", value: "[parameters('JitAccessPolicy')]" }],
      ],
      file: main,
      line: '"JitAccessPolicy": {',
      says:
        "parameters.JitAccessPolicy is a name that the portal keeps for itself: Azure refuses a managed application's " +
        "definition with it; only a solution template may have it. Rename it",
    },
  ],

  "parameter-declared": [
    {
      changes: [[main, ["outputs", "names", "value"], "[concat(variables('prefix'), parameters('prefix'))]"]],
      file: main,
      line: '"value":',
      says:
        'outputs.names.value refers to the parameter "prefix", which is not declared (there is a variable of ' +
        "this name): \"[concat(variables('prefix'), parameters('prefix'))]\"",
    },
    {
      changes: [[linked, ["resources", 0, "kind"], "[parameters('kind')]"]],
      file: linked,
      line: '"kind": "[parameters(\'kind\')]",',
      says: 'resources[0].kind refers to the parameter "kind", which is not declared: "[parameters(\'kind\')]"',
    },
  ],
  "parameter-used": [
    {
      changes: [[main, ["parameters", "more"], { type: "string", defaultValue: "" }]],
      file: main,
      line: '"more": {',
      says: "parameters.more is never used; take it out",
    },
  ],
  "variable-declared": [
    {
      changes: [[main, ["variables", "prefix"], "[variables('base')]"]],
      file: main,
      line: '"prefix": "[variables(\'base\')]",',
      says: 'variables.prefix refers to the variable "base", which is not declared: "[variables(\'base\')]"',
      also: ["parameter-used"],
    },
  ],
  "variable-used": [
    {
      changes: [[main, ["variables", "more"], 1]],
      file: main,
      line: '"more": 1',
      says: "variables.more is never used; take it out",
    },
  ],
  "output-form": [
    {
      changes: [[main, ["outputs", "more"], { type: "string" }]],
      file: main,
      line: '"more": {',
      says: "outputs.more has no value",
    },
    {
      changes: [[main, ["outputs", "more"], { value: 1 }]],
      file: main,
      line: '"more": {',
      says: "outputs.more has no type",
    },
    {
      changes: [[main, ["outputs", "more"], "x"]],
      file: main,
      line: '"more": "x"',
      says: "outputs.more is not an object with type and value",
    },
  ],
  "location-parameter": [
    {
      changes: [[main, ["parameters", "location", "defaultValue"], "westeurope"]],
      file: main,
      line: '"defaultValue": "westeurope"',
      says: "parameters.location.defaultValue is not [resourceGroup().location]",
    },
    {
      changes: [[linked, ["parameters", "location", "defaultValue"], "westeurope"]],
      file: linked,
      line: '"defaultValue": "westeurope"',
      says: "parameters.location.defaultValue is a place of its own; take it out, and pass the main template's location",
    },
  ],
  "location-choice": [
    {
      changes: [[main, ["parameters", "location", "allowedValues"], ["[resourceGroup().location]"]]],
      file: main,
      line: '"allowedValues": [',
      says: "parameters.location.allowedValues keeps people out whose cloud has other regions",
    },
  ],

  "artifacts-parameters": [
    {
      changes: [
        [linked, ["parameters", "_artifactsLocation"], { type: "string", defaultValue: "" }],
        [linked, ["resources", 0, "tags"], { from: "[parameters('_artifactsLocation')]" }],
      ],
      file: linked,
      line: '"_artifactsLocation": {',
      says: "parameters._artifactsLocation is there without _artifactsLocationSasToken",
    },
    {
      changes: [
        [main, ["parameters", "_artifactsLocation"], { type: "string", defaultValue: "https://example.com/" }],
        [main, ["parameters", "_artifactsLocationSasToken"], { type: "securestring", defaultValue: "" }],
        [main, ["outputs", "from"], { type: "string", value: "[parameters('_artifactsLocation')]" }],
      ],
      file: main,
      line: '"defaultValue": "https://example.com/"',
      says:
        "parameters._artifactsLocation.defaultValue is not [deployment().properties.templateLink.uri], where Azure " +
        "finds the files of the package",
    },
  ],

  "password-parameter": [
    {
      changes: [
        [main, ["parameters", "dbPassword"], { type: "string", defaultValue: "" }],
        [main, ["variables", "prefix"], "[concat(parameters('title'), parameters('dbPassword'))]"],
      ],
      file: main,
      line: '"dbPassword": {',
      says: "parameters.dbPassword is named like a secret, but is string, not securestring",
    },
    {
      changes: [
        [main, ["parameters", "dbPasswords"], { type: "object", defaultValue: {} }],
        [main, ["outputs", "passed"], { type: "object", value: "[parameters('dbPasswords')]" }],
      ],
      file: main,
      line: '"dbPasswords": {',
      says: "parameters.dbPasswords is named like a secret, but is object, not secureObject",
    },
  ],

  "secret-default": [
    {
      changes: [[main, ["parameters", "adminPassword", "defaultValue"], "hunter2"]],
      file: main,
      line: '"defaultValue": "hunter2"',
      says: "parameters.adminPassword.defaultValue gives a secret away: everyone can read the package. Take it out",
    },
  ],
  "secret-default-expression": [
    {
      changes: [[main, ["parameters", "adminPassword", "defaultValue"], "[uniqueString(resourceGroup().id)]"]],
      file: main,
      line: '"defaultValue":',
      says: "parameters.adminPassword.defaultValue is an expression without newGuid(); take it out",
    },
  ],
  "secret-object-default": [
    {
      changes: [
        [main, ["parameters", "more"], { type: "secureObject", defaultValue: { a: { b: 1 } } }],
        [main, resource(1, "properties", "protectedSettings", "more"), "[parameters('more')]"],
      ],
      file: main,
      line: '"defaultValue": {',
      says: "parameters.more.defaultValue has values, which everyone can read in the package; take secrets out",
    },
  ],

  "secret-output": [
    {
      changes: [[main, ["outputs", "names", "value"], "[concat(variables('prefix'), parameters('adminpassword'))]"]],
      file: main,
      line: '"names": {',
      says:
        'outputs.names shows the secure parameter "adminpassword" to everyone who can read the deployment; take ' +
        "it out",
    },
    {
      changes: [
        [linked, ["outputs"], { key: { type: "object", value: { a: "[listKeys('x', '2025-06-01').keys[0]]" } } }],
      ],
      file: linked,
      line: '"key": {',
      says: "outputs.key shows the result of listKeys() to everyone who can read the deployment; take it out",
    },
    {
      changes: [[main, ["outputs", "userPassword"], { type: "string", value: "[variables('prefix')]" }]],
      file: main,
      line: '"userPassword": {',
      says: "outputs.userPassword is named like a password; rename it, or take it out",
    },
  ],
  "secret-command": [
    {
      changes: [
        [
          main,
          resource(1, "properties", "settings", "commandToExecute"),
          "[concat('sh x ', parameters('adminPassword'))]",
        ],
      ],
      file: main,
      line: '"commandToExecute":',
      says:
        'resources[1].properties.settings.commandToExecute shows the secure parameter "adminPassword" to ' +
        "everyone who can read the extension; move it into protectedSettings",
    },
  ],
  "secret-nested": [
    {
      changes: [
        [
          main,
          resource(3, "properties", "template", "resources"),
          [
            {
              type: "Microsoft.KeyVault/vaults/secrets",
              apiVersion: "2026-02-01",
              name: "vault/password",
              properties: { value: "[parameters('adminPassword')]" },
            },
          ],
        ],
      ],
      file: main,
      line: '"template": {',
      says:
        'resources[3].properties.template writes the secure parameter "adminPassword" into the history of ' +
        'deployments; set expressionEvaluationOptions.scope to "inner"',
    },
  ],

  "resource-form": [
    {
      changes: [[linked, ["resources", 0, "name"], undefined]],
      file: linked,
      line: "{",
      says: "resources[0] has no name",
    },
    {
      changes: [[linked, ["resources", 0, "apiVersion"], ""]],
      file: linked,
      line: "{",
      says: 'resources[0] has the apiVersion ""',
      also: ["template-blank"],
    },
    { changes: [[main, resource(4), "x"]], file: main, line: '"x"', says: "resources[4] is not an object" },
  ],
  "resource-type": [
    {
      changes: [[linked, ["resources", 0, "type"], "storageAccounts"]],
      file: linked,
      line: '"type": "storageAccounts",',
      says: 'resources[0].type "storageAccounts" is not a type, such as "Microsoft.Storage/storageAccounts"',
    },
  ],
  "resource-name": [
    {
      changes: [[main, resource(1, "name"), "setUp"]],
      file: main,
      line: '"name": "setUp",',
      says: 'resources[1].name "setUp" has 1 part; the type Microsoft.Compute/virtualMachines/extensions asks for 2',
    },
  ],
  "api-version-form": [
    {
      changes: [[linked, ["resources", 0, "apiVersion"], "latest"]],
      file: linked,
      line: '"apiVersion": "latest",',
      says: 'resources[0].apiVersion "latest" is not a version, such as "2024-03-01"',
    },
  ],
  "api-version-literal": [
    {
      changes: [[main, resource(0, "apiVersion"), "[variables('prefix')]"]],
      file: main,
      line: '"apiVersion": "[variables(\'prefix\')]",',
      says:
        "resources[0].apiVersion is an expression; write the version itself, since the resource's form goes with " +
        "it",
    },
  ],
  "api-version-recent": [
    {
      changes: [[linked, ["resources", 0, "apiVersion"], "2023-01-01"]],
      file: linked,
      line: '"apiVersion": "2023-01-01",',
      says: 'resources[0].apiVersion "2023-01-01" is more than two years old; there is 2026-04-01',
    },
    {
      changes: [[linked, ["resources", 0, "apiVersion"], "2025-01-01-preview"]],
      file: linked,
      line: '"apiVersion": "2025-01-01-preview",',
      says: 'resources[0].apiVersion "2025-01-01-preview" is a preview; there is 2026-04-01',
    },
  ],
  "resource-location": [
    {
      changes: [
        [linked, ["resources", 0, "location"], "westeurope"],
        [linked, ["resources", 0, "tags"], { from: "[parameters('location')]" }],
      ],
      file: linked,
      line: '"location": "westeurope",',
      says: 'resources[0].location "westeurope" is fixed; take [parameters(\'location\')], or "global"',
    },
  ],
  "resource-location-parameter": [
    {
      changes: [[main, resource(0, "location"), "[resourceGroup().location]"]],
      file: main,
      line: '"location": "[resourceGroup().location]",',
      says: "resources[0].location is [resourceGroup().location]; take [parameters('location')]",
    },
  ],
  "depends-on-conditional": [
    {
      changes: [
        [main, resource(1, "dependsOn", 0), "[if(equals(parameters('size'), 'Small'), 'machines', 'storage')]"],
      ],
      file: main,
      line: '"',
      says:
        "resources[1].dependsOn[0] begins with if; conditional resources that are not deployed are left out by " +
        "themselves",
    },
  ],
  "resource-id": [
    {
      changes: [
        [
          main,
          resource(0, "properties", "networkInterfaceId"),
          "[concat('/subscriptions/', subscription().subscriptionId, '/x')]",
        ],
      ],
      file: main,
      line: '"networkInterfaceId":',
      says:
        "resources[0].properties.networkInterfaceId puts an id of a resource together by hand; take it from " +
        "resourceId()",
    },
  ],

  "uri-construction": [
    {
      changes: [[main, resource(0, "tags"), { guideUrl: "[concat('https://example.com/', variables('prefix'))]" }]],
      file: main,
      line: '"guideUrl":',
      says: "resources[0].tags.guideUrl joins an address by concat() or format(); take uri()",
    },
  ],
  "deployment-mode": [
    {
      changes: [[main, resource(2, "properties", "mode"), "Complete"]],
      file: main,
      line: '"mode": "Complete",',
      says: 'resources[2].properties.mode "Complete" is possible at the root only; write "Incremental"',
    },
  ],
  "deployment-debug": [
    {
      changes: [[main, resource(2, "properties", "debugSetting"), { detailLevel: "requestContent" }]],
      file: main,
      line: '"debugSetting": {',
      says: "resources[2].properties.debugSetting keeps what is sent and received, with secrets; take it out",
    },
  ],
  "hard-coded-address": [
    {
      changes: [[main, ["variables", "prefix"], "[concat(parameters('title'), '.blob.core.windows.net')]"]],
      file: main,
      line: '"prefix":',
      says:
        "variables.prefix has blob.core.windows.net, which is another one in other clouds; take it from " +
        "environment()",
    },
  ],
  "providers-function": [
    {
      changes: [
        [
          main,
          ["variables", "prefix"],
          "[concat(parameters('title'), providers('Microsoft.Web', 'sites').apiVersions[0])]",
        ],
      ],
      file: main,
      line: '"prefix":',
      says: "variables.prefix asks providers() for versions; write the version that the resource is made for",
    },
  ],
  "virtual-machine-size": [
    {
      changes: [
        [main, resource(0, "properties", "hardwareProfile", "vmSize"), "Standard_D1"],
        [main, resource(0, "tags"), { size: "[parameters('vmSize')]" }],
      ],
      file: main,
      line: '"vmSize": "Standard_D1"',
      says: 'resources[0].properties.hardwareProfile.vmSize "Standard_D1" is fixed; make it a parameter',
    },
  ],
  "virtual-machine-preview": [
    {
      changes: [[main, resource(0, "properties", "storageProfile"), { imageReference: { sku: "server-preview" } }]],
      file: main,
      line: '"sku": "server-preview"',
      says:
        'resources[0].properties.storageProfile.imageReference.sku "server-preview" is a preview; take an image that ' +
        "is not",
    },
  ],

  "administrator-name": [
    {
      changes: [
        [main, ["variables", "adminUsername"], "operator"],
        [main, ["outputs", "user"], { type: "string", value: "[variables('adminUsername')]" }],
      ],
      file: main,
      line: '"adminUsername": "operator"',
      says: 'variables.adminUsername "operator" is a fixed user name; make it a parameter',
    },
  ],
  "administrator-name-default": [
    {
      changes: [[main, ["parameters", "adminName", "defaultValue"], "admin"]],
      file: main,
      line: '"defaultValue": "admin"',
      says: "parameters.adminName.defaultValue is a user name that everyone can guess; take it out",
    },
  ],
  "administrator-password": [
    {
      changes: [[main, resource(0, "properties", "osProfile", "adminPassword"), "hunter2"]],
      file: main,
      line: '"adminPassword": "hunter2"',
      says:
        "resources[0].properties.osProfile.adminPassword is a fixed password: everyone can read the package. Make it a " +
        "secure parameter",
    },
  ],

  "linked-template": [
    {
      changes: [[linked, "text", undefined]],
      file: main,
      line: '"uri": "[variables(\'links\').storage]"',
      says:
        'resources[2].properties.templateLink.uri leads to "nestedtemplates/storage.json", which is not in the ' +
        "package",
    },
    {
      changes: [
        [main, resource(2, "properties", "templateLink"), { relativePath: "nestedtemplates/Storage.json" }],
        [main, ["variables", "links"], undefined],
      ],
      file: main,
      line: '"relativePath": "nestedtemplates/Storage.json"',
      says:
        'resources[2].properties.templateLink.relativePath leads to "nestedtemplates/Storage.json", which is not ' +
        "in the package (it is spelled nestedtemplates/storage.json; letter case counts)",
    },
  ],
  "linked-template-outside": [
    {
      changes: [
        [main, resource(2, "properties", "templateLink", "uri"), "https://example.com/storage.json"],
        [main, ["variables", "links"], undefined],
      ],
      file: main,
      line: '"uri": "https://example.com/storage.json"',
      says:
        'resources[2].properties.templateLink.uri leads to "https://example.com/storage.json"; put the template ' +
        "into the package",
    },
  ],
  "linked-parameters": [
    {
      changes: [[main, resource(2, "properties", "parameters", "sku"), undefined]],
      file: main,
      line: '"parameters": {',
      says:
        'resources[2].properties.parameters passes no value for the parameter "sku" of ' +
        "nestedtemplates/storage.json",
      also: ["parameter-used"],
    },
    {
      changes: [[main, resource(2, "properties", "parameters", "kind"), { value: "StorageV2" }]],
      file: main,
      line: '"kind": {',
      says: "resources[2].properties.parameters.kind is not a parameter of nestedtemplates/storage.json",
    },
  ],
  "nested-parameter-type": [
    {
      changes: [
        [
          main,
          resource(3, "properties"),
          {
            mode: "Incremental",
            expressionEvaluationOptions: { scope: "inner" },
            parameters: { size: { value: "[parameters('size')]" } },
            template: {
              $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              contentVersion: "1.0.0.0",
              parameters: { size: { type: "int" } },
              resources: [],
              outputs: { size: { type: "int", value: "[parameters('size')]" } },
            },
          },
        ],
      ],
      file: main,
      line: '"size": {',
      says:
        'resources[3].properties.parameters.size passes the parameter "size", which is of the type string, but is of ' +
        "the type int there",
    },
  ],
  "linked-parameter-type": [
    {
      changes: [[main, resource(2, "properties", "parameters", "sku", "value"), 1]],
      file: main,
      line: '"sku": {',
      says: "resources[2].properties.parameters.sku passes 1, but the parameter is of the type string",
      also: ["parameter-used"],
    },
    {
      changes: [[main, resource(2, "properties", "parameters", "sku", "value"), "[parameters('count')]"]],
      file: main,
      line: '"sku": {',
      says:
        'resources[2].properties.parameters.sku passes the parameter "count", which is of the type int, but is of the ' +
        "type string there",
      also: ["parameter-used"],
    },
  ],

  "script-in-package": [
    {
      changes: [["scripts/set-up.sh", "text", undefined]],
      file: main,
      line: '"',
      says:
        'resources[1].properties.settings.fileUris[0] refers to the file "scripts/set-up.sh", which is not in ' +
        "the package",
    },
  ],
  "artefact-in-package": [
    {
      changes: [
        [
          main,
          ["outputs", "more"],
          { type: "string", value: "[uri(deployment().properties.templateLink.uri, 'guide/set-up.sh')]" },
        ],
      ],
      file: main,
      line: '"value":',
      says:
        'outputs.more.value refers to the file "guide/set-up.sh", which is not in the package (there is ' +
        "scripts/set-up.sh)",
    },
  ],
  "usage-attribution": [
    {
      changes: [[main, resource(3, "name"), "tracking"]],
      file: main,
      line: '"resources": [',
      says:
        "resources have deployments, but none with the tracking id of the plan, and Partner Center adds it only " +
        "to templates without deployments. Add a deployment named pid-<GUID>-partnercenter, with the id that " +
        "the plan's technical configuration shows",
    },
  ],
  "tracking-id": [
    {
      changes: [[main, resource(3, "name"), "pid-123"]],
      file: main,
      line: '"name": "pid-123",',
      says: 'resources[3].name "pid-123" is not a tracking id; it has the form pid-<GUID>-partnercenter',
    },
    {
      changes: [[main, resource(3, "name"), "pid-<GUID>-partnercenter"]],
      file: main,
      line: '"name": "pid-<GUID>-partnercenter",',
      says:
        'resources[3].name "pid-<GUID>-partnercenter" is a placeholder; write the tracking id of the plan, or leave ' +
        "the deployment out",
    },
  ],
  "tracking-id-owner": [
    {
      changes: [],
      facts: { productId: "7d1a4c3e-0b0f-4c9d-8e55-2f6b1a9c0d34" },
      file: main,
      line: '"name": "pid-0f4b0c52-6c8f-4a51-9d9c-0c3f5a7e9b11-partnercenter",',
      says:
        'resources[3].name "pid-0f4b0c52-6c8f-4a51-9d9c-0c3f5a7e9b11-partnercenter" is the tracking id of another ' +
        "offer; that of this one is pid-7d1a4c3e-0b0f-4c9d-8e55-2f6b1a9c0d34-partnercenter",
    },
  ],

  "ui-schema": [
    {
      changes: [[ui, ["$schema"], undefined]],
      file: ui,
      line: "{",
      says:
        "$schema is missing; write " +
        "https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json#",
    },
    {
      changes: [
        [ui, ["$schema"], "https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json"],
      ],
      file: ui,
      line: '"$schema":',
      says:
        '$schema is "https://schema.management.azure.com/schemas/0.1.2-previe…; write ' +
        "https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json#",
    },
    {
      changes: [[ui, ["version"], "0.1.1-preview"]],
      file: ui,
      line: '"version": "0.1.1-preview",',
      says: 'version is "0.1.1-preview"; write "0.1.2-preview"',
    },
  ],

  "ui-handler": [
    {
      changes: [[ui, ["handler"], "Microsoft.Azure."]],
      file: ui,
      line: '"handler": "Microsoft.Azure.",',
      says: 'handler "Microsoft.Azure." is not known; write "Microsoft.Azure.CreateUIDef"',
    },
  ],
  "ui-not-checked": [
    {
      changes: [[ui, [], { handler: "Microsoft.HDInsight", version: "0.0.1-preview" }]],
      file: ui,
      line: '"handler": "Microsoft.HDInsight",',
      says: "handler is that of an HDInsight application, whose form is not checked here",
    },
  ],
  "ui-section": [
    {
      changes: [[ui, element(3), { name: "empty", type: "Microsoft.Common.Section", label: "Empty", elements: [{}] }]],
      file: ui,
      line: "{",
      says: "parameters.steps[0].elements[3] has no element",
    },
    {
      changes: [
        [
          ui,
          element(2, "elements", 2),
          {
            name: "inner",
            type: "Microsoft.Common.Section",
            elements: [{ name: "a", type: "Microsoft.Common.TextBlock" }],
          },
        ],
      ],
      file: ui,
      line: "{",
      says: "parameters.steps[0].elements[2].elements[2] is a section in a section, which the portal does not show",
    },
  ],
  "ui-blank": [
    {
      changes: [[ui, ["parameters", "basics", 0, "placeholder"], ""]],
      file: ui,
      line: '"placeholder": ""',
      says: "parameters.basics[0].placeholder is empty; take it out, or set it",
    },
  ],

  "ui-sections": [
    {
      changes: [
        [ui, ["parameters", "basics"], undefined],
        [ui, ["parameters", "outputs", "title"], "[steps('machine').user]"],
        [ui, ["parameters", "outputs", "applicationResourceName"], undefined],
      ],
      file: ui,
      line: '"parameters": {',
      says: "parameters.basics is missing; write at least []",
    },
  ],
  "ui-step": [
    {
      changes: [[ui, ["parameters", "steps", 1], { name: "more" }]],
      file: ui,
      line: "{",
      says: "parameters.steps[1] has no list of elements",
    },
    {
      changes: [[ui, ["parameters", "steps", 1], { elements: [{}] }]],
      file: ui,
      line: "{",
      says: "parameters.steps[1] has no name",
    },
  ],
  "ui-element": [
    {
      changes: [[ui, element(0, "type"), undefined]],
      file: ui,
      line: "{",
      says: "parameters.steps[0].elements[0] has no type",
    },
  ],
  "ui-element-name": [
    {
      changes: [[ui, element(3, "name"), "user"]],
      file: ui,
      line: '"name": "user",',
      says: 'parameters.steps[0].elements[3].name "user" is the name of another element here',
    },
    {
      changes: [[ui, element(3, "name"), undefined]],
      file: ui,
      line: "{",
      says: "parameters.steps[0].elements[3] has no name",
    },
    {
      changes: [[ui, ["parameters", "steps", 1], { name: "machine", elements: [{}] }]],
      file: ui,
      line: "{",
      says: 'parameters.steps[1] has the name "machine" of another step',
    },
  ],
  "ui-element-type": [
    {
      changes: [[ui, element(0, "type"), "Microsoft.Common.Textbox2"]],
      file: ui,
      line: '"type": "Microsoft.Common.Textbox2",',
      says:
        'parameters.steps[0].elements[0].type "Microsoft.Common.Textbox2" is not a documented type; check its ' +
        "spelling",
    },
  ],
  "ui-tool-tip": [
    {
      changes: [[ui, element(0, "toolTip"), " "]],
      file: ui,
      line: "{",
      says: "parameters.steps[0].elements[0] has no tool tip",
      also: ["ui-blank"],
    },
  ],
  "ui-text-box": [
    {
      changes: [[ui, ["parameters", "basics", 0, "constraints"], undefined]],
      file: ui,
      line: "{",
      says: "parameters.basics[0] has no regular expression with a message, so that anything can be entered",
    },
    {
      changes: [
        [ui, ["parameters", "basics", 0, "constraints"], { validations: [{ isValid: "[true]", message: "m" }] }],
      ],
      file: ui,
      line: "{",
      says: "parameters.basics[0] has no regular expression with a message, so that anything can be entered",
    },
  ],
  "ui-validation-message": [
    {
      changes: [[ui, ["parameters", "basics", 0, "constraints"], { validations: [{ regex: "^a$" }] }]],
      file: ui,
      line: "{",
      says: "parameters.basics[0].constraints.validations[0] has no message",
    },
  ],
  "ui-regular-expression": [
    {
      changes: [[ui, ["parameters", "basics", 0, "constraints", "regex"], "^[a-z{1,20}$"]],
      file: ui,
      line: '"regex": "^[a-z{1,20}$",',
      says:
        "parameters.basics[0].constraints.regex cannot be read: Invalid regular expression: /^[a-z{1,20}$/: " +
        "Unterminated character class",
    },
  ],
  "ui-password-length": [
    {
      changes: [[ui, element(1, "constraints"), undefined]],
      file: ui,
      line: "{",
      says: "parameters.steps[0].elements[1] has no constraints",
    },
    {
      changes: [[ui, element(1, "constraints", "regex"), "^.+$"]],
      file: ui,
      line: '"regex": "^.+$",',
      says: 'parameters.steps[0].elements[1].constraints.regex asks for no length, such as "{12,}"',
    },
  ],
  "ui-password-short": [
    {
      changes: [[ui, element(1, "constraints", "regex"), "^.{8,72}$"]],
      file: ui,
      line: '"regex": "^.{8,72}$",',
      says: "parameters.steps[0].elements[1].constraints.regex takes passwords of less than 12 characters",
    },
  ],

  "ui-password-confirmation": [
    {
      changes: [[ui, element(1, "options", "hideConfirmation"), true]],
      file: ui,
      line: '"hideConfirmation": true',
      says: "parameters.steps[0].elements[1].options.hideConfirmation lets a password be mistyped unseen",
    },
  ],
  "ui-user-name": [
    {
      changes: [[ui, element(0, "defaultValue"), "admin"]],
      file: ui,
      line: '"defaultValue": "admin"',
      says: "parameters.steps[0].elements[0].defaultValue is a user name that everyone can guess; take it out",
    },
  ],
  "ui-existing": [
    {
      changes: [[ui, element(3, "options"), undefined]],
      file: ui,
      line: "{",
      says:
        "parameters.steps[0].elements[3] lets people choose what exists already, but outputs have no " +
        "newOrExisting and resourceGroup of it. Hand them over, or set options.hideExisting",
    },
  ],
  "ui-location": [
    {
      changes: [[ui, ["parameters", "outputs", "location"], undefined]],
      file: ui,
      line: '"outputs": {',
      says: 'parameters.outputs have no "location": "[location()]"',
    },
    {
      changes: [[ui, ["parameters", "outputs", "location"], "[toLower(location())]"]],
      file: ui,
      line: '"location":',
      says: 'parameters.outputs.location is "[toLower(location())]"; write "[location()]"',
    },
  ],
  "ui-output-element": [
    {
      changes: [[ui, ["parameters", "outputs", "title"], "[basics('tilte')]"]],
      file: ui,
      line: '"title": "[basics(\'tilte\')]",',
      says:
        'parameters.outputs.title refers to the element "tilte" of basics, which is not there: ' +
        "\"[basics('tilte')]\"",
    },
    {
      changes: [[ui, ["parameters", "outputs", "title"], "[concat('a', steps('machines').user)]"]],
      file: ui,
      line: "\"title\": \"[concat('a', steps('machines').user)]\",",
      says:
        'parameters.outputs.title refers to the step "machines", which is not there: "[concat(\'a\', ' +
        "steps('machines').user)]\"",
    },
    {
      changes: [[ui, ["parameters", "outputs", "title"], "[steps('machine').hardware.disk]"]],
      file: ui,
      line: '"title": "[steps(\'machine\').hardware.disk]",',
      says:
        'parameters.outputs.title refers to the element "disk" of the section "hardware", which is not there: ' +
        "\"[steps('machine').hardware.disk]\"",
    },
  ],
  "ui-reference": [
    {
      changes: [[ui, element(3, "visible"), "[equals(steps('machine').size, 'Large')]"]],
      file: ui,
      line: "\"visible\": \"[equals(steps('machine').size, 'Large')]\",",
      says:
        'parameters.steps[0].elements[3].visible refers to the element "size" of the step "machine", which is ' +
        "not there: \"[equals(steps('machine').size, 'Large')]\"",
    },
  ],
  "ui-output-parameter": [
    {
      changes: [[ui, ["parameters", "outputs", "admin_name"], "[steps('machine').user]"]],
      file: ui,
      line: '"admin_name": "[steps(\'machine\').user]"',
      says: 'parameters.outputs.admin_name is not a parameter of mainTemplate.json (is "adminName" meant?)',
    },
  ],
  "ui-parameter-output": [
    {
      changes: [[ui, ["parameters", "outputs", "title"], undefined]],
      file: main,
      line: '"title": {',
      says: "parameters.title has no default, and is not an output of createUiDefinition.json: nobody gives it a value",
    },
  ],
  "ui-output-type": [
    {
      changes: [
        [main, ["parameters", "more"], { type: "array", defaultValue: [1] }],
        [main, ["outputs", "more"], { type: "array", value: "[parameters('more')]" }],
        [ui, ["parameters", "outputs", "more"], "[basics('title')]"],
      ],
      file: ui,
      line: '"more": "[basics(\'title\')]"',
      says:
        'parameters.outputs.more is a text, but the parameter "more" of mainTemplate.json is of the type array; ' +
        "convert it by a function, such as parse()",
    },
  ],
  "ui-output-number": [
    {
      changes: [[ui, ["parameters", "outputs", "count"], "[basics('title')]"]],
      file: ui,
      line: '"count": "[basics(\'title\')]"',
      says:
        'parameters.outputs.count is a text, but the parameter "count" of mainTemplate.json is of the type int; ' +
        "convert it by a function, such as int()",
    },
    {
      changes: [
        [ui, element(2, "elements", 1, "constraints", "allowedValues"), [{ label: "2", value: "2" }]],
        [ui, ["parameters", "outputs", "count"], "[steps('machine').hardware.size]"],
        [ui, ["parameters", "outputs", "size"], "Small"],
      ],
      file: ui,
      line: '"count":',
      says:
        'parameters.outputs.count can be "2", a text, but the parameter "count" of mainTemplate.json is of the type ' +
        "int; write the values without quotation marks, or convert them by int()",
    },
  ],
  "ui-password-parameter": [
    {
      changes: [[ui, ["parameters", "outputs", "title"], "[steps('machine').password]"]],
      file: ui,
      line: '"title": "[steps(\'machine\').password]",',
      says:
        'parameters.outputs.title is a password, but the parameter "title" of mainTemplate.json is not a ' +
        "securestring, so that Azure shows it",
    },
  ],
  "ui-allowed-values": [
    {
      changes: [[ui, element(2, "elements", 1, "constraints", "allowedValues", 2), { label: "Huge", value: "Huge" }]],
      file: ui,
      line: '"size": "[steps(\'machine\').hardware.size]",',
      says: 'parameters.outputs.size can be "Huge", which the parameter "size" of mainTemplate.json does not allow',
    },
  ],
  "ui-choice": [
    {
      changes: [[main, ["parameters", "size"], { type: "string", defaultValue: "Medium" }]],
      file: main,
      line: '"defaultValue": "Medium"',
      says: 'parameters.size.defaultValue "Medium" is not one of the values that people can choose in size',
    },
    {
      changes: [
        [
          ui,
          element(4),
          {
            name: "colour",
            type: "Microsoft.Common.DropDown",
            toolTip: "T",
            constraints: { allowedValues: [{ value: 1 }] },
          },
        ],
      ],
      file: ui,
      line: "{",
      says: "parameters.steps[0].elements[4] goes into no output; hand it over, or take the element out",
    },
  ],

  "ui-virtual-machine-size": [
    {
      changes: [[main, ["parameters", "vmSize", "defaultValue"], "Standard_D9"]],
      file: main,
      line: '"defaultValue": "Standard_D9"',
      says: 'parameters.vmSize.defaultValue "Standard_D9" is not one of the selector\'s allowedSizes',
    },
  ],
  "ui-size": [
    { changes: [[view, "text", " ".repeat(4 * 1024 * 1024 + 1)]], file: view, says: "has 5 MB, more than 4 MB" },
  ],

  "parameter-file": [
    parameterFile(
      { $schema: undefined, contentVersion: undefined },
      '"parameters": {',
      "parameters is a file of parameters without $schema and contentVersion; take it out of the package",
    ),
  ],
  "parameter-file-schema": [parameterFile({ $schema: undefined }, "{", "the file has no $schema")],
  "parameter-file-version": [
    parameterFile({ contentVersion: undefined }, "{", 'contentVersion is missing; write "1.0.0.0"'),
  ],
  "parameter-file-parameters": [parameterFile({ parameters: undefined }, "{", "the file has no parameters")],
  "parameter-file-value": [
    parameterFile(
      { parameters: { title: "x" } },
      '"title": "x"',
      "parameters.title has neither a value nor a reference",
    ),
    parameterFile(
      { parameters: { title: { reference: { keyVault: { id: "x" }, secretName: "y" } } } },
      '"title": {',
      "parameters.title has a reference whose keyVault.id is not that of a key vault",
    ),
  ],

  "view-schema": [
    {
      changes: [[view, ["contentVersion"], undefined]],
      file: view,
      line: "{",
      says: 'contentVersion is missing; write "0.0.0.1"',
    },
  ],
  "view-views": [
    {
      changes: [[view, ["views", 0, "kind"], "Pages"]],
      file: view,
      line: "{",
      says: 'views[0] has the kind "Pages"; kinds are Overview, Metrics, CustomResources and Associations',
    },
  ],
};

function viewWith(addition: string): string {
  return `{
  ${addition}
  "$schema": "https://schema.management.azure.com/schemas/viewdefinition/0.0.1-preview/ViewDefinition.json#",
  "contentVersion": "0.0.0.1",
  "views": []
}`;
}

function templateWith(addition: string): string {
  return `{
  ${addition}
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": []
}`;
}

function parameterFile(change: object, line: string, says: string): Breach {
  const file = "mainTemplate.parameters.json";
  const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#";
  const value = { $schema, contentVersion: "1.0.0.0", parameters: { title: { value: "a" } }, ...change };
  return { changes: [[file, [], value]], file, line, says };
}

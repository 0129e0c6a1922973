/**
 * The tests of Microsoft's toolkit for templates that block certification, one by one: what fails there is found here,
 * what passes there is not. docs/package-checks.md says which of them are checked how far.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../provider/package-check/rules.js";
import type { Change } from "../provider/package-check/good-package.js";
import {
  deployment,
  element,
  findings,
  linkedTemplate,
  machine,
  main,
  parameter,
  resource,
  template,
  ui,
  uses,
} from "./small-package.js";

interface Test {
  readonly fails: Readonly<Record<string, readonly Change[]>>;
  readonly passes?: Readonly<Record<string, readonly Change[]>>;
}

const outputs = (name: string) => ["parameters", "outputs", name];
const output = (value: unknown, type = "string"): Change => [main, ["outputs", "a"], { type, value }];
const box = (constraints: object | undefined, more: object = {}): Change[] => [
  element("Microsoft.Common.PasswordBox", { constraints, ...more }),
  ...parameter("pw", { type: "securestring" }, "[basics('more')]"),
];
const textBox = (constraints: object | undefined): Change => [
  ui,
  ["parameters", "basics", 0, "constraints"],
  constraints,
];
const inner = (text: object, parameters: object = {}): Change =>
  deployment({}, { expressionEvaluationOptions: { scope: "inner" }, parameters, template: template(text) });
const image = (reference: unknown): Change => machine({ storageProfile: { imageReference: reference } });
const choice = (...values: string[]): Change =>
  element("Microsoft.Common.DropDown", {
    constraints: { allowedValues: values.map((value) => ({ label: value, value })) },
  });
const existing = (options: object | undefined): Change =>
  element("Microsoft.Network.PublicIpAddressCombo", { options });
const given = (name: string, value: string): Change[] => parameter(name, { type: "string" }, value);
const file = (value: object): Change => [
  "mainTemplate.parameters.json",
  [],
  {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
    contentVersion: "1.0.0.0",
    parameters: { label: { value: "a" } },
    ...value,
  },
];
const vault =
  "/subscriptions/8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11/resourceGroups/a/providers/Microsoft.KeyVault/vaults/abc";
const reference = (value: object) => file({ parameters: { label: { reference: value } } });
const artifacts = (location: object, token: object | undefined): Change[] => [
  [main, ["parameters", "_artifactsLocation"], location],
  ...(token === undefined ? [] : ([[main, ["parameters", "_artifactsLocationSasToken"], token]] satisfies Change[])),
  uses("[parameters('_artifactsLocation')]"),
];
const own = { type: "string", defaultValue: "[deployment().properties.templateLink.uri]" };
const sas = { type: "securestring", defaultValue: "" };

const tests: Readonly<Record<string, Test>> = {
  "JSONFiles Should Be Valid": { fails: { "a broken file of data": [["data.json", "text", "{a"]] } },
  "Min And Max Value Are Numbers": {
    fails: {
      "only the least": parameter("n", { type: "int", defaultValue: 1, minValue: 1 }),
      "only the most": parameter("n", { type: "int", defaultValue: 1, maxValue: 1 }),
      "the most as a text": parameter("n", { type: "int", defaultValue: 1, minValue: 1, maxValue: "2" }),
    },
    passes: { both: parameter("n", { type: "int", defaultValue: 1, minValue: 1, maxValue: 2 }) },
  },
  "Password params must be secure": {
    fails: Object.fromEntries(
      ["dbSecret", "storageAccountKey", "thePasswordOfAll"].map((name) => [
        name,
        parameter(name, { type: "string", defaultValue: "" }),
      ]),
    ),
    passes: { "a name": parameter("secretName", { type: "string", defaultValue: "" }) },
  },
  "Secure String Parameters Cannot Have Default": {
    fails: {
      "a text": parameter("s", { type: "secureString", defaultValue: "x" }),
      "an expression": parameter("s", { type: "secureString", defaultValue: "[uniqueString('a')]" }),
    },
    passes: {
      nothing: parameter("s", { type: "secureString", defaultValue: "" }),
      "newGuid with something": parameter("s", { type: "secureString", defaultValue: "[concat('a', newGuid ( ))]" }),
    },
  },
  "Outputs Must Not Contain Secrets": {
    fails: {
      "a name": [[main, ["outputs", "thePassword"], { type: "string", value: "x" }]],
      list: [output("[list('a', '2025-01-01').b]")],
      "listKeys in an object": [output({ key: "[trim(listKeys('a', '2025-01-01').b)]" }, "object")],
      "a secure parameter with blanks": [
        ...parameter("s", { type: "securestring", defaultValue: "" }).slice(0, 1),
        output("[ concat ( parameters ( 's' ), 'a')]"),
      ],
      "listKeys by way of a variable": [
        [main, ["variables", "v"], "[concat('a', listKeys('a', '2025-01-01').b)]"],
        output("[variables('v')]"),
      ],
    },
    passes: {
      "a function of one's own": [output("[contoso.listAll('a')]")],
      "a text with list": [output("listKeys('a')")],
    },
  },
  "CommandToExecute Must Use ProtectedSettings For Secrets": {
    fails: Object.fromEntries(
      ["[list('a', 'b')]", "[listKeys('a', 'b')]", "[concat('x', parameters('s'))]"].map((commandToExecute) => [
        commandToExecute,
        [
          ...parameter("s", { type: "securestring", defaultValue: "" }).slice(0, 1),
          uses("[uniqueString(parameters('s'))]"),
          resource("Microsoft.Compute/virtualMachines/extensions", { properties: { settings: { commandToExecute } } }),
        ],
      ]),
    ),
  },
  "Secure Params In Nested Deployments": {
    fails: {
      "a secure parameter": [
        ...parameter("s", { type: "securestring", defaultValue: "" }).slice(0, 1),
        deployment(
          {},
          {
            template: template({
              resources: [
                { type: "A.B/c", apiVersion: "2025-01-01", name: "a", properties: { a: "[parameters('s')]" } },
              ],
            }),
          },
        ),
      ],
      "listKeys, said to be outside": [
        deployment(
          {},
          {
            expressionEvaluationOptions: { scope: "outer" },
            template: template({
              resources: [
                { type: "A.B/c", apiVersion: "2025-01-01", name: "a", properties: { a: "[listKeys('a', 'b').c]" } },
              ],
            }),
          },
        ),
      ],
    },
    passes: { "nothing inside": [deployment()] },
  },
  "Location Should Not Be Hardcoded": {
    fails: {
      "the main template's default": [[main, ["parameters", "location", "defaultValue"], "westeurope"]],
      "a linked template's default": linkedTemplate(
        template({
          parameters: { location: { type: "string", defaultValue: "westus" } },
          outputs: { a: { type: "string", value: "[parameters('location')]" } },
        }),
      ),
      "a default in a template inside": [
        inner({
          parameters: { location: { type: "string", defaultValue: "westus" } },
          outputs: { a: { type: "string", value: "[parameters('location')]" } },
        }),
      ],
      "a resource's": [resource("A.B/c", { location: "westeurope" })],
      "one inside": [
        inner({ resources: [{ type: "A.B/c", apiVersion: "2025-01-01", name: "a", location: "westus" }] }),
      ],
      "the group's": [resource("A.B/c", { location: "[resourceGroup().location]" })],
      "the group's, in a property": [
        resource("A.B/c", { properties: { place: "[toLower(resourceGroup().location)]" } }),
      ],
      "the deployment's": [resource("A.B/c", { location: "[deployment().location]" })],
      "the group's, inside": [
        inner({
          resources: [{ type: "A.B/c", apiVersion: "2025-01-01", name: "a", location: "[resourceGroup().location]" }],
        }),
      ],
    },
    passes: {
      global: [resource("A.B/c", { location: "Global" })],
      "a deployment's": [deployment({ location: "[deployment().location]" })],
      "the group's as a default inside": [
        inner({
          parameters: { location: { type: "string", defaultValue: "[resourceGroup().location]" } },
          outputs: { a: { type: "string", value: "[parameters('location')]" } },
        }),
      ],
    },
  },
  "Parameter Types Should Be Consistent": {
    fails: {
      "text for a number": [
        ...parameter("x", { type: "string", defaultValue: "1" }),
        inner(
          { parameters: { x: { type: "int" } }, outputs: { a: { type: "int", value: "[parameters('x')]" } } },
          { x: { value: "[parameters('x')]" } },
        ),
      ],
    },
    passes: {
      "the same in other letters": [
        ...parameter("x", { type: "String", defaultValue: "1" }),
        inner(
          { parameters: { x: { type: "string" } }, outputs: { a: { type: "string", value: "[parameters('x')]" } } },
          { x: { value: "[parameters('x')]" } },
        ),
      ],
      "a part of an object": [
        ...parameter("x", { type: "object", defaultValue: { a: 1 } }),
        inner(
          { parameters: { x: { type: "int" } }, outputs: { a: { type: "int", value: "[parameters('x')]" } } },
          { x: { value: "[parameters('x').a]" } },
        ),
      ],
    },
  },
  "Variables Must Be Referenced": {
    fails: {
      "a variable": [[main, ["variables", "v"], "a"]],
      "a loop": [[main, ["variables", "copy"], [{ name: "v", count: 1, input: "a" }]]],
      "a name that is a sign": [[main, ["variables", "$"], "a"]],
    },
    passes: { "a name that is a sign": [[main, ["variables", "#"], "a"], uses("[variables('#')]")] },
  },
  "Deployment Resources Must Not Be Debug": {
    fails: Object.fromEntries(
      ["requestContent", "responseContent", "requestContent, responseContent"].map((detailLevel) => [
        detailLevel,
        [deployment({}, { debugSetting: { detailLevel } })],
      ]),
    ),
    passes: { none: [deployment({}, { debugSetting: { detailLevel: "None" } })] },
  },
  "DeploymentTemplate Must Not Contain Hardcoded Uri": {
    fails: Object.fromEntries(
      [
        ...["https://graph.windows.net/", "https://x.batch.core.windows.net", "https://a.azuredatalakestore.net"],
        ...[
          "[concat('https://', 'gallery.azure.com')]",
          "https://management.core.windows.net/",
          "[concat(parameters('label'), '.blob.core.windows.net')]",
        ],
        ...[
          "https://api.loganalytics.io/v1",
          "https://a.asazure.windows.net",
          "https://a.vault.azure.net/secrets",
          "https://login.microsoftonline.com",
        ],
        ...[
          "https://a.azuredatalakeanalytics.net",
          "a.database.windows.net",
          "https://datalake.azure.net",
          "https://management.azure.com",
        ],
      ].map((value) => [value, [uses(value)]]),
    ),
    passes: {
      "a schema": [uses("https://schema.management.azure.com/schemas/2019-04-01/x.json#")],
      "a package of Azure Automation": [
        uses("https://devopsgallerystorage.blob.core.windows.net/packages/a.1.0.0.nupkg"),
      ],
      "a parameter": parameter("p", { type: "string", defaultValue: "https://management.azure.com" }),
    },
  },
  "URIs Should Be Properly Constructed": {
    fails: {
      concat: [resource("A.B/c", { properties: { theUri: "[concat('https://a/', 'b')]" } })],
      format: [resource("A.B/c", { properties: { url: "[format('https://a/{0}', 'b')]" } })],
    },
    passes: {
      "concat inside of uri": [resource("A.B/c", { properties: { url: "[uri('https://a/', concat('b', 'c'))]" } })],
    },
  },
  "VM Size Should Be A Parameter": {
    fails: {
      "a machine's": [machine({ hardwareProfile: { vmSize: "Standard_D2s_v5" } })],
      "a pool's of a cluster": [
        resource("Microsoft.ContainerService/managedClusters", {
          properties: { agentPoolProfiles: [{ vmSize: "Standard_D2s_v5" }] },
        }),
      ],
      "by way of a variable": [
        [main, ["variables", "v"], "Standard_D2s_v5"],
        machine({ hardwareProfile: { vmSize: "[variables('v')]" } }),
      ],
      "passed to a linked template": linkedTemplate(
        template({
          parameters: { vmSize: { type: "string" } },
          outputs: { a: { type: "string", value: "[parameters('vmSize')]" } },
        }),
        { vmSize: { value: "Standard_D2s_v5" } },
      ),
    },
    passes: {
      "a parameter": [
        ...parameter("p", { type: "string", defaultValue: "a" }),
        machine({ hardwareProfile: { vmSize: "[parameters('p')]" } }),
      ],
    },
  },
  "Virtual Machines Should Not Be Preview": {
    fails: {
      offer: [image({ offer: "a-preview" })],
      sku: [image({ sku: "a-preview" })],
      version: [image({ version: "1.0-preview" })],
      "a scale set's": [
        resource("Microsoft.Compute/virtualMachineScaleSets", {
          properties: { virtualMachineProfile: { storageProfile: { imageReference: { sku: "preview" } } } },
        }),
      ],
      "by way of variables": [[main, ["variables", "v"], { sku: "a-preview" }], image("[variables('v')]")],
    },
    passes: { "an edition with preview in its name": [image({ offer: "product-preview-edition", sku: "standard" })] },
  },
  "adminPassword Should Not Be A Literal": {
    fails: {
      "a machine's": [machine({ osProfile: { adminPassword: "Fixed-Pass-1" } })],
      "a database's, by way of a variable": [
        [main, ["variables", "v"], "Fixed-Pass-1"],
        resource("A.B/c", { properties: { administratorLoginPassword: "[variables('v')]" } }),
      ],
      "in a variable": [
        [main, ["variables", "o"], { adminPassword: "Fixed-Pass-1" }],
        uses("[string(variables('o'))]"),
      ],
    },
    passes: {
      "a parameter": [
        ...parameter("s", { type: "securestring", defaultValue: "" }).slice(0, 1),
        machine({ osProfile: { adminPassword: "[parameters('s')]" } }),
      ],
    },
  },
  "adminUsername Should Not Be A Literal": {
    fails: {
      "a machine's": [machine({ osProfile: { adminUsername: "root" } })],
      "passed on": linkedTemplate(
        template({
          parameters: { adminUsername: { type: "string" } },
          outputs: { a: { type: "string", value: "[parameters('adminUsername')]" } },
        }),
        { adminUsername: { value: "root" } },
      ),
      "a database's, by way of a variable": [
        [main, ["variables", "v"], "root"],
        resource("A.B/c", { properties: { administratorLogin: "[variables('v')]" } }),
      ],
    },
    passes: {
      "a parameter": [
        ...parameter("p", { type: "string" }, "[basics('label')]"),
        machine({ osProfile: { adminUsername: "[parameters('p')]" } }),
      ],
    },
  },
  "artifacts parameter": {
    fails: {
      "no default": artifacts({ type: "string" }, sas).concat([
        [ui, outputs("_artifactsLocation"), "[basics('label')]"],
      ]),
      "no token": artifacts(own, undefined),
      "another default": artifacts({ ...own, defaultValue: "https://example.com/" }, sas),
      "another type": artifacts(own, { ...sas, type: "string" }),
      "a default in a linked template": linkedTemplate(
        template({
          parameters: { _artifactsLocation: own, _artifactsLocationSasToken: sas },
          outputs: { a: { type: "string", value: "[parameters('_artifactsLocation')]" } },
        }),
      ),
    },
    passes: { both: artifacts(own, sas) },
  },

  "CreateUIDefinition Should Have Schema": {
    fails: {
      "no schema": [[ui, ["$schema"], undefined]],
      "an older one": [
        [ui, ["$schema"], "https://schema.management.azure.com/schemas/0.0.1-preview/CreateUIDefinition.MultiVm.json#"],
      ],
      "without #": [
        [ui, ["$schema"], "https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json"],
      ],
      "other letter case": [
        [ui, ["$schema"], "https://schema.management.azure.com/schemas/0.1.2-preview/createUIDefinition.MultiVm.json#"],
      ],
      "no version": [[ui, ["version"], undefined]],
      "another version": [[ui, ["version"], "0.1.1-preview"]],
    },
  },
  "Handler Must Be Correct": {
    fails: { "no handler": [[ui, ["handler"], undefined]] },
    passes: { "the other one": [[ui, ["handler"], "Microsoft.Compute.MultiVm"]] },
  },
  "Location Should Be In Outputs": {
    fails: {
      "no location": [[ui, outputs("location"), undefined]],
      "another expression": [[ui, outputs("location"), "[coalesce(location(), 'westeurope')]"]],
      "a step's": [[ui, outputs("location"), "[basics('label')]"]],
    },
    passes: { "with blanks around": [[ui, outputs("location"), " [location()] "]] },
  },
  "Tooltips Should Be Present": {
    fails: {
      none: [[ui, ["parameters", "basics", 0, "toolTip"], undefined]],
      blank: [[ui, ["parameters", "basics", 0, "toolTip"], " "]],
    },
    passes: { "of a text": [element("Microsoft.Common.TextBlock", { toolTip: undefined })] },
  },
  "Textboxes Are Well Formed": {
    fails: {
      "no constraints": [textBox(undefined)],
      "no regular expression": [textBox({ required: true })],
      "no message": [textBox({ regex: "^.{1,2}$" })],
      "validations without one": [textBox({ validations: [{ isValid: "[true]", message: "m" }] })],
    },
    passes: {
      validations: [
        textBox({
          validations: [
            { isValid: "[true]", message: "m" },
            { regex: "^.{1,2}$", message: "m" },
          ],
        }),
      ],
    },
  },
  "Validations Must Have Message": { fails: { "no message": [textBox({ validations: [{ regex: "^.{1,2}$" }] })] } },
  "PasswordBoxes Must Have Min Length": {
    fails: { "no constraints": box(undefined), "no length": box({ regex: "^.+$" }) },
    passes: { "no regular expression": box({ required: true }), several: box({ regex: "^(?=.{4,})(?=.{8}).*$" }) },
  },
  "Credential Confirmation Should Not Be Hidden": {
    fails: {
      "a box": box({ required: true }, { options: { hideConfirmation: true } }),
      "a combo": [element("Microsoft.Compute.CredentialsCombo", { options: { hideConfirmation: true } })],
    },
  },
  "Usernames Should Not Have A Default": {
    fails: { "a default": [element("Microsoft.Compute.UserNameTextBox", { defaultValue: "root" })] },
    passes: { none: [element("Microsoft.Compute.UserNameTextBox", { defaultValue: "" })] },
  },
  "HideExisting Must Be Correctly Handled": {
    fails: {
      "no options": [existing(undefined)],
      false: [existing({ hideExisting: false })],
      "no newOrExisting": [existing(undefined), ...given("g", "[basics('more').resourceGroup]")],
      "no resourceGroup": [existing(undefined), ...given("g", "[basics('more').newOrExisting]")],
      "those of another element": [
        existing(undefined),
        ...given("g", "[basics('other').newOrExisting]"),
        ...given("h", "[basics('other').resourceGroup]"),
      ],
    },
    passes: {
      hidden: [existing({ hideExisting: true })],
      "both handed over": [
        existing(undefined),
        ...given("g", "[basics('more').newOrExisting]"),
        ...given("h", "[basics('more').resourceGroup]"),
      ],
    },
  },
  "Controls In Outputs Must Exist": {
    fails: {
      "an element": [[ui, outputs("label"), "[basics('none')]"]],
      "a step": [[ui, outputs("label"), "[steps('none').a]"]],
    },
  },
  "Outputs Must Be Present In Template Parameters": {
    fails: {
      "an output": [[ui, outputs("none"), "[basics('label')]"]],
      "text for a number": parameter("n", { type: "int" }, "[basics('label')]"),
      "texts to choose for a truth value": [
        choice("yes", "no"),
        ...parameter("n", { type: "bool" }, "[basics('more')]"),
      ],
    },
    passes: { int: parameter("n", { type: "int" }, "[int(basics('label'))]") },
  },
  "Parameters Without Default Must Exist In CreateUIDefinition": {
    fails: { "a parameter": parameter("p", { type: "string" }) },
  },
  "Password Textboxes Must Be Used For Password Parameters": {
    fails: {
      "no output": box({ required: true }).slice(0, 1),
      "a text": [box({ required: true })[0] as Change, ...parameter("p", { type: "string" }, "[basics('more')]")],
    },
  },
  "VMSizes Must Match Template": {
    fails: {
      "no output": [element("Microsoft.Compute.SizeSelector")],
      "another default": [
        element("Microsoft.Compute.SizeSelector", { constraints: { allowedSizes: ["a"] } }),
        ...parameter("p", { type: "string", defaultValue: "b" }, "[basics('more')]"),
      ],
    },
    passes: {
      "a name alone": [
        element("Microsoft.Compute.SizeSelector"),
        ...parameter("p", { type: "string", defaultValue: "b" }, "[basics('more')]"),
      ],
    },
  },
  "Allowed Values Should Actually Be Allowed": {
    fails: {
      "no output": [choice("a")],
      "a value": [
        choice("a", "c"),
        ...parameter("p", { type: "string", allowedValues: ["a", "b"] }, "[basics('more')]"),
      ],
      "a default": [choice("blue"), ...parameter("p", { type: "string", defaultValue: "red" }, "[basics('more')]")],
    },
    passes: {
      "one that decides about others": [
        choice("a"),
        [ui, ["parameters", "basics", 0, "visible"], "[equals(basics('more'), 'a')]"],
      ],
    },
  },

  "DeploymentParameters Should Have Schema": {
    fails: { none: [file({ $schema: undefined })], another: [file({ $schema: "https://example.com/a.json" })] },
  },
  "DeploymentParameters Should Have ContentVersion": {
    fails: { none: [file({ contentVersion: undefined })], "a number": [file({ contentVersion: 1 })] },
  },
  "DeploymentParameters Should Have Parameters": { fails: { none: [file({ parameters: undefined })] } },
  "DeploymentParameters Should Have Value": {
    fails: {
      "a bare value": [file({ parameters: { label: "abc" } })],
      "no vault": [reference({ secretName: "a" })],
      "another id": [reference({ keyVault: { id: "a" }, secretName: "a" })],
      "no secret": [reference({ keyVault: { id: vault } })],
      "another name": [reference({ keyVault: { id: vault }, secretName: "a_b" })],
    },
    passes: {
      "a secret": [reference({ keyVault: { id: vault }, secretName: "a-b" })],
      null: [file({ parameters: { label: { value: null } } })],
    },
  },
};

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

/** What the toolkit blocks in templates, by the names of its tests. */
import type { Change } from "../provider/package-check/good-package.js";
import { deployment, linkedTemplate, machine, main, parameter, resource, template, ui, uses } from "./small-package.js";
import type { ToolkitTest } from "./toolkit-test.js";

const outputs = (name: string) => ["parameters", "outputs", name];
const output = (value: unknown, type = "string"): Change => [main, ["outputs", "a"], { type, value }];
const inner = (text: object, parameters: object = {}): Change =>
  deployment({}, { expressionEvaluationOptions: { scope: "inner" }, parameters, template: template(text) });
const image = (reference: unknown): Change => machine({ storageProfile: { imageReference: reference } });
const artifacts = (location: object, token: object | undefined): Change[] => [
  [main, ["parameters", "_artifactsLocation"], location],
  ...(token === undefined ? [] : ([[main, ["parameters", "_artifactsLocationSasToken"], token]] satisfies Change[])),
  uses("[parameters('_artifactsLocation')]"),
];
const own = { type: "string", defaultValue: "[deployment().properties.templateLink.uri]" };
const sas = { type: "securestring", defaultValue: "" };

export const templateTests: Readonly<Record<string, ToolkitTest>> = {
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
};

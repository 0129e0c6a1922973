/**
 * What publishers really put into packages, and what they reported: a row for each case, with all that is to be said
 * about it. Further cases of a kind are one row each.
 */
import assert from "node:assert/strict";
import { zipSync } from "fflate";
import { readPackage } from "../../provider/files/package-content.js";
import type { PackageFacts } from "../../provider/package-check/check-package.js";
import type { Change } from "../provider/package-check/good-package.js";
import { withFolder } from "./package-files.js";
import {
  deployment,
  element,
  findings,
  linkedTemplate,
  machine,
  main,
  parameter,
  resource,
  schema,
  template,
  trackingId,
  ui,
  uses,
} from "./small-package.js";

type Case = readonly [what: string, changes: readonly Change[], finds: readonly string[], facts?: PackageFacts];

const steps = ["parameters", "steps"];
const outputs = (name: string) => ["parameters", "outputs", name];
const choices = (...values: readonly unknown[]) => ({
  constraints: { allowedValues: values.map((value) => ({ label: String(value), value })) },
});
const dropDown = "Microsoft.Common.DropDown";
const passwordBox = "Microsoft.Common.PasswordBox";
const secure = parameter("pw", { type: "securestring" }, "[basics('more')]");
const product = "99f1c2d3-1111-4222-8333-444455556666";

const working: readonly Case[] = [
  ["no findings at all", [], []],
  ["an empty object as the only step", [[ui, steps, [{}]]], []],
  ["empty objects among steps and elements", [[ui, steps, [{}, { name: "a", label: "A", elements: [{}] }, {}]]], []],
  ["a step without elements", [[ui, steps, [{ name: "a", label: "A" }]]], ["warning: ui-step"]],
  [
    "a text over several lines in a linked template",
    linkedTemplate(`{"$schema": "${schema}", "contentVersion": "1.0.0.0", "resources": [], "outputs": {"a": {
      "type": "string", "value": "[if(equals(1, 1),
        'one // no comment',
        'two')]"}}}`),
    ["warning: json-multi-line-text"],
  ],
  [
    "a tab in a text of the main template",
    [
      [
        main,
        "text",
        `{"$schema": "${schema}", "contentVersion": "1.0.0.0", "metadata": {"a": "b\tc"},
      "parameters": {"location": {"type": "string", "defaultValue": "[resourceGroup().location]"},
      "label": {"type": "string"}}, "resources": [],
      "outputs": {"a": {"type": "string", "value": "[concat(parameters('label'), parameters('location'))]"}}}`,
      ],
    ],
    ["warning: json-multi-line-text"],
  ],
  [
    "commas at the end, and Windows lines",
    linkedTemplate(`{"$schema": "${schema}",\r\n"contentVersion": "1.0.0.0",\r\n"resources": [],\r\n}`),
    ["warning: json-trailing-comma"],
  ],
  [
    "a comma at the end before a comment",
    linkedTemplate(`{"$schema": "${schema}", "contentVersion": "1.0.0.0", "resources": [], // the end\n}`),
    ["warning: json-comments", "warning: json-trailing-comma"],
  ],
  ["two commas", linkedTemplate('{"resources": [1,,2]}'), ["error: json-syntax"]],
  [
    "a default of another type that is never used, in a linked template",
    linkedTemplate(template({ parameters: { n: { type: "int", defaultValue: "" } }, outputs: n("int") }), {
      n: { value: 1 },
    }),
    ["warning: parameter-default-unused"],
  ],
  [
    "the same where nothing is passed",
    linkedTemplate(template({ parameters: { n: { type: "int", defaultValue: "" } }, outputs: n("int") })),
    ["error: parameter-default"],
  ],
  [
    "the same in a template inside",
    [
      deployment(
        {},
        {
          expressionEvaluationOptions: { scope: "inner" },
          parameters: { n: { value: true } },
          template: template({ parameters: { n: { type: "bool", defaultValue: "no" } }, outputs: n("bool") }),
        },
      ),
    ],
    ["warning: parameter-default-unused"],
  ],
  [
    "a default of another type that the portal always replaces",
    parameter("n", { type: "int", defaultValue: "2" }, "[int(basics('label'))]"),
    ["warning: parameter-default-unused"],
  ],
  [
    "a default that is not allowed but always replaced",
    parameter("n", { type: "string", defaultValue: "c", allowedValues: ["a", "b"] }, "[toLower(basics('label'))]"),
    ["warning: parameter-default-unused"],
  ],
  ["a default of another type", parameter("n", { type: "int", defaultValue: "2" }), ["error: parameter-default"]],
  [
    "texts that people choose for a number",
    [
      element(dropDown, choices("28", "29")),
      ...parameter("n", { type: "int", allowedValues: [28, 29] }, "[basics('more')]"),
    ],
    ["certification: ui-output-number"],
  ],
  [
    "numbers that people choose for a number",
    [
      element(dropDown, choices(28, 29)),
      ...parameter("n", { type: "int", allowedValues: [28, 29] }, "[basics('more')]"),
    ],
    [],
  ],
  [
    "texts that people choose for a truth value",
    [
      element("Microsoft.Common.OptionsGroup", choices("true", "false")),
      ...parameter("n", { type: "bool" }, "[basics('more')]"),
    ],
    ["certification: ui-output-number"],
  ],
  [
    "a secure object with an empty default",
    parameter("o", { type: "secureObject", defaultValue: { a: "", b: [] } }),
    [],
  ],
  [
    "a secure object with values in its default",
    parameter("o", { type: "secureObject", defaultValue: { a: "x" } }),
    ["warning: secret-object-default"],
  ],
  [
    "a secure text with a default",
    parameter("o", { type: "securestring", defaultValue: "x" }),
    ["error: secret-default"],
  ],
  [
    "an application of HDInsight",
    [[ui, [], { handler: "Microsoft.HDInsight", version: "0.0.1-preview", clusterFilters: { types: ["Spark"] } }]],
    ["warning: ui-not-checked"],
  ],
  [
    "a parameter that only metadata mention",
    [
      [
        main,
        ["parameters", "more"],
        { type: "string", defaultValue: "", metadata: { description: "of parameters('rest')" } },
      ],
      [main, ["parameters", "rest"], { type: "string", defaultValue: "" }],
      uses("[parameters('more')]"),
    ],
    [],
  ],
  ["a template inside without parameters", [deployment()], []],
  ["an output that is an object", parameter("o", { type: "object" }, { label: "[basics('label')]", list: ["x"] }), []],
  ["an output for a managed identity", [[ui, outputs("managedIdentity"), "[parse('{}')]"]], []],
];

const right: readonly Case[] = [
  [
    "an expression as the name of a property",
    [
      ...parameter("id", { type: "string", defaultValue: "" }).slice(0, 1),
      [
        main,
        ["resources", 0, "identity"],
        { type: "UserAssigned", userAssignedIdentities: { "[parameters('id')]": {} } },
      ],
    ],
    [],
  ],
  [
    "a variable in the name of a property",
    [
      [main, ["variables", "v"], "a"],
      [main, ["resources", 0, "tags"], { "[variables('v')]": "b" }],
    ],
    [],
  ],
  [
    "a parameter in the name of a property that is not declared",
    [[main, ["resources", 0, "tags"], { "[parameters('none')]": "b" }]],
    ["error: parameter-declared"],
  ],
  [
    "the control for just-in-time access, without a tool tip",
    [
      [
        ui,
        steps,
        [
          {
            name: "jit",
            label: "JIT",
            elements: [{ name: "c", type: "Microsoft.Solutions.JitConfigurator", label: "J" }],
          },
        ],
      ],
      [ui, outputs("jitAccessPolicy"), "[steps('jit').c]"],
    ],
    [],
  ],
  [
    "a password box without a regular expression",
    [element(passwordBox, { constraints: { required: true } }), ...secure],
    [],
  ],
  [
    "a password box whose regular expression is made by an expression",
    [element(passwordBox, { constraints: { regex: "[concat('^.{', '12', ',}$')]" } }), ...secure],
    [],
  ],
  [
    "a password box whose lengths come to 12",
    [element(passwordBox, { constraints: { regex: "^(?=.*[a-z]{4})(?=.*[0-9]).{8,}$" } }), ...secure],
    [],
  ],
  [
    "a text box whose regular expression is made by an expression",
    [[ui, ["parameters", "basics", 0, "constraints", "regex"], "[if(true, '(', '^.{1,2}$')]"]],
    [],
  ],
  ["the name of a secret", parameter("clusterPasswordSecretName", { type: "string", defaultValue: "a" }), []],
  ["the address and version of a secret", parameter("secretUriWithVersion", { type: "string", defaultValue: "a" }), []],
  ["a switch about passwords", parameter("usePassword", { type: "bool", defaultValue: true }), []],
  [
    "an array of secrets",
    parameter("secrets", { type: "array", defaultValue: [1] }),
    ["certification: password-parameter"],
  ],
  [
    "the location of a deployment to a subscription",
    [deployment({ location: "[deployment().location]", subscriptionId: "[subscription().subscriptionId]" })],
    [],
  ],
  [
    "a place that is asked for inside of a deployment",
    [
      deployment(
        {},
        {
          parameters: { place: { value: "[resourceGroup().location]" } },
          expressionEvaluationOptions: { scope: "inner" },
          template: template({
            parameters: { place: { type: "string" } },
            outputs: { a: { type: "string", value: "[parameters('place')]" } },
          }),
        },
      ),
    ],
    [],
  ],
  [
    "a place that is asked for in a variable",
    [[main, ["variables", "place"], "[resourceGroup().location]"], uses("[variables('place')]")],
    ["certification: resource-location-parameter"],
  ],
  [
    "an if inside of resourceId() in dependsOn",
    [
      resource("Microsoft.Network/natGateways", {
        dependsOn: ["[resourceId('Microsoft.Network/publicIPAddresses', if(equals(1, 1), 'a', 'b'))]"],
      }),
    ],
    [],
  ],
  [
    "dependsOn that begins with if",
    [resource("Microsoft.Network/natGateways", { dependsOn: ["[if(equals(1, 1), 'a', 'b')]"] })],
    ["warning: depends-on-conditional"],
  ],
  ["the newest versions", [resource("Microsoft.Compute/availabilitySets", { apiVersion: "2026-03-01" })], []],
  [
    "an empty list",
    [
      resource("Microsoft.Network/networkSecurityGroups", {
        apiVersion: "2025-07-01",
        properties: { securityRules: [] },
      }),
    ],
    [],
  ],
];

const wrong: readonly Case[] = [
  [
    "comments in the definition of the portal's pages",
    [[ui, "text", "// head\n{}"]],
    [
      "certification: ui-location",
      "certification: ui-schema",
      "error: ui-handler",
      "error: ui-parameter-output",
      "error: ui-sections",
      "warning: json-comments",
    ],
  ],
  [
    "a name that the portal keeps",
    parameter("jitAccessPolicy", { type: "object", defaultValue: { a: 1 } }),
    ["error: parameter-reserved"],
  ],
  [
    "another, in other letter case",
    parameter("ManagedResourceGroupId", { type: "string", defaultValue: "" }),
    ["error: parameter-reserved"],
  ],
  ["an image of a disk", [["images/appliance.vhd", "text", "x"]], ["warning: package-binaries"]],
  [
    "an id that is put together by hand",
    [
      resource("Microsoft.Network/natGateways", {
        properties: { publicIp: { id: "[concat('/subscriptions/', subscription().subscriptionId, '/x')]" } },
      }),
    ],
    ["warning: resource-id"],
  ],
  [
    "an id by format, by way of a variable",
    [
      [main, ["variables", "v"], "[format('{0}/providers/Microsoft.Network/{1}', resourceGroup().id, 'x')]"],
      resource("Microsoft.Network/natGateways", { properties: { subnetId: "[variables('v')]" } }),
    ],
    ["warning: resource-id"],
  ],
  [
    "an id by resourceId",
    [resource("Microsoft.Network/natGateways", { properties: { subnetId: "[resourceId('A.B/c', 'd')]" } })],
    [],
  ],
  [
    "ids of other things",
    [resource("Microsoft.Network/natGateways", { properties: { tenantId: "[concat('/subscriptions/', 'x')]" } })],
    [],
  ],
  [
    "an empty text and an empty object",
    [resource("Microsoft.Network/natGateways", { sku: {}, kind: "" })],
    ["warning: template-blank"],
  ],
  ["an empty placeholder", [[ui, ["parameters", "basics", 0, "placeholder"], ""]], ["warning: ui-blank"]],
  [
    "a section in a section, and a type by expression",
    [
      element("Microsoft.Common.Section", {
        elements: [
          {
            name: "a",
            type: "Microsoft.Common.Section",
            elements: [{ name: "b", type: "Microsoft.Common.TextBlock" }],
          },
          { name: "c", type: "[if(true(), 'Microsoft.Common.TextBox', 'x')]", toolTip: "T" },
        ],
      }),
    ],
    ["warning: ui-element-type", "warning: ui-section"],
  ],
  [
    "old versions of several types, and a preview",
    [
      [main, ["resources", 0, "apiVersion"], "2019-01-01"],
      resource("Microsoft.Compute/availabilitySets", { apiVersion: "2020-01-01-preview" }),
    ],
    ["warning: api-version-recent"],
  ],
];

const trackingIds: readonly Case[] = [
  ["an id of this offer", [deployment({ name: `pid-${product}-partnercenter` })], [], { productId: product }],
  ["an id while the offer is not known", [deployment()], []],
  ["an id of another offer", [deployment()], ["certification: tracking-id-owner"], { productId: product }],
  [
    "an id of another offer, put together",
    [
      [main, ["variables", "v"], "0f4b0c52-6c8f-4a51-9d9c-0c3f5a7e9b11"],
      deployment({ name: "[concat('pid-', variables('v'), '-partnercenter')]" }),
    ],
    ["certification: tracking-id-owner"],
    { productId: product },
  ],
  [
    "an id for another use",
    [deployment({ name: "pid-0f4b0c52-6c8f-4a51-9d9c-0c3f5a7e9b11" })],
    [],
    { productId: product },
  ],
  [
    "an id by publisher and offer",
    [deployment({ name: "pid-contoso-myoffer-partnercenter" })],
    [],
    { productId: product },
  ],
  ["no id, but deployments", [deployment({ name: "more" })], ["warning: usage-attribution"]],
  ...[
    ...[
      "pid-00000000-0000-0000-0000-000000000000-partnercenter",
      "pid-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx-partnercenter",
    ],
    ...["pid-<GUID>-partnercenter", "pid-your-guid-here-partnercenter", "pid--partnercenter", "pid-GUID-partnercenter"],
  ].map((name): Case => [`the placeholder ${name}`, [deployment({ name })], ["certification: tracking-id"]]),
  ...[
    ...["pid-123", "pid-123-partnercenter", "pid-0f4b0c526c8f4a519d9c0c3f5a7e9b11-partnercenter"],
    "pid-0f4b0c52-6c8f-4a51-9d9c-0c3f5a7e9b1-partnercenter",
  ].map((name): Case => [`the malformed id ${name}`, [deployment({ name })], ["certification: tracking-id"]]),
];

function n(type: string): object {
  return { n: { type, value: "[parameters('n')]" } };
}

describe("packages as publishers make them", () => {
  const groups = {
    "work, and are taken": working,
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

  it("say that a machine's preview image and user name fail certification", () => {
    const image = { publisher: "a", offer: "b", sku: "c-preview", version: "latest" };
    const found = findings([
      machine({ storageProfile: { imageReference: image }, osProfile: { adminUsername: "root" } }),
    ]);
    assert.deepEqual(found, ["certification: administrator-name", "certification: virtual-machine-preview"]);
    assert.ok(trackingId.startsWith("pid-"));
  });
});

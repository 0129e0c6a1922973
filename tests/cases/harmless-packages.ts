/** What looks odd in packages, and works: no error here; and, for comparison, what is one. */
import {
  type Case,
  deployment,
  linkedTemplate,
  main,
  nested,
  parameter,
  resource,
  schema,
  template,
  ui,
  uses,
} from "./small-package.js";

const address = { name: "[parameters('label')]", Location: "[parameters('location')]" };
const child = { type: "more", apiVersion: "2025-01-01", name: "a" };

const latin1 = Buffer.from(
  `{"$schema": "${schema}", "contentVersion": "1.0.0.0", "metadata": {"a": "caf\u00e9"}, "resources": []}`,
  "latin1",
);

const later = template({
  parameters: { adminPassword: { type: "securestring" } },
  resources: [
    {
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2025-04-01",
      name: "a",
      properties: {
        hardwareProfile: { vmSize: "[[parameters('size')]" },
        osProfile: { adminUsername: "[[parameters('name')]", adminPassword: "[[parameters('adminPassword')]" },
      },
    },
  ],
});

function section(name: string): object {
  const text = { type: "Microsoft.Common.TextBlock", options: { text: "A" } };
  return { name: "s", type: "Microsoft.Common.Section", label: "S", elements: [{ name, ...text }] };
}

function n(type: string): object {
  return { n: { type, value: "[parameters('n')]" } };
}

export const harmless: readonly Case[] = [
  [
    "names of properties in other letter case",
    [
      [main, ["Resources"], [{ ...address, Type: "Microsoft.Network/publicIPAddresses", apiversion: "2025-01-01" }]],
      [main, ["resources"], undefined],
      [main, ["contentversion"], "1.0.0.0"],
      [main, ["contentVersion"], undefined],
      [main, ["outputs", "a"], { Type: "String", Value: "a" }],
    ],
    [],
  ],
  [
    "the same in a parameter, and in a template inside",
    [
      [main, ["parameters", "x"], { Type: "String", DefaultValue: "a" }],
      uses("[parameters('x')]"),
      deployment(
        {},
        {
          ExpressionEvaluationOptions: { Scope: "Inner" },
          Parameters: { N: { Value: 1 } },
          template: template({ PARAMETERS: { n: { type: "int" } }, outputs: n("int") }),
        },
      ),
    ],
    [],
  ],
  [
    "mistakes under names in other letter case",
    [[main, ["resources", 0, "DependsOn"], ["[if(equals(1, 1), 'a', 'b')]"]]],
    ["warning: depends-on-conditional"],
  ],
  [
    "two sections of one name, each shown in its turn",
    [
      [ui, ["parameters", "basics", 1], section("a")],
      [ui, ["parameters", "basics", 2], section("b")],
      ...parameter("b", { type: "string" }, "[basics('s').b]"),
    ],
    ["warning: ui-element-name"],
  ],
  [
    "what neither of them has",
    [[ui, ["parameters", "basics", 1], section("a")], ...parameter("b", { type: "string" }, "[basics('s').b]")],
    ["error: ui-output-element"],
  ],
  ["no choices at all", parameter("x", { type: "string", defaultValue: "a", allowedValues: [] }), []],
  [
    "sections that are null",
    [
      [main, ["variables"], null],
      [main, ["outputs"], null],
      [main, ["functions"], null],
    ],
    [],
  ],
  ["a version that is a number", [[main, ["contentVersion"], 1]], ["warning: template-version-form"]],
  ["no version", [[main, ["contentVersion"], null]], ["error: template-version", "warning: template-blank"]],
  [
    "remarks in brackets at a resource, and at one inside it",
    [
      [main, ["resources", 0, "metadata"], { why: "[it's here]" }],
      [main, ["resources", 0, "resources"], [{ ...child, comments: "[it's here]", metadata: { a: ["[it's]"] } }]],
    ],
    [],
  ],
  [
    "the same where it is evaluated",
    [[main, ["resources", 0, "properties", "metadata"], { why: "[it's here]" }]],
    ["error: expression-brackets"],
  ],
  [
    "a parameter that is passed by a computed name",
    [
      deployment(
        {},
        {
          expressionEvaluationOptions: { scope: "inner" },
          parameters: { "[concat('', 'n')]": { value: 1 } },
          template: template({ parameters: { n: { type: "int" } }, outputs: n("int") }),
        },
      ),
    ],
    [],
  ],
  [
    "lengths in quotation marks",
    parameter("n", { type: "string", defaultValue: "a", minLength: "1", maxLength: "3" }),
    ["warning: parameter-bounds-text"],
  ],
  [
    "values in quotation marks",
    parameter("n", { type: "int", defaultValue: 2, minValue: "1", maxValue: "3" }),
    ["certification: parameter-bounds-number"],
  ],
  [
    "values in quotation marks in the wrong order",
    parameter("n", { type: "int", defaultValue: 2, minValue: "10", maxValue: "9" }),
    ["certification: parameter-bounds-number", "error: parameter-bounds"],
  ],
  [
    "a letter that is not UTF-8",
    [[nested, "bytes", latin1], ...linkedTemplate("").slice(0, 1)],
    ["warning: json-encoding"],
  ],
  [
    "a template inside another in language version 2.0, which sees its own parameters",
    [
      [main, ["languageVersion"], "2.0"],
      deployment(
        {},
        {
          parameters: { n: { value: 1 } },
          template: template({ parameters: { n: { type: "int" } }, outputs: n("int") }),
        },
      ),
    ],
    ["warning: template-language-version"],
  ],
  [
    "a machine in the template of a policy, which is evaluated later",
    [
      resource("Microsoft.Authorization/policyDefinitions", {
        location: undefined,
        properties: { policyRule: { details: { deployment: { properties: { template: later } } } } },
      }),
    ],
    [],
  ],
  [
    "a password that an app takes from a key vault",
    [
      resource("Microsoft.Web/sites/config", {
        location: undefined,
        properties: { adminPassword: "@Microsoft.KeyVault(VaultName=contoso;SecretName=admin)" },
      }),
    ],
    [],
  ],
];

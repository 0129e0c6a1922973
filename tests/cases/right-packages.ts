/** What is right in packages, and gets no advice; and, for comparison, what does. */
import { type Case, deployment, element, main, parameter, resource, template, ui, uses } from "./small-package.js";

const steps = ["parameters", "steps"];
const outputs = (name: string) => ["parameters", "outputs", name];
const passwordBox = "Microsoft.Common.PasswordBox";
const secure = parameter("pw", { type: "securestring" }, "[basics('more')]");

export const right: readonly Case[] = [
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

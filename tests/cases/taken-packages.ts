/** What works in packages that are live, and is no error here; and, for comparison, what is one. */
import {
  type Case,
  deployment,
  element,
  linkedTemplate,
  main,
  parameter,
  schema,
  template,
  ui,
  uses,
} from "./small-package.js";

const steps = ["parameters", "steps"];
const outputs = (name: string) => ["parameters", "outputs", name];
const choices = (...values: readonly unknown[]) => ({
  constraints: { allowedValues: values.map((value) => ({ label: String(value), value })) },
});
const dropDown = "Microsoft.Common.DropDown";

export const working: readonly Case[] = [
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
    "several choices for a list whose allowed values are lists",
    [
      element(dropDown, { ...choices("a", "b"), multiselect: true }),
      ...parameter("n", { type: "array", allowedValues: [["a"], ["a", "b"]] }, "[basics('more')]"),
    ],
    [],
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

function n(type: string): object {
  return { n: { type, value: "[parameters('n')]" } };
}

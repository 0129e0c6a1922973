/** The smallest package in which nothing is wrong, and packages that differ from it in what a case says. */
import { checkPackage, type PackageFacts } from "../../provider/package-check/check-package.js";
import { warningLines } from "../../provider/package-check/problems.js";
import { rules } from "../../provider/package-check/rules.js";
import { type Change, main, packageOf, schema, today, ui } from "../provider/package-check/good-package.js";

export { main, schema, ui };

/** Names by which the files are changed. */
export const nested = "nested/more.json";

const files: Readonly<Record<string, unknown>> = {
  [main]: {
    $schema: schema,
    contentVersion: "1.0.0.0",
    parameters: {
      location: { type: "string", defaultValue: "[resourceGroup().location]" },
      label: { type: "string" },
    },
    variables: {},
    resources: [
      {
        type: "Microsoft.Network/publicIPAddresses",
        apiVersion: "2025-01-01",
        name: "[parameters('label')]",
        location: "[parameters('location')]",
        properties: {},
      },
    ],
    outputs: {},
  },
  [ui]: {
    $schema: "https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json#",
    handler: "Microsoft.Azure.CreateUIDef",
    version: "0.1.2-preview",
    parameters: {
      basics: [
        {
          name: "label",
          type: "Microsoft.Common.TextBox",
          label: "Label",
          toolTip: "A label.",
          constraints: { regex: "^[a-z]{3,12}$", validationMessage: "3 to 12 lower-case letters." },
        },
      ],
      steps: [],
      outputs: { location: "[location()]", label: "[basics('label')]" },
    },
  },
};

/** What is told of a package, how it differs from the small one, and all that is to be found: severities and rules. */
export type Case = readonly [what: string, changes: readonly Change[], finds: readonly string[], facts?: PackageFacts];

/** What is wrong with the package when it is changed so: each rule with its severity, once, in order. */
export function findings(changes: readonly Change[], facts: PackageFacts = {}): string[] {
  const found = checkPackage(packageOf(files, changes), today, facts);
  return [...new Set(found.map(({ rule }) => `${rules[rule].severity}: ${rule}`))].sort();
}

/** The lines that do not stop a preview. */
export function warnings(changes: readonly Change[]): string[] {
  return warningLines(checkPackage(packageOf(files, changes), today));
}

/** Whatever uses a value, so that it counts as used: a tag of the first resource. */
export function uses(...values: readonly string[]): Change {
  return [main, ["resources", 0, "tags"], Object.fromEntries(values.map((value, index) => [`t${index}`, value]))];
}

/** A parameter of the main template that is used, and what is handed over to it. */
export function parameter(name: string, declared: object, output?: unknown): Change[] {
  return [
    [main, ["parameters", name], declared],
    [main, ["resources", 0, "settings", name], `[string(parameters('${name}'))]`],
    ...(output === undefined ? [] : ([[ui, ["parameters", "outputs", name], output]] satisfies Change[])),
  ];
}

/** A second element of the basics. */
export function element(type: string, more: object = {}): Change {
  return [ui, ["parameters", "basics", 1], { name: "more", type, label: "More", toolTip: "More.", ...more }];
}

/** A second resource of the main template. */
export function resource(type: string, more: object = {}): Change {
  const name = Array(type.split("/").length - 1)
    .fill("a")
    .join("/");
  return [
    main,
    ["resources", 1],
    { type, apiVersion: "2026-03-01", name, location: "[parameters('location')]", ...more },
  ];
}

/** A virtual machine, without anything that is not needed here. */
export function machine(properties: object): Change {
  return resource("Microsoft.Compute/virtualMachines", { properties });
}

export const trackingId = "pid-5e4c2f1a-3b7d-4f60-9a11-c0d5e8f2b674-partnercenter";

/** A deployment in the main template, with a template inside it. */
export function deployment(more: object = {}, properties: object = {}): Change {
  return [
    main,
    ["resources", 1],
    {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2025-04-01",
      name: trackingId,
      ...more,
      properties: { mode: "Incremental", template: template(), ...properties },
    },
  ];
}

/** A template with nothing in it but what is said. */
export function template(more: object = {}): object {
  return { $schema: schema, contentVersion: "1.0.0.0", resources: [], ...more };
}

/** A linked template, and what the main one passes to it. */
export function linkedTemplate(text: object | string, parameters: object = {}): Change[] {
  return [
    deployment({}, { template: undefined, templateLink: { relativePath: nested }, parameters }),
    typeof text === "string" ? [nested, "text", text] : [nested, [], text],
  ];
}

/** A package without any problem, and packages that differ from it in what a test says. */
import type { Path } from "../../../provider/package-check/json-file.js";

/** The day on which tests look at packages. */
export const today = new Date("2026-11-01T00:00:00Z");

/** Names by which the files are changed. */
export const main = "mainTemplate.json";
export const ui = "createUiDefinition.json";
export const linked = "nestedtemplates/storage.json";
export const view = "viewDefinition.json";

/** Of templates. */
export const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

const files: Readonly<Record<string, unknown>> = {
  [main]: {
    $schema: schema,
    contentVersion: "1.0.0.0",
    parameters: {
      location: { type: "string", defaultValue: "[resourceGroup().location]" },
      size: { type: "string", allowedValues: ["Small", "Large"] },
      count: { type: "int", defaultValue: 2, minValue: 1, maxValue: 10 },
      adminName: { type: "string" },
      adminPassword: { type: "secureString" },
      vmSize: { type: "string", defaultValue: "Standard_D2s_v5" },
      title: { type: "string" },
    },
    variables: {
      prefix: "[toLower(parameters('title'))]",
      links: { storage: "[uri(deployment().properties.templateLink.uri, 'nestedtemplates/storage.json')]" },
    },
    resources: [
      {
        type: "Microsoft.Compute/virtualMachines",
        apiVersion: "2025-04-01",
        name: "[concat(variables('prefix'), '-vm')]",
        location: "[parameters('location')]",
        copy: { name: "machines", count: "[parameters('count')]" },
        properties: {
          hardwareProfile: { vmSize: "[parameters('vmSize')]" },
          osProfile: { adminUsername: "[parameters('adminName')]", adminPassword: "[parameters('adminPassword')]" },
        },
      },
      {
        type: "Microsoft.Compute/virtualMachines/extensions",
        apiVersion: "2025-04-01",
        name: "vm/setUp",
        location: "[parameters('location')]",
        dependsOn: ["machines"],
        properties: {
          publisher: "Microsoft.Azure.Extensions",
          settings: { fileUris: ["[uri(deployment().properties.templateLink.uri, 'scripts/set-up.sh')]"] },
          protectedSettings: { commandToExecute: "[concat('sh set-up.sh ', parameters('adminPassword'))]" },
        },
      },
      {
        type: "Microsoft.Resources/deployments",
        apiVersion: "2025-04-01",
        name: "storage",
        properties: {
          mode: "Incremental",
          templateLink: { uri: "[variables('links').storage]" },
          parameters: {
            location: { value: "[parameters('location')]" },
            sku: { value: "[if(equals(parameters('size'), 'Small'), 'Standard_LRS', 'Standard_ZRS')]" },
          },
        },
      },
      {
        type: "Microsoft.Resources/deployments",
        apiVersion: "2025-04-01",
        name: "pid-0f4b0c52-6c8f-4a51-9d9c-0c3f5a7e9b11-partnercenter",
        properties: {
          mode: "Incremental",
          template: { $schema: schema, contentVersion: "1.0.0.0", resources: [] },
        },
      },
    ],
    outputs: { names: { type: "string", value: "[variables('prefix')]" } },
  },
  [linked]: {
    $schema: schema,
    contentVersion: "1.0.0.0",
    parameters: { location: { type: "string" }, sku: { type: "string" } },
    resources: [
      {
        type: "Microsoft.Storage/storageAccounts",
        apiVersion: "2025-06-01",
        name: "[uniqueString(resourceGroup().id)]",
        location: "[parameters('location')]",
        kind: "StorageV2",
        sku: { name: "[parameters('sku')]" },
      },
    ],
  },
  "scripts/set-up.sh": "#!/bin/sh\n",
  [ui]: {
    $schema: "https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json#",
    handler: "Microsoft.Azure.CreateUIDef",
    version: "0.1.2-preview",
    parameters: {
      basics: [
        {
          name: "title",
          type: "Microsoft.Common.TextBox",
          label: "Title",
          toolTip: "How it is called.",
          constraints: { required: true, regex: "^[a-z]{1,20}$", validationMessage: "1 to 20 letters." },
        },
      ],
      steps: [
        {
          name: "machine",
          label: "Machine",
          elements: [
            { name: "user", type: "Microsoft.Compute.UserNameTextBox", label: "User name", toolTip: "To sign in." },
            {
              name: "password",
              type: "Microsoft.Common.PasswordBox",
              label: { password: "Password", confirmPassword: "Again" },
              toolTip: "To sign in.",
              constraints: { regex: "^.{12,72}$", validationMessage: "12 characters or more." },
              options: { hideConfirmation: false },
            },
            {
              name: "hardware",
              type: "Microsoft.Common.Section",
              label: "Hardware",
              elements: [
                {
                  name: "vmSize",
                  type: "Microsoft.Compute.SizeSelector",
                  toolTip: "Of the machine.",
                  constraints: { allowedSizes: ["Standard_D2s_v5", "Standard_D4s_v5"] },
                },
                {
                  name: "size",
                  type: "Microsoft.Common.DropDown",
                  label: "Storage",
                  toolTip: "How it is kept.",
                  constraints: {
                    allowedValues: [
                      { label: "Small", value: "Small" },
                      { label: "Large", value: "Large" },
                    ],
                  },
                },
              ],
            },
            {
              name: "address",
              type: "Microsoft.Network.PublicIpAddressCombo",
              label: { publicIpAddress: "Address" },
              toolTip: { publicIpAddress: "Of the machine." },
              visible: "[equals(steps('machine').hardware.size, 'Large')]",
              options: { hideExisting: true },
            },
          ],
        },
      ],
      outputs: {
        location: "[location()]",
        title: "[basics('title')]",
        adminName: "[steps('machine').user]",
        adminPassword: "[steps('machine').password]",
        vmSize: "[steps('machine').hardware.vmSize]",
        size: "[steps('machine').hardware.size]",
        applicationResourceName: "[basics('title')]",
      },
    },
  },
  [view]: {
    $schema: "https://schema.management.azure.com/schemas/viewdefinition/0.0.1-preview/ViewDefinition.json#",
    contentVersion: "0.0.0.1",
    views: [{ kind: "Overview", properties: { header: "Welcome" } }],
  },
  "data/settings.json": {},
};

/**
 * A change of a file: another value (undefined takes it out) at a path, another text, or that many bytes of nothing.
 */
export type Change = readonly [file: string, path: Path | "text" | "bytes", value: unknown];

/** The good package with changes. */
export function packageWith(...changes: readonly Change[]): Map<string, Uint8Array> {
  return packageOf(files, changes);
}

/** A package of these files with changes. JSON files are written with two blanks, a line for each value. */
export function packageOf(
  base: Readonly<Record<string, unknown>>,
  changes: readonly Change[],
): Map<string, Uint8Array> {
  const values = structuredClone(base) as Record<string, unknown>;
  const texts = new Map<string, string | undefined>();
  const empty = new Map<string, Uint8Array>();
  for (const [file, path, value] of changes) {
    if (path === "text") texts.set(file, value as string | undefined);
    else if (path === "bytes") empty.set(file, new Uint8Array(value as number));
    else values[file] = changed(values[file], path, value);
  }
  for (const [file, value] of Object.entries(values)) {
    if (!texts.has(file)) texts.set(file, file.endsWith(".json") ? JSON.stringify(value, undefined, 2) : String(value));
  }
  const written = [...texts].filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new Map([
    ...written.map(([file, text]): [string, Uint8Array] => [file, new TextEncoder().encode(text)]),
    ...empty,
  ]);
}

function changed(value: unknown, [key, ...rest]: Path, wanted: unknown): unknown {
  if (key === undefined) return wanted;
  const holder = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  const next = changed(holder[key], rest, wanted);
  if (next === undefined && !Array.isArray(holder)) delete holder[key];
  else holder[key] = next;
  return holder;
}

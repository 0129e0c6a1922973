/** What the toolkit blocks in createUiDefinition.json and files of parameters, by the names of its tests. */
import type { Change } from "../provider/package-check/good-package.js";
import { element, parameter, ui } from "./small-package.js";
import type { ToolkitTest } from "./toolkit-test.js";

const outputs = (name: string) => ["parameters", "outputs", name];
const box = (constraints: object | undefined, more: object = {}): Change[] => [
  element("Microsoft.Common.PasswordBox", { constraints, ...more }),
  ...parameter("pw", { type: "securestring" }, "[basics('more')]"),
];
const textBox = (constraints: object | undefined): Change => [
  ui,
  ["parameters", "basics", 0, "constraints"],
  constraints,
];
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

export const definitionTests: Readonly<Record<string, ToolkitTest>> = {
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
      "no sizes in the list": [
        element("Microsoft.Compute.SizeSelector", { constraints: { allowedSizes: [] } }),
        ...parameter("p", { type: "string", defaultValue: "b" }, "[basics('more')]"),
      ],
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

// What holds for the elements of createUiDefinition.json, each by itself.
import { asObject, isObject } from "../values/properties.js";
import { shown } from "./problems.js";
import { type Element, elementLists, type UiDefinition } from "./ui-definition.js";

/**
 * Types that have a page in the documentation: "CreateUiDefinition elements", two of the portal's forms, and
 * "Enable and request just-in-time access for Azure Managed Applications".
 */
const elementTypes = new Set(
  [
    ...["Microsoft.Common.CheckBox", "Microsoft.Common.DropDown", "Microsoft.Common.EditableGrid"],
    ...["Microsoft.Common.FileUpload", "Microsoft.Common.InfoBox", "Microsoft.Common.OptionsGroup"],
    ...["Microsoft.Common.PasswordBox", "Microsoft.Common.Section", "Microsoft.Common.ServicePrincipalSelector"],
    ...["Microsoft.Common.Slider", "Microsoft.Common.TagsByResource", "Microsoft.Common.TextBlock"],
    ...["Microsoft.Common.TextBox", "Microsoft.Common.LocationSelector", "Microsoft.Common.ResourceScope"],
    ...["Microsoft.Compute.CredentialsCombo", "Microsoft.Compute.SizeSelector", "Microsoft.Compute.UserNameTextBox"],
    ...["Microsoft.KeyVault.KeyVaultCertificateSelector"],
    ...["Microsoft.ManagedIdentity.IdentitySelector", "Microsoft.Network.PublicIpAddressCombo"],
    ...["Microsoft.Network.VirtualNetworkCombo"],
    ...["Microsoft.Solutions.ArmApiControl", "Microsoft.Solutions.BladeInvokeControl"],
    ...["Microsoft.Solutions.GraphApiControl", "Microsoft.Solutions.ResourceSelector"],
    "Microsoft.Solutions.JitConfigurator",
    ...["Microsoft.Storage.MultiStorageAccountCombo", "Microsoft.Storage.StorageAccountSelector"],
    ...["Microsoft.Storage.StorageBlobSelector"],
  ].map((type) => type.toLowerCase()),
);

/** Elements without a tool tip of their own: they show nothing, or a text anyway. */
const withoutToolTip = new Set(
  [
    ...["Microsoft.Common.InfoBox", "Microsoft.Common.Section", "Microsoft.Common.TextBlock"],
    ...["Microsoft.Solutions.ArmApiControl", "Microsoft.Solutions.GraphApiControl", "Microsoft.Common.EditableGrid"],
    ...["Microsoft.Solutions.BladeInvokeControl", "Microsoft.Common.ResourceScope", "Microsoft.Common.TagsByResource"],
    ...["Microsoft.Common.ServicePrincipalSelector", "Microsoft.Solutions.JitConfigurator"],
  ].map((type) => type.toLowerCase()),
);

/** Checks all elements. */
export function checkElements(definition: UiDefinition): void {
  for (const list of elementLists(definition)) {
    const seen = new Set<string>();
    for (const one of list) {
      checkIdentity(definition, one, seen);
      checkSection(definition, one);
      checkToolTip(definition, one);
      checkTexts(definition, one);
      checkPassword(definition, one);
      checkUserName(definition, one);
    }
  }
  const seen = new Set<string>();
  for (const { name, path } of definition.steps) {
    if (name !== "" && seen.has(name))
      definition.report("ui-element-name", path, `has the name ${shown(name)} of another step`);
    seen.add(name);
  }
}

function checkIdentity({ report }: UiDefinition, { path, element, name, type }: Element, seen: Set<string>): void {
  if (type === "") report("ui-element", path, "has no type");
  else if (isDynamic(type)) {
    report(
      "ui-element-type",
      [...path, "type"],
      `${shown(type)} is an expression, which the portal does not take here`,
    );
  } else if (!elementTypes.has(type.toLowerCase())) {
    report("ui-element-type", [...path, "type"], `${shown(type)} is not a documented type; check its spelling`);
  }
  if (name === "") report("ui-element-name", path, "has no name");
  else if (seen.has(name))
    report("ui-element-name", [...path, "name"], `${shown(element.name)} is the name of another element here`);
  seen.add(name);
}

function checkSection({ report }: UiDefinition, { path, type, elements }: Element): void {
  if (!isSection(type)) return;
  if (elements.length === 0) report("ui-section", path, "has no element");
  for (const one of elements) {
    if (isSection(one.type))
      report("ui-section", one.path, "is a section in a section, which the portal does not show");
  }
}

function isSection(type: string): boolean {
  return type.toLowerCase() === "microsoft.common.section";
}

function checkToolTip({ report }: UiDefinition, { path, element, type }: Element): void {
  if (type === "" || withoutToolTip.has(type.toLowerCase())) return;
  const { toolTip } = element;
  const isThere =
    typeof toolTip === "string" ? toolTip.trim() !== "" : isObject(toolTip) && Object.keys(toolTip).length > 0;
  if (!isThere) report("ui-tool-tip", path, "has no tool tip");
}

function checkTexts({ report }: UiDefinition, { path, element, type }: Element): void {
  const constraints = asObject(element.constraints);
  const place = [...path, "constraints"];
  const validations = Array.isArray(constraints.validations) ? constraints.validations : [];
  const expressions: [typeof path, unknown][] = [
    [[...place, "regex"], constraints.regex],
    [[...place, "customPasswordRegex"], constraints.customPasswordRegex],
    ...validations.map((one, index): [typeof path, unknown] => [
      [...place, "validations", index, "regex"],
      isObject(one) ? one.regex : undefined,
    ]),
  ];
  for (const [where, regex] of expressions) {
    if (typeof regex !== "string" || isDynamic(regex)) continue;
    const mistake = mistakeIn(regex);
    if (mistake !== undefined) report("ui-regular-expression", where, `cannot be read: ${mistake}`);
  }
  for (const [index, one] of validations.entries()) {
    if (isObject(one) && typeof one.message === "string" && one.message !== "") continue;
    report("ui-validation-message", [...place, "validations", index], "has no message");
  }
  if (type.toLowerCase() !== "microsoft.common.textbox") return;
  const isChecked =
    validations.length > 0
      ? validations.some((one) => isObject(one) && typeof one.regex === "string" && one.regex !== "")
      : isText(constraints.regex) && isText(constraints.validationMessage);
  if (!isChecked)
    report("ui-text-box", path, "has no regular expression with a message, so that anything can be entered");
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** Whether a text is taken for an expression by the portal, so that its value is not known here. */
function isDynamic(text: string): boolean {
  return /^\s*\[[\s\S]*\]\s*$/.test(text);
}

/** Compiled, never run. */
function mistakeIn(regex: string): string | undefined {
  try {
    new RegExp(regex);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function checkPassword({ report }: UiDefinition, { path, element, type }: Element): void {
  const isBox = type.toLowerCase() === "microsoft.common.passwordbox";
  if (!isBox && type.toLowerCase() !== "microsoft.compute.credentialscombo") return;
  const options = asObject(element.options);
  if (options.hideConfirmation === true) {
    report("ui-password-confirmation", [...path, "options", "hideConfirmation"], "lets a password be mistyped unseen");
  }
  if (!isBox) return;
  if (!isObject(element.constraints)) {
    report("ui-password-length", path, "has no constraints");
    return;
  }
  // Without a regular expression, the portal's own rule holds.
  const { regex } = element.constraints;
  if (typeof regex !== "string" || regex === "" || isDynamic(regex)) return;
  const place = [...path, "constraints", "regex"];
  const lengths = [...regex.matchAll(/\{(\d+)/g)].map(([, least]) => Number(least));
  if (lengths.length === 0) report("ui-password-length", place, 'asks for no length, such as "{12,}"');
  else if (lengths.reduce((sum, least) => sum + least, 0) < 12) {
    report("ui-password-short", place, "takes passwords of less than 12 characters");
  }
}

function checkUserName({ report }: UiDefinition, { path, element, type }: Element): void {
  if (type.toLowerCase() !== "microsoft.compute.usernametextbox") return;
  if ((element.defaultValue ?? "") === "") return;
  report("ui-user-name", [...path, "defaultValue"], "is a user name that everyone can guess; take it out");
}

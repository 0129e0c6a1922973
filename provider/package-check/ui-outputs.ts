// What createUiDefinition.json hands over to the main template: the outputs of the one are the parameters of the other.
import { isDeepStrictEqual } from "node:util";
import { asObject, isObject } from "../values/properties.js";
import { calledWithText, type Expression, isCall, isExpression, partsOf, readExpression } from "./expressions.js";
import type { Path } from "./json-file.js";
import { shown } from "./problems.js";
import { type Declared, hasDefault, isSecure, type TemplateScope, textsOf, typeOf } from "./template-scope.js";
import { allElements, type Element, type UiDefinition } from "./ui-definition.js";

/** Outputs that the portal takes for itself to make a managed application (arm-ttk, Outputs Must Be Present …). */
const forThePortal = new Set([
  "applicationresourcename",
  "managedresourcegroupid",
  "jitaccesspolicy",
  "managedidentity",
]);

/** The elements whose choice may be something that exists already, unless `hideExisting` is set. */
const withExisting = new Set([
  "microsoft.network.publicipaddresscombo",
  "microsoft.network.virtualnetworkcombo",
  "microsoft.storage.storageaccountselector",
  "microsoft.storage.multistorageaccountcombo",
]);

/** Checks the outputs by themselves: that what they refer to is there. */
export function checkOutputReferences(definition: UiDefinition): void {
  const { report, root } = definition;
  for (const [path, text] of textsOf(root)) {
    const read = readExpression(text);
    const isOutput = path[0] === "parameters" && path[1] === "outputs";
    if (read.kind === "unbalanced" && isOutput) report("expression-brackets", path, `cannot be read: ${read.what}`);
    if (read.kind !== "read") continue;
    for (const missing of missingIn(read.expression, definition)) {
      report(isOutput ? "ui-output-element" : "ui-reference", path, `refers to ${missing}: ${shown(text)}`);
    }
  }
  checkLocation(definition);
  checkExisting(definition);
}

function* missingIn(expression: Expression, { basics, steps }: UiDefinition): Generator<string> {
  const seen = new Set<Expression>(); // inner parts of a reference that was looked at as a whole
  for (const part of partsOf(expression)) {
    if (seen.has(part)) continue;
    const keys: string[] = [];
    let holder = part;
    while (holder.kind === "member" && holder.key.kind === "text") {
      seen.add(holder.of);
      keys.unshift(holder.key.value);
      holder = holder.of;
    }
    const basic = calledWithText(holder, "basics");
    if (basic !== undefined) yield* missingElement(basics, [basic, ...keys], "basics");
    const stepName = calledWithText(holder, "steps");
    if (stepName === undefined) continue;
    const elements = elementsOfStep({ basics, steps }, stepName);
    if (elements === undefined) yield `the step "${stepName}", which is not there`;
    else if (keys.length > 0) yield* missingElement(elements, keys, `the step "${stepName}"`);
  }
}

/** The elements of a step; `steps('basics')` is another way to say `basics` (issue 769 of arm-ttk). */
function elementsOfStep(
  { basics, steps }: Pick<UiDefinition, "basics" | "steps">,
  name: string,
): readonly Element[] | undefined {
  const step = steps.find((one) => isSame(one.name, name));
  return step?.elements ?? (isSame(name, "basics") ? basics : undefined);
}

function* missingElement(elements: readonly Element[], [name = "", inner]: string[], where: string): Generator<string> {
  const found = elements.find((element) => isSame(element.name, name));
  if (found === undefined) yield `the element "${name}" of ${where}, which is not there`;
  else if (isSection(found) && inner !== undefined && !found.elements.some((element) => isSame(element.name, inner))) {
    yield `the element "${inner}" of the section "${name}", which is not there`;
  }
}

function isSection({ type }: Element): boolean {
  return type.toLowerCase() === "microsoft.common.section";
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function checkLocation({ outputs, report }: UiDefinition): void {
  const values = [...outputs].filter(([name]) => isSame(name, "location")).map(([, value]) => value);
  const isThere = values.some((value) => {
    const read = typeof value === "string" ? readExpression(value) : undefined;
    return read?.kind === "read" && partsOf(read.expression).some((part) => isCall(part, "location"));
  });
  if (!isThere) report("ui-location", ["parameters", "outputs"], 'have no "location": "[location()]"');
}

function checkExisting({ basics, steps, outputs, report }: UiDefinition): void {
  const text = JSON.stringify([...outputs.values()]).toLowerCase();
  for (const list of [basics, ...steps.map(({ elements }) => elements)]) {
    for (const { element, type, path } of allElements(list)) {
      const options = asObject(element.options);
      if (!withExisting.has(type.toLowerCase()) || options.hideExisting === true) continue;
      if (text.includes("neworexisting") && text.includes("resourcegroup")) continue;
      const what = "lets people choose what exists already, but outputs have no newOrExisting and resourceGroup of it";
      report("ui-existing", path, `${what}. Hand them over, or set options.hideExisting`);
    }
  }
}

/** Checks the outputs against the parameters of the main template. */
export function checkOutputParameters(definition: UiDefinition, main: TemplateScope): void {
  const names = new Set([...definition.outputs.keys()].map((name) => name.toLowerCase()));
  for (const [name, value] of definition.outputs) {
    const path = ["parameters", "outputs", name];
    const declared = main.parameters.get(name.toLowerCase());
    if (declared !== undefined) checkHandOver(definition, main, path, value, declared);
    else if (!forThePortal.has(name.toLowerCase())) {
      definition.report("ui-output-parameter", path, `is not a parameter of ${main.file.name}${spelling(name, main)}`);
    }
  }
  for (const declared of main.parameters.values()) {
    if (hasDefault(declared) || names.has(declared.name.toLowerCase())) continue;
    main.report(
      "ui-parameter-output",
      declared.path,
      `has no default, and is not an output of ${definition.file.name}: nobody gives it a value`,
    );
  }
}

/** The parameter that may be meant: the same letters, but for signs between them. */
function spelling(name: string, { parameters }: TemplateScope): string {
  const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const meant = [...parameters.values()].find((declared) => letters(declared.name) === letters(name));
  return meant === undefined ? "" : ` (is "${meant.name}" meant?)`;
}

function checkHandOver(
  { report, basics, steps }: UiDefinition,
  main: TemplateScope,
  path: Path,
  value: unknown,
  declared: Declared,
): void {
  const read = typeof value === "string" ? readExpression(value) : undefined;
  if (read?.kind !== "read") return;
  const { element, rest } = elementOf(read.expression, { basics, steps });
  if (element === undefined) return;
  const type = element.type.toLowerCase();
  const target = `the parameter "${declared.name}" of ${main.file.name}`;
  const isPassword =
    (type === "microsoft.common.passwordbox" && rest.length === 0) ||
    (type === "microsoft.compute.credentialscombo" && isSame(rest.join("."), "password"));
  if (isPassword && typeOf(declared) !== "" && !isSecure(declared)) {
    report("ui-password-parameter", path, `is a password, but ${target} is not a securestring, so that Azure shows it`);
  }
  if (rest.length > 0 || !isObject(declared.value)) return;
  const wanted = typeOf(declared);
  if (type === "microsoft.common.textbox" && ["int", "bool", "object", "secureobject", "array"].includes(wanted)) {
    report(
      "ui-output-type",
      path,
      `is a text, but ${target} is of the type ${wanted}; convert it by a function, such as int()`,
    );
  }
  checkChoices(report, path, element, declared, target);
  checkSizes(main, element, declared);
}

/** What people can choose has to be allowed by the template. */
function checkChoices(
  report: UiDefinition["report"],
  path: Path,
  { element, type }: Element,
  { value }: Declared,
  target: string,
): void {
  if (!["microsoft.common.dropdown", "microsoft.common.optionsgroup"].includes(type.toLowerCase())) return;
  if (!isObject(element.constraints) || !isObject(value) || !Array.isArray(value.allowedValues)) return;
  if (element.multiselect === true || !Array.isArray(element.constraints.allowedValues)) return;
  const allowed = value.allowedValues;
  const refused = element.constraints.allowedValues
    .filter((one) => isObject(one) && one.value !== undefined)
    .map((one) => (one as { value: unknown }).value)
    .filter((one) => typeof one !== "string" || !isExpression(one))
    .filter((one) => !allowed.some((other) => isDeepStrictEqual(one, other) || isSameText(one, other)));
  if (refused.length === 0) return;
  report(
    "ui-allowed-values",
    path,
    `can be ${refused.slice(0, 3).map(shown).join(", ")}, which ${target} does not allow`,
  );
}

function isSameText(a: unknown, b: unknown): boolean {
  return typeof a === "string" && typeof b === "string" && isSame(a, b);
}

function checkSizes(main: TemplateScope, { element, type }: Element, { path, value }: Declared): void {
  if (type.toLowerCase() !== "microsoft.compute.sizeselector" || !isObject(value) || !isObject(element.constraints))
    return;
  const { allowedSizes } = element.constraints;
  const { defaultValue } = value;
  if (!Array.isArray(allowedSizes) || typeof defaultValue !== "string" || defaultValue.startsWith("[")) return;
  if (allowedSizes.some((size) => isSameText(size, defaultValue))) return;
  main.report(
    "ui-virtual-machine-size",
    [...path, "defaultValue"],
    `${shown(defaultValue)} is not one of the selector's allowedSizes`,
  );
}

/** The element that an expression is the value of, such as `basics('name')`, and the keys that follow. */
function elementOf(
  expression: Expression,
  { basics, steps }: Pick<UiDefinition, "basics" | "steps">,
): { element?: Element; rest: string[] } {
  const keys: string[] = [];
  let holder = expression;
  while (holder.kind === "member") {
    if (holder.key.kind !== "text") return { rest: [] };
    keys.unshift(holder.key.value);
    holder = holder.of;
  }
  const basic = calledWithText(holder, "basics");
  const stepName = calledWithText(holder, "steps");
  let list = basics;
  if (basic !== undefined) keys.unshift(basic);
  else if (stepName !== undefined) list = elementsOfStep({ basics, steps }, stepName) ?? [];
  else return { rest: [] };
  let [name = "", ...rest] = keys;
  let element = list.find((one) => isSame(one.name, name));
  while (element !== undefined && isSection(element) && rest.length > 0) {
    const { elements }: Element = element;
    [name = "", ...rest] = rest;
    element = elements.find((one) => isSame(one.name, name));
  }
  return element === undefined ? { rest } : { element, rest };
}

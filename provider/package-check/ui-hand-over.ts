// What createUiDefinition.json hands over to the main template: the outputs of the one are the parameters of the other.
import { isDeepStrictEqual } from "node:util";
import { isObject } from "../values/properties.js";
import { calledWithText, type Expression, isExpression, readExpression } from "./expressions.js";
import type { Path } from "./json-file.js";
import { forThePortal } from "./parameters.js";
import { textsOf } from "./placed-texts.js";
import { shown } from "./problems.js";
import { type Declared, hasDefault, isSecure, type TemplateScope, typeOf } from "./template-scope.js";
import { allElements, type Element, type UiDefinition } from "./ui-definition.js";
import { elementsOfStep, isSame, isSection } from "./ui-outputs.js";

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

/** Elements whose value goes nowhere, where that fails certification: it belongs into an output. */
export function checkUnused({ root, basics, steps, outputs, report }: UiDefinition): void {
  const texts = (value: unknown) =>
    textsOf(value)
      .map(([, text]) => text.toLowerCase())
      .filter(isExpression);
  const inOutputs = texts([...outputs.values()]);
  const everywhere = texts(root);
  for (const list of [basics, ...steps.map(({ elements }) => elements)]) {
    for (const { element, name, type, path } of allElements(list)) {
      const isNamed = (all: readonly string[]) => name === "" || all.some((text) => text.includes(name.toLowerCase()));
      const what = "goes into no output; hand it over, or take the element out";
      switch (type.toLowerCase()) {
        case "microsoft.common.passwordbox":
          if (!isNamed(inOutputs)) report("ui-password-parameter", path, what);
          break;
        case "microsoft.compute.sizeselector":
          if (!isNamed(inOutputs)) report("ui-virtual-machine-size", path, what);
          break;
        default: {
          const hasChoices = isObject(element.constraints) && element.constraints.allowedValues !== undefined;
          if (hasChoices && !isNamed(everywhere)) report("ui-choice", path, what);
        }
      }
    }
  }
}

function checkHandOver(
  definition: UiDefinition,
  main: TemplateScope,
  path: Path,
  value: unknown,
  declared: Declared,
): void {
  const { report } = definition;
  const read = typeof value === "string" ? readExpression(value) : undefined;
  if (read?.kind !== "read") return;
  const { element, rest } = elementOf(read.expression, definition);
  if (element === undefined) return;
  const type = element.type.toLowerCase();
  const wanted = typeOf(declared);
  const target = `the parameter "${declared.name}" of ${main.file.name}`;
  const isPassword =
    (type === "microsoft.common.passwordbox" && rest.length === 0) ||
    (type === "microsoft.compute.credentialscombo" && isSame(rest.join("."), "password"));
  if (isPassword && wanted !== "" && !isSecure(declared)) {
    report("ui-password-parameter", path, `is a password, but ${target} is not a securestring, so that Azure shows it`);
  }
  if (rest.length > 0 || !isObject(declared.value)) return;
  if (type === "microsoft.common.textbox" && ["int", "bool", "object", "secureobject", "array"].includes(wanted)) {
    const rule = ["int", "bool"].includes(wanted) ? "ui-output-number" : "ui-output-type";
    const what = `is a text, but ${target} is of the type ${wanted}`;
    report(rule, path, `${what}; convert it by a function, such as ${rule === "ui-output-type" ? "parse" : wanted}()`);
  }
  checkChoices(report, main, path, element, declared, target);
  checkSizes(main, element, declared);
}

/** What people can choose has to be of the parameter's type and allowed by the template, and its default among it. */
function checkChoices(
  report: UiDefinition["report"],
  main: TemplateScope,
  path: Path,
  { element, type }: Element,
  declared: Declared,
  target: string,
): void {
  if (!["microsoft.common.dropdown", "microsoft.common.optionsgroup"].includes(type.toLowerCase())) return;
  if (!isObject(element.constraints) || !isObject(declared.value)) return;
  if (!Array.isArray(element.constraints.allowedValues)) return;
  const choices = element.constraints.allowedValues
    .filter((one) => isObject(one) && one.value !== undefined)
    .map((one) => (one as { value: unknown }).value);
  const fixed = choices.filter((one) => typeof one !== "string" || !isExpression(one));
  const { allowedValues, defaultValue } = declared.value;
  const wanted = typeOf(declared);
  const some = (values: readonly unknown[]) => values.slice(0, 3).map(shown).join(", ");
  const texts = ["int", "bool"].includes(wanted) ? fixed.filter((one) => typeof one === "string") : [];
  if (texts.length > 0) {
    const what = `can be ${some(texts)}, a text, but ${target} is of the type ${wanted}`;
    report(
      "ui-output-number",
      path,
      `${what}; write the values without quotation marks, or convert them by ${wanted}()`,
    );
  }
  if (Array.isArray(allowedValues)) {
    const allowed = allowedValues.flat(); // of an array parameter, they may be lists
    const refused = fixed.filter((one) => !allowed.some((other) => isSameValue(one, other)));
    if (refused.length > 0)
      report("ui-allowed-values", path, `can be ${some(refused)}, which ${target} does not allow`);
  }
  const isMany = element.multiselect === true || Array.isArray(defaultValue) || isObject(defaultValue);
  const isKnown = fixed.length === choices.length && (defaultValue ?? "") !== "" && !isMany;
  if (!isKnown || (typeof defaultValue === "string" && isExpression(defaultValue))) return;
  // What the template allows is no finding of its own, though people cannot choose it.
  const isAllowed = Array.isArray(allowedValues) && allowedValues.some((one) => isSameValue(one, defaultValue));
  if (isAllowed || choices.some((one) => isSameValue(one, defaultValue))) return;
  const what = `${shown(defaultValue)} is not one of the values that people can choose in ${element.name}`;
  main.report("ui-choice", [...declared.path, "defaultValue"], what);
}

/** Letter case does not matter, nor whether a number is written as a text. */
function isSameValue(a: unknown, b: unknown): boolean {
  const isPlain = [a, b].every((one) => ["string", "number", "boolean"].includes(typeof one));
  return isDeepStrictEqual(a, b) || (isPlain && isSame(String(a), String(b)));
}

function checkSizes(main: TemplateScope, { element, type }: Element, { path, value }: Declared): void {
  if (type.toLowerCase() !== "microsoft.compute.sizeselector" || !isObject(value) || !isObject(element.constraints))
    return;
  const { allowedSizes } = element.constraints;
  const { defaultValue } = value;
  if (!Array.isArray(allowedSizes) || allowedSizes.length === 0 || typeof defaultValue !== "string") return;
  if (defaultValue === "" || isExpression(defaultValue) || allowedSizes.some((size) => isSameValue(size, defaultValue)))
    return;
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

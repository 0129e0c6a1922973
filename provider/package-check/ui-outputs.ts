// What the outputs and other expressions of createUiDefinition.json refer to.
import { asObject } from "../values/properties.js";
import { calledWithText, type Expression, partsOf, readExpression } from "./expressions.js";
import { textsOf } from "./placed-texts.js";
import { shown } from "./problems.js";
import { allElements, type Element, type UiDefinition } from "./ui-definition.js";

/**
 * The elements whose choice may be something that exists already, unless `hideExisting` is set (arm-ttk, HideExisting
 * Must Be Correctly Handled).
 */
const withExisting = new Set([
  "microsoft.network.publicipaddresscombo",
  "microsoft.network.virtualnetworkcombo",
  "microsoft.storage.storageaccountselector",
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
export function elementsOfStep(
  { basics, steps }: Pick<UiDefinition, "basics" | "steps">,
  name: string,
): readonly Element[] | undefined {
  const step = steps.find((one) => isSame(one.name, name));
  return step?.elements ?? (isSame(name, "basics") ? basics : undefined);
}

function* missingElement(elements: readonly Element[], [name = "", inner]: string[], where: string): Generator<string> {
  // Of several with one name, each may be shown in its turn.
  const found = elements.filter((element) => isSame(element.name, name));
  if (found.length === 0) yield `the element "${name}" of ${where}, which is not there`;
  else if (inner !== undefined && found.every((one) => isSection(one) && !has(one.elements, inner))) {
    yield `the element "${inner}" of the section "${name}", which is not there`;
  }
}

function has(elements: readonly Element[], name: string): boolean {
  return elements.some((element) => isSame(element.name, name));
}

export function isSection({ type }: Element): boolean {
  return type.toLowerCase() === "microsoft.common.section";
}

export function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function checkLocation({ outputs, report }: UiDefinition): void {
  const [found] = [...outputs].filter(([name]) => isSame(name, "location"));
  const wanted = "[location()]";
  if (found === undefined) report("ui-location", ["parameters", "outputs"], `have no "location": "${wanted}"`);
  else if (!isSame(String(found[1]).trim(), wanted)) {
    report("ui-location", ["parameters", "outputs", found[0]], `is ${shown(found[1])}; write "${wanted}"`);
  }
}

function checkExisting({ basics, steps, outputs, report }: UiDefinition): void {
  const texts = textsOf([...outputs.values()]).map(([, text]) => text.toLowerCase());
  for (const list of [basics, ...steps.map(({ elements }) => elements)]) {
    for (const { element, name, type, path } of allElements(list)) {
      const { hideExisting } = asObject(element.options);
      if (!withExisting.has(type.toLowerCase()) || String(hideExisting).toLowerCase() === "true") continue;
      const isHandedOver = (key: string) =>
        texts.some((text) => text.includes(name.toLowerCase()) && text.includes(`.${key.toLowerCase()}`));
      const missing = ["newOrExisting", "resourceGroup"].filter((key) => !isHandedOver(key));
      if (missing.length === 0) continue;
      const what = `lets people choose what exists already, but outputs have no ${missing.join(" and ")} of it`;
      report("ui-existing", path, `${what}. Hand them over, or set options.hideExisting`);
    }
  }
}

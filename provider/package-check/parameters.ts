// What holds for the parameters and outputs that a template declares.
import { isDeepStrictEqual } from "node:util";
import { isObject, type Properties } from "../values/properties.js";
import { isExpression, readExpression } from "./expressions.js";
import { shown } from "./problems.js";
import { type Declared, expressionParts, isSecure, type TemplateScope, typeOf } from "./template-scope.js";

const types: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === "string",
  securestring: (value) => typeof value === "string",
  int: (value) => Number.isInteger(value),
  bool: (value) => typeof value === "boolean",
  object: isObject,
  secureobject: isObject,
  array: Array.isArray,
};

/** Whether a value that is written in JSON can be one of the type; expressions can be anything. */
function fits(type: string, value: unknown): boolean {
  if (typeof value === "string" && isExpression(value)) return true;
  return types[type]?.(value) ?? true;
}

/** Checks the declarations of parameters and outputs. `isMain` as for `checkTemplate`. */
export function checkParameters(scope: TemplateScope, isMain: boolean): void {
  if (scope.around === undefined) for (const declared of scope.parameters.values()) checkParameter(scope, declared);
  if (isMain) checkLocation(scope);
  if (scope.base.length === 0) checkArtifactsLocation(scope);
  checkOutputs(scope);
}

function checkParameter({ report, template }: TemplateScope, declared: Declared): void {
  const { path, value, name } = declared;
  if (!isObject(value)) {
    report("parameter-type", path, "is not an object with a type");
    return;
  }
  const type = typeOf(declared);
  const hasReference = value.$ref !== undefined && template.languageVersion !== undefined;
  if (!Object.hasOwn(types, type)) {
    if (!hasReference) {
      const what = value.type === undefined ? "has no type" : `has the type ${shown(value.type)}`;
      report(
        "parameter-type",
        path,
        `${what}; types are string, securestring, int, bool, object, secureObject and array`,
      );
    }
    return;
  }
  checkDefault(report, declared, value, type);
  checkBounds(report, declared, value);
  if (type === "string" && /password|passphrase/i.test(name)) {
    report("password-parameter", path, "is named like a password, but is not a securestring");
  }
}

function checkDefault(report: TemplateScope["report"], declared: Declared, value: Properties, type: string): void {
  const { defaultValue, allowedValues } = value;
  const path = [...declared.path, "defaultValue"];
  if (allowedValues !== undefined && (!Array.isArray(allowedValues) || allowedValues.length === 0)) {
    report("parameter-default", [...declared.path, "allowedValues"], "is not a list with at least one value");
  }
  if (defaultValue === undefined || defaultValue === null) return;
  if (isSecure(declared)) {
    const isEmpty = defaultValue === "" || (isObject(defaultValue) && Object.keys(defaultValue).length === 0);
    if (!isEmpty && !(typeof defaultValue === "string" && isExpression(defaultValue))) {
      report("secret-default", path, "gives a secret away: everyone can read the package. Take it out");
    }
    return;
  }
  if (!fits(type, defaultValue)) {
    report("parameter-default", path, `${shown(defaultValue)} is not of the type ${String(value.type)}`);
  } else if (
    Array.isArray(allowedValues) &&
    allowedValues.length > 0 &&
    type !== "array" && // there, any choice out of the list is allowed
    !(typeof defaultValue === "string" && isExpression(defaultValue)) &&
    !allowedValues.some((allowed) => isDeepStrictEqual(allowed, defaultValue) || isSameText(allowed, defaultValue))
  ) {
    report("parameter-default", path, `${shown(defaultValue)} is not one of allowedValues`);
  }
}

function isSameText(a: unknown, b: unknown): boolean {
  return typeof a === "string" && typeof b === "string" && a.toLowerCase() === b.toLowerCase();
}

function checkBounds(report: TemplateScope["report"], { path }: Declared, value: Properties): void {
  for (const [low, high] of [
    ["minValue", "maxValue"],
    ["minLength", "maxLength"],
  ] as const) {
    for (const key of [low, high]) {
      if (value[key] !== undefined && !Number.isInteger(value[key])) {
        report("parameter-bounds", [...path, key], `${shown(value[key])} is not a whole number`);
      }
    }
    if (Number.isInteger(value[low]) && Number.isInteger(value[high]) && Number(value[low]) > Number(value[high])) {
      report("parameter-bounds", [...path, low], `${shown(value[low])} is above ${high}`);
    }
  }
}

function checkLocation({ parameters, report }: TemplateScope): void {
  const location = parameters.get("location");
  if (location === undefined) {
    report("location-parameter", ["parameters"], "have no location; declare it, and let resources take it");
    return;
  }
  if (!isObject(location.value)) return;
  const { defaultValue, allowedValues } = location.value;
  if (typeOf(location) !== "string") report("location-parameter", location.path, "is not a string");
  const good = ["[resourcegroup().location]", "[deployment().location]", "global"];
  if (defaultValue !== undefined && !good.includes(String(defaultValue).trim().toLowerCase())) {
    report("location-parameter", [...location.path, "defaultValue"], "is not [resourceGroup().location]");
  }
  if (allowedValues !== undefined) {
    report("location-parameter", [...location.path, "allowedValues"], "keeps people out whose cloud has other regions");
  }
}

function checkArtifactsLocation({ parameters, report }: TemplateScope): void {
  const rule = "artifacts-parameters";
  const location = parameters.get("_artifactslocation");
  const token = parameters.get("_artifactslocationsastoken");
  if (location === undefined && token === undefined) return;
  if (location === undefined || token === undefined) {
    const [there, missing] = location ? [location, "_artifactsLocationSasToken"] : [token, "_artifactsLocation"];
    report(rule, there?.path ?? ["parameters"], `is there without ${missing}`);
    return;
  }
  const fallback = isObject(location.value) ? location.value.defaultValue : undefined;
  if (fallback !== undefined && !/deployment\(\)\.properties\.templateLink\.uri/i.test(String(fallback))) {
    report(
      rule,
      [...location.path, "defaultValue"],
      "is not [deployment().properties.templateLink.uri], where Azure finds the files of the package",
    );
  }
  if (!isSecure(token)) report(rule, token.path, "is not a securestring");
}

function checkOutputs({ template, parameters, report }: TemplateScope): void {
  const outputs = isObject(template.outputs) ? Object.entries(template.outputs) : [];
  for (const [name, output] of outputs) {
    const path = ["outputs", name];
    if (!isObject(output)) {
      report("output-form", path, "is not an object with type and value");
      continue;
    }
    const type = String(output.type).toLowerCase();
    if (!Object.hasOwn(types, type) && output.$ref === undefined) {
      report("output-form", path, output.type === undefined ? "has no type" : `has the type ${shown(output.type)}`);
    }
    if (output.value === undefined && output.copy === undefined) report("output-form", path, "has no value");
    if (type.startsWith("secure")) continue; // such outputs are neither kept nor shown
    const secret = secretIn([output.value, output.copy], parameters);
    if (secret) report("secret-output", path, `shows ${secret} to everyone who can read the deployment; take it out`);
  }
}

/** What is secret in the expressions of a value; undefined when nothing is. */
export function secretIn(value: unknown, parameters: TemplateScope["parameters"]): string | undefined {
  for (const part of expressionParts(value)) {
    if (part.kind !== "call") continue;
    if (/^list\w+$/i.test(part.name)) return `the result of ${part.name}()`;
    const [name] = part.values;
    if (part.name.toLowerCase() !== "parameters" || name?.kind !== "text") continue;
    if (isSecure(parameters.get(name.value.toLowerCase()))) return `the secure parameter "${name.value}"`;
  }
  return undefined;
}

/** Whether the value of a property is a literal: a text that is not an expression. */
export function isLiteral(value: unknown): value is string {
  return typeof value === "string" && value !== "" && readExpression(value).kind === "none";
}

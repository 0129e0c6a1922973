// What holds for the parameters and outputs that a template declares.
import { isDeepStrictEqual } from "node:util";
import { isObject, type Properties } from "../values/properties.js";
import { isExpression, readExpression } from "./expressions.js";
import { shown } from "./problems.js";
import { checkSecretDefault, checkSecretOutput } from "./secrets.js";
import { type Declared, isSecure, type TemplateScope, typeOf } from "./template-scope.js";

const types: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === "string",
  securestring: (value) => typeof value === "string",
  int: (value) => Number.isInteger(value),
  bool: (value) => typeof value === "boolean",
  object: isObject,
  secureobject: isObject,
  array: Array.isArray,
};

/** Names of parameters that a managed application must not have: what the portal sets by itself. */
export const forThePortal = new Set([
  "applicationresourcename",
  "managedresourcegroupid",
  "jitaccesspolicy",
  "managedidentity",
]);

/** Whether a value that is written in JSON can be one of the type; expressions can be anything. */
export function fits(type: string, value: unknown): boolean {
  if (typeof value === "string" && isExpression(value)) return true;
  return types[type]?.(value) ?? true;
}

/** Checks the declarations of parameters and outputs. `isMain` as for `checkTemplate`. */
export function checkParameters(scope: TemplateScope, isMain: boolean): void {
  if (scope.around === undefined) {
    for (const declared of scope.parameters.values()) {
      checkParameter(scope, declared);
      if (isMain && forThePortal.has(declared.name.toLowerCase())) {
        const what =
          "is a name that the portal keeps for itself: Azure refuses a managed application's definition with it; only " +
          "a solution template may have it. Rename it";
        scope.report("parameter-reserved", declared.path, what);
      }
    }
    checkLocation(scope, isMain);
  }
  if (scope.base.length === 0) checkArtifactsLocation(scope, isMain);
  checkOutputs(scope);
}

function checkParameter(scope: TemplateScope, declared: Declared): void {
  const { report, template } = scope;
  const { path, value, name } = declared;
  if (!isObject(value)) {
    report("parameter-type", path, "is not an object with a type");
    return;
  }
  const type = typeOf(declared);
  if (!Object.hasOwn(types, type)) {
    if (value.$ref !== undefined && template.languageVersion !== undefined) return;
    const what = value.type === undefined ? "has no type" : `has the type ${shown(value.type)}`;
    const known = "types are string, securestring, int, bool, object, secureObject and array";
    report("parameter-type", path, `${what}; ${known}`);
    return;
  }
  const { allowedValues } = value;
  if (allowedValues !== undefined && !Array.isArray(allowedValues)) {
    report("parameter-default", [...path, "allowedValues"], "is not a list");
  }
  if (isSecure(declared)) checkSecretDefault(scope, declared);
  checkBounds(report, declared, value);
  if (!isSecure(declared) && type !== "bool" && isSecretName(name)) {
    const secure = type === "object" ? "secureObject" : "securestring";
    report("password-parameter", path, `is named like a secret, but is ${type}, not ${secure}`);
  }
}

function isSecretName(name: string): boolean {
  if (/secret/i.test(name) && /permission|version|url|uri|name/i.test(name)) return false;
  return /password|secret|accountkey/i.test(name);
}

/**
 * Checks the defaults of a template's parameters. `isGiven`: whether a value is passed for a parameter, so that its
 * default is never used.
 */
export function checkDefaults(scope: TemplateScope, isGiven: (name: string) => boolean): void {
  if (scope.around !== undefined) return;
  for (const declared of scope.parameters.values()) {
    const mistake = mistakeInDefault(declared);
    if (mistake === undefined) continue;
    const isUnused = isGiven(declared.name.toLowerCase());
    const end = isUnused ? ", though nothing uses it, since a value is always passed" : "";
    const rule = isUnused ? "parameter-default-unused" : "parameter-default";
    scope.report(rule, [...declared.path, "defaultValue"], `${mistake}${end}`);
  }
}

function mistakeInDefault(declared: Declared): string | undefined {
  if (!isObject(declared.value) || isSecure(declared)) return undefined;
  const { defaultValue, allowedValues } = declared.value;
  if (defaultValue === undefined || defaultValue === null) return undefined;
  const type = typeOf(declared);
  if (!fits(type, defaultValue)) return `${shown(defaultValue)} is not of the type ${String(declared.value.type)}`;
  const isOpen =
    !Array.isArray(allowedValues) ||
    allowedValues.length === 0 ||
    type === "array" || // there, any choice out of the list is allowed
    (typeof defaultValue === "string" && isExpression(defaultValue)) ||
    allowedValues.some((allowed) => isDeepStrictEqual(allowed, defaultValue) || isSameText(allowed, defaultValue));
  return isOpen ? undefined : `${shown(defaultValue)} is not one of allowedValues`;
}

function isSameText(a: unknown, b: unknown): boolean {
  return typeof a === "string" && typeof b === "string" && a.toLowerCase() === b.toLowerCase();
}

function checkBounds(report: TemplateScope["report"], { path }: Declared, value: Properties): void {
  for (const [low, high] of [
    ["minValue", "maxValue"],
    ["minLength", "maxLength"],
  ] as const) {
    const [least, greatest] = [low, high].map((key) => {
      const number = typeof value[key] === "string" && /^-?\d+$/.test(value[key]) ? Number(value[key]) : value[key];
      if (number !== value[key]) {
        const rule = key.endsWith("Value") ? "parameter-bounds-number" : "parameter-bounds-text";
        report(rule, [...path, key], `${shown(value[key])} is a text; write the number without quotation marks`);
      } else if (number !== undefined && !Number.isInteger(number)) {
        report("parameter-bounds", [...path, key], `${shown(number)} is not a whole number`);
      }
      return number;
    });
    if (Number.isInteger(least) && Number.isInteger(greatest) && Number(least) > Number(greatest)) {
      report("parameter-bounds", [...path, low], `${shown(value[low])} is above ${high}`);
    }
  }
  const [there, missing] = value.minValue === undefined ? ["maxValue", "minValue"] : ["minValue", "maxValue"];
  if (value[there] !== undefined && value[missing] === undefined) {
    report("parameter-bounds-pair", [...path, there], `is there without ${missing}`);
  }
}

function checkLocation({ parameters, report }: TemplateScope, isMain: boolean): void {
  const location = parameters.get("location");
  if (location === undefined) {
    if (isMain) {
      report("location-choice", ["parameters"], "have no location; declare it, and let resources take it");
    }
    return;
  }
  if (!isObject(location.value)) return;
  const { defaultValue, allowedValues } = location.value;
  const rule = "location-parameter";
  if (typeOf(location) !== "string") report(rule, location.path, "is not a string");
  const own = String(defaultValue).trim().toLowerCase();
  const isGood = isMain
    ? ["[resourcegroup().location]", "[deployment().location]", "global"].includes(own)
    : /(resourcegroup|deployment)\(\)\.location/.test(own);
  if ((defaultValue ?? undefined) !== undefined && !isGood) {
    const wanted = isMain
      ? "is not [resourceGroup().location]"
      : "is a place of its own; take it out, and pass the main template's location";
    report(rule, [...location.path, "defaultValue"], wanted);
  }
  if (isMain && allowedValues !== undefined) {
    report("location-choice", [...location.path, "allowedValues"], "keeps people out whose cloud has other regions");
  }
}

function checkArtifactsLocation({ parameters, report }: TemplateScope, isMain: boolean): void {
  const rule = "artifacts-parameters";
  const location = parameters.get("_artifactslocation");
  const token = parameters.get("_artifactslocationsastoken");
  if (location === undefined) return;
  if (typeOf(location) !== "string") report(rule, location.path, "is not a string");
  if (token === undefined) report(rule, location.path, "is there without _artifactsLocationSasToken");
  else if (typeOf(token) !== "securestring") report(rule, token.path, "is not a securestring");
  const [ofLocation, ofToken] = [location, token].map((one) =>
    isObject(one?.value) ? one.value.defaultValue : undefined,
  );
  if (isMain) {
    if (String(ofLocation).toLowerCase() !== "[deployment().properties.templatelink.uri]") {
      const what = "is not [deployment().properties.templateLink.uri], where Azure finds the files of the package";
      report(rule, [...location.path, "defaultValue"], what);
    }
    if (token !== undefined && ofToken !== "") report(rule, [...token.path, "defaultValue"], 'is not ""');
    return;
  }
  for (const [declared, value] of [[location, ofLocation] as const, [token, ofToken] as const]) {
    if (declared === undefined || (value ?? "") === "") continue;
    const what = "is there in a linked template, so that the main one's value may not be passed; take it out";
    report(rule, [...declared.path, "defaultValue"], what);
  }
}

function checkOutputs(scope: TemplateScope): void {
  const { template, report } = scope;
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
    checkSecretOutput(scope, name, output);
  }
}

/** Whether the value of a property is a literal: a text that is not an expression. */
export function isLiteral(value: unknown): value is string {
  return typeof value === "string" && value !== "" && readExpression(value).kind === "none";
}

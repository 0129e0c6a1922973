// Properties that hold nothing: in a template, that is not the same as to leave them out.
import { isObject } from "../values/properties.js";
import type { Path } from "./json-file.js";
import type { Report } from "./problems.js";
import type { RuleId } from "./rules.js";

/** Properties of templates that may be empty (arm-ttk, Template Should Not Contain Blanks). */
const inTemplates = new Set([
  ...["resources", "outputs", "variables", "parameters", "functions", "properties", "defaultValue", "accessPolicies"],
  ...["value", "promotionCode", "inputs", "notEquals", "clientId", "allowedCallerIpAddresses"],
]);
/** Those of createUiDefinition.json (arm-ttk, CreateUIDefinition Must Not Have Blanks). */
const inUi = new Set(["basics", "steps", "defaultValue"]);

/** Checks a whole template, with all that is inside it. */
export function checkTemplateBlanks(root: unknown, report: Report): void {
  checkBlanks(root, [], "template-blank", inTemplates, report);
}

/** Checks a whole createUiDefinition.json. */
export function checkUiBlanks(root: unknown, report: Report): void {
  checkBlanks(root, [], "ui-blank", inUi, report);
}

function checkBlanks(value: unknown, path: Path, rule: RuleId, except: ReadonlySet<string>, report: Report): void {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) checkBlanks(one, [...path, index], rule, except, report);
  } else if (isObject(value)) {
    for (const [key, one] of Object.entries(value)) {
      // A key may be an id of a resource, as those of identities are.
      if (isBlank(one, rule === "ui-blank") && !except.has(key) && !/^\s*(\[|\/subscriptions\/)/i.test(key)) {
        report(rule, [...path, key], "is empty; take it out, or set it");
      } else if (key !== "defaultValue") {
        checkBlanks(one, [...path, key], rule, except, report);
      }
    }
  }
}

/** An empty list is often meant, and the only way to say it; in createUiDefinition.json, it says nothing. */
function isBlank(value: unknown, isListBlank: boolean): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return isListBlank && value.length === 0;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.keys(value).length === 0;
}

// What holds for the resources of a template.
import { asObject, isObject } from "../values/properties.js";
import { checkAddresses } from "./addresses.js";
import { isCall, isExpression, readExpression } from "./expressions.js";
import { checkMachines } from "./machines.js";
import { newestApiVersions } from "./newest-api-versions.js";
import { isLiteral } from "./parameters.js";
import { shown } from "./problems.js";
import { secretIn } from "./secrets.js";
import { hasInnerScope, isDeployment, type PlacedResource, type TemplateScope } from "./template-scope.js";

const day = 24 * 60 * 60 * 1000;
/** Days for which a version counts as recent (arm-ttk, apiVersions Should Be Recent). */
const recent = 730;

/** Characters of a type that is looked at; on a text without end, the expression would run out of stack. */
const longestType = 1024;

/** Checks the resources of a template. `today`: the day by which versions are recent. */
export function checkResources(scope: TemplateScope, today: Date): void {
  checkList(scope);
  for (const placed of scope.resources) {
    checkForm(scope, placed);
    checkApiVersion(scope, placed, today);
    checkPlace(scope, placed);
    checkOrder(scope, placed);
    if (isDeployment(placed)) checkDeployment(scope, placed);
    checkSecretCommand(scope, placed);
  }
  checkMachines(scope);
  checkAddresses(scope);
  checkProviders(scope);
}

function checkList({ template, report }: TemplateScope): void {
  if (!Array.isArray(template.resources)) return;
  for (const [index, resource] of template.resources.entries()) {
    if (!isObject(resource)) report("resource-form", ["resources", index], "is not an object");
  }
}

function checkForm({ report, template }: TemplateScope, { path, resource, type, isChild }: PlacedResource): void {
  if (resource.import !== undefined || resource.extension !== undefined) return; // not a resource of Azure
  for (const key of ["type", "apiVersion", "name"]) {
    if (typeof resource[key] === "string" && resource[key] !== "") continue;
    if (key === "apiVersion" && typeof template.apiProfile === "string" && resource[key] === undefined) continue;
    report(
      "resource-form",
      path,
      resource[key] === undefined ? `has no ${key}` : `has the ${key} ${shown(resource[key])}`,
    );
  }
  if (!isLiteral(resource.type)) return;
  const isTyped = isChild ? /^[\w.-]+(\/[\w.-]+)*$/ : /^[\w-]+(\.[\w-]+)+(\/[\w.-]+)+$/;
  if (resource.type.length > longestType || !isTyped.test(resource.type)) {
    report(
      "resource-type",
      [...path, "type"],
      `${shown(resource.type)} is not a type, such as "Microsoft.Storage/storageAccounts"`,
    );
    return;
  }
  if (!isLiteral(resource.name) || isChild) return;
  const parts = type.split("/").length - 1;
  const names = resource.name.split("/").length;
  if (names === parts) return;
  report(
    "resource-name",
    [...path, "name"],
    `${shown(resource.name)} has ${names} part${names === 1 ? "" : "s"}; the type ${resource.type} asks for ${parts}`,
  );
}

function checkApiVersion({ report }: TemplateScope, { path, resource, type }: PlacedResource, today: Date): void {
  const { apiVersion } = resource;
  if (typeof apiVersion !== "string" || apiVersion === "") return;
  const place = [...path, "apiVersion"];
  if (isExpression(apiVersion)) {
    report(
      "api-version-literal",
      place,
      "is an expression; write the version itself, since the resource's form goes with it",
    );
    return;
  }
  const [, date, label = ""] = /^(\d{4}-\d{2}-\d{2})(-[\w.-]+)?$/.exec(apiVersion) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(date))) {
    report("api-version-form", place, `${shown(apiVersion)} is not a version, such as "2024-03-01"`);
    return;
  }
  const newest = Object.hasOwn(newestApiVersions, type) ? newestApiVersions[type] : undefined;
  if (newest === undefined) return;
  if (label !== "" && newest >= date) {
    report("api-version-recent", place, `${shown(apiVersion)} is a preview; there is ${newest}`);
  } else if (label === "" && newest > date && (today.getTime() - Date.parse(date)) / day > recent) {
    report("api-version-recent", place, `${shown(apiVersion)} is more than two years old; there is ${newest}`);
  }
}

function checkPlace({ report }: TemplateScope, { path, resource }: PlacedResource): void {
  const { location } = resource;
  if (location === undefined) return;
  const place = [...path, "location"];
  if (typeof location === "string" && (isExpression(location.trim()) || /^\s*global\s*$/i.test(location))) return;
  report("resource-location", place, `${shown(location)} is fixed; take [parameters('location')], or "global"`);
}

function checkOrder({ report }: TemplateScope, { path, resource: { dependsOn } }: PlacedResource): void {
  for (const [index, value] of (Array.isArray(dependsOn) ? dependsOn : []).entries()) {
    const read = typeof value === "string" ? readExpression(value) : undefined;
    if (read?.kind !== "read" || !isCall(read.expression, "if")) continue;
    const what = "begins with if; conditional resources that are not deployed are left out by themselves";
    report("depends-on-conditional", [...path, "dependsOn", index], what);
  }
}

function checkDeployment(
  { report, parameters, template: around }: TemplateScope,
  { path, resource }: PlacedResource,
): void {
  const properties = asObject(resource.properties);
  const place = [...path, "properties"];
  const { mode, debugSetting, template } = properties;
  if (isLiteral(mode) && mode.toLowerCase() !== "incremental") {
    report("deployment-mode", [...place, "mode"], `${shown(mode)} is possible at the root only; write "Incremental"`);
  }
  const settings = isObject(debugSetting) ? [debugSetting.detailLevel, debugSetting.logDetail] : [debugSetting];
  if (settings.some((one) => one !== undefined && String(one).toLowerCase() !== "none")) {
    const what = "keeps what is sent and received, with secrets; take it out";
    report("deployment-debug", [...place, "debugSetting"], what);
  }
  if (!isObject(template) || hasInnerScope(resource, around)) return;
  const secret = secretIn(template.resources, parameters);
  if (secret === undefined) return;
  report(
    "secret-nested",
    [...place, "template"],
    `writes ${secret} into the history of deployments; set expressionEvaluationOptions.scope to "inner"`,
  );
}

/** A command with a secret in it belongs into `protectedSettings`: the portal shows `settings`. */
function checkSecretCommand({ report, parameters }: TemplateScope, { path, resource, type }: PlacedResource): void {
  if (!type.endsWith("/extensions") || !isObject(resource.properties) || !isObject(resource.properties.settings))
    return;
  const { commandToExecute } = resource.properties.settings;
  const secret = secretIn(commandToExecute, parameters);
  if (secret === undefined) return;
  report(
    "secret-command",
    [...path, "properties", "settings", "commandToExecute"],
    `shows ${secret} to everyone who can read the extension; move it into protectedSettings`,
  );
}

function checkProviders({ expressions, report }: TemplateScope): void {
  for (const { path, parts } of expressions) {
    if (!parts.some((part) => isCall(part, "providers"))) continue;
    report(
      "providers-function",
      path,
      "asks providers() for versions; write the version that the resource is made for",
    );
  }
}

// What ties a template to one cloud or place: hosts of Azure by name, ids put together by hand, locations.
import { type Expression, isCall, readExpression } from "./expressions.js";
import type { Path } from "./json-file.js";
import { eachText } from "./placed-texts.js";
import { isDeployment, type TemplateScope, throughVariables } from "./template-scope.js";

/** Hosts of Azure's public cloud that have other names in other clouds (arm-ttk, … Must Not Contain Hardcoded Uri). */
const hosts = [
  ...["gallery.azure.com", "management.azure.com", "login.microsoftonline.com", "graph.windows.net"],
  ...["database.windows.net", "asazure.windows.net", "vault.azure.net", "datalake.azure.net"],
  ...["azuredatalakestore.net", "azuredatalakeanalytics.net", "api.loganalytics.io"],
].map((host) => host.replaceAll(".", "\\."));
const ofStorage = "(?:(?:management|batch|blob|file|queue|table|dfs|web)\\.)?core\\.windows\\.net";
/**
 * Left as they are: names of zones for private links (a host name has at most 253 characters), addresses of schemas, and
 * the packages of Azure Automation.
 */
const exceptions = "(?<![\\w-]|privatelink\\.[\\w.]{0,253}|https://schema\\.|devopsgallerystorage\\.(?:blob\\.)?)";
const addresses = new RegExp(`${exceptions}(?:${hosts.join("|")}|${ofStorage})`, "i");

/** Properties named like ids that hold no id of a resource (arm-ttk, IDs Should Be Derived From ResourceIDs). */
const otherIds = new Set([
  ...["appid", "clientid", "datatypeid", "defaultmenuitemid", "keyvaultsecretid", "keyid", "objectid", "menuid"],
  ...["policydefinitionreferenceid", "serviceprincipalclientid", "startingdeviceid", "subscriptionid"],
  ...["syntheticmonitorid", "targetprotectioncontainerid", "targetworkersizeid", "tenantid", "timezoneid"],
  ...["vlanid", "workersizeid"],
]);

/** Checks addresses, ids and locations. */
export function checkAddresses(scope: TemplateScope): void {
  checkHosts(scope);
  checkIds(scope);
  checkUris(scope);
  if (scope.around === undefined) checkLocations(scope);
}

function checkHosts({ template, report, inner }: TemplateScope): void {
  const inside = new Set<unknown>(inner.map((one) => one.template));
  const { variables, resources, outputs } = template;
  const check = (path: Path, text: string) => {
    const [address] = addresses.exec(text) ?? [];
    if (address === undefined) return;
    if (path.includes("metadata") || path.includes("$schema") || path.includes("comments")) return;
    const what = `has ${address}, which is another one in other clouds; take it from environment()`;
    report("hard-coded-address", path, what);
  };
  eachText({ variables, resources, outputs }, [], check, inside);
}

function checkIds(scope: TemplateScope): void {
  const inside = new Set<unknown>(scope.inner.map((one) => one.template));
  const others = scope.resources.filter(({ type }) => isOfOtherIds(type));
  const check = (path: Path, text: string) => {
    const last = path.at(-1) === "value" ? path.at(-2) : path.at(-1);
    const key = String(last).toLowerCase();
    if (!key.endsWith("id") || otherIds.has(key) || path.includes("tags") || path.includes("metadata")) return;
    if (others.some((one) => one.path.every((step, at) => path[at] === step))) return;
    const [value, place] = throughVariables(scope, text, path);
    if (typeof value !== "string" || !isByHand(value)) return;
    scope.report("resource-id", place, "puts an id of a resource together by hand; take it from resourceId()");
  };
  eachText(scope.template.resources, ["resources"], check, inside);
}

/** Resources in which ids are those of other things. */
function isOfOtherIds(type: string): boolean {
  return type === "microsoft.logic/workflows" || type === "microsoft.apimanagement/service/backends";
}

function isByHand(text: string): boolean {
  const isId = (one: string) => /^\/?(subscriptions|providers|resourceGroups)\/|\/providers\//i.test(one);
  const read = readExpression(text);
  if (read.kind === "none") return isId(text);
  if (read.kind !== "read") return false;
  const { expression } = read;
  const isJoined = isCall(expression, "concat") || isCall(expression, "format");
  return isJoined && expression.values.some((part) => part.kind === "text" && isId(part.value));
}

/** Addresses that are joined by `concat` or `format`, but for those inside of `uri`. */
function checkUris({ expressions, report }: TemplateScope): void {
  for (const { path, parts } of expressions) {
    if (!/ur[il]$/i.test(String(path.at(-1))) || path[0] === "parameters") continue;
    const joins = parts.findIndex((part) => isCall(part, "concat") || isCall(part, "format"));
    const uri = parts.findIndex((part) => isCall(part, "uri"));
    if (joins < 0 || (uri >= 0 && uri < joins)) continue;
    report("uri-construction", path, "joins an address by concat() or format(); take uri()");
  }
}

/** Places that are asked for outside of the defaults of parameters, and outside of deployments. */
function checkLocations(scope: TemplateScope): void {
  const deployments = scope.resources.filter(isDeployment).map(({ path }) => path);
  const isInside = (path: Path) => deployments.some((one) => one.every((step, at) => path[at] === step));
  for (const { path, text, parts } of scope.expressions) {
    if (path[0] === "parameters" || isInside(path)) continue;
    if (!parts.some(isPlace)) continue;
    scope.report("resource-location-parameter", path, `is ${text.slice(0, 80)}; take [parameters('location')]`);
  }
}

/** `resourceGroup().location` or `deployment().location`. */
function isPlace(part: Expression): boolean {
  if (part.kind !== "member" || part.key.kind !== "text" || part.key.value.toLowerCase() !== "location") return false;
  return part.of.kind === "call" && /^(resourcegroup|deployment)$/i.test(part.of.name) && part.of.values.length === 0;
}

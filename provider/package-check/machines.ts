// Machines and databases in a template: how big they are, from which image, and who may sign in.
import { asObject, isObject } from "../values/properties.js";
import { calledWithText, readExpression } from "./expressions.js";
import type { Path } from "./json-file.js";
import { isLiteral } from "./parameters.js";
import { eachText } from "./placed-texts.js";
import { shown } from "./problems.js";
import { type PlacedResource, type TemplateScope, throughVariables } from "./template-scope.js";

const names = new Set(["adminusername", "administratorlogin"]);
const passwords = new Set(["adminpassword", "administratorloginpassword"]);

const withImages = new Set(["microsoft.compute/virtualmachines", "microsoft.compute/virtualmachinescalesets"]);

/** Checks them, wherever they are set: in resources, in what is passed to templates inside, and in variables. */
export function checkMachines(scope: TemplateScope): void {
  const { template, resources } = scope;
  const inside = new Set<unknown>(scope.inner.map((one) => one.template));
  for (const section of ["resources", "variables"] as const) {
    const check = (path: Path, value: string) => {
      const key = String(path.at(-1)).toLowerCase();
      if (passwords.has(key)) checkPassword(scope, path, value);
      else if (names.has(key)) checkName(scope, path, value);
      else if (key === "vmsize" && section === "resources") checkSize(scope, path, value);
    };
    // What deployments pass is `{ "value": "…" }`.
    const unpacked = (path: Path, text: string) => check(path.at(-1) === "value" ? path.slice(0, -1) : path, text);
    eachText(template[section], [section], unpacked, inside);
  }
  for (const placed of resources) if (withImages.has(placed.type)) checkImage(scope, placed);
}

/** The literal that a setting comes to, also by way of variables, with where it stands. */
function literalIn(scope: TemplateScope, path: Path, value: string): [string, Path] | undefined {
  const [found, place] = throughVariables(scope, value, path);
  return isLiteral(found) && !isElsewhere.test(found) ? [found, place] : undefined;
}

/** What a template inside another resource, such as a policy, evaluates later, and what an app takes from a key vault. */
const isElsewhere = /^\s*(\[\[.*\]|@Microsoft\.KeyVault\(.*\))\s*$/is;

function checkPassword(scope: TemplateScope, path: Path, value: string): void {
  const found = literalIn(scope, path, value);
  if (found === undefined) return;
  const what = "is a fixed password: everyone can read the package. Make it a secure parameter";
  scope.report("administrator-password", found[1], what);
}

function checkName(scope: TemplateScope, path: Path, value: string): void {
  const found = literalIn(scope, path, value);
  if (found !== undefined) {
    scope.report("administrator-name", found[1], `${shown(found[0])} is a fixed user name; make it a parameter`);
    return;
  }
  const read = readExpression(value);
  const name = read.kind === "read" ? calledWithText(read.expression, "parameters") : undefined;
  const declared = name === undefined ? undefined : scope.parameters.get(name.toLowerCase());
  if (!isObject(declared?.value) || !isLiteral(declared.value.defaultValue)) return;
  const what = "is a user name that everyone can guess; take it out";
  scope.report("administrator-name-default", [...declared.path, "defaultValue"], what);
}

function checkSize(scope: TemplateScope, path: Path, value: string): void {
  const found = literalIn(scope, path, value);
  if (found === undefined) return;
  scope.report("virtual-machine-size", found[1], `${shown(found[0])} is fixed; make it a parameter`);
}

function checkImage(scope: TemplateScope, { path, resource }: PlacedResource): void {
  const properties = asObject(resource.properties);
  const isSet = isObject(properties.virtualMachineProfile);
  const holder = isSet ? asObject(properties.virtualMachineProfile) : properties;
  const at = [...path, "properties", ...(isSet ? ["virtualMachineProfile"] : []), "storageProfile"];
  const [profile, place] = throughVariables(scope, holder.storageProfile, at);
  const [image, where] = throughVariables(scope, asObject(profile).imageReference, [...place, "imageReference"]);
  for (const key of ["offer", "sku", "version"]) {
    const [value, stands] = throughVariables(scope, asObject(image)[key], [...where, key]);
    if (isLiteral(value) && /preview$/i.test(value)) {
      scope.report("virtual-machine-preview", stands, `${shown(value)} is a preview; take an image that is not`);
    }
  }
}

// Files of parameters beside a template, `*.parameters.json`: nobody deploys them, but certification looks at them.
import { isObject } from "../values/properties.js";
import { type Report, shown } from "./problems.js";
import { schemaName } from "./schema-address.js";

const schemas = ["2015-01-01", "2019-04-01"].map((version) => `${version}/deploymentparameters.json`);
const vault =
  /\/subscriptions\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/resourceGroups\/[\w-]{1,64}\/providers\/Microsoft\.KeyVault\/vaults\/[\w-]{3,24}/i;

/** Whether a file is one, by its name. */
export function isParameterFile(name: string): boolean {
  return /\.parameters\.json$/i.test(name);
}

/** Checks one. Without `$schema` and `contentVersion`, it may be a list of names and values for anything. */
export function checkParameterFile(root: unknown, report: Report): void {
  if (!isObject(root)) return;
  const { $schema, contentVersion, parameters } = root;
  if (!$schema && !contentVersion) {
    const what = "is a file of parameters without $schema and contentVersion; take it out of the package";
    if (isObject(parameters)) report("parameter-file", ["parameters"], what);
    return;
  }
  if (!$schema) report("parameter-file-schema", [], "has no $schema");
  else if (!schemas.includes(schemaName($schema).toLowerCase())) {
    report("parameter-file-schema", ["$schema"], `${shown($schema)} is not a schema of files of parameters`);
  }
  if (typeof contentVersion !== "string" || contentVersion === "") {
    const what = contentVersion ? "is not a text" : "is missing";
    report("parameter-file-version", ["contentVersion"], `${what}; write "1.0.0.0"`);
  }
  if (!parameters) report("parameter-file-parameters", [], "has no parameters");
  if (!$schema || !isObject(parameters)) return;
  for (const [name, given] of Object.entries(parameters)) {
    if (name.startsWith("__")) continue;
    const mistake = mistakeIn(given);
    if (mistake !== undefined) report("parameter-file-value", ["parameters", name], mistake);
  }
}

function mistakeIn(given: unknown): string | undefined {
  if (!isObject(given) || !("value" in given || "reference" in given)) return "has neither a value nor a reference";
  if ("value" in given) return undefined;
  const { reference } = given;
  if (!isObject(reference) || !isObject(reference.keyVault)) return "has a reference without a keyVault";
  if (!vault.test(String(reference.keyVault.id))) return "has a reference whose keyVault.id is not that of a key vault";
  if (!/^[A-Za-z0-9-]{1,127}$/.test(String(reference.secretName ?? ""))) {
    return "has a reference whose secretName is not one of a key vault";
  }
  return undefined;
}

// The names of properties that Azure Resource Manager reads in a template. To it, letter case has no meaning in them
// (`apiversion`, `DependsOn`); here, each stands as it is documented.
import { isObject, type Properties } from "../values/properties.js";

type Change = (value: unknown) => unknown;
/** Names as they are documented, and what is done with the value of each. */
type Names = ReadonlyMap<string, readonly [name: string, change: Change]>;

const asItIs: Change = (value) => value;

/** @param changes Of the values of some of them. */
function names(all: readonly string[], changes: Readonly<Record<string, Change>> = {}): Names {
  return new Map(all.map((name) => [name.toLowerCase(), [name, changes[name] ?? asItIs]]));
}

function renamed(value: unknown, known: Names): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, one]): [string, unknown] => {
    const [name, change] = known.get(key.toLowerCase()) ?? [key, asItIs];
    // What stands there as it is documented, too, is the one that is meant.
    return name !== key && Object.hasOwn(value, name) ? [key, one] : [name, change(one)];
  });
  return Object.fromEntries(entries);
}

/** Of each value in a list, or in an object with names of the template's own. */
function each(known: Names | Change): Change {
  const change: Change = typeof known === "function" ? known : (value) => renamed(value, known);
  return (value) => {
    if (Array.isArray(value)) return value.map(change);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)]));
  };
}

const declaration = names([
  ...[
    "type",
    "defaultValue",
    "allowedValues",
    "minValue",
    "maxValue",
    "minLength",
    "maxLength",
    "metadata",
    "nullable",
  ],
]);
const output = names(["type", "value", "copy", "condition", "metadata"]);
const passed = names(["value", "reference"]);

const deployment = names(
  ["mode", "template", "templateLink", "parameters", "parametersLink", "expressionEvaluationOptions", "debugSetting"],
  {
    template: (value) => (isObject(value) ? inOwnCase(value) : value),
    templateLink: (value) => renamed(value, names(["uri", "id", "relativePath", "contentVersion", "queryString"])),
    parameters: each(passed),
    expressionEvaluationOptions: (value) => renamed(value, names(["scope"])),
    debugSetting: (value) => renamed(value, names(["detailLevel"])),
  },
);

const resource = names(
  [
    ...["type", "apiVersion", "name", "location", "dependsOn", "tags", "copy", "condition", "comments", "metadata"],
    ...["properties", "resources", "scope", "sku", "kind", "plan", "identity", "zones", "import", "extension"],
  ],
  { resources: each(resourceInOwnCase) },
);

function resourceInOwnCase(value: unknown): unknown {
  const found = renamed(value, resource);
  if (!isObject(found) || String(found.type).toLowerCase() !== "microsoft.resources/deployments") return found;
  return { ...found, properties: renamed(found.properties, deployment) };
}

const sections = names(
  [
    ...["$schema", "contentVersion", "apiProfile", "languageVersion", "metadata", "definitions", "parameters"],
    ...["functions", "variables", "resources", "outputs", "imports", "extensions"],
  ],
  { parameters: each(declaration), outputs: each(output), resources: each(resourceInOwnCase) },
);

/** A template with the names that Azure Resource Manager knows as they are documented. */
export function inOwnCase(template: Properties): Properties {
  return { ...(renamed(template, sections) as Properties) };
}

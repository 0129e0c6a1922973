// What holds for every deployment template: its sections, its limits, and that its expressions refer to what is there.
import { isObject, type Properties } from "../values/properties.js";
import { calledWithText, isCall, longestExpression } from "./expressions.js";
import { eachText } from "./placed-texts.js";
import { shown } from "./problems.js";
import { schemaName } from "./schema-address.js";
import type { Declared, TemplateScope } from "./template-scope.js";

/** Schemas of deployment templates by scope. */
const schemaForm = /^([\w-]+)\/(|subscription|managementGroup|tenant)deploymentTemplate\.json$/i;
/** Those that Azure Resource Manager names as supported. */
const schemaVersions = ["2014-04-01-preview", "2015-01-01", "2018-05-01", "2019-04-01", "2019-08-01"];

const sections = new Set([
  ...["$schema", "contentVersion", "apiProfile", "languageVersion", "metadata", "definitions", "parameters"],
  ...["functions", "variables", "resources", "outputs", "imports", "extensions"],
]);

/** Most entries of each section (documentation page "ARM template best practices", Template limits). */
const most = { parameters: 256, variables: 512, outputs: 64 };
const mostResources = 800;

/** Checks a template as a whole. `isMain`: it is mainTemplate.json, and neither linked nor inside another one. */
export function checkTemplate(scope: TemplateScope, isMain: boolean): void {
  checkSchema(scope, isMain);
  checkSections(scope);
  if (scope.around !== undefined) return;
  checkCounts(scope);
  checkExpressions(scope);
  checkReferences(scope);
}

function checkSchema({ template, report, base }: TemplateScope, isMain: boolean): void {
  const { $schema, contentVersion, languageVersion } = template;
  const [, version = "", kind] = schemaForm.exec(schemaName($schema)) ?? [];
  const wanted = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
  if ($schema === undefined) report("template-schema", [], `has no $schema; write ${wanted}`);
  else if (!schemaVersions.includes(version)) {
    report(
      "template-schema",
      ["$schema"],
      `${shown($schema)} is not a schema of deployment templates; write ${wanted}`,
    );
  } else if (version < "2018" && base.length === 0) {
    report("template-schema-old", ["$schema"], `is of a version that is no longer maintained; write ${wanted}`);
  } else if (isMain && kind !== "") {
    report(
      "template-scope",
      ["$schema"],
      "is not that of a deployment to a resource group, into which the portal deploys",
    );
  }
  if ((contentVersion ?? undefined) === undefined) {
    report("template-version", ["contentVersion"], 'is missing; write four numbers, such as "1.0.0.0"');
  } else if (typeof contentVersion !== "string" || !/^\d+\.\d+\.\d+\.\d+$/.test(contentVersion)) {
    const what = `${shown(contentVersion)} is not a version of four numbers, such as "1.0.0.0"`;
    report("template-version-form", ["contentVersion"], what);
  }
  if (languageVersion !== undefined && languageVersion !== "1.0") {
    report(
      "template-language-version",
      ["languageVersion"],
      `${shown(languageVersion)} cannot be deployed as a managed application, which takes 1.0 only; as a solution template it can`,
    );
  }
}

function checkSections({ template, report }: TemplateScope): void {
  const objects = ["parameters", "variables", "outputs", "metadata", "definitions"];
  for (const section of objects) {
    if ((template[section] ?? undefined) !== undefined && !isObject(template[section])) {
      report("template-sections", [section], "is not an object");
    }
  }
  const { resources, functions } = template;
  if (resources === undefined) report("template-sections", [], "has no resources; write at least an empty list");
  else if (!Array.isArray(resources) && !(isObject(resources) && template.languageVersion !== undefined)) {
    report("template-sections", ["resources"], "is not a list");
  }
  if ((functions ?? undefined) !== undefined && !Array.isArray(functions))
    report("template-sections", ["functions"], "is not a list");
  for (const section of Object.keys(template)) {
    if (!sections.has(section)) report("template-unknown-section", [section], "is not a section of a template");
  }
}

function checkCounts({ template, parameters, variables, resources, report }: TemplateScope): void {
  const outputs = isObject(template.outputs) ? Object.keys(template.outputs).length : 0;
  const counts = { parameters: parameters.size, variables: variables.size, outputs };
  for (const section of ["parameters", "variables", "outputs"] as const) {
    if (counts[section] <= most[section]) continue;
    report("template-counts", [section], `has ${counts[section]} entries; a template takes at most ${most[section]}`);
  }
  const copies = resources.reduce((sum, { resource }) => sum + copiesOf(resource), 0);
  if (copies > mostResources) {
    report("template-counts", ["resources"], `are ${copies} with copies; a template takes at most ${mostResources}`);
  }
}

function copiesOf({ copy }: Properties): number {
  return isObject(copy) && typeof copy.count === "number" && copy.count > 0 ? Math.floor(copy.count) : 1;
}

function checkExpressions({ expressions, report }: TemplateScope): void {
  for (const { path, text, read } of expressions) {
    if (text.length > longestExpression) {
      report("expression-length", path, `is ${text.length} characters long; at most ${longestExpression} are read`);
    } else if (read.kind === "unbalanced") {
      report(
        "expression-brackets",
        path,
        `is not an expression that can be read: ${read.what}. If it is meant as a plain text, begin it with [[`,
      );
    }
  }
}

function checkReferences(scope: TemplateScope): void {
  for (const kind of ["parameters", "variables"] as const) {
    const declared = scope[kind];
    const used = new Set<string>();
    let isOpen = false; // something may be used that cannot be seen
    for (const { path, text, read, parts } of scope.expressions) {
      if (read.kind !== "read") {
        isOpen = true;
        continue;
      }
      for (const part of parts) {
        if (!isCall(part, kind)) continue;
        const name = calledWithText(part, kind);
        if (name === undefined) isOpen = true;
        else used.add(name.toLowerCase());
        if (name !== undefined && !declared.has(name.toLowerCase())) {
          report(scope, kind, path, name, text);
        }
      }
    }
    if (!isOpen) reportUnused(scope, kind, [...declared], used);
  }
}

function report(
  scope: TemplateScope,
  kind: "parameters" | "variables",
  path: TemplateScope["base"],
  name: string,
  text: string,
): void {
  const [rule, one] =
    kind === "parameters"
      ? (["parameter-declared", "parameter"] as const)
      : (["variable-declared", "variable"] as const);
  const isElsewhere = scope[kind === "parameters" ? "variables" : "parameters"].has(name.toLowerCase());
  const hint = isElsewhere ? ` (there is a ${one === "parameter" ? "variable" : "parameter"} of this name)` : "";
  scope.report(rule, path, `refers to the ${one} "${name}", which is not declared${hint}: ${shown(text)}`);
}

function reportUnused(
  scope: TemplateScope,
  kind: "parameters" | "variables",
  declared: readonly [string, Declared][],
  used: ReadonlySet<string>,
): void {
  const unused = declared.filter(([key]) => !used.has(key));
  const mentioned = unused.length === 0 ? new Set() : mentions(scope, kind);
  for (const [key, { path }] of unused) {
    if (mentioned.has(key)) continue;
    // Where `_artifactsLocation` is used, tools expect the token beside it.
    if (key === "_artifactslocationsastoken" && used.has("_artifactslocation")) continue;
    scope.report(kind === "parameters" ? "parameter-used" : "variable-used", path, "is never used; take it out");
  }
}

/** Names that any text of a template mentions in a call, also where it is not evaluated, such as in `metadata`. */
function mentions({ template, inner }: TemplateScope, kind: "parameters" | "variables"): Set<string> {
  const closed = new Set(inner.filter(({ isClosed }) => isClosed).map((one) => one.template));
  const call = new RegExp(`\\b${kind}\\s*\\(\\s*'([^']+)'\\s*\\)`, "gi");
  const found = new Set<string>();
  const note = (_path: unknown, text: string) => {
    if (!text.includes("(")) return;
    for (const [, name = ""] of text.matchAll(call)) found.add(name.toLowerCase());
  };
  eachText(template, [], note, closed);
  return found;
}

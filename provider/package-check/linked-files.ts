// The files of a package that a template refers to: other templates, scripts, and whatever else has an address in it.
import type { PackageFiles } from "../values/package-file.js";
import { isObject } from "../values/properties.js";
import { Evaluation, ownFolder, packageRoot, passedRoot } from "./evaluation.js";
import type { Path } from "./json-file.js";
import { shown } from "./problems.js";
import type { RuleId } from "./rules.js";
import { isDeployment, type PlacedResource, type TemplateScope } from "./template-scope.js";

/** A deployment of another template of the package. */
export interface Link {
  /** Path of the other template in the package; it is there. */
  readonly file: string;
  readonly deployment: PlacedResource;
}

/** Properties by which resources load files: those of extensions, deployment scripts and automation accounts. */
const loading = new Set(["fileuris", "primaryscripturi", "supportingscripturis", "modulesurl"]);

/** The rule for a reference, by where it stands and so by what is lost without the file. */
const ruleAt = (path: Path): RuleId => {
  const keys = path.map((key) => String(key).toLowerCase());
  const isConfiguration = keys.at(-1) === "url" && keys.at(-2) === "configuration";
  const isLoaded = keys[0] === "resources" && keys.some((key) => loading.has(key));
  return isConfiguration || isLoaded ? "script-in-package" : "artefact-in-package";
};

/**
 * Checks that what a template refers to is in the package, and returns the templates that it links to. `given`: which
 * parameters get a value from outside, by lower-case name.
 */
export function followLinks(scope: TemplateScope, files: PackageFiles, given: (name: string) => boolean): Link[] {
  const evaluation = new Evaluation(scope, given);
  const hint = hints(files);
  const missing = new Set<string>();
  const links: Link[] = [];
  for (const deployment of scope.resources.filter(isDeployment)) {
    const link = linkOf(scope, deployment, evaluation, files, missing, hint);
    if (link) links.push(link);
  }
  const others = scope.expressions
    .map(({ path, read }) => ({ path, rule: ruleAt(path), address: evaluation.resultOf(read) }))
    .filter((one): one is typeof one & { address: string } => typeof one.address === "string")
    .sort((a, b) => Number(a.rule === "artefact-in-package") - Number(b.rule === "artefact-in-package"));
  for (const { path, rule, address } of others) {
    const wanted = pathIn(address, scope.file.name);
    if (wanted === undefined || wanted === "" || files.has(wanted) || missing.has(wanted)) continue;
    missing.add(wanted);
    const certain = address.startsWith(passedRoot) ? "artefact-in-package" : rule;
    scope.report(certain, path, `refers to the file ${shown(wanted)}, which is not in the package${hint(wanted)}`);
  }
  return links;
}

function linkOf(
  scope: TemplateScope,
  deployment: PlacedResource,
  evaluation: Evaluation,
  files: PackageFiles,
  missing: Set<string>,
  hint: (wanted: string) => string,
): Link | undefined {
  const properties = isObject(deployment.resource.properties) ? deployment.resource.properties : {};
  const { templateLink } = properties;
  if (!isObject(templateLink)) return undefined;
  const key = templateLink.relativePath === undefined ? "uri" : "relativePath";
  const path = [...deployment.path, "properties", "templateLink", key];
  const text = evaluation.textOf(templateLink[key]);
  if (text === undefined) return undefined;
  const address = key === "uri" ? text : ownFolder + text;
  const file = pathIn(address, scope.file.name);
  if (file === undefined) {
    if (/^https?:/i.test(text)) {
      scope.report("linked-template-outside", path, `leads to ${shown(text)}; put the template into the package`);
    }
    return undefined;
  }
  if (files.has(file)) return { file, deployment };
  if (file !== "") {
    missing.add(file);
    const rule = address.startsWith(passedRoot) ? "artefact-in-package" : "linked-template";
    scope.report(rule, path, `leads to ${shown(file)}, which is not in the package${hint(file)}`);
  }
  return undefined;
}

/**
 * The path in the package of an address; undefined when the address leads elsewhere or is not known, empty when it is
 * that of a folder.
 */
function pathIn(address: string, template: string): string | undefined {
  const base = [packageRoot, passedRoot, ownFolder].find((one) => address.startsWith(one));
  if (base === undefined) return undefined;
  const [rest = ""] = address.slice(base.length).split(/[?#]/);
  const folders = base === ownFolder ? template.split("/").slice(0, -1) : [];
  for (const part of decoded(rest).replaceAll("\\", "/").split("/")) {
    if (part === "..") folders.pop();
    else if (part !== "" && part !== ".") folders.push(part);
  }
  return rest === "" || rest.endsWith("/") ? "" : folders.join("/").normalize("NFC");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Finds what may be meant by the name of a missing file: the same name in other letter case, or in another folder. */
function hints(files: PackageFiles): (wanted: string) => string {
  const last = (name: string) => name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  const spelled = new Map([...files.keys()].map((name) => [name.toLowerCase(), name]));
  const named = new Map([...files.keys()].map((name) => [last(name), name]));
  return (wanted) => {
    const same = spelled.get(wanted.toLowerCase());
    if (same !== undefined) return ` (it is spelled ${same}; letter case counts)`;
    const elsewhere = named.get(last(wanted));
    return elsewhere === undefined ? "" : ` (there is ${elsewhere})`;
  };
}

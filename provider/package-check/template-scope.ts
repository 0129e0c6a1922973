// A deployment template with what its expressions can see: its own parameters and variables. A file holds one template,
// and deployments in it may hold more; those with a scope of their own are checked separately.
import { isObject, type Properties } from "../values/properties.js";
import { calledWithText, type Expression, partsOf, type ReadExpression, readExpression } from "./expressions.js";
import type { JsonFile, Path } from "./json-file.js";
import { eachText } from "./placed-texts.js";
import type { Problems, Report } from "./problems.js";

/** A text of a template that is an expression. */
interface PlacedExpression {
  readonly path: Path;
  readonly text: string;
  readonly read: ReadExpression;
  /** All that it is made of; empty when it could not be read. */
  readonly parts: readonly Expression[];
}

/** A resource, with where it stands and its whole type, such as `Microsoft.Network/virtualNetworks/subnets`. */
export interface PlacedResource {
  readonly path: Path;
  readonly resource: Properties;
  /** Lower case; empty when it is missing or no text. */
  readonly type: string;
  readonly isChild: boolean;
}

/** A template inside a deployment of another template. */
export interface InnerTemplate {
  readonly path: Path;
  readonly template: Properties;
  readonly deployment: PlacedResource;
  /** Whether it sees only its own parameters and variables; else it sees those of the template around it. */
  readonly isClosed: boolean;
}

/** A parameter or variable as it is declared; names are compared without letter case. */
export interface Declared {
  readonly name: string;
  readonly path: Path;
  readonly value: unknown;
  /** Of a parameter: whether its type takes null, so that it needs no value; that may be said by a definition. */
  readonly isNullable?: boolean;
}

/** A template, taken apart once. Paths are relative to it. */
export interface TemplateScope {
  readonly file: JsonFile;
  /** Where the template stands in its file; empty when it is the file. */
  readonly base: Path;
  readonly template: Properties;
  readonly report: Report;
  /** By lower-case name. */
  readonly parameters: ReadonlyMap<string, Declared>;
  /** By lower-case name. */
  readonly variables: ReadonlyMap<string, Declared>;
  readonly resources: readonly PlacedResource[];
  readonly expressions: readonly PlacedExpression[];
  /** Templates inside this one. */
  readonly inner: readonly InnerTemplate[];
  /** The template around it, when this one sees what is declared there; that one then has the expressions of both. */
  readonly around?: TemplateScope;
}

/** Takes a template apart. */
export function openTemplate(file: JsonFile, template: Properties, problems: Problems, base: Path = []): TemplateScope {
  const resources = [...resourcesOf(template)];
  const inner = resources.flatMap((placed) => innerTemplates(placed, template));
  const closed = inner.filter(({ isClosed }) => isClosed).map(({ template: one }) => one);
  return {
    file,
    base,
    template,
    report: problems.reportOn(file, base),
    parameters: declarations(template, "parameters"),
    variables: new Map([...declarations(template, "variables"), ...variableLoops(template)]),
    resources,
    expressions: expressionsOf(template, new Set(closed)),
    inner,
  };
}

/** Takes a template inside another one apart. */
export function openInner(around: TemplateScope, inner: InnerTemplate, problems: Problems): TemplateScope {
  const scope = openTemplate(around.file, inner.template, problems, [...around.base, ...inner.path]);
  if (inner.isClosed) return scope;
  return { ...scope, around, parameters: around.parameters, variables: around.variables, expressions: [] };
}

function declarations(template: Properties, section: string): Map<string, Declared> {
  const all = isObject(template[section]) ? Object.entries(template[section]) : [];
  return new Map(
    all
      .filter(([name]) => section !== "variables" || name.toLowerCase() !== "copy")
      .map(([name, value]) => {
        return [name.toLowerCase(), { name, path: [section, name], value, isNullable: takesNull(value, template) }];
      }),
  );
}

/** Whether a declaration, or one of the definitions that it refers to (`"$ref": "#/definitions/name"`), is nullable. */
function takesNull(declared: unknown, { definitions }: Properties): boolean {
  const seen = new Set<unknown>();
  let at = declared;
  while (isObject(at) && !seen.has(at)) {
    if (at.nullable === true) return true;
    seen.add(at);
    const [, name] = typeof at.$ref === "string" ? (/^#\/definitions\/(.+)$/.exec(at.$ref) ?? []) : [];
    at = name !== undefined && isObject(definitions) ? definitions[name] : undefined;
  }
  return false;
}

/** `variables.copy` declares a variable for each of its loops; what it will hold is not looked at. */
function variableLoops({ variables }: Properties): [string, Declared][] {
  const loops = isObject(variables) && Array.isArray(variables.copy) ? variables.copy : [];
  return loops.flatMap((loop, index): [string, Declared][] => {
    if (!isObject(loop) || typeof loop.name !== "string") return [];
    return [[loop.name.toLowerCase(), { name: loop.name, path: ["variables", "copy", index], value: undefined }]];
  });
}

/** Resources and their children. `resources` is a list, or an object by symbolic names in language version 2.0. */
function* resourcesOf(holder: Properties, base: Path = [], parent = ""): Generator<PlacedResource> {
  const { resources } = holder;
  const entries: [string | number, unknown][] = Array.isArray(resources)
    ? [...resources.entries()]
    : isObject(resources)
      ? Object.entries(resources)
      : [];
  for (const [key, resource] of entries) {
    if (!isObject(resource)) continue;
    const path = [...base, "resources", key];
    const own = typeof resource.type === "string" ? resource.type.toLowerCase() : "";
    const type = parent === "" || own === "" || own.split("/")[0]?.includes(".") ? own : `${parent}/${own}`;
    yield { path, resource, type, isChild: parent !== "" };
    yield* resourcesOf(resource, path, type === "" ? "?" : type);
  }
}

/** Whether a resource deploys another template. */
export function isDeployment({ type }: PlacedResource): boolean {
  return type === "microsoft.resources/deployments";
}

/**
 * Whether the template inside a deployment sees only its own parameters and variables; by default it does not, but in
 * language version 2.0, which has nothing else.
 */
export function hasInnerScope({ properties }: Properties, { languageVersion }: Properties): boolean {
  if (typeof languageVersion === "string" && languageVersion.startsWith("2")) return true;
  const options = isObject(properties) ? properties.expressionEvaluationOptions : undefined;
  return isObject(options) && String(options.scope).toLowerCase() === "inner";
}

function innerTemplates(placed: PlacedResource, around: Properties): InnerTemplate[] {
  const { properties } = placed.resource;
  if (!isDeployment(placed) || !isObject(properties) || !isObject(properties.template)) return [];
  const path = [...placed.path, "properties", "template"];
  return [
    { path, template: properties.template, deployment: placed, isClosed: hasInnerScope(placed.resource, around) },
  ];
}

/** All expressions of a template, but for those that see something else, and for texts that are never evaluated. */
function expressionsOf(template: Properties, without: ReadonlySet<Properties>): PlacedExpression[] {
  const found: PlacedExpression[] = [];
  for (const [section, value] of Object.entries(template)) {
    // The functions of a template see their own parameters only.
    if (["$schema", "metadata", "functions", "definitions"].includes(section)) continue;
    const isDeclaration = section === "parameters" || section === "outputs";
    const add = (path: Path, text: string) => {
      if (isDeclaration && (path[2] === "metadata" || path[2] === "allowedValues")) return;
      if (section === "resources" && isRemark(path)) return;
      const read = readExpression(text);
      if (read.kind === "none") return;
      found.push({ path: [...path], text, read, parts: read.kind === "read" ? partsOf(read.expression) : [] });
    };
    eachText(value, [section], add, without);
  }
  return found;
}

/** Whether a text is in `comments` or `metadata` of a resource, or of one inside it: Resource Manager ignores both. */
function isRemark(path: Path): boolean {
  const key = path.find((_step, at) => at % 2 === 0 && path[at] !== "resources");
  return key === "comments" || key === "metadata";
}

/**
 * What a value is when it says nothing but `variables('name')`: the variable's value, with where that is declared. Any
 * other value is itself. Variables that refer to each other in circles have no value.
 */
export function throughVariables({ variables }: TemplateScope, value: unknown, path: Path): [unknown, Path] {
  const seen = new Set<string>();
  let [at, place] = [value, path];
  for (;;) {
    const read = typeof at === "string" ? readExpression(at) : undefined;
    const name = read?.kind === "read" ? calledWithText(read.expression, "variables")?.toLowerCase() : undefined;
    if (name === undefined) return [at, place];
    const declared = variables.get(name);
    if (declared === undefined || seen.has(name)) return [undefined, place];
    seen.add(name);
    [at, place] = [declared.value, declared.path];
  }
}

/** The parts of all expressions inside a value that could be read. */
export function expressionParts(value: unknown): Expression[] {
  const found: Expression[] = [];
  eachText(value, [], (_path, text) => {
    const read = readExpression(text);
    if (read.kind === "read") found.push(...partsOf(read.expression));
  });
  return found;
}

/** A declared type in lower case, such as `securestring`; empty when it is missing. */
export function typeOf({ value }: Declared): string {
  return isObject(value) && typeof value.type === "string" ? value.type.toLowerCase() : "";
}

/** Whether a parameter is secure: its values are neither kept nor shown. */
export function isSecure(declared: Declared | undefined): boolean {
  return declared !== undefined && ["securestring", "secureobject"].includes(typeOf(declared));
}

/** Whether a parameter has a default; without one, it has to be given a value. */
export function hasDefault({ value, isNullable }: Declared): boolean {
  return isObject(value) && ((value.defaultValue ?? undefined) !== undefined || isNullable === true);
}

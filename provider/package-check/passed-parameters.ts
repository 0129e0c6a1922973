// What a deployment passes to the template that it links to, or that is inside it.
import { isObject, type Properties } from "../values/properties.js";
import { calledWithText, isExpression, readExpression } from "./expressions.js";
import { checkDefaults, fits } from "./parameters.js";
import { shown } from "./problems.js";
import { type Declared, hasDefault, type PlacedResource, type TemplateScope, typeOf } from "./template-scope.js";

/** Checks that a deployment passes to its template what it needs, of the right types, and nothing else. */
export function checkPassedParameters(scope: TemplateScope, deployment: PlacedResource, target: TemplateScope): void {
  const properties: Properties = isObject(deployment.resource.properties) ? deployment.resource.properties : {};
  const { parameters = {}, parametersLink } = properties;
  // A name that is an expression may be that of any parameter.
  if (parametersLink !== undefined || !isObject(parameters) || Object.keys(parameters).some(isExpression)) {
    checkDefaults(target, () => true);
    return;
  }
  const passed = new Set(Object.keys(parameters).map((name) => name.toLowerCase()));
  checkDefaults(target, (name) => passed.has(name));
  const path = [...deployment.path, "properties"];
  const other = target.base.length === 0 ? target.file.name : "its template";
  for (const [key, declared] of target.parameters) {
    if (hasDefault(declared) || passed.has(key)) continue;
    const place = properties.parameters === undefined ? path : [...path, "parameters"];
    scope.report("linked-parameters", place, `passes no value for the parameter "${declared.name}" of ${other}`);
  }
  for (const [name, given] of Object.entries(parameters)) {
    const declared = target.parameters.get(name.toLowerCase());
    const place = [...path, "parameters", name];
    if (declared === undefined) scope.report("linked-parameters", place, `is not a parameter of ${other}`);
    else if (isObject(given)) checkType(scope, place, given.value, declared, target);
  }
}

function checkType(
  scope: TemplateScope,
  path: readonly (string | number)[],
  value: unknown,
  declared: Declared,
  target: TemplateScope,
): void {
  const wanted = typeOf(declared);
  if (value === undefined || value === null || wanted === "") return;
  if (!fits(wanted, value)) {
    scope.report("linked-parameter-type", path, `passes ${shown(value)}, but the parameter is of the type ${wanted}`);
    return;
  }
  const read = typeof value === "string" ? readExpression(value) : undefined;
  const name = read?.kind === "read" ? calledWithText(read.expression, "parameters") : undefined;
  const passed = name === undefined ? undefined : scope.parameters.get(name.toLowerCase());
  const given = passed === undefined ? "" : typeOf(passed);
  if (given === "" || given === wanted) return;
  const what = `passes the parameter "${name}", which is of the type ${given}, but is of the type ${wanted} there`;
  if (target.base.length > 0) scope.report("nested-parameter-type", path, what);
  else if (given.replace("secure", "") !== wanted.replace("secure", "")) {
    scope.report("linked-parameter-type", path, what);
  }
}

// Secrets in a template: where they would be shown to people who read the package, or the deployment.
import { isObject, type Properties } from "../values/properties.js";
import { calledWithText, isExpression, partsOf, readExpression } from "./expressions.js";
import { type Declared, expressionParts, isSecure, type TemplateScope, typeOf } from "./template-scope.js";

/** The default of a secure parameter. */
export function checkSecretDefault({ report }: TemplateScope, declared: Declared): void {
  const { defaultValue } = declared.value as Properties;
  const path = [...declared.path, "defaultValue"];
  if (typeOf(declared) === "secureobject") {
    if (isObject(defaultValue) && holdsValue(defaultValue)) {
      report("secret-object-default", path, "has values, which everyone can read in the package; take secrets out");
    }
    return;
  }
  if (defaultValue === undefined || defaultValue === null || defaultValue === "") return;
  if (typeof defaultValue !== "string" || !isExpression(defaultValue)) {
    report("secret-default", path, "gives a secret away: everyone can read the package. Take it out");
    return;
  }
  const read = readExpression(defaultValue);
  if (read.kind !== "read") return;
  const isRandom = partsOf(read.expression).some((part) => part.kind === "call" && /^newguid$/i.test(part.name));
  if (!isRandom) report("secret-default-expression", path, "is an expression without newGuid(); take it out");
}

/** Whether anything in a value is more than an empty text, list or object, or an expression. */
function holdsValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsValue);
  if (isObject(value)) return Object.values(value).some(holdsValue);
  return value !== null && value !== "" && !(typeof value === "string" && isExpression(value));
}

/** The output of a template; those of a secure type are neither kept nor shown. */
export function checkSecretOutput(scope: TemplateScope, name: string, output: Properties): void {
  const { parameters, report } = scope;
  const path = ["outputs", name];
  if (/password/i.test(name)) report("secret-output", path, "is named like a password; rename it, or take it out");
  if (String(output.type).toLowerCase().startsWith("secure")) return;
  const shown = [output.value, output.copy];
  const secret = secretIn([shown, ...variablesIn(scope, shown)], parameters);
  if (secret) report("secret-output", path, `shows ${secret} to everyone who can read the deployment; take it out`);
}

/** The values of all variables that a value refers to, also by way of other variables. */
function variablesIn({ variables }: TemplateScope, value: unknown): unknown[] {
  const found = new Map<string, unknown>();
  const open = [value];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const part of expressionParts(at)) {
      const name = calledWithText(part, "variables")?.toLowerCase();
      if (name === undefined || found.has(name)) continue;
      const declared = variables.get(name)?.value;
      found.set(name, declared);
      open.push(declared);
    }
  }
  return [...found.values()];
}

/** What is secret in the expressions of a value; undefined when nothing is. */
export function secretIn(value: unknown, parameters: TemplateScope["parameters"]): string | undefined {
  for (const part of expressionParts(value)) {
    if (part.kind !== "call") continue;
    if (/^list\w*$/i.test(part.name)) return `the result of ${part.name}()`;
    const [name] = part.values;
    if (part.name.toLowerCase() !== "parameters" || name?.kind !== "text") continue;
    if (isSecure(parameters.get(name.value.toLowerCase()))) return `the secure parameter "${name.value}"`;
  }
  return undefined;
}

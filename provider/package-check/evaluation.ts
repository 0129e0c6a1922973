// What an expression of a template comes to, as far as the template alone tells: enough to follow links to other files.
import { isObject } from "../values/properties.js";
import { type Expression, isCall, isExpression, type ReadExpression, readExpression } from "./expressions.js";
import { hasDefault, type TemplateScope } from "./template-scope.js";

/** What cannot be known from the template. */
const unknowable = Symbol("unknowable");

/** Stands for the address of the package's root, from where Azure deploys it. */
export const packageRoot = "package-root:/";

/** Stands for the place of the files that somebody passes to the template: the package's root, as a rule. */
export const passedRoot = "passed-root:/";

/** Stands for the folder of the template's own file. */
export const ownFolder = "own-folder:/";

/** Bounds of the work: variables may refer to each other in circles, and double in length at each step. */
const mostSteps = 20_000;
const longestText = 4096;
const deepest = 60;

/** Evaluates values of one template. */
export class Evaluation {
  private steps = 0;
  private readonly known = new Map<string, unknown>();

  /** `given`: lower-case names of parameters that get a value from outside, so that their default says nothing. */
  constructor(
    private readonly scope: TemplateScope,
    private readonly given: (name: string) => boolean,
  ) {}

  /** The value of a text of the template: itself, or what its expression comes to. */
  valueOf(value: unknown, depth = 0): unknown {
    if (typeof value !== "string") return value;
    if (!isExpression(value)) return value.startsWith("[[") ? value.slice(1) : value;
    return this.resultOf(readExpression(value), depth);
  }

  /** What an expression comes to that was read before. */
  resultOf(read: ReadExpression, depth = 0): unknown {
    return read.kind === "read" ? this.evaluate(read.expression, depth + 1) : unknowable;
  }

  /** The text that a value comes to; undefined when it is not known, or no text. */
  textOf(value: unknown): string | undefined {
    const found = this.valueOf(value);
    return typeof found === "string" ? found : undefined;
  }

  private evaluate(expression: Expression, depth: number): unknown {
    this.steps += 1;
    if (this.steps > mostSteps || depth > deepest) return unknowable;
    switch (expression.kind) {
      case "text":
      case "number":
        return expression.value;
      case "word":
        return unknowable;
      case "member":
        return this.member(expression, depth);
      case "call": {
        const found = this.call(expression, depth);
        return typeof found === "string" && found.length > longestText ? unknowable : found;
      }
    }
  }

  private member(expression: Extract<Expression, { kind: "member" }>, depth: number): unknown {
    if (isOwnAddress(expression)) return ownFolder;
    const holder = this.evaluate(expression.of, depth + 1);
    const key = this.evaluate(expression.key, depth + 1);
    if (Array.isArray(holder) && typeof key === "number") return this.valueOf(holder[key] ?? unknowable, depth);
    if (!isObject(holder) || typeof key !== "string") return unknowable;
    const name = Object.keys(holder).find((one) => one.toLowerCase() === key.toLowerCase());
    return name === undefined ? unknowable : this.valueOf(holder[name], depth);
  }

  private call({ name, values }: Extract<Expression, { kind: "call" }>, depth: number): unknown {
    const inputs = () => values.map((value) => this.evaluate(value, depth + 1));
    switch (name.toLowerCase()) {
      case "parameters":
        return this.parameter(inputs()[0], depth);
      case "variables":
        return this.variable(inputs()[0], depth);
      case "concat":
        return texts(inputs(), (all) => all.join(""));
      case "format":
        return texts(inputs(), ([form = "", ...rest]) => (/\{\d+[,:]/.test(form) ? unknowable : filled(form, rest)));
      case "uri":
        return texts(inputs(), ([base = "", relative = ""]) => join(base, relative));
      case "tolower":
        return texts(inputs(), ([text = ""]) => text.toLowerCase());
      case "string":
        return texts(inputs(), ([text = ""]) => text);
      case "trim":
        return texts(inputs(), ([text = ""]) => text.trim());
      default:
        return unknowable;
    }
  }

  private parameter(name: unknown, depth: number): unknown {
    if (typeof name !== "string") return unknowable;
    const key = name.toLowerCase();
    const declared = this.scope.parameters.get(key);
    const fallback = isObject(declared?.value) ? declared.value.defaultValue : undefined;
    if (key === "_artifactslocation") {
      // By convention the place of the package's files; unless the template names another one.
      if (typeof fallback === "string" && !isExpression(fallback) && fallback !== "") return unknowable;
      return declared === undefined || !hasDefault(declared) || this.given(key) ? passedRoot : packageRoot;
    }
    if (key === "_artifactslocationsastoken") return "";
    if (declared === undefined || !hasDefault(declared) || this.given(key)) return unknowable;
    return this.valueOf(fallback, depth);
  }

  private variable(name: unknown, depth: number): unknown {
    if (typeof name !== "string") return unknowable;
    const key = name.toLowerCase();
    if (this.known.has(key)) return this.known.get(key);
    this.known.set(key, unknowable); // while it is asked for: one that refers to itself has no value
    const value = this.valueOf(this.scope.variables.get(key)?.value ?? unknowable, depth);
    this.known.set(key, value);
    return value;
  }
}

/** `deployment().properties.templateLink.uri`: the address of the template's own file. */
function isOwnAddress(expression: Expression): boolean {
  let part = expression;
  for (const key of ["uri", "templatelink", "properties"]) {
    if (part.kind !== "member" || part.key.kind !== "text" || part.key.value.toLowerCase() !== key) return false;
    part = part.of;
  }
  return isCall(part, "deployment");
}

function texts(values: readonly unknown[], combine: (all: string[]) => unknown): unknown {
  const isKnown = values.every((value) => typeof value === "string" || typeof value === "number");
  return isKnown ? combine(values.map(String)) : unknowable;
}

/** A form with its places `{0}`, `{1}`, … filled; a few characters may ask for thousands of long texts. */
function filled(form: string, values: readonly string[]): unknown {
  let length = form.length;
  const text = form.replace(/\{(\d+)\}/g, (place, index) => {
    const value = values[Number(index)] ?? place;
    length += value.length;
    return length > longestText ? "" : value;
  });
  return length > longestText ? unknowable : text;
}

/** As the function `uri` does: relative to the folder of the base, or to the base when it ends with a slash. */
function join(base: string, relative: string): string {
  if (/^[a-z][a-z\d+.-]*:/i.test(relative)) return relative;
  return base.slice(0, base.lastIndexOf("/") + 1) + relative;
}

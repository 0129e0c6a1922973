// Random inputs that a schema accepts, made by walking the schema itself: a new property is covered without a line
// here.
import fc from "fast-check";
import type { z } from "zod";
import { textFor } from "./formats.js";

/**
 * Values for some properties in place of the walk's own: the first whose pattern matches the path, such as
 * `listing.logos.small`.
 */
export type Overrides = readonly (readonly [path: RegExp, values: fc.Arbitrary<unknown> | "leftOut"])[];

/** The parts of a schema that the walk looks at. */
interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly shape?: Record<string, z.ZodType>;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Record<string, string>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly unknown[];
}

const definitionOf = (schema: z.ZodType) => schema.def as unknown as Definition;

/** Whether a property may be left out. */
function isOptional(schema: z.ZodType): boolean {
  return schema.safeParse(undefined).success;
}

/**
 * Values that the schema accepts.
 * @throws Error when the schema has a kind of part that the walk does not know.
 */
export function validInputs(schema: z.ZodType, overrides: Overrides = [], path = ""): fc.Arbitrary<unknown> {
  const found = overrides.find(([pattern]) => pattern.test(path));
  if (found !== undefined && found[1] !== "leftOut") return found[1];
  const definition = definitionOf(schema);
  const values = walk(schema, definition, overrides, path);
  return hasChecks(definition) && definition.type !== "string"
    ? values.filter((value) => schema.safeParse(value).success)
    : values;
}

/**
 * A key that cannot be tested: JavaScript takes `__proto__` for itself, and once a key ends in a backslash,
 * `JSON.parse` of Node 24 misreads keys of other objects (issue 63785 of nodejs/node).
 */
function isTroublesome(key: string): boolean {
  return key === "__proto__" || key.includes("\\");
}

function hasChecks(definition: Definition): boolean {
  return (definition.checks ?? []).length > 0;
}

/**
 * An object with rules about which properties go together: their names are chosen before their values, which is cheap
 * to try.
 */
function checkedObject(
  schema: z.ZodType,
  properties: Record<string, fc.Arbitrary<unknown>>,
  required: readonly string[],
  optional: readonly string[],
): fc.Arbitrary<unknown> {
  const some = Object.entries(properties).map(([key, values]) => [key, fc.sample(values, { seed: 1, numRuns: 1 })[0]]);
  const picked = (keys: readonly string[], entries: [string, unknown][]) =>
    Object.fromEntries(entries.filter(([key]) => required.includes(key) || keys.includes(key)));
  return fc
    .subarray([...optional])
    .filter((keys) => schema.safeParse(picked(keys, some as [string, unknown][])).success)
    .chain((keys) =>
      fc.record(picked(keys, Object.entries(properties)) as typeof properties, { noNullPrototype: true }),
    );
}

function walk(schema: z.ZodType, definition: Definition, overrides: Overrides, path: string): fc.Arbitrary<unknown> {
  const inside = (inner: z.ZodType | undefined, step: string) =>
    validInputs(inner as z.ZodType, overrides, path === "" ? step : `${path}.${step}`);
  switch (definition.type) {
    case "optional":
      return validInputs(definition.innerType as z.ZodType, overrides, path);
    case "object": {
      const wanted = Object.entries(definition.shape ?? {}).filter(([key]) => {
        const at = path === "" ? key : `${path}.${key}`;
        return !overrides.some(([pattern, values]) => values === "leftOut" && pattern.test(at));
      });
      const properties = Object.fromEntries(wanted.map(([key, inner]) => [key, inside(inner, key)]));
      const optional = wanted.filter(([, inner]) => isOptional(inner)).map(([key]) => key);
      const required = Object.keys(properties).filter((key) => !optional.includes(key));
      if (!hasChecks(definition)) return fc.record(properties, { requiredKeys: required, noNullPrototype: true });
      return checkedObject(schema, properties, required, optional);
    }
    case "record":
      return fc.dictionary(
        textFor(definition.keyType as z.ZodType, `${path} (a key)`).filter((key) => !isTroublesome(key)),
        inside(definition.valueType, "*"),
        { maxKeys: 3, noNullPrototype: true },
      );
    case "array":
      return fc.array(inside(definition.element, "*"), { maxLength: 3 });
    case "union":
      return fc.oneof(...(definition.options ?? []).map((option) => validInputs(option, overrides, path)));
    case "enum":
      return fc.constantFrom(...Object.values(definition.entries ?? {}));
    case "literal":
      return fc.constantFrom(...(definition.values ?? []));
    case "boolean":
      return fc.boolean();
    case "number":
      return fc
        .oneof(
          fc.nat(2_000),
          fc.nat(200_000).map((cents) => cents / 100),
        )
        .filter((value) => schema.safeParse(value).success);
    case "string":
      return textFor(schema, path);
    default:
      throw new Error(`tests/properties/valid-inputs.ts does not know "${definition.type}" at ${path}; add it`);
  }
}

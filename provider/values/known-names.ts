// The properties that a schema knows, and which of them is meant by one that it does not know.
import type { z } from "zod";
import { nearest } from "./spelling.js";

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly shape?: Record<string, z.ZodType>;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
}

/** A property by its steps; `*` stands for any key or entry. */
type Steps = readonly string[];

function* namesIn(schema: z.ZodType, path: Steps = []): Generator<Steps> {
  const { type, innerType, shape, valueType, element } = schema.def as unknown as Definition;
  if (type === "optional" && innerType !== undefined) yield* namesIn(innerType, path);
  else if (type === "record" && valueType !== undefined) yield* namesIn(valueType, [...path, "*"]);
  else if (type === "array" && element !== undefined) yield* namesIn(element, [...path, "*"]);
  else if (type === "object") {
    for (const [key, inner] of Object.entries(shape ?? {})) {
      yield [...path, key];
      yield* namesIn(inner, [...path, key]);
    }
  }
}

const nameOf = (steps: Steps) => steps.at(-1) ?? "";
const inWords = (steps: Steps) => steps.join(".");

const neighbours = new WeakMap<z.ZodType, readonly (readonly [title: string, schema: z.ZodType])[]>();

/** Makes known to which other resources a property may belong that one of this schema does not have. */
export function relate(schema: z.ZodType, ...others: readonly (readonly [title: string, schema: z.ZodType])[]): void {
  neighbours.set(schema, others);
}

/** Where other resources have a property of this name. */
function placesBeside(schema: z.ZodType, name: string): string[] {
  return (neighbours.get(schema) ?? []).flatMap(([title, other]) => {
    const places = [...namesIn(other)].filter((steps) => nameOf(steps) === name && steps[0] !== "translations");
    return places.map((steps) => `${inWords(steps)} of ${title}`);
  });
}

/**
 * What is meant by a property that the schema does not know, as the end of a sentence; empty when nobody can tell.
 *
 * @param at Where the property is: the steps to the object that has it.
 */
export function meant(schema: z.ZodType, at: readonly PropertyKey[], name: string): string {
  const all = [...namesIn(schema)];
  const isBeside = (steps: Steps) =>
    steps.length === at.length + 1 && at.every((step, index) => [String(step), "*"].includes(steps[index] ?? ""));
  const beside = nearest(name, all.filter(isBeside).map(nameOf));
  if (beside !== undefined) return `: did you mean ${beside}?`;
  // Of translations, English is told.
  const elsewhere = all.filter((steps) => steps[0] !== "translations" || steps.length === 1);
  const other = nearest(name, elsewhere.map(nameOf));
  const places = elsewhere.filter((steps) => other !== undefined && nameOf(steps) === other).slice(0, 3);
  const [ofOther] = other === name ? [] : placesBeside(schema, name);
  if (ofOther !== undefined) return `, or its place: it belongs to ${ofOther}`;
  if (places.length === 0) return "";
  return other === name
    ? `, or its place: it belongs to ${places.map(inWords).join(" or ")}`
    : `: did you mean ${places.map(inWords).join(" or ")}?`;
}

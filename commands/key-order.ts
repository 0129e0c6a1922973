// The keys of a resource in the order in which its schema has them: that of Partner Center's pages.
import type { z } from "zod";
import { isObject, type Properties } from "../provider/values/properties.js";

type Schema = z.ZodType & {
  readonly def: { readonly type: string };
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly valueType?: Schema;
  unwrap?(): Schema;
};

function ordered(value: unknown, schema: Schema | undefined): unknown {
  if (schema?.def.type === "optional") return ordered(value, schema.unwrap?.());
  if (Array.isArray(value)) return value.map((inner) => ordered(inner, schema?.element));
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const shape = schema?.shape ?? {};
  const known = Object.keys(shape).filter((key) => Object.hasOwn(value, key));
  const keys = [...known, ...Object.keys(value).filter((key) => !Object.hasOwn(shape, key))];
  const schemaOf = (key: string) => (Object.hasOwn(shape, key) ? shape[key] : schema?.valueType);
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key], schemaOf(key))]));
}

/** A copy with the keys of all objects in the order of the schema; keys that it does not name follow. */
export function inSchemaOrder(inputs: Properties, schema: z.ZodObject): Properties {
  return ordered(inputs, schema as unknown as Schema) as Properties;
}

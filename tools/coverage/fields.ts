/**
 * The fields of an object of the API, out of the client's schema for it, and the properties by which a program sets
 * them, found by looking at what the tables of fields write for many random programs.
 */
import type { z } from "zod";
import { valueIn } from "../../provider/fields/compared.js";
import type { Field } from "../../provider/fields/field.js";
import { isEmpty, isObject, type Properties } from "../../provider/values/properties.js";

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly out?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Record<string, z.ZodType>;
}

/** The paths of all single values in a schema, such as `listingUris.uri`; lists and what they hold are one step. */
export function leaves(schema: z.ZodType, path = ""): string[] {
  const definition = schema.def as unknown as Definition;
  const inner = definition.innerType ?? definition.out ?? definition.element;
  if (definition.type !== "object") return inner === undefined ? [path] : leaves(inner, path);
  if (Object.keys(definition.shape ?? {}).length === 0) return [path];
  return Object.entries(definition.shape ?? {}).flatMap(([key, value]) =>
    leaves(value, path === "" ? key : `${path}.${key}`),
  );
}

/** The single values in an object of the service, with their paths as {@link leaves} writes them. */
function valuesIn(value: unknown, path = ""): [path: string, value: unknown][] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesIn(item, path));
  if (!isObject(value)) return isEmpty(value) ? [] : [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => valuesIn(inner, path === "" ? key : `${path}.${key}`));
}

/** A table of fields of a class, such as `Offer`. */
export interface Table {
  readonly owner: string;
  readonly fields: readonly Field[];
}

/** What the properties of a program write into an object. */
export interface Setters {
  /** The properties that write a single value, by its path. */
  readonly byPath: ReadonlyMap<string, ReadonlySet<string>>;
  /** What is written though no schema of the client has it, such as `Offer listing.title writes titel`. */
  readonly strays: readonly string[];
}

/**
 * Which properties write which single values of an object.
 * @param paths The {@link leaves} of the object; of maps with free keys, the path of the map.
 * @param programs Inputs of the class by the name of the owner.
 */
export function settersOf(
  paths: readonly string[],
  tables: readonly Table[],
  programs: Readonly<Record<string, readonly Properties[]>>,
): Setters {
  const byPath = new Map<string, Set<string>>();
  const strays = new Set<string>();
  for (const { owner, fields } of tables) {
    for (const field of fields) {
      for (const program of programs[owner] ?? []) {
        const value = valueIn(field, program);
        if (isEmpty(value)) continue;
        const body: Properties = {};
        field.write(body, structuredClone(value), { name: "" });
        for (const [written] of valuesIn(body)) {
          const path = paths.find((known) => written === known || written.startsWith(`${known}.`));
          if (path === undefined) strays.add(`${owner} ${field.path} writes ${written}`);
          else byPath.set(path, (byPath.get(path) ?? new Set()).add(`\`${owner}\` \`${field.path}\``));
        }
      }
    }
  }
  return { byPath, strays: [...strays] };
}

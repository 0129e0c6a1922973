// A list of objects in the service that a program writes as a map: `[{name, …}]` as name → value. What the service
// keeps of an entry beside what we know stays with it.

import { asObject, keyFor, objectsIn, type Properties } from "../values/properties.js";
import type { Field } from "./field.js";

/** Which list it is, and what an entry is in the program. */
export interface KeyedList {
  /** The key of the service's entries by which they are told apart: the key of the program's map. */
  readonly key: string;
  /** Letter case has no meaning in it: an entry that is there keeps its own. */
  readonly ignoresCase?: boolean;
  /** What the program writes for an entry. */
  fromEntry(entry: Properties): unknown;
  /** The service's entry for what the program writes; `old`: the entry as it is there, or an empty one. */
  toEntry(value: unknown, old: Properties, name: string): Properties;
}

/** A field that is such a list, under one key of the service's object. */
export function keyedField(path: string, key: string, list: KeyedList, more: Pick<Field, "canonical"> = {}): Field {
  return {
    path,
    wire: [key],
    read: (body) => readKeyed(list, body[key]),
    write: (body, value) => {
      body[key] = writeKeyed(list, body[key], value);
    },
    ...more,
  };
}

/** The list as a program writes it. */
export function readKeyed({ key, fromEntry }: KeyedList, list: unknown): Properties {
  return Object.fromEntries(objectsIn(list).map((entry) => [keyFor(String(entry[key])), fromEntry(entry)]));
}

/** The list with exactly the entries of the program. */
export function writeKeyed(codec: KeyedList, list: unknown, value: unknown): Properties[] {
  const same = (name: string) => (codec.ignoresCase ? name.toLowerCase() : name);
  const old = new Map(objectsIn(list).map((entry) => [same(String(entry[codec.key])), entry]));
  return Object.entries(asObject(value)).map(([name, inner]) => {
    const there = old.get(same(name));
    return { ...codec.toEntry(inner, there ?? {}, name), [codec.key]: there?.[codec.key] ?? name };
  });
}

/** A copy of an entry without the keys that the program writes, so that one which it leaves out is gone. */
export function without(entry: Properties, ...keys: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !keys.includes(key)));
}

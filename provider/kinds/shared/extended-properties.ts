// Open name-value pairs that offers and plans have (API reference §3.6, §3.8, §3.11).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { type KeyedList, keyedField } from "../../fields/keyed-list.js";
import { requiredText } from "./formats.js";

/** The pairs as a program writes them: name → value. */
export function extendedProperties() {
  return z.record(requiredText("a name"), z.string());
}

const pairs: KeyedList = {
  key: "type",
  fromEntry: ({ value }) => value,
  toEntry: (value, old) => ({ ...old, value }),
};

/** The pairs in `extendedProperties` of the service's object; their order has no meaning. */
export function extendedPropertiesField(path: string): Field {
  return keyedField(path, "extendedProperties", pairs);
}

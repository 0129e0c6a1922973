// Open name-value pairs that offers and plans have (API reference §3.6, §3.8, §3.11).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { asObject, objectsIn } from "../../values/properties.js";
import { requiredText } from "./formats.js";

/** The pairs as a program writes them: name → value. */
export function extendedProperties() {
  return z.record(requiredText("a name"), z.string());
}

/** The pairs in `extendedProperties` of the service's object; their order has no meaning. */
export function extendedPropertiesField(path: string): Field {
  return {
    path,
    wire: ["extendedProperties"],
    read: (body) => Object.fromEntries(objectsIn(body.extendedProperties).map(({ type, value }) => [type, value])),
    write: (body, wanted) => {
      const old = new Map(objectsIn(body.extendedProperties).map((pair) => [pair.type, pair]));
      body.extendedProperties = Object.entries(asObject(wanted)).map(([type, value]) => ({
        ...old.get(type),
        type,
        value,
      }));
    },
  };
}

// The forms that most fields have: one key, a yes or no, a GUID, a list without order.
import { same, sorted } from "../values/properties.js";
import type { Field } from "./field.js";

/** A field that is one key of the service's object, with the same meaning. */
export function plainField(path: string, key: string, more: Partial<Field> = {}): Field {
  return {
    path,
    wire: [key],
    read: (body) => body[key],
    write: (body, value, owner) => {
      const wanted = value ?? more.initial?.(owner);
      if (wanted === undefined) delete body[key];
      else body[key] = wanted;
    },
    ...more,
  };
}

/** A yes-or-no field; the service's initial value is `false`. */
export function flagField(path: string, key: string): Field {
  return {
    path,
    wire: [key],
    canonical: (value) => (value === "true" ? true : value === "false" ? false : value),
    read: (body) => body[key] ?? false,
    initial: () => false,
    write: (body, value) => {
      body[key] = value ?? false;
    },
  };
}

/** A field that is one key and holds a GUID: letter case has no meaning. */
export function guidField(path: string, key: string): Field {
  return plainField(path, key, { canonical: (value) => String(value).toLowerCase() });
}

/** A list whose order has no meaning, nor have empty texts in it (observed: the service drops them). */
// API reference §3.8
export function setOf(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value
    .filter((item) => typeof item !== "string" || item.trim() !== "")
    .map((item) => sorted(item))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    .filter((item, index, all) => index === 0 || !same(item, all[index - 1]));
}

/** A list of GUIDs: order and letter case have no meaning. */
export function guidSet(value: unknown): unknown {
  return Array.isArray(value) ? setOf(value.map((item) => String(item).toLowerCase())) : value;
}

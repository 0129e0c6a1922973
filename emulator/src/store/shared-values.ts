// Large values that thousands of records have in common, such as the markets of plans that nobody has touched. They are
// kept once in memory, and stored under a name.

const mark = "\u0000shared:";
const values = new Map<string, unknown>();
const names = new Map<unknown, string>();

/** Registers a value under a name that is the same for ever; it must never be changed in place. */
export function shareValue<Value extends object>(name: string, value: Value): Value {
  values.set(mark + name, value);
  names.set(value, mark + name);
  return value;
}

type WithBody = { readonly body?: { [field: string]: unknown } };

/** The text of a record, shared values in its body by name. */
export function packRecord(record: object): string {
  const { body } = record as WithBody;
  const shared = Object.entries(body ?? {}).filter(([, value]) => names.has(value));
  if (shared.length === 0) return JSON.stringify(record);
  const short = Object.fromEntries(shared.map(([field, value]) => [field, names.get(value)]));
  return JSON.stringify({ ...record, body: { ...body, ...short } });
}

/** The record of a text. */
export function unpackRecord(text: string): unknown {
  const record = JSON.parse(text) as WithBody;
  for (const [field, value] of Object.entries(record.body ?? {})) {
    if (typeof value === "string" && values.has(value) && record.body !== undefined) {
      record.body[field] = values.get(value);
    }
  }
  return record;
}

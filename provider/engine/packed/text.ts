// JSON in few bytes: ids as bytes, deflated with the words that are the same for all objects, and with what the state has
// beside it, so that a long description is not stored twice.
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { isObject, type Properties, sorted } from "../../values/properties.js";
import { isSealed } from "../../values/secrets.js";
import { withIds, withoutIds } from "./ids.js";
import { inFull, inShort, packedWords } from "./words.js";

/** What a packed text begins with; with other words or another order, it is another one. */
const form = "2:";
/** Between the text and the bytes beside it. */
const separator = ".";
const sumBytes = 4;
const mostBytes = 64 * 1024 * 1024;

/** @param beside What the state has beside it, which is needed to unpack it. */
export function packed(value: unknown, beside: Properties): string {
  const known = textsIn(beside);
  const json = JSON.stringify(sorted(value));
  const { text, ids } = withoutIds(json, known);
  const bytes = deflateRawSync(inShort(text), { dictionary: dictionaryOf(known), level: 9 });
  return form + [bytes, Buffer.concat([sumOf(json), ids])].map((part) => part.toString("base64url")).join(separator);
}

/** @returns Undefined for a text that this version has not packed, or not beside this. */
export function unpacked(stored: string, beside: Properties): Properties | undefined {
  if (!stored.startsWith(form)) return undefined;
  const known = textsIn(beside);
  const [bytes = Buffer.of(), rest = Buffer.of()] = stored
    .slice(form.length)
    .split(separator)
    .map((part) => Buffer.from(part, "base64url"));
  try {
    const short = inflateRawSync(bytes, { dictionary: dictionaryOf(known), maxOutputLength: mostBytes });
    const json = withIds(inFull(short.toString()), rest.subarray(sumBytes), known);
    if (!sumOf(json).equals(rest.subarray(0, sumBytes))) return undefined;
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function sumOf(json: string): Buffer {
  const sum = Buffer.alloc(sumBytes);
  sum.writeUInt32BE(crc32(json));
  return sum;
}

const words = Buffer.from(packedWords);

function dictionaryOf(known: string): Buffer {
  return Buffer.concat([Buffer.from(known), words]);
}

/** The texts in a value, as JSON has them, in an order that stays; the engine hands a secret back as a plain value. */
function textsIn(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return value.map(textsIn).join("");
  if (isSealed(value)) return textsIn(value.value);
  return isObject(value) ? textsIn(Object.values(sorted(value) as Properties)) : "";
}

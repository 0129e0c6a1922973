/** Whether the draft holds what was written. Pure. */
import { isDeepStrictEqual } from "node:util";
import { knownType } from "../wire/known-types.js";
import { isMasked, type Resource, typeOf } from "../wire/normal-form.js";
import { isObject, withValuesAt } from "../wire/places.js";
import type { ResourceTree } from "../wire/schemas.js";

/**
 * Whether a resource is as it was written, as far as a read can tell: secrets come masked, files have the service's own
 * addresses, and signatures may be left out of addresses.
 */
export function isHeld(written: Resource, read: Resource | undefined): boolean {
  if (read === undefined) return written.lifecycleState === "deleted";
  const paths = knownType(typeOf(read))?.fetched ?? [];
  const plain = (one: Resource) =>
    paths.reduce<unknown>((result, path) => withValuesAt(result, path, () => ""), { ...one, $schema: "" });
  return isLike(plain(written), plain(read));
}

function isLike(written: unknown, read: unknown): boolean {
  if (typeof written === "string" && typeof read === "string") {
    return isMasked(read) || withoutQuery(written) === withoutQuery(read);
  }
  if (Array.isArray(written) && Array.isArray(read)) {
    return written.length === read.length && written.every((item, at) => isLike(item, read[at]));
  }
  if (isObject(written) && isObject(read)) {
    const keys = Object.keys(written);
    const isSame = (key: string) => Object.hasOwn(read, key) && isLike(written[key], read[key]);
    return keys.length === Object.keys(read).length && keys.every(isSame);
  }
  return isDeepStrictEqual(written, read);
}

const withoutQuery = (text: string) => (/^https?:\/\//.test(text) ? text.split("?")[0] : text);

/** The durable ids of what is otherwise than before though we did not write it. */
export function changedElsewhere(
  before: ResourceTree | undefined,
  after: ResourceTree | undefined,
  ours: ReadonlySet<string | undefined>,
): string[] {
  const known = new Map((before?.resources ?? []).map((one) => [one.id, one]));
  return (after?.resources ?? []).flatMap((one) => {
    const then = known.get(one.id);
    const isTheirs = one.id !== undefined && then !== undefined && !ours.has(one.id) && typeOf(one) !== "submission";
    return isTheirs && !isHeld(then, one) ? [one.id ?? ""] : [];
  });
}

/** Whether the draft holds what was written. Pure. */
import { isDeepStrictEqual } from "node:util";
import { knownType } from "../wire/known-types.js";
import { isMasked, type Resource, typeOf } from "../wire/normal-form.js";
import { isObject, withValuesAt } from "../wire/places.js";
import type { ResourceTree } from "../wire/schemas.js";

/**
 * Whether a resource has all that was written, as far as a read can tell: secrets come masked, files have the service's
 * own addresses, and signatures may be left out of addresses. Keys that were not written are defaults of the service;
 * those that were taken out must not be there as they were, but for empty ones, which are such defaults too.
 *
 * @param before What the writing began with; undefined: nothing was taken out.
 */
export function isHeld(written: Resource, read: Resource | undefined, before?: Resource): boolean {
  if (read === undefined) return written.lifecycleState === "deleted";
  return has(comparable(written), comparable(read), before && comparable(before));
}

/** Whether two reads of a resource say the same. */
export const isSameRead = (one: Resource, other: Resource): boolean => isHeld(one, other) && isHeld(other, one);

function comparable(resource: Resource): unknown {
  const paths = knownType(typeOf(resource))?.fetched ?? [];
  return paths.reduce<unknown>((result, path) => withValuesAt(result, path, () => ""), { ...resource, $schema: "" });
}

function has(written: unknown, read: unknown, before: unknown): boolean {
  if (typeof written === "string" && typeof read === "string") {
    return isMasked(read) || withoutQuery(written) === withoutQuery(read);
  }
  if (Array.isArray(written) && Array.isArray(read)) {
    const then = Array.isArray(before) ? before : [];
    return written.length === read.length && written.every((item, at) => has(item, read[at], then[at]));
  }
  if (isObject(written) && isObject(read)) {
    const then = isObject(before) ? before : {};
    const isBack = (key: string) =>
      Object.hasOwn(then, key) && !isEmpty(read[key]) && has(then[key], read[key], undefined);
    return Object.keys({ ...written, ...read }).every((key) =>
      Object.hasOwn(written, key) ? Object.hasOwn(read, key) && has(written[key], read[key], then[key]) : !isBack(key),
    );
  }
  return isDeepStrictEqual(written, read);
}

const isEmpty = (value: unknown) =>
  value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);

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
    return isTheirs && !isSameRead(then, one) ? [one.id ?? ""] : [];
  });
}

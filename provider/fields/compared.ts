// A property by which two versions of a resource are compared, and what a program says of it. Most are one property;
// some are put together from several, such as the markets out of groups, single markets and exceptions.
import { getPath, type Properties, setPath } from "../values/properties.js";
import type { LastSeen } from "../values/versions.js";

/** How the value of a field is put together from several properties. */
export interface Spread {
  /** The paths of all of them, the field's own among them. Two fields may share one. */
  readonly paths: readonly string[];
  /** What they say together; undefined when none of them is set. What is not known yet stays so. */
  gather(properties: Properties): unknown;
  /** Puts a value that was found in the service into a state, where `managed` shows which of the properties are set. */
  scatter(value: unknown, managed: Properties, state: Properties): void;
}

/** A property by whose path two versions of a resource are compared. */
export interface Compared {
  /** Path in the resource's inputs, such as `listing.summary`. */
  readonly path: string;
  /** Brings a set value to the one form in which equal things are equal. Default: keys sorted, line ends unified. */
  canonical?(value: unknown): unknown;
  /**
   * A credential: it is never shown and counts for no hash, and the service may keep it to itself: when it gives none
   * back, the one that we wrote last counts as there.
   */
  readonly concealed?: boolean;
  /**
   * Where its value is put together from several properties of the program; `path` is one of them, and names it in
   * messages.
   */
  readonly spread?: Spread;
  /** What of it publication locks. */
  readonly locks?: Lock;
}

/**
 * A value of the program, in canonical form, and where it is: `["listing.summary", "In short"]`. Credentials, and what the
 * program marks as a secret, are concealed.
 */
export type Said = readonly [path: string, value: unknown, isConcealed?: boolean];

/** A change that Microsoft's pages exclude once the offer or plan is published. */
export interface Lock {
  /** The change, for people. */
  readonly what: string;
  /** The pages that say so, with the dates of the copies that were read. */
  readonly source: string;
  /**
   * Why the change from one value to another is refused; undefined when it is not.
   * @param last The resource as it was last seen.
   */
  refuses(before: unknown, wanted: unknown, last: LastSeen): string | undefined;
  /** Being in preview locks it as well. */
  readonly isFromPreview?: true;
  /** What of it only an old copy of a page says: it is warned of. */
  readonly warns?: {
    readonly what: string;
    readonly source: string;
    of(before: unknown, wanted: unknown): string | undefined;
  };
}

/** What the program says of a field; undefined when it does not set it. */
export function valueIn({ path, spread }: Compared, properties: Properties): unknown {
  return spread === undefined ? getPath(properties, path) : spread.gather(properties);
}

function pathsOf({ path, spread }: Compared): readonly string[] {
  return spread?.paths ?? [path];
}

/** Copies what the program has written of a field. */
export function keepAsWritten(field: Compared, from: Properties, to: Properties): void {
  for (const path of pathsOf(field)) setPath(to, path, getPath(from, path));
}

/** Puts a value that was found in the service into a state, as the program would have written it. */
export function takeAsFound(field: Compared, value: unknown, managed: Properties, state: Properties): void {
  if (field.spread === undefined) setPath(state, field.path, value);
  else field.spread.scatter(value, managed, state);
}

/** Takes a field out of a state. */
export function forget(field: Compared, state: Properties): void {
  for (const path of pathsOf(field)) setPath(state, path, undefined);
}

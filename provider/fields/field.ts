// A field ties one property of the program to its place in an object of the service. Everything that
// has to know which fields there are works from tables of them: what changed, what to write, what a
// colleague changed, what a refresh found.
import type { UnmanagedChange } from "../values/difference.js";
import { isEmpty, mapValues, type Properties, same, sorted } from "../values/properties.js";
import { isSecret } from "../values/secrets.js";
import { hasUnknown } from "../values/unknown.js";
import { type Compared, keepAsWritten, type Said, takeAsFound, valueIn } from "./compared.js";

/** What a fresh object's fields are derived from. */
export interface Owner {
  /**
   * The alias of the offer, or the name of the plan: the service copies it into the title of a new listing.
   */
  // API reference §3.9
  name: string;
}

/** A property that lives in an object `Body` of the service. */
export interface Field<Body = Properties> extends Compared {
  /** The value in the service's object, as the program would write it. */
  read(body: Body): unknown;
  /** Puts a value into the service's object; `undefined` is the service's own initial value. */
  write(body: Body, value: unknown, owner: Owner): void;
  /** A value that counts as nothing is written as the program has it: a meter that is disabled stays there. */
  readonly writesNothing?: true;
  /** What a fresh object has here, when that is not "nothing". */
  initial?(owner: Owner): unknown;
  /**
   * Of a credential that is not shown: whether the object must have one all the same, which the service keeps to
   * itself. Without it, nobody can tell.
   */
  isKept?(body: Body): boolean;
  /** Of a credential: whether the object is of the kind that can have it. Default: it is. */
  belongs?(body: Body): boolean;
  /**
   * Of a value with entries: each of them, by which what an interrupted run has written is known. In the same order for
   * each value; what is not there is undefined.
   */
  parts?(value: unknown): Said[];
  /**
   * The keys of the service's object that it stands for, such as `title` or `listingUris`: which fields share entries.
   */
  readonly wire: readonly string[];
}

/** The value in the form that is compared: empty is `undefined`, keys are sorted, line ends are `\n`. */
export function canonical(field: Compared, value: unknown): unknown {
  const unified = unifyLines(value);
  if (isEmpty(unified)) return undefined;
  const own = field.canonical ? field.canonical(unified) : unified;
  return isEmpty(own) ? undefined : sorted(own);
}

function unifyLines(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/\r\n/g, "\n").trim();
  if (Array.isArray(value)) return value.map(unifyLines);
  return mapValues(value, unifyLines);
}

/** Whether the program sets this property: what is set is managed, nothing else. */
export function isManaged(field: Compared, properties: Properties | undefined): boolean {
  return properties !== undefined && valueIn(field, properties) !== undefined;
}

/** The paths at which two versions of a resource differ; a value that is not known yet differs. */
export function changedPaths(fields: readonly Compared[], before: Properties, after: Properties): string[] {
  return fields
    .filter((field) => {
      const wanted = valueIn(field, after);
      if (hasUnknown(wanted)) return true;
      return !same(canonical(field, valueIn(field, before)), canonical(field, wanted));
    })
    .map((field) => field.path);
}

/** The part of the inputs that counts as content, in canonical form: what a content hash is made of. */
export function content(fields: readonly Compared[], inputs: Properties): Properties {
  const values: Properties = {};
  for (const field of fields.filter(({ concealed }) => concealed !== true)) {
    const value = valueIn(field, inputs);
    if (hasUnknown(value)) values[field.path] = value;
    else if (value !== undefined) values[field.path] = canonical(field, value) ?? null;
  }
  return values;
}

/** Whether no value of a field may be shown: it is a credential, or the program marks it as a secret. */
export function isConcealed(field: Compared): boolean {
  return field.concealed === true || isSecret(field.path);
}

/** Whether the service keeps to itself what was written there, so that the last version tells what it is. */
export function isKept<Body>(field: Field<Body>, body: Body, before: Properties | undefined): boolean {
  if (field.concealed !== true || !isManaged(field, before)) return false;
  return canonical(field, field.read(body)) === undefined && field.belongs?.(body) !== false;
}

/** Whether an object that can have the credential has become one of another kind, or the other way round. */
export function isOfOtherKind<Body>(field: Field<Body>, one: Body, other: Body): boolean {
  return field.concealed === true && field.belongs?.(one) !== field.belongs?.(other);
}

/** Whether two looks at an object show the same of a field. What one of them keeps to itself counts as the same. */
export function showsSame<Body>(field: Field<Body>, one: Body, other: Body): boolean {
  if (isOfOtherKind(field, one, other)) return false;
  const values = [one, other].map((body) => canonical(field, field.read(body)));
  return same(values[0], values[1]) || (field.concealed === true && values.includes(undefined));
}

/** The value in the program; undefined when that is nothing, such as an empty text. */
export function setValue(field: Compared, inputs: Properties): unknown {
  const value = valueIn(field, inputs);
  return hasUnknown(value) || canonical(field, value) !== undefined ? value : undefined;
}

/**
 * Copies the managed values into a state: as the program wrote them where the service agrees, else as
 * the service has them.
 */
export function takeManaged<Body>(
  fields: readonly Field<Body>[],
  body: Body,
  managed: Properties,
  state: Properties,
  owner: Owner,
): void {
  for (const field of fields) {
    if (!isManaged(field, managed)) continue;
    const wanted = valueIn(field, managed);
    const actual = field.read(body);
    const agrees =
      isKept(field, body, managed) ||
      same(canonical(field, actual), canonical(field, wanted)) ||
      (setValue(field, managed) === undefined &&
        same(canonical(field, actual), canonical(field, field.initial?.(owner))));
    if (agrees) keepAsWritten(field, managed, state);
    else takeAsFound(field, isEmpty(actual) ? undefined : actual, managed, state);
  }
}

/** The fields that are not managed and that somebody changed between two looks. */
export function unmanagedChanges<Body>(
  fields: readonly Field<Body>[],
  earlier: Body | undefined,
  now: Body,
  managed: Properties,
): UnmanagedChange[] {
  if (earlier === undefined) return [];
  return fields
    .filter((field) => !isManaged(field, managed))
    .map((field) => ({
      path: field.path,
      was: canonical(field, field.read(earlier)),
      is: canonical(field, field.read(now)),
      concealed: isConcealed(field),
    }))
    .filter(({ was, is }) => !same(was, is));
}

/** Whether a value is as a fresh object has it: nothing, or the service's initial value. */
export function isUntouched<Body>(field: Field<Body>, actual: unknown, owner: Owner): boolean {
  const value = canonical(field, actual);
  return value === undefined || same(value, canonical(field, field.initial?.(owner)));
}

/** The fields that the program does not manage and that are no longer as a fresh object has them. */
export function touched<Body>(fields: readonly Field<Body>[], body: Body, managed: Properties, owner: Owner): string[] {
  return fields
    .filter((field) => !isManaged(field, managed))
    .filter((field) => !isUntouched(field, field.read(body), owner))
    .map((field) => field.path);
}

// How what Partner Center has differs from what a program wants: data with a path. Words are made of it where it is
// shown.
import { show, showBoth } from "./show.js";

/** A value that is not as wanted. */
export interface ValueDifference {
  readonly kind: "value";
  /** Path of the property, such as `listing.summary`. */
  readonly path: string;
  readonly actual: unknown;
  readonly wanted: unknown;
  /** Neither value may be shown. */
  readonly concealed: boolean;
}

/** A text, title or number beside a file. */
export interface FileDetail {
  readonly name: string;
  readonly actual: unknown;
  readonly wanted: unknown;
}

/** A file, or a listing in a further language, that is not as wanted. `what`: such as `the picture theirs.png`. */
type ThingDifference =
  | { readonly kind: "missing"; readonly path: string }
  | { readonly kind: "replaced" | "removed" | "unmanaged"; readonly path: string; readonly what: string }
  | { readonly kind: "details"; readonly path: string; readonly details: readonly FileDetail[] };

/** One property in which what exists is not as a program wants it. */
export type Difference = ValueDifference | ThingDifference;

/** What would happen to the property, without its path: `"a" becomes "b"`. */
export function changeInWords(difference: Difference): string {
  switch (difference.kind) {
    case "value": {
      const [is, should] = showBoth(difference.actual, difference.wanted, difference.concealed);
      return `${is} becomes ${should}`;
    }
    case "missing":
      return "not there yet";
    case "replaced":
      return `${difference.what} is replaced`;
    case "removed":
      return `${difference.what} is removed`;
    case "unmanaged":
      return difference.what;
    case "details":
      return difference.details
        .map(({ name, actual, wanted }) => `${name} ${show(actual)} becomes ${show(wanted)}`)
        .join(", ");
  }
}

/** The difference in one line, such as `listing.summary ("a" becomes "b")`. */
export function inWords(difference: Difference): string {
  if (difference.kind === "unmanaged") return `${difference.path} is ${difference.what}`;
  return `${difference.path} (${changeInWords(difference)})`;
}

/** A property that the program does not set, and that somebody has changed. */
export interface UnmanagedChange {
  readonly path: string;
  readonly was: unknown;
  readonly is: unknown;
  /** Neither value may be shown. */
  readonly concealed: boolean;
}

/** In one line. */
export function unmanagedInWords({ path, was, is, concealed }: UnmanagedChange): string {
  const [from, to] = showBoth(was, is, concealed);
  return `${path}, which this program does not set, went from ${from} to ${to}`;
}

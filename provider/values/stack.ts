// Where a resource belongs. The engine tells a dynamic provider neither the stack nor the resource's URN, so the
// resource's class does.
import type { Properties } from "./properties.js";

/** The input in which a class hands over project and stack. It is never a change, and no output. */
export const stackKey = "__stack";

/**
 * The input, and the output, with the resource's URN, by which the engine shows lines on the resource's row. It is never
 * a change.
 */
export const urnKey = "__urn";

/**
 * The input by which a class says that this is a preview, where nothing is made right after the check: the engine tells
 * no provider. It goes no further than `check`.
 */
export const previewKey = "__preview";

/** The name of the resource in a URN. */
export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The URN that a version of a resource has; one of an older version of this package has none. */
export function urnOf(version: Properties): string | undefined {
  const urn = version[urnKey];
  return typeof urn === "string" ? urn : undefined;
}

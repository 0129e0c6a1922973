// Entity tags: how they look, and when a write with one is refused (§3.3, §7 #1 to #5).

import type { Switches } from "../scenarios/switches.js";
import { randomHex } from "./identifiers.js";
import { ServiceError } from "./service-errors.js";

/** A new entity tag, its quotes included: `"xxxxxxxx-0000-0800-0000-TTTTTTTT0000"`, T the seconds of the write (§3.3). */
export function newEntityTag(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, "0");
  return `"${randomHex(8)}-0000-0800-0000-${seconds}0000"`;
}

function bare(tag: string): string {
  return tag
    .trim()
    .replace(/^W\//, "")
    .replace(/^"(.*)"$/, "$1");
}

/**
 * Refuses a write whose If-Match header does not fit the current tag. `*` always passes (§7 #3), quotes do not
 * matter (#4), the tag inside the body is ignored (#5). With `required`, a missing header is refused as well (#2).
 */
export function checkIfMatch(ifMatch: string | undefined, current: string, required: boolean, switches: Switches) {
  if (ifMatch === undefined || ifMatch === "") {
    if (required && switches.missingIfMatch === "refuse") {
      throw new ServiceError(400, "The If-Match header is required.", {
        "If-Match": ["The If-Match header is required."],
      });
    }
    return;
  }
  if (ifMatch.split(",").some((tag) => tag.trim() === "*" || bare(tag) === bare(current))) return;
  throw new ServiceError(switches.staleEntityTagStatus, "The resource was changed since it was read.", {
    "If-Match": [`The entity tag ${ifMatch} is not the current one.`],
  });
}

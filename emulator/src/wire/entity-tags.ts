// How entity tags look, and when two of them are the same (§3.3).

import { randomHex } from "./identifiers.js";

/**
 * A new entity tag, its quotes included: `"xxxxxxxx-0000-0800-0000-TTTTTTTT0000"`, T the seconds of the write (§3.3).
 */
export function newEntityTag(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, "0");
  return `"${randomHex(8)}-0000-0800-0000-${seconds}0000"`;
}

/** True if two entity tags are the same; `W/` and quotes do not matter (§7 #4). */
export function isSameTag(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(tag: string): string {
  return tag
    .trim()
    .replace(/^W\//, "")
    .replace(/^"(.*)"$/, "$1");
}

// Hashes by which "what changed" is known at preview: of values and of files' content, never of secrets or paths.
import { createHash } from "node:crypto";
import { sorted } from "./properties.js";
import { hasUnknown, unknownMarker } from "./unknown.js";

/** SHA-256 of bytes or text, in lower-case hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Hash of JSON values; not known yet as long as any of them is not. */
export function contentHash(value: unknown): string {
  return hasUnknown(value) ? unknownMarker : sha256(JSON.stringify(sorted(value)));
}

/** The twelve hex digits that uploads carry in their file name, so that a repeat finds them. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}

// The forms of identifiers that Partner Center hands out (§3.2). Clients must not read anything
// into them, so each kind is made to look like the recorded ones, odd forms included.

import { randomInt, randomUUID } from "node:crypto";

/** Random hexadecimal digits, up to 12; taken from UUIDs, because Node makes those in advance. */
export function randomHex(digits: number): string {
  return randomUUID().slice(-12, -12 + digits || undefined);
}

/** A version 4 GUID: products, variants, packages, request ids. */
export function guid(): string {
  return randomUUID();
}

/** Shaped like a GUID without being one by RFC 4122: instances, listings, images and the like (§3.2). */
export function guidShaped(): string {
  const hex = randomHex(12) + randomHex(12) + randomHex(8);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The name of a blob behind an upload address: a decimal of 19 digits (§3.2). */
export function blobName(): string {
  return `3${Array.from({ length: 18 }, () => randomInt(10)).join("")}`;
}

/** A submission id: 2^60 and something, beyond the integers a JavaScript number can hold (§3.2, §7 #59). */
export function submissionId(counter: number): string {
  return (2n ** 60n + BigInt(counter) * 1_000_003n + BigInt(randomInt(1_000_000))).toString();
}

/** True for the usual spelling of a GUID, in either case. */
export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

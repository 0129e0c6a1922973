// Hashes of credentials: with a salt, and slow, so that a password cannot be found by trying many. They are made for a
// write of a credential that has changed, and compared where the service has another one than was seen before.
import { randomBytes, scrypt, scryptSync } from "node:crypto";
import { promisify } from "node:util";

const bytes = 16;
/** Between the salt and the rest. */
const separator = ".";

/** The hash of a text; another one each time. About 50 milliseconds, beside other work. */
export async function slowHash(text: string): Promise<string> {
  const salt = randomBytes(bytes).toString("hex");
  const hash = (await promisify(scrypt)(text, salt, bytes)) as Buffer;
  return `${salt}${separator}${hash.toString("hex")}`;
}

/** Whether a hash is such a one. */
export function isSlow(hash: string): boolean {
  return hash.includes(separator);
}

/** Whether it is the hash of a text. */
export function isSlowHashOf(text: string, hash: string): boolean {
  const [salt = "", rest] = hash.split(separator);
  return scryptSync(text, salt, bytes).toString("hex") === rest;
}

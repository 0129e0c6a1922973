/**
 * Hashes of credentials that cost next to nothing, for tests that write hundreds of them: what is noted of a run and
 * known again is the same; only a file with such hashes would be less safe.
 */
import crypto from "node:crypto";

const cost = { N: 2, r: 1, p: 1 };

/** Makes them quick for the tests of a suite. */
export function quickHashes(): void {
  const { scrypt, scryptSync } = crypto;
  before(() => {
    Object.assign(crypto, {
      scrypt: (text: string, salt: string, length: number, done: (error: Error | null, hash: Buffer) => void) =>
        scrypt(text, salt, length, cost, done),
      scryptSync: (text: string, salt: string, length: number) => scryptSync(text, salt, length, cost),
    });
  });
  after(() => void Object.assign(crypto, { scrypt, scryptSync }));
}

/** The blocks of a file in Azure storage: their names and sums, and what it says of those that it has already. */
import { createHash, getFips } from "node:crypto";
import { setImmediate as othersFirst } from "node:timers/promises";
import { ExchangeFailure, type Reply } from "../http/exchange.js";

/**
 * Bytes, of which a broken upload sends at most this again for each block that was on its way. Azure storage takes blocks
 * of up to 4,000 MiB, 50,000 of them, and handles those of more than 256 KiB quicker ("Scale targets for Blob storage" of
 * Azure's documentation, 18 May 2026). Each is a request, which costs as much as some megabytes;
 * with larger ones, a slow line that breaks now and then would bring none of the four to its end.
 */
export const blockSize = 16 * 1024 * 1024;

/** What is known of some bytes when all of them were seen once. */
export interface Sum {
  /** 24 hexadecimal digits. */
  readonly digits: string;
  /**
   * By it the store knows whether it got what was sent; it makes a sum of its own otherwise. MD5 is the one that all
   * stores know; no protection against people. Not where Node may use approved algorithms only.
   */
  readonly headers: Record<string, string>;
}

/** Between two pieces, what is being sent goes on. */
export async function sumOf(pieces: AsyncIterable<Uint8Array>): Promise<Sum> {
  const isStrict = getFips() === 1;
  const hash = createHash(isStrict ? "sha256" : "md5");
  for await (const piece of pieces) {
    hash.update(piece);
    await othersFirst();
  }
  const digest = hash.digest();
  return {
    digits: digest.toString("hex").slice(0, 24),
    headers: isStrict ? {} : { "content-md5": digest.toString("base64") },
  };
}

/** The name of a block: all are of one length, and another content is another name. */
export function blockName(start: number, { digits }: Sum): string {
  return Buffer.from(`${String(start).padStart(16, "0")}-${digits}`).toString("base64");
}

/** What makes a file of its blocks ("Put Block List"). */
export function blockList(names: readonly string[]): string {
  const list = names.map((name) => `<Latest>${name}</Latest>`).join("");
  return `<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`;
}

/** The names in an answer to "Get Block List", with their sizes. */
export function blocksIn(text: string): Map<string, number> {
  const blocks = text.matchAll(/<Block>\s*<Name>([A-Za-z0-9+/=]+)<\/Name>\s*<Size>(\d+)<\/Size>\s*<\/Block>/g);
  return new Map([...blocks].map(([, name = "", size]) => [name, Number(size)]));
}

/** Whether other bytes came than were sent. */
export function isGarbled(reply: Reply | ExchangeFailure): boolean {
  return (
    !(reply instanceof ExchangeFailure) && reply.status === 400 && reply.headers["x-ms-error-code"] === "Md5Mismatch"
  );
}

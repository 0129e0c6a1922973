/** The blocks of a file in Azure storage: their names and sums, and what it says of those that it has already. */
import { createHash, getFips } from "node:crypto";
import { ExchangeFailure, type Reply } from "../http/exchange.js";

/** Bytes. Azure storage takes 50,000 blocks of a file. */
export const blockSize = 4 * 1024 * 1024;

/** The name of a block: all are of one length, and another content is another name. */
export function blockName(start: number, content: Uint8Array): string {
  const digits = createHash("sha256").update(content).digest("hex").slice(0, 24);
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

/**
 * By it the store knows whether it got what was sent; it makes a sum of its own otherwise. MD5 is the one that all stores
 * know; no protection against people. Not where Node may use approved algorithms only.
 */
export function sumOf(body: Uint8Array): Record<string, string> {
  return getFips() === 1 ? {} : { "content-md5": createHash("md5").update(body).digest("base64") };
}

/** Whether other bytes came than were sent. */
export function isGarbled(reply: Reply | ExchangeFailure): boolean {
  return (
    !(reply instanceof ExchangeFailure) && reply.status === 400 && reply.headers["x-ms-error-code"] === "Md5Mismatch"
  );
}

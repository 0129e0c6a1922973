/** Handing on a call to the emulator, as services in front of it do. */
import type { IncomingMessage } from "node:http";

/** What comes back. */
export interface HandedAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Header names that describe one connection or one encoding of a body, not the message. */
const ofConnection = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "host",
  "keep-alive",
  "transfer-encoding",
]);

/** The headers of a message, whatever connection it comes by. */
export function messageHeaders(headers: Iterable<readonly [string, unknown]>): Record<string, string> {
  const kept = [...headers].filter(([name]) => !ofConnection.has(name.toLowerCase()));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

/** All bytes of a request. */
export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Sends a request on to another address, and gives the answer as it is. */
export async function handOn(url: URL, { method = "", headers }: IncomingMessage, body: Buffer): Promise<HandedAnswer> {
  const sent = body.length === 0 ? {} : { body };
  const own = messageHeaders(Object.entries(headers));
  const reply = await fetch(url, { method, headers: own, redirect: "manual", ...sent });
  const bytes = Buffer.from(await reply.arrayBuffer());
  return { status: reply.status, headers: messageHeaders(reply.headers), body: bytes };
}

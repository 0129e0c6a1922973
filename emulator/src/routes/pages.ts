// Pages of a collection: a relative nextLink with an opaque token, as recorded (§3.4).

import type { Call } from "../service.js";
import { invalidField } from "../service-errors.js";

interface Entry {
  readonly id: string;
}

function tokenAfter(id: string): string {
  const position = { LastId: JSON.stringify([{ token: id, range: { min: "", max: "FF" } }]), Source: "DocDB" };
  return Buffer.from(JSON.stringify(position)).toString("base64");
}

function lastIdIn(token: string): string {
  try {
    const position = JSON.parse(Buffer.from(token, "base64").toString()) as { LastId: string };
    const [first] = JSON.parse(position.LastId) as { token: string }[];
    if (first !== undefined) return first.token;
  } catch {
    // Falls through to the refusal below.
  }
  throw invalidField("$skipToken");
}

/** The page a call asks for. An empty token means the first page; an entry deleted since is simply not missed. */
export function pageOf<Item extends Entry>(
  call: Call,
  all: Item[],
  path: string,
): { entries: Item[]; nextLink?: string } {
  const token = call.query.get("$skipToken");
  let start = 0;
  if (token !== null && token !== "") {
    const position = lastIdIn(token).split(":");
    const after = all.findIndex((entry) => entry.id === position[0]);
    start = after >= 0 ? after + 1 : Number(position[1]);
  }
  const end = start + call.service.switches.pageSize;
  const entries = all.slice(start, end);
  const last = entries.at(-1);
  if (end >= all.length || last === undefined) return { entries };
  const filter = call.query.get("$filter");
  const kept = filter === null ? "" : `$filter=${encodeURIComponent(filter)}&`;
  const next = encodeURIComponent(tokenAfter(`${last.id}:${end}`));
  return { entries, nextLink: `v1.0/ingestion/${path}?${kept}$skipToken=${next}` };
}

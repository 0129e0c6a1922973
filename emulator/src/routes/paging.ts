// Pages of a collection: a relative nextLink with an opaque token, as recorded (API reference §3.4).
//
// The token has the recorded form, a continuation of Cosmos DB: `range.min` is where the next page begins. Here it
// holds the place of the last entry in the store's order, so that a token stays good when entries come and go.

import type { Records } from "../store/records.js";
import { invalidField, ServiceError } from "../wire/service-errors.js";
import type { Call } from "./call.js";

const prefix = "05C1";
const deadPosition = "F".repeat(10);

function tokenFor(position: string): string {
  const range = { min: `${prefix}${position}`, max: "FF" };
  return Buffer.from(JSON.stringify({ LastId: JSON.stringify([{ token: null, range }]), Source: "DocDB" })).toString(
    "base64",
  );
}

function positionIn(token: string): number {
  try {
    const { LastId } = JSON.parse(Buffer.from(token, "base64").toString()) as { LastId: string };
    const [first] = JSON.parse(LastId) as { range: { min: string } }[];
    const min = first?.range.min ?? "";
    // The dead nextLink of August 2023: 404 without a body (§3.5, form g).
    if (min === `${prefix}${deadPosition}`) throw new ServiceError(404, "", {}, "");
    if (new RegExp(`^${prefix}[0-9A-F]{10}$`).test(min)) return Number.parseInt(min.slice(prefix.length), 16);
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    // Falls through to the refusal below.
  }
  throw invalidField("$skipToken");
}

/** Between 1 and 6 entries, as most recorded pages had; the same for the same place in the same list. */
function irregularLength(position: number): number {
  return 1 + (((position * 2_654_435_761) >>> 7) % 6);
}

/** How many entries the page that begins with the entry number `start` has. */
function lengthOf(call: Call, start: number, position: number): number {
  const { switches, pageLengths } = call.service;
  let border = 0;
  for (const length of pageLengths) {
    if (border === start) return length;
    border += length;
  }
  return switches.irregularPages ? Math.min(irregularLength(position), switches.pageSize) : switches.pageSize;
}

/** The index of the first entry beyond a place; entries are in the order of their places. */
function firstAfter<Entry>(all: Entry[], placeOf: (entry: Entry) => number, place: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placeOf(all[middle] as Entry) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The page a call asks for. An empty token means the first page; an entry deleted since is simply not missed. `all`
 * is in the order of the store. With irregular pages, a full last page may be followed by an empty one (§3.4).
 */
export function pageOf<Kind extends keyof Records>(
  call: Call,
  kind: Kind,
  all: Records[Kind][],
  path: string,
): { entries: Records[Kind][]; nextLink?: string } {
  const { store, switches } = call.service;
  const placeOf = (entry: Records[Kind]) => store.placeOf(kind, entry.productId, entry.id);
  const token = call.query.get("$skipToken");
  const after = token === null || token === "" ? 0 : positionIn(token);
  const start = after === 0 ? 0 : firstAfter(all, placeOf, after);
  const end = start + lengthOf(call, start, after);
  const entries = all.slice(start, end);
  const last = entries.at(-1);
  const emptyPageFollows = switches.irregularPages && end === all.length && last !== undefined && end % 2 === 0;
  const isLast = last === undefined || (end >= all.length && !emptyPageFollows);
  if (isLast && call.effect.deadNextLink !== true) return { entries };
  const filter = call.query.get("$filter");
  const kept = filter === null ? "" : `$filter=${encodeURIComponent(filter)}&`;
  const position = isLast ? deadPosition : placeOf(last).toString(16).toUpperCase().padStart(10, "0");
  return { entries, nextLink: `v1.0/ingestion/${path}?${kept}$skipToken=${encodeURIComponent(tokenFor(position))}` };
}

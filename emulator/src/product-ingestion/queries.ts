// Queries of this API: names in any case, and pages with an absolute `@nextLink` (Product Ingestion API §3.3, §3.5).

import { usualCeiling } from "../resources/shown.js";
import type { Call, Reply } from "../routes/call.js";
import { RefusedRequest } from "../wire/product-ingestion-errors.js";
import { isVersion } from "../wire/schema-addresses.js";

/** A parameter, whatever the case of its name. */
export function parameter(call: Call, name: string): string | undefined {
  for (const [key, value] of call.query) {
    if (key.toLowerCase() === name.toLowerCase()) return value;
  }
  return undefined;
}

/** The `$version` as it came. */
export function ceilingOf(call: Call): string | undefined {
  const given = parameter(call, "$version");
  return given === "" ? undefined : given;
}

/** The newest version in which a read may show a resource. */
export function readCeiling(call: Call): string {
  const given = ceilingOf(call) ?? usualCeiling;
  if (!isVersion(given)) throw new RefusedRequest(400, `$version ${given} is not valid`);
  return given;
}

interface Listed {
  readonly id: string;
}

/** One page of a list. The token names the last entry before it, and its place, should it be gone by then. */
export function pageOf(call: Call, path: string, all: readonly Listed[]): Reply {
  const size = Number(parameter(call, "$maxpagesize") ?? call.service.switches.pageSize);
  if (!Number.isInteger(size) || size < 1) throw new RefusedRequest(400, "$maxpagesize is not valid");
  const start = startOf(parameter(call, "continuationToken"), all);
  const value = all.slice(start, start + size);
  const last = value.at(-1);
  if (last === undefined || start + size >= all.length) return { status: 200, body: { value } };
  const kept = [...call.query].filter(([name]) => name.toLowerCase() !== "continuationtoken");
  const token = Buffer.from(`${start + size} ${last.id}`).toString("base64");
  const query = new URLSearchParams([...kept, ["continuationToken", token]]);
  const link = `${call.service.productIngestionEndpoint}/${path}?${query}`;
  return { status: 200, body: { value, "@nextLink": link } };
}

function startOf(token: string | undefined, all: readonly Listed[]): number {
  if (token === undefined || token === "") return 0;
  const [, place, id] = /^(\d+) (.+)$/.exec(Buffer.from(token, "base64").toString()) ?? [];
  if (place === undefined) throw new RefusedRequest(400, "continuationToken is not valid");
  const found = all.findIndex((entry) => entry.id === id);
  return found < 0 ? Number(place) : found + 1;
}

/** What all calls of this API share: the transport, and the version on each of them. */
// Product Ingestion API §3.3
import type { Query } from "../../partner-center/http/endpoint.js";
import type { Transport } from "../../partner-center/http/transport.js";
import type { Versions } from "../wire/versions.js";

export interface Calls {
  readonly transport: Transport;
  readonly versions: Versions;
}

/** A query with `$version`, and without what is not set. */
export function versioned(version: string, query: Readonly<Record<string, string | undefined>> = {}): Query {
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(set), $version: version };
}

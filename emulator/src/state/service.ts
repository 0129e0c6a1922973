// What every route works with, gathered in one place.

import type { BlobStore } from "../blobs/blob-store.js";
import type { Clock } from "../clock.js";
import type { FaultEffect } from "../faults/faults.js";
import type { Delays, Switches } from "../scenarios/switches.js";
import type { Wire } from "../store/records.js";
import type { Store } from "../store/store.js";

/** The running parts of one emulator. */
export interface Service {
  readonly store: Store;
  readonly clock: Clock;
  readonly blobs: BlobStore;
  readonly switches: Switches;
  readonly delays: Delays;
  /** Lengths of the first pages of each list, when a test follows a recorded list; otherwise empty. */
  readonly pageLengths: readonly number[];
  /** `http://127.0.0.1:PORT/v1.0/ingestion`, for Location headers. */
  endpoint: string;
}

/** One call of the ingestion API. */
export interface Call {
  readonly service: Service;
  /** The account: products of another tenant do not exist for this call. */
  readonly tenant: string;
  readonly parameters: { readonly [name: string]: string };
  readonly query: URLSearchParams;
  readonly body: Wire;
  readonly ifMatch: string | undefined;
  /** What a fault rule wants from this call beyond its reply. */
  readonly effect: FaultEffect;
}

/** What a route answers. `location` is a path below the endpoint. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly etag?: string;
  readonly location?: string;
}

/** A collection as the API wraps it (§3.4). */
export function page(value: unknown[], nextLink?: string): Reply {
  return { status: 200, body: nextLink === undefined ? { value } : { nextLink, value } };
}

/** A record's body with its entity tag and id at the end, as in every recorded reply (§8.5.10). */
export function entity(record: { body: Wire; etag: string; id: string }): Wire {
  return { ...record.body, "@odata.etag": record.etag, id: record.id };
}

// What a route is given, and what it answers.

import type { FaultEffect } from "../faults/fault-rule.js";
import type { Service } from "../state/service.js";
import type { Wire } from "../wire/entities.js";

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

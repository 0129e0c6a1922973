// Durable ids of the Product Ingestion API: `<type>/<GUID of the offer>/…`, the same in draft, preview and live (§5.1).

import { isGuid } from "./identifiers.js";

/** A durable id taken apart. */
export interface DurableId {
  readonly type: string;
  /** GUID of the offer, which is that of the ingestion API. */
  readonly productId: string;
  readonly rest: readonly string[];
}

/** Takes a durable id apart; undefined for anything else. Durable ids have small letters only. */
export function readDurableId(text: unknown): DurableId | undefined {
  if (typeof text !== "string" || !/^[a-z](-?[a-z0-9]+)*(\/[a-z0-9-]+)+$/.test(text)) return undefined;
  const [type = "", productId = "", ...rest] = text.split("/");
  return isGuid(productId) ? { type, productId, rest } : undefined;
}

/** The id of the offer. */
export function productRef(productId: string): string {
  return `product/${productId}`;
}

/** The id of a plan. */
export function planRef(productId: string, planId: string): string {
  return `plan/${productId}/${planId}`;
}

/** The GUID of the plan that a reference names, undefined for anything else. */
export function planIn(reference: unknown): string | undefined {
  const id = readDurableId(reference);
  return id?.type === "plan" ? id.rest[0] : undefined;
}

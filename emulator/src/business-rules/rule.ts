// What a rule of the business looks at: one resource as it is to be written, the draft around it, and what was published.

import type { Resource } from "../resources/initial-resources.js";
import type { ProductRecord, VariantRecord } from "../store/records.js";

/** A resource that is about to be written, and all that a rule may compare it with. */
export interface Part {
  readonly product: ProductRecord;
  /** The plan that it belongs to, or is. */
  readonly plan?: VariantRecord;
  readonly after: Resource;
  /** As it is in the draft so far. */
  readonly before: Resource | undefined;
  readonly draft: readonly Resource[];
  /** What is live, and what is in preview; empty if nothing is. */
  readonly live: readonly Resource[];
  readonly preview: readonly Resource[];
}

/** One rule: for which types, what it wants, where that is told, and what it says of a resource that breaks it. */
export interface BusinessRule {
  readonly types: readonly string[];
  readonly wanted: string;
  readonly source: string;
  readonly broken: (part: Part) => readonly string[];
}

/** An object within a resource, empty if it is not there. */
export function objectIn(resource: object | undefined, key: string): { readonly [key: string]: unknown } {
  return ((resource as { [key: string]: unknown } | undefined)?.[key] ?? {}) as { readonly [key: string]: unknown };
}

/** A list within a resource, empty if it is not there. */
export function listIn<Entry>(resource: object | undefined, key: string): readonly Entry[] {
  const value = (resource as { [key: string]: unknown } | undefined)?.[key];
  return Array.isArray(value) ? (value as Entry[]) : [];
}

/** The same resource in what was published. */
export function sameIn(resources: readonly Resource[], { after }: Part): Resource | undefined {
  return resources.find(({ id }) => id === after.id);
}

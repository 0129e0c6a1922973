// All rules of the business of the second API: of single resources, when a job writes them, and of whole offers, when a
// job publishes them. Each says its source; README.md shows them in tables.

import type { Resource } from "../resources/initial-resources.js";
import type { ProductRecord } from "../store/records.js";
import { typeOf } from "../wire/schema-addresses.js";
import { containerRules } from "./container-rules.js";
import { locks } from "./locks.js";
import { needs } from "./publication.js";
import type { BusinessRule, Part } from "./rule.js";
import { saasRules } from "./saas-rules.js";
import { virtualMachineRules } from "./virtual-machine-rules.js";

/** The rules of single resources. */
export const businessRules: readonly BusinessRule[] = [
  ...locks,
  ...virtualMachineRules,
  ...containerRules,
  ...saasRules,
];

/** What speaks against a resource, a sentence for each rule that it breaks. */
export function brokenRules(part: Part): string[] {
  const type = typeOf(part.after);
  return businessRules.filter(({ types }) => types.includes(type)).flatMap((rule) => rule.broken(part));
}

/** What an offer lacks to be published. */
export function publicationProblems(product: ProductRecord, resources: readonly Resource[]): string[] {
  return needs.flatMap((need) => need.missing(product, resources));
}

// Looks at the rules of the business before a resource is stored.

import { brokenRules } from "../business-rules/business-rules.js";
import { draftResources } from "../resources/draft-tree.js";
import type { Resource } from "../resources/initial-resources.js";
import { publishedResources } from "../resources/published.js";
import type { Service } from "../state/service.js";
import type { ProductRecord, VariantRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { broken } from "../wire/product-ingestion-errors.js";

/** The keys in which null means something (§5.4); where else it passes, it is not kept. */
const nullable = ["trial", "privateAudiences", "previewAudiences", "softwareReservation"];

/** What is stored of a resource: all of it, but for what belongs to the request. */
export function content({ id, resourceName, validations, ...body }: Wire): Wire {
  return Object.fromEntries(Object.entries(body).filter(([key, value]) => value !== null || nullable.includes(key)));
}

/**
 * Stores a resource if no rule speaks against it, and throws RefusedResource otherwise: then the draft keeps it if the
 * switch `businessFailure` says so (additions §3.4).
 */
export function checkRules(
  service: Service,
  product: ProductRecord,
  plan: VariantRecord | undefined,
  after: Resource,
  store: () => void,
): void {
  const draft = draftResources(service, product);
  const problems = brokenRules({
    product,
    ...(plan === undefined ? {} : { plan }),
    after,
    before: draft.find(({ id }) => id === after.id),
    draft,
    live: publishedResources(service, product.id, "live"),
    preview: publishedResources(service, product.id, "preview"),
  });
  if (problems.length === 0 || service.switches.businessFailure === "kept") store();
  if (problems.length === 0) return;
  const error = broken(problems);
  error.resourceId = after.id;
  throw error;
}

// What cannot be taken back once an offer is live, by the portal's documentation (§4.11). Whether the API refuses it
// is unknown; the switch `lockPublishedFields` makes it do so, with 400.

import type { DraftRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { invalidField } from "../wire/service-errors.js";
import type { Service } from "./service.js";
import { liveSubmission } from "./submission-progress.js";

/** Refuses a public plan turned private and a standard contract turned off, compared with what is live. */
export function checkPublishedLocks(service: Service, draft: DraftRecord, body: Wire): void {
  const live = liveSubmission(service, draft.productId);
  const instance = service.store.get("instance", draft.productId, draft.instanceId);
  const published = live?.snapshot
    .filter((entry) => entry.module === instance?.module && entry.variantId === instance.variantId)
    .flatMap((entry) => entry.drafts)
    .find((other) => other.kind === draft.kind)?.body;
  if (published === undefined) return;
  if (draft.kind === "featureAvailability" && published.visibility === "Public" && body.visibility === "Private") {
    throw invalidField("visibility", "A published public plan cannot be made private.");
  }
  if (draft.kind === "property" && published.useEnterpriseContract === true && body.useEnterpriseContract !== true) {
    throw invalidField("useEnterpriseContract", "The standard contract cannot be turned off after publication.");
  }
}

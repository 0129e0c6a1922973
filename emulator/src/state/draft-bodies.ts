// What goes into the drafts of an offer and what comes out of them: the shape of each kind, what a PUT that leaves
// something out gets back, the parts that are shown only when asked for, and the id that is shown.

import type { DraftKind, DraftRecord } from "../store/records.js";
import {
  cosellListingShape,
  featureAvailabilityShape,
  listingShape,
  productAvailabilityShape,
  propertyShape,
  supplementalContentShape,
} from "../wire/draft-shapes.js";
import { entity, type Wire } from "../wire/entities.js";
import { packageConfigurationShapes } from "../wire/package-configuration-shapes.js";
import { inOrder, oneOf, readBody, type Shape } from "../wire/shape.js";

const shapes: Record<Exclude<DraftKind, "packageConfiguration">, Shape> = {
  property: propertyShape,
  listing: listingShape,
  productAvailability: productAvailabilityShape,
  featureAvailability: featureAvailabilityShape,
  cosellListing: cosellListingShape,
  supplementalContent: supplementalContentShape,
};

function shapeOf(draft: DraftRecord): Shape {
  if (draft.kind !== "packageConfiguration") return shapes[draft.kind];
  const resourceType = String(draft.body.resourceType);
  return { resourceType: oneOf(resourceType), ...packageConfigurationShapes[resourceType] };
}

/** What the service fills in when a PUT leaves it out (§7 #30); everything else left out is gone (§3.9). */
function refill(draft: DraftRecord, body: Wire): Wire {
  switch (draft.kind) {
    case "listing":
      return { languageCode: draft.body.languageCode, ...body };
    case "property": {
      const full: Wire = { useEnterpriseContract: false, ...body };
      // The standard contract blanks the publisher's own terms (§3.8).
      return full.useEnterpriseContract === true ? { ...full, termsOfUse: "" } : full;
    }
    case "productAvailability":
      return { visibility: "Public", enterpriseLicensing: "Online", ...body };
    case "featureAvailability":
      return { visibility: "Public", ...body };
    case "packageConfiguration": {
      // A client sends these two under misspelt names and reads them in the reply (Azure/partnercenter-cli-extension
      // a470f52, plan_technicalconfiguration_client.py). That they keep their values is assumed.
      const { publisherManagementMode, customerAccessEnableState } = draft.body;
      return { publisherManagementMode, customerAccessEnableState, ...body };
    }
    case "cosellListing":
    case "supplementalContent":
      return body;
  }
}

/** The body that a draft has after a PUT of `sent`. Throws ServiceError for what is wrong with it. */
export function replacedBody(draft: DraftRecord, sent: Wire): Wire {
  const shape = shapeOf(draft);
  return inOrder(shape, refill(draft, { resourceType: draft.body.resourceType, ...readBody(shape, sent) }));
}

/**
 * The id that replies show. An availability has that of its instance: a client keeps only objects of that id, two
 * pipelines write by it (custom-meters-accelerator, AzureAppOfferApi.cs). A Dynamics 365 offer has both kinds in one
 * instance, so it cannot be the key of the record.
 */
export function shownId({ kind, instanceId, id }: DraftRecord): string {
  return kind === "productAvailability" || kind === "featureAvailability" ? instanceId : id;
}

/** Parts of a feature availability that are shown only when asked for; singular and plural are accepted (§2.3). */
const expandable = { marketStates: "marketstate", priceSchedules: "priceschedule", trial: "trial" };

/** A draft as replies show it, with what the query of the call asks for. */
export function shownDraft(draft: DraftRecord, query: URLSearchParams): Wire {
  const body = entity({ ...draft, id: shownId(draft) });
  if (draft.kind !== "featureAvailability") return body;
  const asked = (query.get("$expand") ?? "").toLowerCase().split(/[\s,]+/);
  for (const [name, singular] of Object.entries(expandable)) {
    if (!asked.includes(singular) && !asked.includes(`${singular}s`)) delete body[name];
  }
  return body;
}

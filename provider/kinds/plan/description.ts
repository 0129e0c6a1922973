// A plan that exists as a program would declare it, for the command `export`.

import type { Context } from "../../pages/context.js";
import { addDrafts, addEmptyLanguages, addListings } from "../../pages/described-drafts.js";
import { Description } from "../../pages/description.js";
import type { DraftTarget } from "../../pages/draft-page.js";
import type { Properties } from "../../values/properties.js";
import { planListingFields, planListingPart, planParts } from "./listing.js";
import { variantFields } from "./setup.js";

/** See `Kind.describe`. */
export async function describePlan(
  context: Context,
  { productId, variantId }: { productId: string; variantId: string },
): Promise<Description> {
  const variant = await context.client().variants.get(productId, variantId);
  const target: DraftTarget = { context, productId, variantId, owner: { name: variant.friendlyName ?? "" } };
  const description = new Description();
  description.set("offer", productId);
  description.set("planId", variant.externalID);
  // The service's own choice where a client has named none (API reference §3.11).
  description.set("planType", variant.subType ?? "solution-template");
  description.addFields(variantFields, variant as Properties, target.owner);
  const [listings] = await Promise.all([
    addListings(target, planListingPart, planListingFields, description),
    addDrafts(target, planParts, description),
  ]);
  addEmptyLanguages(listings, description);
  return description;
}

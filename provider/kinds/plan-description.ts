// A plan that exists as a program would declare it, for the command `export`.
import { Description } from "../description/description.js";
import { addDrafts, addEmptyLanguages, addListings } from "../description/drafts.js";
import type { DraftTarget } from "../drafts.js";
import type { Context } from "../kind.js";
import type { Properties } from "../properties.js";
import { planListingFields, planListingPart, planParts } from "./plan-fields.js";
import { variantFields } from "./plan-setup-fields.js";

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

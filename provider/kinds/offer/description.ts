// An offer that exists as a program would declare it, for the command `export`.

import { addMedia } from "../../media/describe.js";
import type { Context } from "../../pages/context.js";
import { addDrafts, addEmptyLanguages, addListings } from "../../pages/described-drafts.js";
import { Description } from "../../pages/description.js";
import type { DraftTarget } from "../../pages/draft-page.js";
import { offerIdOf } from "../../partner-center/areas/products.js";
import { ifThere } from "../../partner-center/errors.js";
import { coSellUnit } from "./co-sell-documents.js";
import { offerSettings } from "./leads.js";
import { listingCollections } from "./listing-files.js";
import { listingFields, listingPart, offerParts } from "./preview-audience.js";

/** See `Kind.describe`; the id is the product id. */
export async function describeOffer(context: Context, productId: string): Promise<Description> {
  const product = await context.client().products.get(productId);
  const target: DraftTarget = { context, productId, owner: { name: product.name ?? "" } };
  const description = new Description();
  description.set("offerId", offerIdOf(product));
  description.set("alias", product.name);
  description.set("type", product.resourceType);
  const [listings, settings] = await Promise.all([
    addListings(target, listingPart, listingFields, description),
    Promise.all(offerSettings.map((setting) => ifThere(setting.get(target, false)))),
    addDrafts(target, offerParts, description),
  ]);
  const place = (listingId: string) => ({ client: context.client(), productId, listingId });
  await Promise.all([
    ...listings.map(({ draft, language, at }) => {
      return addMedia(listingCollections, place(draft.id), at, language, description);
    }),
    ifThere(addMedia([coSellUnit.collection], place(""), coSellUnit.at, "co-sell", description)),
  ]);
  addEmptyLanguages(listings, description);
  offerSettings.forEach(({ fields }, index) => {
    description.addFields(fields, settings[index] ?? {}, target.owner);
  });
  return description;
}

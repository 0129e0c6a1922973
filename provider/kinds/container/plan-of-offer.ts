// The offer of containers that a bundle is of, by the id that people have chosen.
import type { Context } from "../../pages/context.js";
import { productGuid, type ResourceTree } from "../../product-ingestion/index.js";
import { NotPossibleError } from "../../values/refusals.js";
import { productOfOffer } from "../ingested/asset.js";
import { productIn } from "../ingested/offer-tree.js";
import { containerOfferTypes } from "./offer.js";

/** The product id of an offer as an answer has it. @throws NotPossibleError when it has no containers. */
export function containerOfferOf(
  offerId: string,
  { id, type }: { readonly id: string; readonly type: string },
): string {
  if (containerOfferTypes.includes(type)) return productGuid(id);
  throw new NotPossibleError(`${offerId} is no offer of containers: its type is ${type}`);
}

/** The product id of the offer that a tree is of. @throws NotPossibleError */
export function containerOfferIn(tree: ResourceTree, offerId: string): string {
  return containerOfferOf(offerId, { id: tree.root, type: String(productIn(tree).type) });
}

/** Looks an offer up. @throws NotPossibleError when it is not there, or has no containers. */
export async function containerOffer(context: Context, offerId: string): Promise<string> {
  return containerOfferOf(offerId, await productOfOffer(context, offerId));
}

// The offer of a submission or release at a preview. The engine does not know the product id of an offer of virtual
// machines, containers or SaaS that it is about to update, since that is an output: to it, the id might become another one.
import type { Properties } from "../values/properties.js";
import { hasUnknown } from "../values/unknown.js";
import { offerOf } from "./leaving.js";
import type { Program } from "./program.js";

/** Notes whether an offer goes on with its product; what is no offer is left alone. */
export function noteOffer(program: Program, id: string, { productId }: Properties, isReplaced: boolean): void {
  if (typeof productId === "string" && offerOf(id) === id) program.keepOffer(productId, !isReplaced);
}

/** The inputs with the product that there is, where it is not known yet and the same offer keeps it. */
export function withKeptOffer(program: Program, olds: Properties, news: Properties): Properties {
  const { offer, offerId } = olds;
  const isSame = hasUnknown(news.offer) && typeof offerId === "string" && offerId === news.offerId;
  return isSame && typeof offer === "string" && program.keepsOffer(offer) ? { ...news, offer } : news;
}

// The id of an offer that is about to be taken over. The engine does not know the id of what is not in the stack yet, so
// that at the first preview nothing could be said about the offer's plans. But the offer exists, and can be asked for.
import * as pulumi from "@pulumi/pulumi";
import type { Offer, OfferArgs } from "./offer.js";
import { listOffers } from "./queries.js";

const adopting = new WeakMap<Offer, OfferArgs>();
const ids = new WeakMap<Offer, pulumi.Output<string>>();

/** Keeps what an offer is declared as, if it is to be taken over. */
export function rememberAdoption(offer: Offer, args: OfferArgs): void {
  if (args.adopt !== undefined) adopting.set(offer, args);
}

/** The product id of an offer; at a preview, where the engine does not know it, that of the offer that will be taken over. */
export function productIdOf(offer: Offer): pulumi.Output<string> {
  const args = pulumi.runtime.isDryRun() ? adopting.get(offer) : undefined;
  if (args === undefined) return offer.id;
  const id = ids.get(offer) ?? idAtPreview(offer, args);
  ids.set(offer, id);
  return id;
}

function idAtPreview(offer: Offer, args: OfferArgs): pulumi.Output<string> {
  const { isKnown } = offer.id as unknown as { readonly isKnown: Promise<boolean> };
  // What has failed is left to the id itself, which fails in the same way.
  return pulumi.output(isKnown.catch(() => true)).apply((known) => {
    if (known) return offer.id;
    const { offerId, alias, type, adopt } = args;
    return pulumi
      .all([offerId, alias, type, adopt])
      .apply(([id, name, kind, isAdopting]) => (isAdopting ? findOffer(offer, id, name, kind) : ""))
      .apply((found) => (found === "" ? offer.id : pulumi.output(found)));
  });
}

/** An empty text for none: also without credentials, and for an offer that is replaced, since its alias has changed. */
async function findOffer(offer: Offer, offerId: string, alias: string, type: string): Promise<string> {
  try {
    const [found] = await listOffers({ offerId }, { parent: offer });
    return found?.alias === alias && found.type === type ? found.productId : "";
  } catch {
    return "";
  }
}

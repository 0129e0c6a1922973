// The id of an offer that is about to be taken over. The engine does not know the id of what is not in the stack yet,
// so at the first preview nothing could be said about the offer's plans. But the offer exists, and can be looked up.
import * as pulumi from "@pulumi/pulumi";
import { type ListedOffer, listOffers } from "./queries.js";

/** How an offer is taken over. */
interface Adoption {
  readonly offerId: pulumi.Input<string>;
  readonly adopt?: pulumi.Input<boolean | "unchanged"> | undefined;
  /** The id of the resource, once what exists is taken over; empty where it will not be. */
  idOf(found: ListedOffer): pulumi.Input<string>;
}

const adoptions = new WeakMap<pulumi.CustomResource, Adoption>();
const lookUps = new WeakMap<pulumi.CustomResource, pulumi.Output<ListedOffer | undefined>>();

/** Remembers how an offer is declared, if it is to be taken over. */
export function rememberAdoption(offer: pulumi.CustomResource, adoption: Adoption): void {
  if (adoption.adopt !== undefined) adoptions.set(offer, adoption);
}

/** The id of an offer. At a preview, where the engine does not know it yet: that of the offer that will be taken over. */
export function adoptedId(offer: pulumi.CustomResource): pulumi.Output<string> {
  return known(offer, offer.id, (found, { idOf }) => idOf(found));
}

/** The same for the id of an offer's product, where that is another one than the resource's. */
export function adoptedProductId(
  offer: pulumi.CustomResource & { readonly productId: pulumi.Output<string> },
): pulumi.Output<string> {
  return known(offer, offer.productId, ({ productId }) => productId);
}

function known(
  offer: pulumi.CustomResource,
  id: pulumi.Output<string>,
  idOf: (found: ListedOffer, adoption: Adoption) => pulumi.Input<string>,
): pulumi.Output<string> {
  const adoption = pulumi.runtime.isDryRun() ? adoptions.get(offer) : undefined;
  if (adoption === undefined) return id;
  // A failure is left to the id itself, which fails in the same way.
  const { isKnown } = id as unknown as { readonly isKnown: Promise<boolean> };
  return pulumi.output(isKnown.catch(() => true)).apply((isThere) => {
    if (isThere) return id;
    return lookUp(offer, adoption)
      .apply((found) => (found === undefined ? "" : idOf(found, adoption)))
      .apply((text) => (text === "" ? id : pulumi.output(text)));
  });
}

/** The offer that is to be taken over; asked for once. */
function lookUp(offer: pulumi.CustomResource, { offerId, adopt }: Adoption): pulumi.Output<ListedOffer | undefined> {
  const found =
    lookUps.get(offer) ??
    pulumi.all([offerId, adopt]).apply(async ([id, isAdopting]) => (isAdopting ? findOffer(offer, id) : undefined));
  lookUps.set(offer, found);
  return found;
}

/** Undefined also without credentials. */
async function findOffer(offer: pulumi.CustomResource, offerId: string): Promise<ListedOffer | undefined> {
  try {
    return (await listOffers({ offerId }, { parent: offer }))[0];
  } catch {
    return undefined;
  }
}

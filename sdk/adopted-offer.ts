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
const ids = new WeakMap<pulumi.CustomResource, pulumi.Output<string>>();

/** Remembers how an offer is declared, if it is to be taken over. */
export function rememberAdoption(offer: pulumi.CustomResource, adoption: Adoption): void {
  if (adoption.adopt !== undefined) adoptions.set(offer, adoption);
}

/** The id of an offer. At a preview, where the engine does not know it yet: that of the offer that will be taken over. */
export function adoptedId(offer: pulumi.CustomResource): pulumi.Output<string> {
  const args = pulumi.runtime.isDryRun() ? adoptions.get(offer) : undefined;
  if (args === undefined) return offer.id;
  const id = ids.get(offer) ?? idAtPreview(offer, args);
  ids.set(offer, id);
  return id;
}

function idAtPreview(offer: pulumi.CustomResource, args: Adoption): pulumi.Output<string> {
  const { isKnown } = offer.id as unknown as { readonly isKnown: Promise<boolean> };
  // A failure is left to the id itself, which fails in the same way.
  return pulumi.output(isKnown.catch(() => true)).apply((known) => {
    if (known) return offer.id;
    const { offerId, adopt } = args;
    return pulumi
      .all([offerId, adopt])
      .apply(([id, isAdopting]) => (isAdopting ? findOffer(offer, id, args) : ""))
      .apply((found) => (found === "" ? offer.id : pulumi.output(found)));
  });
}

/** Empty for none: also without credentials, and for an offer that will be replaced. */
async function findOffer(
  offer: pulumi.CustomResource,
  offerId: string,
  { idOf }: Adoption,
): Promise<pulumi.Input<string>> {
  try {
    const [found] = await listOffers({ offerId }, { parent: offer });
    return found === undefined ? "" : idOf(found);
  } catch {
    return "";
  }
}

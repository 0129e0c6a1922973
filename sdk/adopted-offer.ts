// The id of an offer that is about to be taken over. The engine does not know the id of what is not in the stack yet,
// so at the first preview nothing could be said about the offer's plans. But the offer exists, and can be looked up.
import * as pulumi from "@pulumi/pulumi";
import { listOffers } from "./queries.js";

/** What of an offer's arguments tells which offer is taken over. */
interface Adoption {
  readonly offerId: pulumi.Input<string>;
  readonly alias: pulumi.Input<string>;
  readonly type: pulumi.Input<string>;
  readonly adopt?: pulumi.Input<boolean | "unchanged"> | undefined;
}

const adoptions = new WeakMap<pulumi.CustomResource, Adoption>();
const ids = new WeakMap<pulumi.CustomResource, pulumi.Output<string>>();

/** Remembers how an offer is declared, if it is to be taken over. */
export function rememberAdoption(offer: pulumi.CustomResource, args: Adoption): void {
  if (args.adopt !== undefined) adoptions.set(offer, args);
}

/**
 * The product id of an offer. At a preview, where the engine does not know it yet: that of the offer that will be taken
 * over.
 */
export function productIdOf(offer: pulumi.CustomResource): pulumi.Output<string> {
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
    const { offerId, alias, type, adopt } = args;
    return pulumi
      .all([offerId, alias, type, adopt])
      .apply(([id, name, kind, isAdopting]) => (isAdopting ? findOffer(offer, id, name, kind) : ""))
      .apply((found) => (found === "" ? offer.id : pulumi.output(found)));
  });
}

/** Empty for none: also without credentials, and for an offer that will be replaced since its alias has changed. */
async function findOffer(offer: pulumi.CustomResource, offerId: string, alias: string, type: string): Promise<string> {
  try {
    const [found] = await listOffers({ offerId }, { parent: offer });
    return found?.alias === alias && found.type === type ? found.productId : "";
  } catch {
    return "";
  }
}

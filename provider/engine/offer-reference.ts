// The offer that a resource belongs to, where a program gives it as a text: it has to be the product id, and people
// know the offer id.
import type { Context } from "../pages/context.js";
import { ifThere } from "../partner-center/errors.js";
import type { Findings } from "../values/findings.js";
import { isGuid } from "../values/guid.js";
import { quoted } from "../values/show.js";
import { hasUnknown } from "../values/unknown.js";

const ways =
  "Give the Offer resource, or the product id, which `getOffer({ offerId })` and " +
  "`npx -p pulumi-partnercenter partnercenter list --json` tell";

/** Product ids of Azure applications are GUIDs, as far as anybody has seen; those of other products may be numbers. */
function isLikeProductId(offer: string): boolean {
  return isGuid(offer) || /^\d+$/.test(offer);
}

/** As the reason of a finding. */
export function noSuchOffer(offer: unknown): string {
  return `${quoted(offer)} is the product id of no offer of this account. ${ways}`;
}

/** Says what cannot be a product id: for certain where the service can be asked. Costs nothing for what can be one. */
export async function checkOfferReference(
  context: Context,
  offer: unknown,
  hasService: boolean,
  findings: Findings,
): Promise<void> {
  if (typeof offer !== "string" || offer === "" || hasUnknown(offer) || isLikeProductId(offer)) return;
  if (!hasService) {
    context.warn(`offer ${quoted(offer)} looks like an offer id, not like a product id. ${ways}`);
    return;
  }
  try {
    const { products } = context.client();
    if ((await ifThere(products.get(offer))) !== undefined) return;
    const meant = await products.find(offer);
    const isOfferId = `${quoted(offer)} is an offer id; the product id of that offer is ${meant?.id}. ${ways}`;
    findings.add("offer", meant === undefined ? noSuchOffer(offer) : isOfferId);
  } catch (error) {
    context.warn(`its offer could not be looked up: ${(error as Error).message}`);
  }
}

// What technical assets that are resources of their own, image versions and bundles, have in common: how they are named,
// and the offer that they belong to.
import type { Context } from "../../pages/context.js";
import type { Product } from "../../product-ingestion/index.js";
import type { Findings } from "../../values/findings.js";
import type { Properties } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";
import { hasUnknown } from "../../values/unknown.js";
import { noSuchOffer } from "./offer-tree.js";

/** What the engine has to know of the kinds of assets: they are the same to it. */
export const ofAssets = {
  derived: ["contentHash"],
  outputs: { stable: ["productId"], fresh: [] },
  isKnownByResource: true,
  goesAlone: true,
  takesOfferId: true,
  foreseesInPreviews: true,
} as const;

/** How people name an asset of a plan, such as `version 1.0.0 of plan standard, offer contoso-appliance`. */
export function titleOfAsset(properties: Properties, key: "version" | "tag"): string {
  const named = (value: unknown, what: string) =>
    typeof value === "string" && !hasUnknown(value) ? value : `(${what} not known yet)`;
  const { offer, plan } = properties;
  return `${named(properties[key], key)} of plan ${named(plan, "plan")}, offer ${named(offer, "offer")}`;
}

/**
 * Offer id, plan id, and version or tag out of an id.
 *
 * @param example Of an id. @throws NotPossibleError
 */
export function partsOfAsset(
  id: string,
  key: "version" | "tag",
  example: string,
): [offer: string, plan: string, own: string] {
  const [offer, plan, own, ...rest] = id.split("/");
  if (offer && plan && own && rest.length === 0) return [offer, plan, own];
  throw new NotPossibleError(`name it by its offer id, its plan id and its ${key}, as ${example}`);
}

/** Looks an offer up. @throws NotPossibleError when it is not there. */
export async function productOfOffer(context: Context, offerId: string): Promise<Product> {
  const product = await context.ingestion().products.find(offerId);
  if (product !== undefined) return product;
  throw await noSuchOffer(context, offerId);
}

/**
 * The offer of an asset at a preview; undefined when it is not there, or of another type: a finding, unless the program
 * declares it, which then makes it first.
 */
export async function foreseenOffer<Offer>(
  context: Context,
  kind: "VirtualMachineOffer" | "ContainerOffer",
  offerId: string,
  find: (context: Context, offerId: string) => Promise<Offer>,
  findings: Findings,
): Promise<Offer | undefined> {
  try {
    return await find(context, offerId);
  } catch (error) {
    if (!(error instanceof NotPossibleError)) throw error;
    if (!context.isDeclared(kind, offerId)) findings.add("offer", error.message);
    return undefined;
  }
}

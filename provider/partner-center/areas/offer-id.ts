// How an offer's id stands in its product. Apart from the calls, so that who only reads it loads no schemas.
import type { Product } from "../schemas/resources.js";

/** The type of external id that holds an offer id. */
// API reference §3.2
export const offerIdType = "AzureOfferId";

/** The offer id of a product, or undefined if it has none. */
export function offerIdOf(product: Product): string | undefined {
  return product.externalIDs.find(({ type }) => type.toLowerCase() === offerIdType.toLowerCase())?.value;
}

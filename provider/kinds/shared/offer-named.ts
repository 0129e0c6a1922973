// The offer that a person names at an import.
import type { Context } from "../../pages/context.js";
import { ifThere } from "../../partner-center/errors.js";
import type { Product } from "../../partner-center/schemas/resources.js";
import { isGuid } from "../../values/guid.js";
import { NotPossibleError } from "../../values/refusals.js";
import { quoted } from "../../values/show.js";
import { kindOfType, type OfferName } from "./offer-kinds.js";

/**
 * The offer of this offer id or product id; undefined when there is none.
 * @throws NotPossibleError for what cannot be one
 */
export async function offerNamed(context: Context, name: string): Promise<Product | undefined> {
  if (!/^[\w-]+$/.test(name)) {
    throw new NotPossibleError(`${quoted(name)} is neither an offer id, such as contoso-app, nor a product id`);
  }
  const { products } = context.client();
  return isGuid(name) ? await ifThere(products.get(name)) : await products.find(name);
}

/**
 * The same of offers of one kind.
 *
 * @throws NotPossibleError also for an offer of another type
 */
export async function offerOfKind(context: Context, name: string, kind: OfferName): Promise<Product | undefined> {
  const product = await offerNamed(context, name);
  const found = product && kindOfType(product.resourceType);
  if (product === undefined || found?.offer === kind) return product;
  const declared = found === undefined ? "no program declares" : `a program declares as ${found.offer}, not as ${kind}`;
  throw new NotPossibleError(`the offer is of the type ${product.resourceType}, which ${declared}`);
}

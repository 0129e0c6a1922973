// The offer of containers that a bundle is of, by the id that people have chosen.
import type { Context } from "../../pages/context.js";
import { ifThere } from "../../partner-center/errors.js";
import { type ResourceTree, typeOf } from "../../product-ingestion/index.js";
import { NotPossibleError } from "../../values/refusals.js";
import { quoted } from "../../values/show.js";
import { containerOfferTypes } from "./offer.js";

/** The product id of an offer as an answer has it. @throws NotPossibleError when it has no containers. */
function productOf(offerId: string, { id, type }: { readonly id: string; readonly type: string }): string {
  if (containerOfferTypes.includes(type)) return id.replace(/^product\//, "");
  throw new NotPossibleError(`${offerId} is no offer of containers: its type is ${type}`);
}

/** The product id of the offer that a tree is of. @throws NotPossibleError */
export function containerOfferIn(tree: ResourceTree, offerId: string): string {
  const product = tree.resources.find((one) => typeOf(one) === "product");
  return productOf(offerId, { id: tree.root, type: String(product?.type) });
}

/** Looks an offer up. @throws NotPossibleError when it is not there, or has no containers. */
export async function containerOffer(context: Context, offerId: string): Promise<string> {
  const product = await context.ingestion().products.find(offerId);
  if (product !== undefined) return productOf(offerId, product);
  const { tenantId } = await context.account();
  throw new NotPossibleError(`there is no offer ${quoted(offerId)} in the account of tenant ${tenantId}`);
}

/** The draft of an offer; undefined when there is none. One request, or two. */
export async function draftOf(
  context: Context,
  offerId: string,
  productId?: unknown,
): Promise<ResourceTree | undefined> {
  const { products, resources } = context.ingestion();
  const id = typeof productId === "string" ? productId : (await products.find(offerId))?.id;
  return id === undefined ? undefined : ifThere(resources.draft(id));
}

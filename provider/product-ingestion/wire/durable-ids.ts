/** Durable ids, such as `plan/G/P`: lower case, the same in draft, preview and live. */
// Product Ingestion API §5.1
import { ValidationError } from "../../partner-center/errors.js";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The durable id of an offer. @param product Its GUID, as in the ingestion API, or its durable id. */
export function productId(product: string): string {
  return `product/${productGuid(product)}`;
}

/** The GUID of an offer. @throws ValidationError for what is neither that nor its durable id. */
export function productGuid(product: string): string {
  const text = product.replace(/^product\//, "");
  if (!guid.test(text)) {
    throw new ValidationError(`"${product}" is not the id of an offer: a GUID, or product/ and a GUID.`);
  }
  return text.toLowerCase();
}

/** The durable id of the offer that a resource belongs to; undefined when its own id does not say so. */
export function productOf(durableId: string): string | undefined {
  const [, owner = ""] = durableId.split("/");
  return guid.test(owner) ? `product/${owner.toLowerCase()}` : undefined;
}

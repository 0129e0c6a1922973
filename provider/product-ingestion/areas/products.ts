/** Offers and plans by the ids that people know. */
// Product Ingestion API §4 E3, E4; §4.3

import { productId } from "../wire/durable-ids.js";
import { normalized, Plan, Product } from "../wire/schemas.js";
import { type Calls, versioned } from "./calls.js";

export class Products {
  constructor(private readonly calls: Calls) {}

  /** The offer with exactly this offer id, or undefined. */
  async find(offerId: string): Promise<Product | undefined> {
    const found = await this.list({ externalId: offerId });
    return found.find(({ identity }) => identity.externalId === offerId);
  }

  /** All offers of the account, or those of one type. Types that this API cannot write are among them. */
  list(filter: { type?: string; externalId?: string } = {}): Promise<Product[]> {
    const { transport, versions } = this.calls;
    return transport.list("/product", normalized(Product), versioned(versions.ceiling, filter));
  }

  /** The plans of an offer. @param product GUID, or durable id. */
  plans(product: string, filter: { externalId?: string } = {}): Promise<Plan[]> {
    const { transport, versions } = this.calls;
    const query = versioned(versions.ceiling, { product: productId(product), ...filter });
    return transport.list("/plan", normalized(Plan), query);
  }
}

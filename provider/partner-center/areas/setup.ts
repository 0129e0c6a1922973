/** The set-up of an offer. API reference §2.1 rows 5–6, §3.7. It has no ETag: compare just before writing. */

import { segment, type Transport } from "../http/transport.js";
import { checkedBody } from "../schemas/requests.js";
import { ProductSetup } from "../schemas/resources.js";

export class Setup {
  constructor(private readonly transport: Transport) {}

  /** @throws NotFoundError */
  get(productId: string): Promise<ProductSetup> {
    return this.transport.get(`/products/${segment(productId)}/setup`, ProductSetup);
  }

  /** Replaces the whole set-up (an upsert, so it is repeated after a failure). Returns what the service then has. */
  async set(productId: string, body: ProductSetup): Promise<ProductSetup> {
    checkedBody(ProductSetup, body, "the set-up of an offer");
    return this.transport.post(
      `/products/${segment(productId)}/setup`,
      { resourceType: "AzureProductSetup", ...body },
      ProductSetup,
      { repeatable: true },
    );
  }
}

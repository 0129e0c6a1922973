/** The set-up of an offer. It has no ETag: compare just before writing. */
// API reference §2.1 rows 5–6, §3.7

import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody } from "../schemas/requests.js";
import { ProductSetup } from "../schemas/resources.js";

const where = (productId: string) => path`/products/${productId}/setup`;

export class Setup {
  constructor(private readonly transport: Transport) {}

  /** @throws NotFoundError */
  get(productId: string): Promise<ProductSetup> {
    return this.transport.get(where(productId), ProductSetup);
  }

  /**
   * Replaces the whole set-up (an upsert, so it is repeated after a failure). Returns what the service then has.
   *
   * @param again What a repetition sends, made directly before it: somebody may have changed the object in the pause.
   *   Default: the same.
   */
  async set(productId: string, body: ProductSetup, again = async () => body): Promise<ProductSetup> {
    const checked = (sent: ProductSetup) => ({
      resourceType: "AzureProductSetup",
      ...checkedBody(ProductSetup, sent, "the set-up of an offer"),
    });
    // It may change the resale's channel as well (§7 #25).
    this.transport.justSeen.drop(path`/products/${productId}/resellerConfiguration`);
    return this.transport.post(where(productId), checked(body), ProductSetup, {
      again: async () => ({ body: checked(await again()) }),
    });
  }
}

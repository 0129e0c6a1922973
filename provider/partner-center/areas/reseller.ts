/** Resale through cloud solution providers. No ETag: compare just before writing. */
// API reference §2.1 rows 77–78, §3.17

import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody } from "../schemas/requests.js";
import { ResellerConfiguration } from "../schemas/resources.js";

const where = (productId: string) => path`/products/${productId}/resellerConfiguration`;

export class Reseller {
  constructor(private readonly transport: Transport) {}

  /** @throws NotFoundError */
  async get(productId: string): Promise<ResellerConfiguration> {
    const found = await this.transport.get(where(productId), ResellerConfiguration);
    this.transport.justSeen.keep(where(productId), found);
    return found;
  }

  /** The same as this client has just read it, if it has changed nothing since. */
  async getJustSeen(productId: string): Promise<ResellerConfiguration> {
    const seen = this.transport.justSeen.get<ResellerConfiguration>(where(productId));
    return seen ?? this.get(productId);
  }

  /**
   * Replaces the whole configuration (an upsert, so it is repeated after a failure).
   *
   * @param again What a repetition sends, made directly before it: somebody may have changed the object in the pause.
   *   Default: the same.
   */
  async set(productId: string, body: ResellerConfiguration, again = async () => body): Promise<ResellerConfiguration> {
    const checked = (sent: ResellerConfiguration) => ({
      tenantIds: [],
      ...checkedBody(ResellerConfiguration, sent, "a reseller configuration"),
      resourceType: "ResellerConfiguration",
    });
    this.transport.justSeen.drop(where(productId));
    return this.transport.post(where(productId), checked(body), ResellerConfiguration, {
      again: async () => ({ body: checked(await again()) }),
    });
  }
}

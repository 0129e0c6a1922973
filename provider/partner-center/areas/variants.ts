/** Plans. */
// API reference §2.1 rows 46–50, §3.11, §4.7

import { ifThere } from "../errors.js";
import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody, NewVariant } from "../schemas/requests.js";
import { Variant } from "../schemas/resources.js";
import { replaced } from "./replacing.js";
import { firstOf, noticed } from "./twins.js";

const all = (productId: string) => path`/products/${productId}/variants`;
const one = (productId: string, id: string) => path`/products/${productId}/variants/${id}`;

export class Variants {
  constructor(private readonly transport: Transport) {}

  /** All plans, also the pseudo-plan `testdrive` where the service has one. */
  list(productId: string): Promise<Variant[]> {
    return this.transport.list(all(productId), Variant);
  }

  /** The plan with exactly this plan id, or undefined. */
  async find(productId: string, planId: string): Promise<Variant | undefined> {
    return firstOf(await this.named(productId, planId));
  }

  /** The plans of this plan id: two, where two clients made it at the same moment and the service took both. */
  async named(productId: string, planId: string): Promise<Variant[]> {
    return ((await ifThere(this.list(productId))) ?? []).filter(({ externalID }) => externalID === planId);
  }

  /** Whether a plan is made without looking for it first: the offer has just been made by this client itself. */
  isOfferNew(productId: string): boolean {
    return this.transport.justSeen.get(path`/products/${productId}`) !== undefined;
  }

  /** @throws NotFoundError */
  get(productId: string, id: string): Promise<Variant> {
    return this.transport.get(one(productId, id), Variant);
  }

  /**
   * The same as {@link get} out of the list of all plans, which is asked for once when many are looked at side by side
   * (`PartnerCenterClient.looking`). One that the list lacks is asked for by its id: lists of the service have been
   * incomplete before. @throws NotFoundError
   */
  async look(productId: string, id: string): Promise<Variant> {
    return (await this.list(productId)).find((variant) => variant.id === id) ?? this.get(productId, id);
  }

  /**
   * Creates a plan; after a failure that leaves it open whether it exists, it is looked for by its plan id first.
   * @param onFound Called when it was found then: it may be somebody else's.
   */
  async create(productId: string, body: NewVariant, onFound = () => {}): Promise<Variant> {
    checkedBody(NewVariant, body, "a new plan");
    return this.transport.post(all(productId), { resourceType: "AzureSkuVariant", ...body }, Variant, {
      recover: noticed(() => this.find(productId, body.externalID), onFound),
    });
  }

  /** Replaces the plan: send what was read, changed. @throws ConflictError if `etag` is given and stale. */
  async update(productId: string, id: string, body: Variant, etag?: string): Promise<Variant> {
    checkedBody(Variant, body, "a plan");
    return replaced(this.transport, one(productId, id), body, Variant, etag === undefined ? {} : { ifMatch: etag });
  }

  /** Only a plan that was never published can be deleted. @throws ConflictError, NotFoundError */
  // API reference §4.12
  delete(productId: string, id: string): Promise<void> {
    return this.transport.delete(one(productId, id));
  }
}

// An offer of containers, as a program declares it.
import type * as pulumi from "@pulumi/pulumi";
import type { ContainerListing } from "./listing-files.js";
import type { MarketplaceProperties, PreviewSubscriptions } from "./marketplace-offer.js";
import type { OfferMeter } from "./marketplace-prices.js";
import { MarketplaceOffer, type MarketplaceOfferArgs } from "./marketplace-resources.js";

/** The Offer setup page. */
export interface ContainerSetup {
  /**
   * Microsoft sells the offer: then it has Kubernetes applications, which are bundles. Otherwise it is only listed, and
   * has images of containers. It cannot change once the offer is published. Service's default: true.
   */
  sellThroughMicrosoft?: pulumi.Input<boolean> | undefined;
}

/** Arguments of {@link ContainerOffer}. */
export interface ContainerOfferArgs extends MarketplaceOfferArgs {
  /** The Offer setup page: who sells it. */
  setup?: pulumi.Input<ContainerSetup> | undefined;
  /** The Properties page: categories and contract. */
  properties?: pulumi.Input<MarketplaceProperties> | undefined;
  /** The Offer listing page in English, the only language that is known to work for these offers. The title has at most 50 characters. */
  listing?: pulumi.Input<ContainerListing> | undefined;
  /** The Preview audience page: who sees the preview before the offer is live. */
  previewAudience?: pulumi.Input<PreviewSubscriptions> | undefined;
  /**
   * Meters that plans of the offer may use, by the id under which the application reports usage; at most 30. When set, all of
   * them are managed. Published ones stay as they are.
   */
  meters?: pulumi.Input<Record<string, pulumi.Input<OfferMeter>>> | undefined;
}

/**
 * An offer of containers: Kubernetes applications that Microsoft sells, or images of containers that it only lists. It is kept by
 * Microsoft's Product Ingestion API; all that one `pulumi up` changes of an offer, and of its plans, goes into one job of
 * about a minute.
 *
 * What is set is managed; what is not set stays as it is in Partner Center. A value that is removed from the program goes
 * back to the service's initial value.
 *
 * Deleting: a draft is deleted. An offer in preview or live cannot be deleted; `pulumi destroy` then refuses before
 * anything has left the stack. `PARTNERCENTER_LEAVE_PUBLISHED=true` lets go of it (docs/publishing.md, "Destroying").
 *
 * @example
 * ```ts
 * const queue = new ContainerOffer("queue", {
 *   offerId: "contoso-queue",
 *   alias: "Contoso Queue",
 *   listing: { title: "Contoso Queue", summary: "Messages, in order, once" },
 *   previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
 * });
 * ```
 *
 * @adoption `adopt: true` takes over an offer that exists by its `offerId`; `"unchanged"` does so if nothing in it would change.
 *
 * @waits The job that writes the offer takes about a minute at the service, and is waited for at most ten minutes. Pulumi's
 * `customTimeouts` have no effect.
 *
 * @errors An offer id that exists already is refused without `adopt`. What a colleague has changed since, of what the program sets, stops
 * the update, unless `force` is set. What the service says of a resource that it refuses fails the offer or plan that wrote it. Changes
 * that publication locks are refused at preview.
 */
export class ContainerOffer extends MarketplaceOffer {
  constructor(name: string, args: ContainerOfferArgs, options?: pulumi.CustomResourceOptions) {
    super("ContainerOffer", name, args, options);
  }
}

// An offer of virtual machines, as a program declares it.
import type * as pulumi from "@pulumi/pulumi";
import type { ListingWithFiles } from "./listing-files.js";
import type { MarketplaceProperties, PreviewSubscriptions } from "./marketplace-offer.js";
import { MarketplaceOffer, type MarketplaceOfferArgs } from "./marketplace-resources.js";

/** Arguments of {@link VirtualMachineOffer}. */
export interface VirtualMachineOfferArgs extends MarketplaceOfferArgs {
  /**
   * An offer of core virtual machines, which Microsoft allows to single publishers of operating systems only. Default:
   * false. Another type is another offer.
   */
  core?: pulumi.Input<boolean> | undefined;
  /** The Properties page: categories and contract. */
  properties?: pulumi.Input<MarketplaceProperties> | undefined;
  /** The Offer listing page in English, the only language that is known to work for these offers. */
  listing?: pulumi.Input<ListingWithFiles> | undefined;
  /** The Preview audience page: who sees the preview before the offer is live. */
  previewAudience?: pulumi.Input<PreviewSubscriptions> | undefined;
}

/**
 * An offer of virtual machines: product, properties, listing with its files, preview audience, leads, resale. It is kept by Microsoft's
 * Product Ingestion API; all that one `pulumi up` changes of an offer, and of its plans, goes into one job of about a
 * minute.
 *
 * What is set is managed; what is not set stays as it is in Partner Center. A value that is removed from the program goes
 * back to the service's initial value.
 *
 * Deleting: a draft is deleted. An offer in preview or live cannot be deleted; `pulumi destroy` then refuses before
 * anything has left the stack. `PARTNERCENTER_LEAVE_PUBLISHED=true` lets go of it (docs/publishing.md, "Destroying").
 *
 * @example
 * ```ts
 * const appliance = new VirtualMachineOffer("appliance", {
 *   offerId: "contoso-appliance",
 *   alias: "Contoso Appliance",
 *   listing: { title: "Contoso Appliance", summary: "One line for the search results" },
 *   previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
 *   resale: { channel: "None" },
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
export class VirtualMachineOffer extends MarketplaceOffer {
  constructor(name: string, args: VirtualMachineOfferArgs, options?: pulumi.CustomResourceOptions) {
    super("VirtualMachineOffer", name, args, options);
  }
}

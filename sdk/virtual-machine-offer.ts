// An offer of virtual machines, as a program declares it.
import * as pulumi from "@pulumi/pulumi";
import { adoptedId, rememberAdoption } from "./adopted-offer.js";
import {
  leadCredentials,
  type MarketplaceLeads,
  type MarketplaceListing,
  type MarketplaceProperties,
  type PreviewSubscriptions,
  type ResaleChannel,
} from "./marketplace-offer.js";
import { warnIfRenamed } from "./renamed.js";
import { contentHashOf, hashInput, PartnerCenterResource, sealed } from "./resource.js";

/** Arguments of {@link VirtualMachineOffer}. */
export interface VirtualMachineOfferArgs {
  /**
   * The offer's id in web addresses: 3 to 50 lower-case letters, digits, `-` and `_`. It cannot be changed: another id is
   * another offer.
   */
  offerId: pulumi.Input<string>;
  /** The name by which Partner Center lists the offer; customers do not see it. */
  alias: pulumi.Input<string>;
  /**
   * An offer of core virtual machines, which Microsoft allows to single publishers of operating systems only. Default:
   * false. Another type is another offer.
   */
  core?: pulumi.Input<boolean> | undefined;
  /** The Properties page: categories and contract. */
  properties?: pulumi.Input<MarketplaceProperties> | undefined;
  /** The Offer listing page in English, the only language that is known to work for these offers. */
  listing?: pulumi.Input<MarketplaceListing> | undefined;
  /** The Preview audience page: who sees the preview before the offer is live. */
  previewAudience?: pulumi.Input<PreviewSubscriptions> | undefined;
  /** The Customer leads page: where Microsoft sends who is interested. */
  leads?: pulumi.Input<MarketplaceLeads> | undefined;
  /** The Resell through CSPs page. */
  resale?: pulumi.Input<ResaleChannel> | undefined;
  /**
   * Take over an offer that exists already. `true`: what this program sets is overwritten, and `pulumi preview` shows
   * what that would be. `"unchanged"`: only when nothing differs. Default: an existing offer is refused (but for our
   * own unfinished work).
   */
  adopt?: pulumi.Input<boolean | "unchanged"> | undefined;
  /**
   * Overwrite also what somebody else has changed since this stack last looked. Default: false, which refuses and names
   * the fields.
   */
  force?: pulumi.Input<boolean> | undefined;
  /**
   * Allow a change of `offerId` of an offer that is published or in preview: the other offer is created, and this one
   * stays in Partner Center, outside this stack. Default: false, which refuses such a change at preview.
   */
  replacePublished?: pulumi.Input<boolean> | undefined;
  /**
   * Properties whose lock at publication is a warning instead of an error, such as `["properties.standardContract"]`: for
   * a lock that Microsoft has lifted since. docs/publishing.md lists all locks ("What publication locks"). Default: none.
   */
  toleratedLocks?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/**
 * An offer of virtual machines: product, properties, listing, preview audience, leads, resale. It is kept by Microsoft's
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
export class VirtualMachineOffer extends PartnerCenterResource {
  /** Id of the product in Partner Center (a GUID). The resource's id is the offer id. */
  declare readonly productId: pulumi.Output<string>;
  /** As it was given. */
  declare readonly offerId: pulumi.Output<string>;
  /** As it was given. */
  declare readonly alias: pulumi.Output<string>;
  /** Hash of all that this program sets for the offer; known at preview. */
  declare readonly contentHash: pulumi.Output<string>;

  constructor(name: string, args: VirtualMachineOfferArgs, options?: pulumi.CustomResourceOptions) {
    const inputs = sealed({ ...args }, leadCredentials);
    super("VirtualMachineOffer", name, inputs, ["productId", "contentHash", hashInput], options);
    this.contentHash = contentHashOf(this);
    const { offerId, adopt } = args;
    rememberAdoption(this, { offerId, adopt, idOf: () => offerId });
    this.refuseSecond(name, "offer", offerId);
    const sought = pulumi.output(offerId).apply((id) => ({
      title: `offer ${id}`,
      isSame: (outputs: Record<string, unknown>) => outputs.offerId === id,
    }));
    warnIfRenamed(this, adopt, sought);
  }
}

/** The offer id that a plan gets of its offer; at a preview known only of an offer that is there. */
export function offerIdOf(offer: VirtualMachineOffer | pulumi.Input<string>): pulumi.Input<string> {
  return offer instanceof VirtualMachineOffer ? adoptedId(offer) : offer;
}

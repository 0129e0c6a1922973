// What offers of virtual machines, containers and SaaS, and their plans, are as resources of a program.
import * as pulumi from "@pulumi/pulumi";
import type { OfferName, PlanName } from "../provider/kinds/shared/offer-kinds.js";
import { adoptedId, rememberAdoption } from "./adopted-offer.js";
import { checkBesideOthers } from "./compared-plans.js";
import { declareOffer, declarePlan } from "./declared-offers.js";
import { type ContainerListing, type ListingWithFiles, sealSigned } from "./listing-files.js";
import { leadCredentials, type MarketplaceLeads, type ResaleChannel } from "./marketplace-offer.js";
import { warnIfRenamed } from "./renamed.js";
import { contentHashOf, hashInput, PartnerCenterResource, sealed } from "./resource.js";

/** Arguments that offers of virtual machines, containers and SaaS have in common. */
export interface MarketplaceOfferArgs {
  /**
   * The offer's id in web addresses: 3 to 50 lower-case letters, digits, `-` and `_`. It cannot be changed: another id is
   * another offer.
   */
  offerId: pulumi.Input<string>;
  /**
   * The name by which Partner Center lists the offer; customers do not see it. That of an offer of SaaS stays from preview
   * on.
   */
  alias: pulumi.Input<string>;
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

/** An offer of virtual machines, containers or SaaS. */
export abstract class MarketplaceOffer extends PartnerCenterResource {
  /** Id of the product in Partner Center (a GUID). The resource's id is the offer id. */
  declare readonly productId: pulumi.Output<string>;
  /** As it was given. */
  declare readonly offerId: pulumi.Output<string>;
  /** As it was given. */
  declare readonly alias: pulumi.Output<string>;
  /** Hash of all that this program sets for the offer; known at preview. */
  declare readonly contentHash: pulumi.Output<string>;

  protected constructor(
    kind: OfferName,
    name: string,
    args: MarketplaceOfferArgs & { readonly listing?: pulumi.Input<ListingWithFiles | ContainerListing> | undefined },
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    const listing = args.listing === undefined ? {} : { listing: sealSigned(args.listing) };
    super(
      kind,
      name,
      sealed({ ...args, ...listing }, leadCredentials),
      ["productId", "contentHash", hashInput],
      options,
    );
    this.contentHash = contentHashOf(this);
    const { offerId, adopt } = args;
    rememberAdoption(this, { offerId, adopt, idOf: () => offerId });
    declareOffer(kind, this, args);
    this.refuseSecond(name, "offer", offerId);
    const sought = pulumi.output(offerId).apply((id) => ({
      title: `offer ${id}`,
      isSame: (outputs: Record<string, unknown>) => outputs.offerId === id,
    }));
    warnIfRenamed(this, adopt, sought);
  }
}

/** Arguments that plans of virtual machines, containers and SaaS have in common. */
export interface MarketplacePlanArgs {
  /** The plan's id: at most 50 lower-case letters, digits, `-` and `_`. Another id is another plan. */
  planId: pulumi.Input<string>;
  /** Name of the plan in Partner Center; at most 125 characters. Customers see `listing.title`. */
  name: pulumi.Input<string>;
  /**
   * Take over a plan that exists already. `true`: what this program sets is overwritten, and `pulumi preview` shows
   * what that would be. `"unchanged"`: only when nothing differs. Default: an existing plan is refused (but for our own
   * unfinished work).
   */
  adopt?: pulumi.Input<boolean | "unchanged"> | undefined;
  /** Overwrite also what somebody else has changed since this stack last looked. Default: false. */
  force?: pulumi.Input<boolean> | undefined;
  /**
   * Allow a change of `planId` of a published plan: the other plan is created, and the published one stays in Partner
   * Center, outside this stack. Default: false, which refuses such a change at preview.
   */
  replacePublished?: pulumi.Input<boolean> | undefined;
  /**
   * Properties whose lock at publication is a warning instead of an error, such as `["setup.clouds"]`: for
   * a lock that Microsoft has lifted since. docs/publishing.md lists all locks ("What publication locks"). Default: none.
   */
  toleratedLocks?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** What a plan gives to its resource. */
interface PlanInputs extends MarketplacePlanArgs {
  readonly offer: MarketplaceOffer | pulumi.Input<string>;
}

/** Offer id and plan id of a plan. */
export function planKeys({ offer, planId }: Pick<PlanInputs, "offer" | "planId">) {
  return pulumi.all([offer instanceof MarketplaceOffer ? offer.offerId : offer, planId]);
}

/** A plan of an offer of virtual machines, containers or SaaS. */
export abstract class MarketplacePlan extends PartnerCenterResource {
  /** Id of the offer's product in Partner Center (a GUID). */
  declare readonly productId: pulumi.Output<string>;
  /** Id of the plan in Partner Center (a GUID). The resource's id is offer id, `/`, plan id. */
  declare readonly variantId: pulumi.Output<string>;
  /** Type of the offer, as the API names it, such as `azureVirtualMachine`. */
  declare readonly offerType: pulumi.Output<string>;
  /** The offer id. */
  declare readonly offer: pulumi.Output<string>;
  /** As it was given. */
  declare readonly planId: pulumi.Output<string>;
  /** Hash of all that this program sets for the plan; known at preview. */
  declare readonly contentHash: pulumi.Output<string>;
  /** @param inputs What of the arguments is handed over otherwise than it was written. */
  protected constructor(
    kind: PlanName,
    name: string,
    args: PlanInputs,
    options: pulumi.CustomResourceOptions | undefined,
    inputs: pulumi.Inputs = {},
  ) {
    const { offer, adopt } = args;
    const offerId = offer instanceof MarketplaceOffer ? adoptedId(offer) : offer;
    const outputs = ["productId", "variantId", "offerType", "contentHash", hashInput];
    super(kind, name, { ...args, ...inputs, offer: offerId }, outputs, options, { ...args });
    this.contentHash = contentHashOf(this);
    checkBesideOthers(name, declarePlan(kind, name, this, args));
    const keys = planKeys(args);
    this.refuseSecond(
      name,
      "plan",
      keys.apply(([offer, plan]) => `${plan} of offer ${offer}`),
    );
    const sought = keys.apply(([offer, plan]) => ({
      title: `plan ${plan}`,
      isSame: (outputs: Record<string, unknown>) => outputs.planId === plan && outputs.offer === offer,
    }));
    warnIfRenamed(this, adopt, sought);
  }
}

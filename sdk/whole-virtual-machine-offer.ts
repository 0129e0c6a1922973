// An offer of virtual machines as one declaration.
import type * as pulumi from "@pulumi/pulumi";
import { VirtualMachineOffer, type VirtualMachineOfferArgs } from "./virtual-machine-offer.js";
import { VirtualMachinePlan, type VirtualMachinePlanArgs } from "./virtual-machine-plan.js";
import { type WholeMarketplaceOfferArgs, withContract, withMarkets } from "./whole-marketplace-offer.js";
import { WholeOffer } from "./whole-offer.js";

/** A plan of a {@link WholeVirtualMachineOffer}; its id is the key at which it stands. */
export interface PlanOfVirtualMachines extends Omit<VirtualMachinePlanArgs, "offer" | "planId"> {}

/** Arguments of {@link WholeVirtualMachineOffer}. */
export interface WholeVirtualMachineOfferArgs
  extends Omit<VirtualMachineOfferArgs, "alias">,
    WholeMarketplaceOfferArgs {
  /** The plans, by their ids in web addresses; at least one to publish. */
  plans: Readonly<Record<string, PlanOfVirtualMachines>>;
}

/**
 * An offer of virtual machines as a whole: {@link VirtualMachineOffer}, each {@link VirtualMachinePlan}, {@link Submission}
 * and {@link Release} in one declaration. What it does not set has the defaults of these classes, with two of its own: Microsoft's
 * standard contract, unless there are `termsOfUse` or a `termsOfUseLink`, and the offer id as `alias`. Options such as `provider` and `protect` hold
 * for all parts.
 *
 * Images stand in the plans. Where an image factory appends them by {@link VirtualMachineImage}, take the offer to drafts only (`goal: "draft"`), and
 * submit its `offer` and the images by a {@link Submission} of your own.
 *
 * Only for programs in TypeScript and JavaScript. The name begins with `Whole` because `VirtualMachineOffer` is the offer alone, without plans: the first
 * part of this one.
 *
 * @example
 * ```ts
 * const appliance = new WholeVirtualMachineOffer("appliance", {
 *   offerId: "contoso-appliance",
 *   properties: { categories: { compute: ["operating-systems"] } },
 *   listing: { title: "Contoso Appliance", summary: "One line for the search results" },
 *   previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
 *   markets: ["US", "DE"],
 *   plans: {
 *     standard: {
 *       name: "Standard",
 *       listing: { summary: "The plan in one line", description: "<p>The plan.</p>" },
 *       availability: { hourly: { perCore: 0.05 } },
 *       technicalConfiguration: {
 *         operatingSystem: { family: "linux", type: "debian" },
 *         skus: { x64Gen2: "standard" },
 *         images: { "1.0.0": { x64Gen2: { galleryImage: galleryVersionId, tenantId } } },
 *       },
 *     },
 *   },
 * });
 * export const previewLinks = appliance.submission?.links;
 * ```
 *
 * @adoption `adopt: true` on the component and on each of its plans takes over what exists. To go on with resources that were declared
 * one by one, give the same names by Pulumi's option `aliases`.
 *
 * @waits Those of its parts, and of the {@link Submission} and the {@link Release}: `submission.timeouts` and `release.timeouts`. Nobody
 * waits for the certification, which takes days, unless `submission.waitFor` is set.
 *
 * @errors Those of its parts, which name the part.
 */
export class WholeVirtualMachineOffer extends WholeOffer<
  VirtualMachineOffer,
  VirtualMachinePlan,
  PlanOfVirtualMachines
> {
  /** The offer. */
  declare readonly offer: VirtualMachineOffer;
  /** The plans by their ids. */
  declare readonly plans: Readonly<Record<string, VirtualMachinePlan>>;

  constructor(name: string, args: WholeVirtualMachineOfferArgs, options?: pulumi.ComponentResourceOptions) {
    const { alias = args.offerId, markets, plans, goal, submission, release, ...offer } = args;
    const properties = withContract(offer.properties);
    super(
      "WholeVirtualMachineOffer",
      name,
      { goal, submission, release },
      {
        plans,
        offerOf: (parent) => new VirtualMachineOffer(name, { ...offer, alias, properties }, parent),
        planOf: (planName, place, plan, parent) => {
          const availability = withMarkets(plan.availability, markets);
          return new VirtualMachinePlan(planName, { ...plan, ...place, availability }, parent);
        },
      },
      options,
    );
  }
}

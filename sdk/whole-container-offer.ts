// An offer of containers as one declaration.
import type * as pulumi from "@pulumi/pulumi";
import { ContainerOffer, type ContainerOfferArgs } from "./container-offer.js";
import { ContainerPlan, type ContainerPlanArgs } from "./container-plan.js";
import { type WholeMarketplaceOfferArgs, withContract, withMarkets } from "./whole-marketplace-offer.js";
import { WholeOffer } from "./whole-offer.js";

/** A plan of a {@link WholeContainerOffer}; its id is the key at which it stands. */
export interface PlanOfContainers extends Omit<ContainerPlanArgs, "offer" | "planId"> {}

/** Arguments of {@link WholeContainerOffer}. */
export interface WholeContainerOfferArgs extends Omit<ContainerOfferArgs, "alias">, WholeMarketplaceOfferArgs {
  /** The plans, by their ids in web addresses; at least one to publish. */
  plans: Readonly<Record<string, PlanOfContainers>>;
}

/**
 * An offer of containers as a whole: {@link ContainerOffer}, each {@link ContainerPlan}, {@link Submission} and {@link Release} in one
 * declaration, with the defaults of {@link WholeVirtualMachineOffer}.
 *
 * Bundles stand in the plans. Where a pipeline appends them by {@link ContainerBundle}, take the offer to drafts only (`goal: "draft"`),
 * and submit its `offer` and the bundles by a {@link Submission} of your own.
 *
 * Only for programs in TypeScript and JavaScript. The name begins with `Whole` because `ContainerOffer` is the offer alone, without plans: the first
 * part of this one.
 *
 * @example
 * ```ts
 * const queue = new WholeContainerOffer("queue", {
 *   offerId: "contoso-queue",
 *   properties: { categories: { containers: ["container-apps"] } },
 *   listing: { title: "Contoso Queue", summary: "Messages, in order, once" },
 *   previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
 *   markets: ["US", "DE"],
 *   plans: {
 *     "per-node": {
 *       name: "Per node",
 *       listing: { summary: "By the node", description: "<p>The plan.</p>" },
 *       availability: { hourly: { perNode: 0.12 } },
 *       technicalConfiguration: {
 *         kubernetes: {
 *           extensionType: "Contoso.Queue",
 *           bundles: { "1.4.0": { registry: registryId, repository: "contoso.queue", digest: bundleDigest } },
 *         },
 *       },
 *     },
 *   },
 * });
 * export const previewLinks = queue.submission?.links;
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
export class WholeContainerOffer extends WholeOffer<ContainerOffer, ContainerPlan, PlanOfContainers> {
  /** The offer. */
  declare readonly offer: ContainerOffer;
  /** The plans by their ids. */
  declare readonly plans: Readonly<Record<string, ContainerPlan>>;

  constructor(name: string, args: WholeContainerOfferArgs, options?: pulumi.ComponentResourceOptions) {
    const { alias = args.offerId, markets, plans, goal, submission, release, ...offer } = args;
    const properties = withContract(offer.properties);
    super(
      "WholeContainerOffer",
      name,
      { goal, submission, release },
      {
        plans,
        offerOf: (parent) => new ContainerOffer(name, { ...offer, alias, properties }, parent),
        planOf: (planName, place, plan, parent) => {
          const availability = withMarkets(plan.availability, markets);
          return new ContainerPlan(planName, { ...plan, ...place, availability }, parent);
        },
      },
      options,
    );
  }
}

// A plan of an offer of SaaS, as a program declares it.
import type * as pulumi from "@pulumi/pulumi";
import type { MarketplacePlanListing, MarketplacePlanSetup } from "./marketplace-plan.js";
import { MarketplacePlan, type MarketplacePlanArgs } from "./marketplace-resources.js";
import type { SaasOffer } from "./saas-offer.js";
import type { SaasPlanAvailability } from "./saas-prices.js";

/** The Plan listing page in English: that of SaaS has no summary. A key that is not set is not managed. */
export interface SaasPlanListing extends Omit<MarketplacePlanListing, "summary"> {}

/** Arguments of {@link SaasPlan}. */
export interface SaasPlanArgs extends MarketplacePlanArgs {
  /**
   * The offer, or its offer id, such as `contoso-ledger`.
   *
   * @native The offer id: the id, and the output `offerId`, of a `SaasOffer`.
   */
  offer: SaasOffer | pulumi.Input<string>;
  /** The Plan setup page: clouds. */
  setup?: pulumi.Input<MarketplacePlanSetup> | undefined;
  /** The Plan listing page in English. */
  listing?: pulumi.Input<SaasPlanListing> | undefined;
  /** The Pricing and availability page: who may see it, where it is sold, for how much. */
  availability?: pulumi.Input<SaasPlanAvailability> | undefined;
}

/**
 * A plan of an offer of SaaS: a flat rate or a price for each user, by the term for which it is bought. What `pulumi up`
 * changes of several plans of an offer goes into one job. A plan has no technical configuration: that is one for the offer.
 *
 * Deleting: a plan that was never published is deleted. For a published one there is no way by the API; the error says
 * what can be done.
 *
 * @example
 * ```ts
 * const plan = new SaasPlan("team", {
 *   offer: "contoso-ledger",
 *   planId: "team",
 *   name: "Team",
 *   listing: { title: "Team", description: "<p>Up to 20 people.</p>" },
 *   availability: {
 *     markets: ["US", "DE"],
 *     flatRate: { oneMonth: { price: 49 }, oneYear: { price: 490 } },
 *   },
 * });
 * ```
 *
 * @adoption `adopt: true` takes over a plan that exists by its `planId`.
 *
 * @waits The job that writes the plan takes about a minute at the service, one for all plans of an offer, and is waited for at most ten
 * minutes. Pulumi's `customTimeouts` have no effect.
 *
 * @errors A plan that exists already is refused without `adopt`. What a colleague has changed since, of what the program sets, stops
 * the update, unless `force` is set. What the service says of a resource that it refuses fails the plan that wrote it. Changes that
 * publication locks, such as of a price, are refused at preview.
 */
export class SaasPlan extends MarketplacePlan {
  constructor(name: string, args: SaasPlanArgs, options?: pulumi.CustomResourceOptions) {
    super("SaasPlan", name, args, options);
  }
}

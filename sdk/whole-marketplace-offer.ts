// What the components of virtual machines, containers and SaaS share: the defaults of a whole offer in one declaration.
import type * as pulumi from "@pulumi/pulumi";
import type { MarketplaceProperties } from "./marketplace-offer.js";
import type { MarketplaceAvailability } from "./marketplace-prices.js";
import { type WholeOfferSteps, withDefaults } from "./whole-offer.js";

/** What whole offers of virtual machines, containers and SaaS are declared by, beside what the offer itself takes. */
export interface WholeMarketplaceOfferArgs extends WholeOfferSteps {
  /** The name by which Partner Center lists the offer; customers do not see it. Default: the offer id. */
  alias?: pulumi.Input<string> | undefined;
  /**
   * Markets of all plans whose `availability` says nothing of markets, by their two-letter codes. Default: each plan says it
   * itself.
   */
  markets?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** Microsoft's standard contract, unless there are terms of one's own. */
export function withContract(properties: pulumi.Input<MarketplaceProperties> | undefined) {
  return withDefaults(properties, (given) => ({
    standardContract: given?.termsOfUse === undefined && given?.termsOfUseLink === undefined,
  }));
}

/** The markets that all plans have in common, for a plan that says nothing of markets. */
export function withMarkets(
  availability: pulumi.Input<MarketplaceAvailability> | undefined,
  markets: WholeMarketplaceOfferArgs["markets"],
) {
  return withDefaults(availability, (given) =>
    markets === undefined || given?.markets !== undefined || given?.marketGroups !== undefined ? {} : { markets },
  );
}

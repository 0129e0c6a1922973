// What plans of containers and SaaS say on the page Pricing and availability, as a program writes it.
import type * as pulumi from "@pulumi/pulumi";

/** The price of one market. */
export interface MarketPrice {
  /** ISO 4217 code, such as `EUR`. Default: the market's own. */
  currency?: pulumi.Input<string> | undefined;
  /** Not below zero. */
  amount: pulumi.Input<number>;
}

/** A meter of an offer: usage that your application reports to Microsoft's metering service. */
export interface OfferMeter {
  /** What is metered, such as `Reports made`. Customers see it. */
  displayName: pulumi.Input<string>;
  /** What one unit is, such as `per report`. Customers see it. */
  unitOfMeasure: pulumi.Input<string>;
}

/** What a unit of a meter costs in a plan: exactly one of these, and all meters of a plan have the same. */
export interface UsageMeter {
  /** In US dollars, for all markets; Partner Center converts it. Microsoft cuts off what is below a cent. */
  pricePerUnit?: pulumi.Input<number> | undefined;
  /** Market, such as `DE` → price. Each market in which the plan is sold needs one. */
  pricesPerUnit?: pulumi.Input<Record<string, pulumi.Input<MarketPrice>>> | undefined;
}

/** Where a plan is sold, and to whom. A key that is not set is not managed. */
export interface MarketplaceAvailability {
  /** Whether everybody may buy the plan, or its `privateAudience` only. A public plan that is published stays public. Service's default: `Public`. */
  visibility?: pulumi.Input<"Public" | "Private"> | undefined;
  /** Not shown in the marketplace. Service's default: false. */
  hidden?: pulumi.Input<boolean> | undefined;
  /** Markets in which the plan is sold, by their two-letter codes, such as `["US", "DE"]`. Order and letter case do not matter. */
  markets?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Groups of markets, besides `markets`: `all` of them, or those where Microsoft collects and remits the tax
   * (`taxRemitted`, by Microsoft's page
   * [tax-details-marketplace](https://learn.microsoft.com/partner-center/tax-details-marketplace) of September 2022).
   */
  marketGroups?: pulumi.Input<pulumi.Input<"all" | "taxRemitted">[]> | undefined;
  /** Markets that the groups have and in which the plan is not sold. */
  excludedMarkets?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** Who may buy a private plan: ids with a label that says whose they are. Letter case of the ids does not matter. */
export interface TenantAudience {
  /** Tenant id → label. */
  tenants?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

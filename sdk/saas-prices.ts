// What a plan of SaaS says on the page Pricing and availability, as a program writes it.
import type * as pulumi from "@pulumi/pulumi";
import type { MarketPrice, MarketplaceAvailability, TenantAudience, UsageMeter } from "./marketplace-prices.js";

/** A term for which a plan is bought. */
export type SaasTerm = "oneMonth" | "oneYear" | "twoYears" | "threeYears";

/** What a plan costs when it is bought for a term: `price`, or `prices`. */
export interface SaasPrice {
  /** In US dollars, each time that is paid; Partner Center converts it into the currencies of the markets. */
  price?: pulumi.Input<number> | undefined;
  /** Market, such as `DE` → price, each time that is paid. Each market in which the plan is sold needs one. */
  prices?: pulumi.Input<Record<string, pulumi.Input<MarketPrice>>> | undefined;
  /** How often is paid within the term; a plan has one answer for each term. Default: once, for the whole term. */
  paidEvery?: pulumi.Input<SaasTerm> | undefined;
}

/** The terms for which a plan is bought: at least one. */
export interface SaasPrices {
  /** For a month. */
  oneMonth?: pulumi.Input<SaasPrice> | undefined;
  /** For a year. */
  oneYear?: pulumi.Input<SaasPrice> | undefined;
  /** For two years. */
  twoYears?: pulumi.Input<SaasPrice> | undefined;
  /** For three years. */
  threeYears?: pulumi.Input<SaasPrice> | undefined;
}

/** How many users a customer may buy the plan for. */
export interface UserLimits {
  /** At least 1. */
  least?: pulumi.Input<number> | undefined;
  /** Not less than `least`. */
  most?: pulumi.Input<number> | undefined;
}

/** How many units of a meter the price of a term includes. */
export interface IncludedUnits {
  /** A whole number, for the whole term. Default: 0. */
  quantity?: pulumi.Input<number> | undefined;
  /** Any number of units is included; then there is no `quantity`. Default: false. */
  infinite?: pulumi.Input<boolean> | undefined;
}

/** How many units of a meter are included, by the term for which the plan is bought. */
export interface IncludedByTerm {
  /** When it is bought for a month. */
  oneMonth?: pulumi.Input<IncludedUnits> | undefined;
  /** When it is bought for a year. */
  oneYear?: pulumi.Input<IncludedUnits> | undefined;
  /** When it is bought for two years. */
  twoYears?: pulumi.Input<IncludedUnits> | undefined;
  /** When it is bought for three years. */
  threeYears?: pulumi.Input<IncludedUnits> | undefined;
}

/** What a unit of a meter costs beyond what is included. */
export interface SaasMeter extends UsageMeter {
  /** Default: nothing. */
  included?: pulumi.Input<IncludedByTerm> | undefined;
}

/** The Pricing and availability page. A key that is not set is not managed. */
export interface SaasPlanAvailability extends MarketplaceAvailability {
  /**
   * The price of the plan, however many use it. All plans of an offer have the same way to be priced, this one or
   * `perUser`. Once the plan is published the API cannot change it.
   */
  flatRate?: pulumi.Input<SaasPrices> | undefined;
  /** The price for each user, instead of `flatRate`. Once the plan is published the API cannot change it. */
  perUser?: pulumi.Input<SaasPrices> | undefined;
  /** How many users there may be, with `perUser`. Service's default: any number. */
  userLimits?: pulumi.Input<UserLimits> | undefined;
  /**
   * What is paid by usage beside the `flatRate`: id of a meter of the offer → price. When set, all meters of the plan are
   * managed. Those of a published plan stay as they are.
   */
  meters?: pulumi.Input<Record<string, pulumi.Input<SaasMeter>>> | undefined;
  /**
   * Months for which customers try the plan for nothing: 1. Not for a plan with meters. It cannot be turned off once the
   * plan is published.
   */
  trialMonths?: pulumi.Input<number> | undefined;
  /** Who may buy the plan, for a `visibility` of `Private`. */
  privateAudience?: pulumi.Input<TenantAudience> | undefined;
}

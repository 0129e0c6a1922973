// What a plan of virtual machines says on the page Pricing and availability, as a program writes it.
import type * as pulumi from "@pulumi/pulumi";
import type { MarketplaceAvailability, TenantAudience } from "./marketplace-prices.js";

/** The prices of one market. */
export interface CorePrices {
  /** ISO 4217 code, such as `EUR`. Default: the market's own. */
  currency?: pulumi.Input<string> | undefined;
  /** Core size → price an hour. */
  prices: pulumi.Input<Record<string, pulumi.Input<number>>>;
}

/** What a machine costs an hour, beside Azure's own price: exactly one of these. */
export interface HourlyPrice {
  /** Nothing. The only value is `true`. A plan that is published as free stays so. */
  free?: pulumi.Input<boolean> | undefined;
  /** The same in US dollars for each size of machine. */
  flat?: pulumi.Input<number> | undefined;
  /** In US dollars for each core. */
  perCore?: pulumi.Input<number> | undefined;
  /**
   * Core size → price in US dollars. The names of the sizes are those of the service, which no source tells for certain;
   * older interfaces had `1core`, `2core`, `4core` and so on.
   */
  perCoreSize?: pulumi.Input<Record<string, pulumi.Input<number>>> | undefined;
  /** Market, such as `DE` → its prices. Each market in which the plan is sold needs them. */
  perMarket?: pulumi.Input<Record<string, pulumi.Input<CorePrices>>> | undefined;
}

/** Discounts for customers who commit themselves: the percentage that they save. With `flat`, `perCore`, `perCoreSize`. */
export interface Reservations {
  /** For one year. */
  oneYear?: pulumi.Input<number> | undefined;
  /** For three years. */
  threeYears?: pulumi.Input<number> | undefined;
}

/** Who may buy a private plan: ids with a label that says whose they are. Letter case of the ids does not matter. */
export interface PlanAudience extends TenantAudience {
  /** Azure subscription id → label. */
  subscriptions?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** The Pricing and availability page. A key that is not set is not managed. */
export interface VirtualMachinePlanAvailability extends MarketplaceAvailability {
  /** Customers bring a license of their own: the plan has no price, and Microsoft bills nothing. Service's default: false. */
  bringYourOwnLicense?: pulumi.Input<boolean> | undefined;
  /**
   * What a machine costs an hour. Once the plan is published the API cannot change it, and a plan that was free stays
   * free.
   */
  hourly?: pulumi.Input<HourlyPrice> | undefined;
  /** Discounts for customers who commit themselves for years. */
  reservations?: pulumi.Input<Reservations> | undefined;
  /** Months for which customers try the plan for nothing: 1, 3 or 6. It cannot be turned off once the plan is published. */
  trialMonths?: pulumi.Input<number> | undefined;
  /** Who may buy the plan, for a `visibility` of `Private`. */
  privateAudience?: pulumi.Input<PlanAudience> | undefined;
}

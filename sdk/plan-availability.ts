// What a plan says on the page Pricing and availability, as a program writes it: who may see it, where it is sold, for
// how much.
import type * as pulumi from "@pulumi/pulumi";
import type { ByKnown, Currency, KnownMarket, Market } from "./known-texts.js";

/** A price. */
export interface Price {
  /** Not below zero. More decimals than the currency has are a warning: that they are rounded is assumed. */
  amount: pulumi.Input<number>;
  /**
   * ISO 4217 code, such as `EUR`. A currency other than the market's own
   * ([marketplace-geo-availability-currencies](https://learn.microsoft.com/partner-center/marketplace-offers/marketplace-geo-availability-currencies))
   * is a warning.
   */
  currency: pulumi.Input<Currency>;
}

/**
 * Who may see a private plan: ids with a description of whose they are. At most 10,000 subscriptions; more than 10,000
 * tenants are a warning, more than 20,000 an error (`docs/limits.md`). The members of `csv` count as well.
 */
export interface PrivateAudience {
  /** Azure subscription id → description. Letter case of the ids does not matter; they are sent in lower case. */
  subscriptions?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Tenant id → description. Microsoft's pages name only subscriptions for Azure applications; the API's published
   * schema has both.
   */
  tenants?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Path of a CSV file with further members, at most 30,000 lines and 15 MB (our limit), as Partner Center's pages
   * export and import it: the columns `Type` (`SubscriptionId` or `TenantId`), `ID` and `Description`, in UTF-8. Its
   * content counts, not its path; what `subscriptions` and `tenants` say about an id takes precedence over the file.
   * Lines that cannot be used are an error that names them, and previews show its members as `csvAudience`. The file is
   * the whole audience together with the two maps: members that somebody else adds are removed.
   */
  csv?: pulumi.Input<string> | undefined;
}

/** How much of a metered dimension the flat price of a term includes. */
export interface IncludedQuantity {
  /**
   * A whole number
   * ([azure-app-metered-billing](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-metered-billing)).
   * Default: 0.
   */
  quantity?: pulumi.Input<number> | undefined;
  /** Any quantity is included; then there is no `quantity`. Default: false. */
  infinite?: pulumi.Input<boolean> | undefined;
}

/** How much of a metered dimension is included, by how often the flat price is paid. */
export interface IncludedQuantities {
  /** By the month, with a `monthlyPrice`. */
  monthly?: pulumi.Input<IncludedQuantity> | undefined;
  /** By the year, with an `annualPrice`. */
  annual?: pulumi.Input<IncludedQuantity> | undefined;
}

/**
 * A custom meter dimension: usage that your application reports to Microsoft's metering service. Of a published plan's
 * meters only the displayed name can change; the price per unit changes on Partner Center's pages
 * ([azure-app-metered-billing](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-metered-billing),
 * [price-changes](https://learn.microsoft.com/partner-center/marketplace-offers/price-changes)).
 */
export interface CustomMeter {
  /** What is metered, such as `reports`. Customers see it. */
  displayName: pulumi.Input<string>;
  /** What one unit is, such as `per report`. Customers see it. */
  unitOfMeasure: pulumi.Input<string>;
  /** Price of a unit beyond what is included, in US dollars; not below zero. */
  pricePerUnit: pulumi.Input<number>;
  /** Default: nothing. */
  included?: pulumi.Input<IncludedQuantities> | undefined;
  /** Whether this plan uses the meter. Default: true. One that is not enabled counts as not there. */
  enabled?: pulumi.Input<boolean> | undefined;
}

/**
 * A free trial, as the API's published schema has it. Partner Center's pages offer trials for virtual machines and SaaS
 * only ([plans-pricing](https://learn.microsoft.com/partner-center/marketplace-offers/plans-pricing)), so one for an
 * Azure application is a warning.
 */
export interface Trial {
  /**
   * Service's default: `NoTrial`. A trial cannot be turned off once the plan is published
   * ([price-changes-faq](https://learn.microsoft.com/partner-center/marketplace-offers/price-changes-faq)).
   */
  type?: pulumi.Input<"NoTrial" | "TimedAccess" | "TimedUsage" | "Unlimited"> | undefined;
  /** Unit of `duration`; required for `TimedAccess` and `TimedUsage`. */
  durationType?: pulumi.Input<"Minute" | "Days" | "Months"> | undefined;
  /** A whole number of `durationType`, such as 1 of `Months`; required for `TimedAccess` and `TimedUsage`. */
  duration?: pulumi.Input<number> | undefined;
}

/**
 * The Pricing and availability page. A key that is not set is not managed. Solution templates have no prices, meters
 * and trial; Partner Center has no markets for them either.
 */
export interface PlanAvailability {
  /**
   * `Public` (the service's default), or `Private` with a `privateAudience`. A published public plan cannot become
   * private.
   */
  visibility?: pulumi.Input<"Public" | "Private"> | undefined;
  /**
   * Keep the plan out of search: it is deployed by other templates only. Documented for solution templates
   * ([azure-app-solution](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-solution)). Service's
   * default: false.
   */
  hidden?: pulumi.Input<boolean> | undefined;
  /**
   * Markets in which the plan is sold, as two-letter codes (ISO 3166-1) of the marketplace's 141. Service's default:
   * none. Order and letter case do not matter.
   */
  markets?: pulumi.Input<pulumi.Input<Market>[]> | undefined;
  /**
   * Further markets, by group: `all` 141, or those where Microsoft remits sales tax for you (`taxRemitted`: the list of
   * Microsoft's page [tax-details-marketplace](https://learn.microsoft.com/partner-center/tax-details-marketplace) of
   * September 2022, which changes only with a version of this package). The service was reported to refuse all markets
   * together with many prices of single markets.
   */
  marketGroups?: pulumi.Input<pulumi.Input<"all" | "taxRemitted">[]> | undefined;
  /** Markets of `marketGroups` in which the plan is not sold. */
  excludedMarkets?: pulumi.Input<pulumi.Input<Market>[]> | undefined;
  /**
   * Markets in which the plan is no longer sold, while customers who have it keep it: the API's state `StopSelling`.
   * What the service does with it beyond keeping it is not documented. Not among the markets. One that is removed from
   * this list is neither sold nor stopped. Not set: markets in that state stay in it.
   */
  stopSelling?: pulumi.Input<pulumi.Input<Market>[]> | undefined;
  /**
   * One flat price a month for all markets, in US dollars; Partner Center converts it into the currencies of the
   * markets when it is saved
   * ([marketplace-geo-availability-currencies](https://learn.microsoft.com/partner-center/marketplace-offers/marketplace-geo-availability-currencies)).
   * For managed applications. The API cannot change a published price
   * ([price-changes](https://learn.microsoft.com/partner-center/marketplace-offers/price-changes)): a person can, in
   * Partner Center.
   */
  monthlyPrice?: pulumi.Input<number> | undefined;
  /**
   * Flat prices a month for single markets in their own currency, by market code, instead of `monthlyPrice`. For
   * managed applications. Locked as it is.
   */
  monthlyPrices?: pulumi.Input<ByKnown<KnownMarket, pulumi.Input<Price>>> | undefined;
  /**
   * A flat price a year, as `monthlyPrice`. The API has it; Partner Center's page has none for managed applications
   * ([plans-pricing](https://learn.microsoft.com/partner-center/marketplace-offers/plans-pricing)), so it is a warning.
   */
  annualPrice?: pulumi.Input<number> | undefined;
  /** Flat prices a year for single markets, as `monthlyPrices`. */
  annualPrices?: pulumi.Input<ByKnown<KnownMarket, pulumi.Input<Price>>> | undefined;
  /**
   * Metered dimensions on top of the flat price, by the id under which your application reports usage; more than
   * 18 are a warning, more than 30 an error, and so are more than 30 different ones in all plans of the offer
   * (`docs/limits.md`). Letters, digits, `-`, `_` and `.`, at most 50, are assumed to be safe in an id; others are a
   * warning. For managed applications. A published meter cannot be removed or renamed.
   */
  meters?: pulumi.Input<Record<string, pulumi.Input<CustomMeter>>> | undefined;
  /** A free trial. A warning for Azure applications. */
  trial?: pulumi.Input<Trial> | undefined;
  /** Who may see the plan, for a `visibility` of `Private`. */
  privateAudience?: pulumi.Input<PrivateAudience> | undefined;
}

// What a plan of containers says on the page Pricing and availability, as a program writes it.
import type * as pulumi from "@pulumi/pulumi";
import type { MarketPrice, MarketplaceAvailability, TenantAudience, UsageMeter } from "./marketplace-prices.js";

/** What is paid an hour, by what is counted: exactly one of these. */
export interface ContainerPrice {
  /** For each core that the application uses. */
  perCore?: pulumi.Input<number> | undefined;
  /** For each core of the cluster. */
  perEveryCoreInCluster?: pulumi.Input<number> | undefined;
  /** For each node on which the application runs. */
  perNode?: pulumi.Input<number> | undefined;
  /** For each node of the cluster. */
  perEveryNodeInCluster?: pulumi.Input<number> | undefined;
  /** For each pod of the application. */
  perPod?: pulumi.Input<number> | undefined;
  /** For each instance of the application on a cluster. */
  perCluster?: pulumi.Input<number> | undefined;
}

/** The same by market, such as `DE`: each market in which the plan is sold needs a price. Exactly one of these. */
export interface ContainerMarketPrices {
  /** For each core that the application uses. */
  perCore?: pulumi.Input<Record<string, pulumi.Input<MarketPrice>>> | undefined;
  /** For each core of the cluster. */
  perEveryCoreInCluster?: pulumi.Input<Record<string, pulumi.Input<MarketPrice>>> | undefined;
  /** For each node on which the application runs. */
  perNode?: pulumi.Input<Record<string, pulumi.Input<MarketPrice>>> | undefined;
  /** For each node of the cluster. */
  perEveryNodeInCluster?: pulumi.Input<Record<string, pulumi.Input<MarketPrice>>> | undefined;
  /** For each pod of the application. */
  perPod?: pulumi.Input<Record<string, pulumi.Input<MarketPrice>>> | undefined;
  /** For each instance of the application on a cluster. */
  perCluster?: pulumi.Input<Record<string, pulumi.Input<MarketPrice>>> | undefined;
}

/**
 * The Pricing and availability page. A key that is not set is not managed. Plans of an offer that is only listed have
 * no prices and markets.
 */
export interface ContainerPlanAvailability extends MarketplaceAvailability {
  /** Customers bring a license of their own: the plan has no price, and Microsoft bills nothing. Service's default: false. */
  bringYourOwnLicense?: pulumi.Input<boolean> | undefined;
  /** What is paid an hour, in US dollars. Once the plan is published the API cannot change it. */
  hourly?: pulumi.Input<ContainerPrice> | undefined;
  /** What is paid an hour in each market, instead of `hourly`. Once the plan is published the API cannot change it. */
  hourlyPrices?: pulumi.Input<ContainerMarketPrices> | undefined;
  /**
   * What is paid by usage, instead of a price an hour: id of a meter of the offer → price. When set, all meters of the plan are
   * managed. Those of a published plan stay as they are.
   */
  meters?: pulumi.Input<Record<string, pulumi.Input<UsageMeter>>> | undefined;
  /** Who may buy the plan, for a `visibility` of `Private`. */
  privateAudience?: pulumi.Input<TenantAudience> | undefined;
}

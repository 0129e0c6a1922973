// What plans of virtual machines, containers and SaaS have in common, as programs declare it.
import type * as pulumi from "@pulumi/pulumi";

/** The Plan listing page in English. A key that is not set is not managed. */
export interface MarketplacePlanListing {
  /** Name that customers see; at most 200 characters. Service's default: the plan's `name`. */
  title?: pulumi.Input<string> | undefined;
  /** Plan summary; at most 100 characters. */
  summary?: pulumi.Input<string> | undefined;
  /** Description in HTML; at most 3,000 characters, tags included. */
  description?: pulumi.Input<string> | undefined;
}

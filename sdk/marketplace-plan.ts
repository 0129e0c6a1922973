// What plans of virtual machines, containers and SaaS have in common, as programs declare it.
import type * as pulumi from "@pulumi/pulumi";

/** The Plan setup page. A key that is not set is not managed. */
export interface MarketplacePlanSetup {
  /**
   * Azure clouds in which the plan is available; at least one. Service's default: `azureGlobal`. Order does not matter.
   * A cloud cannot be removed once the plan is published there.
   */
  clouds?: pulumi.Input<pulumi.Input<"azureGlobal" | "azureGovernment" | "azureGermany" | "azureChina">[]> | undefined;
  /**
   * Certifications for Azure Government, which its customers see: name → link to the certification, or to a description
   * of it; at most 100. Service's default: none.
   */
  governmentCertifications?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** The Plan listing page in English. A key that is not set is not managed. */
export interface MarketplacePlanListing {
  /** Name that customers see; at most 200 characters. Service's default: the plan's `name`. */
  title?: pulumi.Input<string> | undefined;
  /** Plan summary; at most 100 characters. */
  summary?: pulumi.Input<string> | undefined;
  /** Description in HTML; at most 3,000 characters, tags included. */
  description?: pulumi.Input<string> | undefined;
}

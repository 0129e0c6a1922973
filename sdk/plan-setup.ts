// What a plan says on the page Plan setup, as a program writes it.
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "./plan.js";

/** The Plan setup page. A key that is not set is not managed. */
export interface PlanSetup {
  /**
   * Azure clouds in which the plan is available; at least one. `public-azure` is Azure Global, the service's default.
   * No source tells the value for Azure Government for certain; `azure-government` is assumed, so any text is taken
   * (API reference §3.11). Order and letter case have no meaning. A cloud cannot be taken away once the plan is published
   * there (page azure-app-plans).
   */
  clouds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Certifications for Azure Government, which its customers see: name → link to the certification, or to a description of
   * it; at most 100 (page azure-app-plans). Service's default: none.
   */
  governmentCertifications?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Use the technical configuration of another plan of this offer and of the same type, also what it becomes later: the
   * plan, or its id in Partner Center (not its `planId`). This plan then has no `technicalConfiguration` of its own. Cannot change once the plan is published
   * (page azure-app-managed). The other plan can then no longer be taken off sale (page update-existing-offer says so of
   * virtual machines). That the service takes it from a program is assumed.
   */
  technicalConfigurationOf?: Plan | pulumi.Input<string>;
  /**
   * Service's default: `Active`. `Inactive` is a value of the API of which no page says what it does to a plan (API
   * reference §3.11); setting it is a warning.
   */
  state?: pulumi.Input<"Active" | "Inactive">;
  /** Under which id leads of this plan are told apart, such as `publisher.plan`; not documented (API reference §3.11). Service's default: none. */
  leadGenId?: pulumi.Input<string>;
  /** Further name-value pairs. None are known for plans of Azure applications (API reference §3.11). When set, all of them are managed. */
  extendedProperties?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

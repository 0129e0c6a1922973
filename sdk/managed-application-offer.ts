// A managed application as one declaration.
import type * as pulumi from "@pulumi/pulumi";
import { ApplicationOffer, type ApplicationOfferArgs, type PlanOfOffer } from "./application-offer.js";
import type { Authorization } from "./plan-technical-configuration.js";
import { withDefaults } from "./whole-offer.js";

/** Who manages what customers deploy. */
export interface Management {
  /** Tenant (GUID) whose people manage the application. */
  tenantId: pulumi.Input<string>;
  /** Who of that tenant manages it, with which role; at most 100. Order does not matter. */
  authorizations: pulumi.Input<pulumi.Input<Authorization>[]>;
}

/** Arguments of {@link ManagedApplicationOffer}. */
export interface ManagedApplicationOfferArgs extends ApplicationOfferArgs {
  /** Who manages what customers deploy, for all plans that do not say it themselves. */
  managedBy?: Management | undefined;
  /** The plans, by their ids in web addresses; at least one to publish. */
  plans: Readonly<Record<string, PlanOfOffer>>;
}

/**
 * An offer of managed applications as a whole: {@link Offer}, {@link ApplicationPackage}, each {@link Plan},
 * {@link Submission} and {@link Release} in one declaration. What it does not set has the defaults of these classes, with
 * two of its own: Microsoft's standard contract, unless there are `termsOfUse`, and the offer id as `alias`. Options such
 * as `provider` and `protect` hold for all parts.
 *
 * Only for programs in TypeScript and JavaScript.
 *
 * @example
 * ```ts
 * const app = new ManagedApplicationOffer("app", {
 *   offerId: "contoso-app",
 *   version: "1.0.0",
 *   package: "app", // mainTemplate.json, createUiDefinition.json, …
 *   properties: { categories: { "developer-tools-azure-apps": ["scripts"] } },
 *   listing: { title: "Contoso App", summary: "One line for the search results", logos: { large: "logos/large.png" } },
 *   previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
 *   managedBy: {
 *     tenantId: "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
 *     authorizations: [{ principalId: "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10", role: "Owner" }],
 *   },
 *   plans: {
 *     standard: {
 *       name: "Standard",
 *       listing: { summary: "The plan in one line", description: "<p>The plan.</p>" },
 *       availability: { markets: ["US", "DE"], monthlyPrice: 49 },
 *     },
 *   },
 * });
 * export const previewLinks = app.submission?.links;
 * ```
 *
 * @adoption `adopt: true` on the component and on each of its plans takes over what exists. To go on with resources that were declared
 * one by one, give the same names by Pulumi's option `aliases`.
 *
 * @waits Those of the {@link Submission} and the {@link Release}: `submission.timeouts` and `release.timeouts`.
 *
 * @errors Those of its parts, which name the part.
 */
export class ManagedApplicationOffer extends ApplicationOffer {
  constructor(name: string, args: ManagedApplicationOfferArgs, options?: pulumi.ComponentResourceOptions) {
    const { managedBy, plans, ...rest } = args;
    const managed = Object.entries(plans).map(([planId, plan]): [string, PlanOfOffer] => [
      planId,
      { ...plan, technicalConfiguration: withDefaults(plan.technicalConfiguration, () => ({ ...managedBy })) },
    ]);
    super("ManagedApplicationOffer", name, rest, "managed-application", Object.fromEntries(managed), options);
  }
}

// An offer of SaaS, as a program declares it.
import type * as pulumi from "@pulumi/pulumi";
import type { ListingWithFiles } from "./listing-files.js";
import type { MarketplaceProperties } from "./marketplace-offer.js";
import type { OfferMeter } from "./marketplace-prices.js";
import { MarketplaceOffer, type MarketplaceOfferArgs } from "./marketplace-resources.js";

/** The Offer setup page. A key that is not set is not managed. */
export interface SaasSetup {
  /**
   * Microsoft sells the offer; otherwise it is only listed, with a `callToAction` and without plans. What is published as
   * sold stays so. Service's default: true.
   */
  sellThroughMicrosoft?: pulumi.Input<boolean> | undefined;
  /**
   * Microsoft keeps the licenses of customers: then all plans are paid by the user, and the offer is in AppSource only.
   * Service's default: false.
   */
  microsoftManagesLicenses?: pulumi.Input<boolean> | undefined;
  /** What the button of a listing does; with `sellThroughMicrosoft: false`. */
  callToAction?: pulumi.Input<"free" | "free-trial" | "contact-me"> | undefined;
  /** Address where customers get it, for a `callToAction` of `free` or `free-trial`. */
  accessLink?: pulumi.Input<string> | undefined;
}

/** The Properties page. A key that is not set is not managed. */
export interface SaasProperties extends MarketplaceProperties {
  /** Version of your application, such as `2.3`. */
  appVersion?: pulumi.Input<string> | undefined;
  /** Industries with those below them, at most two of each. The ids are those of the API, which no page lists. */
  industries?: pulumi.Input<Record<string, pulumi.Input<pulumi.Input<string>[]>>> | undefined;
  /** Industry clouds with what is below them, as `industries`. */
  cloudIndustries?: pulumi.Input<Record<string, pulumi.Input<pulumi.Input<string>[]>>> | undefined;
}

/** The Offer listing page in English. A key that is not set is not managed. */
export interface SaasListing extends ListingWithFiles {
  /** How customers begin, in HTML; at most 3,000 characters, tags included. */
  gettingStartedInstructions?: pulumi.Input<string> | undefined;
  /** Search keywords; at most three. Order does not matter. */
  keywords?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** Who sees the preview, before the offer is live. */
export interface PreviewEmails {
  /**
   * Addresses of Microsoft accounts or of Microsoft Entra ID: one to ten, and with a file that Partner Center imports up
   * to 20. Order and letter case do not matter. What Partner Center keeps as the label of one stays.
   */
  emails?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** The Technical configuration page: how the marketplace and your application find each other. All of it is needed to publish. */
export interface SaasConfiguration {
  /** Address to which customers come after they have bought. It has no `#`, behind which nobody would reach it. */
  landingPageUrl?: pulumi.Input<string> | undefined;
  /** Address that Microsoft calls when something becomes of a subscription. */
  connectionWebhook?: pulumi.Input<string> | undefined;
  /** Microsoft Entra tenant (GUID) of the application. */
  tenantId?: pulumi.Input<string> | undefined;
  /** Microsoft Entra application (GUID) by which your application speaks with the marketplace. */
  applicationId?: pulumi.Input<string> | undefined;
}

/** Arguments of {@link SaasOffer}. */
export interface SaasOfferArgs extends MarketplaceOfferArgs {
  /** The Offer setup page: who sells it. */
  setup?: pulumi.Input<SaasSetup> | undefined;
  /** The Properties page: categories, industries and contract. */
  properties?: pulumi.Input<SaasProperties> | undefined;
  /** The Offer listing page in English, the only language that is known to work for these offers. */
  listing?: pulumi.Input<SaasListing> | undefined;
  /** The Preview audience page: who sees the preview before the offer is live. */
  previewAudience?: pulumi.Input<PreviewEmails> | undefined;
  /** The Technical configuration page, of what Microsoft sells. */
  technicalConfiguration?: pulumi.Input<SaasConfiguration> | undefined;
  /**
   * Meters that plans of the offer may use, by the id under which your application reports usage; at most 30. When set,
   * all of them are managed. Published ones stay as they are.
   */
  meters?: pulumi.Input<Record<string, pulumi.Input<OfferMeter>>> | undefined;
}

/**
 * An offer of software as a service. It is kept by Microsoft's Product Ingestion API; all that one `pulumi up` changes of
 * an offer, and of its plans, goes into one job of about a minute. Of all types of offers, this one rests on the least
 * evidence: its fields are those that integrators send, and Microsoft documents no example (docs/saas.md).
 *
 * What is set is managed; what is not set stays as it is in Partner Center. A value that is removed from the program goes
 * back to the service's initial value.
 *
 * Deleting: a draft is deleted. An offer in preview or live cannot be deleted; `pulumi destroy` then refuses before
 * anything has left the stack. `PARTNERCENTER_LEAVE_PUBLISHED=true` lets go of it (docs/publishing.md, "Destroying").
 *
 * @example
 * ```ts
 * const ledger = new SaasOffer("ledger", {
 *   offerId: "contoso-ledger",
 *   alias: "Contoso Ledger",
 *   listing: { title: "Contoso Ledger", summary: "Books that balance" },
 *   previewAudience: { emails: ["tester@contoso.com"] },
 *   technicalConfiguration: {
 *     landingPageUrl: "https://ledger.contoso.com/signup",
 *     connectionWebhook: "https://ledger.contoso.com/webhook",
 *     tenantId: "3c5e7a91-0b2d-4f68-8a1c-2e4f6a8b0c1d",
 *     applicationId: "58d1c0e7-9a3b-4c5d-8e6f-7a8b9c0d1e2f",
 *   },
 * });
 * ```
 *
 * @adoption `adopt: true` takes over an offer that exists by its `offerId`; `"unchanged"` does so if nothing in it would change.
 *
 * @waits The job that writes the offer takes about a minute at the service, and is waited for at most ten minutes. Pulumi's
 * `customTimeouts` have no effect.
 *
 * @errors An offer id that exists already is refused without `adopt`. What a colleague has changed since, of what the program sets, stops
 * the update, unless `force` is set. What the service says of a resource that it refuses fails the offer or plan that wrote it. Changes
 * that publication locks are refused at preview.
 */
export class SaasOffer extends MarketplaceOffer {
  constructor(name: string, args: SaasOfferArgs, options?: pulumi.CustomResourceOptions) {
    super("SaasOffer", name, args, options);
  }
}

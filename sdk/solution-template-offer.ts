// A solution template as one declaration.
import type * as pulumi from "@pulumi/pulumi";
import { ApplicationOffer, type ApplicationOfferArgs, type PlanOfOffer } from "./application-offer.js";

/** Arguments of {@link SolutionTemplateOffer}. */
export interface SolutionTemplateOfferArgs extends ApplicationOfferArgs {
  /** The plans, by their ids in web addresses; at least one to publish. They have no prices, markets and meters. */
  plans: Readonly<Record<string, PlanOfOffer>>;
}

/**
 * An offer of solution templates as a whole: {@link Offer}, {@link ApplicationPackage}, each {@link Plan},
 * {@link Submission} and {@link Release} in one declaration, with the defaults of {@link ManagedApplicationOffer}.
 *
 * Only for programs in TypeScript and JavaScript.
 *
 * @example
 * ```ts
 * const archive = new SolutionTemplateOffer("archive", {
 *   offerId: "contoso-archive",
 *   version: "1.0.0",
 *   package: "app", // mainTemplate.json, createUiDefinition.json, …
 *   properties: { categories: { "storage-azure-apps": ["backup-and-recovery"] } },
 *   listing: { title: "Contoso Archive", summary: "Files for years", logos: { large: "logos/large.png" } },
 *   previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
 *   plans: { archive: { name: "Archive", listing: { summary: "In one line", description: "<p>The plan.</p>" } } },
 * });
 * export const productId = archive.productId;
 * ```
 *
 * @adoption As of {@link ManagedApplicationOffer}.
 *
 * @waits Those of the {@link Submission} and the {@link Release}: `submission.timeouts` and `release.timeouts`.
 *
 * @errors Those of its parts, which name the part.
 */
export class SolutionTemplateOffer extends ApplicationOffer {
  constructor(name: string, args: SolutionTemplateOfferArgs, options?: pulumi.ComponentResourceOptions) {
    const { plans, ...rest } = args;
    super("SolutionTemplateOffer", name, rest, "solution-template", plans, options);
  }
}

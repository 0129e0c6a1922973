// An offer of SaaS as one declaration.
import type * as pulumi from "@pulumi/pulumi";
import { SaasOffer, type SaasOfferArgs } from "./saas-offer.js";
import { SaasPlan, type SaasPlanArgs } from "./saas-plan.js";
import { type WholeMarketplaceOfferArgs, withContract, withMarkets } from "./whole-marketplace-offer.js";
import { WholeOffer } from "./whole-offer.js";

/** A plan of a {@link WholeSaasOffer}; its id is the key at which it stands. */
export interface PlanOfSaas extends Omit<SaasPlanArgs, "offer" | "planId"> {}

/** Arguments of {@link WholeSaasOffer}. */
export interface WholeSaasOfferArgs extends Omit<SaasOfferArgs, "alias">, WholeMarketplaceOfferArgs {
  /** The plans, by their ids in web addresses; at least one to publish what Microsoft sells. */
  plans: Readonly<Record<string, PlanOfSaas>>;
}

/**
 * An offer of software as a service as a whole: {@link SaasOffer}, each {@link SaasPlan}, {@link Submission} and {@link Release} in one
 * declaration, with the defaults of {@link WholeVirtualMachineOffer}. An offer that is only listed has no plans: `plans: {}`.
 *
 * Only for programs in TypeScript and JavaScript. The name begins with `Whole` because `SaasOffer` is the offer alone, without plans: the first
 * part of this one.
 *
 * @example
 * ```ts
 * const ledger = new WholeSaasOffer("ledger", {
 *   offerId: "contoso-ledger",
 *   properties: { categories: { "developer-tools-saas": ["devService"] } },
 *   listing: { title: "Contoso Ledger", summary: "Books that balance" },
 *   previewAudience: { emails: ["tester@contoso.com"] },
 *   technicalConfiguration: {
 *     landingPageUrl: "https://ledger.contoso.com/signup",
 *     connectionWebhook: "https://ledger.contoso.com/webhook",
 *     tenantId: "3c5e7a91-0b2d-4f68-8a1c-2e4f6a8b0c1d",
 *     applicationId: "58d1c0e7-9a3b-4c5d-8e6f-7a8b9c0d1e2f",
 *   },
 *   markets: ["US", "DE"],
 *   plans: {
 *     team: {
 *       name: "Team",
 *       listing: { description: "<p>Up to 20 people.</p>" },
 *       availability: { flatRate: { oneMonth: { price: 49 } } },
 *     },
 *   },
 * });
 * export const previewLinks = ledger.submission?.links;
 * ```
 *
 * @adoption `adopt: true` on the component and on each of its plans takes over what exists. To go on with resources that were declared
 * one by one, give the same names by Pulumi's option `aliases`.
 *
 * @waits Those of its parts, and of the {@link Submission} and the {@link Release}: `submission.timeouts` and `release.timeouts`.
 *
 * @errors Those of its parts, which name the part.
 */
export class WholeSaasOffer extends WholeOffer<SaasOffer, SaasPlan, PlanOfSaas> {
  /** The offer. */
  declare readonly offer: SaasOffer;
  /** The plans by their ids. */
  declare readonly plans: Readonly<Record<string, SaasPlan>>;

  constructor(name: string, args: WholeSaasOfferArgs, options?: pulumi.ComponentResourceOptions) {
    const { alias = args.offerId, markets, plans, goal, submission, release, ...offer } = args;
    const properties = withContract(offer.properties);
    super(
      "WholeSaasOffer",
      name,
      { goal, submission, release },
      {
        plans,
        offerOf: (parent) => new SaasOffer(name, { ...offer, alias, properties }, parent),
        planOf: (planName, place, plan, parent) => {
          const availability = withMarkets(plan.availability, markets);
          return new SaasPlan(planName, { ...plan, ...place, availability }, parent);
        },
      },
      options,
    );
  }
}

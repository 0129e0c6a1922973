// What the components of Azure applications share: a whole offer in one declaration.
import type * as pulumi from "@pulumi/pulumi";
import { ApplicationPackage } from "./application-package.js";
import { isWritten } from "./known-values.js";
import { Offer, type OfferArgs } from "./offer.js";
import { Plan, type PlanArgs } from "./plan.js";
import { type PartsOfOffer, WholeOffer, type WholeOfferSteps, withDefaults } from "./whole-offer.js";

/** What an offer of an Azure application is declared by, whatever the type of its plans. */
export interface ApplicationOfferArgs extends Omit<OfferArgs, "alias" | "type">, WholeOfferSteps {
  /**
   * The name by which Partner Center lists the offer; customers do not see it. The API cannot change it: another alias is
   * another offer. Default: the offer id.
   */
  alias?: pulumi.Input<string> | undefined;
  /**
   * Path of the package of all plans that name no other one, as of an {@link ApplicationPackage}. Default: each plan has a
   * `technicalConfiguration.package` of its own.
   */
  package?: pulumi.Input<string> | undefined;
  /**
   * Version of the package, `major.minor.patch`, and of the offer. It must grow with each publication of a change. Default:
   * `properties` and each plan say it themselves.
   */
  version?: pulumi.Input<string> | undefined;
}

/** A plan of an offer that is declared as a whole; its id is the key at which it stands. */
export interface PlanOfOffer extends Omit<PlanArgs, "offer" | "planId" | "planType"> {}

/** An offer with its package, plans, submission and release, each of which is reachable. */
export abstract class ApplicationOffer extends WholeOffer<Offer, Plan, PlanOfOffer> {
  /** The offer. */
  declare readonly offer: Offer;
  /** The package that plans have in common; undefined where each has its own. */
  readonly package: ApplicationPackage | undefined;
  /** The plans by their ids. */
  declare readonly plans: Readonly<Record<string, Plan>>;

  protected constructor(
    type: string,
    name: string,
    args: ApplicationOfferArgs,
    planType: "managed-application" | "solution-template",
    plans: Readonly<Record<string, PlanOfOffer>>,
    options?: pulumi.ComponentResourceOptions,
  ) {
    const { alias, package: path, version, goal, submission, release, ...offerArgs } = args;
    const properties = withDefaults(offerArgs.properties, (given) => ({
      ...(version === undefined ? {} : { version }),
      ...(given?.termsOfUse === undefined ? { standardContract: true } : {}),
    }));
    let files: ApplicationPackage | undefined;
    const parts: PartsOfOffer<Offer, Plan, PlanOfOffer> = {
      plans,
      offerOf: (parent) => {
        const offer = new Offer(
          name,
          { ...offerArgs, properties, alias: alias ?? args.offerId, type: "AzureApplication" },
          parent,
        );
        if (path !== undefined) files = new ApplicationPackage(`${name}-package`, { offer, path }, parent);
        return offer;
      },
      planOf: (planName, place, plan, parent) => {
        const shared = { ...(version === undefined ? {} : { version }), ...(files && { package: files }) };
        const technicalConfiguration = sharesConfiguration(plan)
          ? plan.technicalConfiguration
          : withDefaults(plan.technicalConfiguration, () => shared);
        return new Plan(planName, { ...plan, ...place, planType, technicalConfiguration }, parent);
      },
    };
    super(type, name, { goal, submission, release }, parts, options);
    this.package = files;
  }
}

function sharesConfiguration({ setup }: PlanOfOffer): boolean {
  return isWritten(setup) && setup?.technicalConfigurationOf !== undefined;
}

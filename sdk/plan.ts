// A plan of an offer, as a program declares it.
import * as pulumi from "@pulumi/pulumi";
import { otherType } from "../provider/rules/plan-comparison.js";
import { adoptedId } from "./adopted-offer.js";
import { ApplicationPackage, jitFinding } from "./application-package.js";
import { checkBesideOthers } from "./compared-plans.js";
import { declarePlan } from "./declared-offers.js";
import { programError, warnOn } from "./early-check.js";
import type { AzureCloud, ByKnown, KnownLanguage } from "./known-texts.js";
import { isWritten } from "./known-values.js";
import { Offer } from "./offer.js";
import type { PlanAvailability } from "./plan-availability.js";
import type { TechnicalConfiguration } from "./plan-technical-configuration.js";
import { type LastState, warnIfRenamed } from "./renamed.js";
import { contentHashOf, hashInput, idOf, PartnerCenterResource, withIdAt } from "./resource.js";

/** The Plan setup page. A key that is not set is not managed. */
export interface PlanSetup {
  /**
   * Azure clouds in which the plan is available; at least one. `public-azure` is Azure Global, the service's default.
   * No source tells the value for Azure Government for certain; `azure-government` is assumed, so any text is taken.
   * Order and letter case do not matter. A cloud cannot be removed once the plan is published there
   * ([azure-app-plans](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-plans)).
   */
  clouds?: pulumi.Input<pulumi.Input<AzureCloud>[]> | undefined;
  /**
   * Certifications for Azure Government, which its customers see: name → link to the certification, or to a description
   * of it; at most 100
   * ([azure-app-plans](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-plans)). Service's
   * default: none.
   */
  governmentCertifications?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Use the technical configuration of another plan of this offer and of the same type, also what it becomes later: the
   * plan, or its id in Partner Center (not its `planId`). This plan then has no `technicalConfiguration` of its own.
   * **Being deprecated**: Microsoft asks to give such plans a technical configuration of their own and to publish again
   * ([azure-app-solution](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-solution), undated
   * copy); setting it is a warning. It cannot be begun with once the plan is published
   * ([azure-app-managed](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-managed)); taking it
   * out of the program detaches the plan. That the service takes it from a program is assumed.
   */
  technicalConfigurationOf?: Plan | pulumi.Input<string> | undefined;
  /**
   * Service's default: `Active`. `Inactive` is a value of the API of which no page says what it does to a plan; setting
   * it is a warning.
   */
  state?: pulumi.Input<"Active" | "Inactive"> | undefined;
  /** The id that tells leads of this plan apart, such as `publisher.plan`; not documented. Service's default: none. */
  leadGenId?: pulumi.Input<string> | undefined;
  /** Further name-value pairs. None are known for plans of Azure applications. When set, all of them are managed. */
  extendedProperties?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** The Plan listing page. A key that is not set is not managed. */
export interface PlanListing {
  /**
   * Name that customers see; more than 50 characters are a warning, more than 2,000 an error (`docs/limits.md`).
   * Service's default: the plan's `name`.
   */
  title?: pulumi.Input<string> | undefined;
  /** Plan summary; at most 100 characters. */
  summary?: pulumi.Input<string> | undefined;
  /**
   * Description in HTML, tags included; more than 2,000 characters are a warning, more than 3,000 an error
   * (`docs/limits.md`). Required to publish.
   */
  description?: pulumi.Input<string> | undefined;
}

/** Arguments of {@link Plan}. */
export interface PlanArgs {
  /**
   * The offer, or its product id.
   *
   * @native The product id of the offer: the output `productId`, and the id, of an `Offer`.
   */
  offer: Offer | pulumi.Input<string>;
  /**
   * The plan's id in web addresses: at most 50 lower-case letters, digits, `-` and `_`, not at the ends. Another id is
   * another plan.
   */
  planId: pulumi.Input<string>;
  /**
   * `managed-application`: those who are authorized in `technicalConfiguration` manage what a customer deploys.
   * `solution-template`: the customer manages it, and the plan has no price of its own. Another type is another plan.
   */
  planType: pulumi.Input<"managed-application" | "solution-template">;
  /**
   * Name of the plan in Partner Center; more than 50 characters are a warning, more than 2,000 an error
   * (`docs/limits.md`). Customers see `listing.title`, which is this name at first.
   */
  name: pulumi.Input<string>;
  /** The Plan setup page: clouds, and whose technical configuration it uses. */
  setup?: pulumi.Input<PlanSetup> | undefined;
  /** The Plan listing page in English (en-us). */
  listing?: pulumi.Input<PlanListing> | undefined;
  /**
   * The Plan listing page in further languages, by language code, such as `{ "de-de": { title: "…" } }`; letter case
   * does not matter. As for {@link OfferArgs.translations}.
   */
  translations?: pulumi.Input<ByKnown<KnownLanguage, pulumi.Input<PlanListing>>> | undefined;
  /** The Pricing and availability page: who may see it, where it is sold, for how much. */
  availability?: pulumi.Input<PlanAvailability> | undefined;
  /** The Technical configuration page: the package, and who manages what it deploys. */
  technicalConfiguration?: pulumi.Input<TechnicalConfiguration> | undefined;
  /** Take over a plan that exists already; as for {@link OfferArgs.adopt}. */
  adopt?: pulumi.Input<boolean | "unchanged"> | undefined;
  /** Overwrite also what somebody else has changed since this stack last looked. Default: false. */
  force?: pulumi.Input<boolean> | undefined;
  /**
   * Allow a change of `planId` of a published plan: the other plan is created, and the published one stays in Partner
   * Center, outside this stack. `planType` alone cannot change then, since the id stays taken. Default: false, which
   * refuses such a change at preview.
   */
  replacePublished?: pulumi.Input<boolean> | undefined;
  /**
   * Properties whose lock at publication is a warning instead of an error, such as `["setup.clouds"]`: for
   * a lock that Microsoft has lifted since. docs/publishing.md lists all locks ("What publication locks"). Default: none.
   */
  toleratedLocks?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/**
 * A plan (SKU) of an Azure application: managed application or solution template.
 *
 * Deleting: a plan that was never live is deleted. For a live one the API offers no way; the error says what can be
 * done.
 *
 * @example
 * ```ts
 * const plan = new Plan("standard", {
 *   offer,
 *   planId: "standard",
 *   planType: "managed-application",
 *   name: "Standard",
 *   listing: { summary: "The plan in one line", description: "<p>The plan.</p>" },
 *   availability: { markets: ["US", "DE"], monthlyPrice: 49 },
 *   technicalConfiguration: { version: "1.0.0", package: files },
 * });
 * ```
 *
 * @adoption `adopt: true` takes over a plan that exists by its `planId`. By the plugin (docs/other-languages.md):
 * `pulumi import partnercenter:index:Plan NAME OFFER_ID/PLAN_ID`.
 *
 * @waits None: a plan is written in seconds, and waits for nothing that takes longer. Pulumi's `customTimeouts` have no effect.
 *
 * @errors A plan that exists already is refused without `adopt`. What a colleague has changed since, of what the program sets, stops
 * the update, unless `force` is set. Changes that publication locks, such as of a price, are refused at preview.
 * Two plans of one program that Partner Center would not take side by side are an error of the preview.
 */
export class Plan extends PartnerCenterResource {
  /** Id of the offer's product in Partner Center (a GUID). */
  declare readonly productId: pulumi.Output<string>;
  /** Id of the variant in Partner Center (a GUID). */
  declare readonly variantId: pulumi.Output<string>;
  /** As it was given. */
  declare readonly planId: pulumi.Output<string>;
  /** Hash of all that this program sets for the plan; known at preview. */
  declare readonly contentHash: pulumi.Output<string>;

  constructor(name: string, args: PlanArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "Plan",
      name,
      {
        ...args,
        offer: ownerId(args.offer),
        setup: withIdAt(args.setup, "technicalConfigurationOf"),
        technicalConfiguration: withIdAt(args.technicalConfiguration, "package"),
      },
      ["productId", "variantId", "contentHash", hashInput],
      options,
      { ...args },
    );
    this.contentHash = contentHashOf(this);
    warnWithoutJitControl(name, this, args.technicalConfiguration);
    planTypes.set(this, pulumi.output(args.planType));
    refuseOtherType(name, args);
    checkBesideOthers(name, declarePlan("Plan", name, this, args));
    const offerKey = args.offer instanceof Offer ? args.offer.offerId : args.offer;
    const keys = pulumi.all([offerKey, args.planId]);
    this.refuseSecond(
      name,
      "plan",
      keys.apply(([offer, plan]) => `${plan} of offer ${offer}`),
    );
    const sought = keys.apply(([offer, plan]) => ({
      title: `plan ${plan}`,
      isSame: ({ planId, productId }: Record<string, unknown>, state: LastState) =>
        planId === plan && [productId, offerIdIn(state, productId)].includes(offer),
    }));
    warnIfRenamed(this, args.adopt, sought);
  }
}

/** The id that people know of an offer of the stack. */
function offerIdIn(state: LastState, productId: unknown): unknown {
  const offers = Object.values(state).map(({ outputs }) => outputs);
  return offers.find((one) => one.productId === productId && one.offerId !== undefined)?.offerId;
}

/** Just-in-time access is switched on by the customer, for which the package has to ask. */
function warnWithoutJitControl(name: string, plan: Plan, given: PlanArgs["technicalConfiguration"]): void {
  if (!isWritten(given) || !(given?.package instanceof ApplicationPackage)) return;
  const files = given.package;
  pulumi.output(given.justInTimeAccess).apply((isOn) => {
    if (isOn !== true) return;
    jitFinding(files).apply((finding) => finding && warnOn(plan, `Plan "${name}"`, finding));
  });
}

function ownerId(offer: PlanArgs["offer"]): pulumi.Input<string> {
  return offer instanceof Offer ? adoptedId(offer) : idOf(offer);
}

/** The type of each plan. */
const planTypes = new WeakMap<object, pulumi.Output<string>>();

/** Refuses the technical configuration of a plan of the other type. */
function refuseOtherType(name: string, { planType, setup }: PlanArgs): void {
  const base = isWritten(setup) ? setup?.technicalConfigurationOf : undefined;
  const baseType = planTypes.get(base as object);
  if (baseType === undefined) return;
  pulumi.all([planType, baseType]).apply(([own, other]) => {
    const reason = otherType(own, other);
    if (reason !== undefined) throw programError(`Plan "${name}": property setup.technicalConfigurationOf ${reason}`);
  });
}

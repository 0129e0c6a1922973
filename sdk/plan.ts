// A plan of an offer, as a program declares it.
import * as pulumi from "@pulumi/pulumi";
import { type ApplicationPackage, withOwner } from "./application-package.js";
import { Offer } from "./offer.js";
import { idOf, PartnerCenterResource } from "./resource.js";

/** The Plan listing page. A key that is not set is not managed. */
export interface PlanListing {
  /** Name that customers see; at most 100 characters. Service's default: the plan's `name`. */
  title?: pulumi.Input<string>;
  /** At most 100 characters. */
  summary?: pulumi.Input<string>;
  /** At most 2,000 characters. */
  description?: pulumi.Input<string>;
}

/** A price. */
export interface Price {
  /** Not below zero. */
  amount: pulumi.Input<number>;
  /** ISO 4217 code, such as `EUR`. */
  currency: pulumi.Input<string>;
}

/** Who may see a private plan: ids with a description of whose they are. */
export interface PrivateAudience {
  /** Azure subscription id → description. */
  subscriptions?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Tenant id → description. */
  tenants?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The Pricing and availability page. A key that is not set is not managed. */
export interface PlanAvailability {
  /** `Public` (the service's default), or `Private` with a `privateAudience`. A published public plan cannot become private. */
  visibility?: pulumi.Input<"Public" | "Private">;
  /** Markets in which the plan is sold, as two-letter codes (ISO 3166-1) of the marketplace's 141. Service's default: none. Order has no meaning. */
  markets?: pulumi.Input<pulumi.Input<string>[]>;
  /** One flat price a month for all markets, in US dollars. For managed applications. */
  monthlyPrice?: pulumi.Input<number>;
  /** A flat price a month of single markets, by market code. For managed applications. */
  monthlyPrices?: pulumi.Input<Record<string, pulumi.Input<Price>>>;
  privateAudience?: pulumi.Input<PrivateAudience>;
}

/** A principal of the managing tenant and its role on the managed resource group. */
export interface Authorization {
  /** Object id (GUID) of a user, group or application in the managing tenant. */
  principalId: pulumi.Input<string>;
  /** `Owner`, `Contributor`, or the GUID of a built-in role. */
  role: pulumi.Input<string>;
}

/** An Azure policy that is assigned to the managed resource group. */
export interface Policy {
  definitionId: pulumi.Input<string>;
  /** Parameters as JSON text. */
  parameters?: pulumi.Input<string>;
  sku?: pulumi.Input<string>;
}

/** The Technical configuration page. A key that is not set is not managed. Solution templates have `version` and `package` only. */
export interface TechnicalConfiguration {
  /** Version of the package, `major.minor.patch`; it must grow with each publication. */
  version?: pulumi.Input<string>;
  /** The package, or its id. */
  package?: ApplicationPackage | pulumi.Input<string>;
  /** Tenant (GUID) whose people manage the application. */
  tenantId?: pulumi.Input<string>;
  /** Who of that tenant manages it, with which role; at most 100. Order has no meaning. */
  authorizations?: pulumi.Input<pulumi.Input<Authorization>[]>;
  /** The same for Azure Government. */
  governmentTenantId?: pulumi.Input<string>;
  /** The same for Azure Government. */
  governmentAuthorizations?: pulumi.Input<pulumi.Input<Authorization>[]>;
  /** Just-in-time access: the publisher asks the customer for access each time. Service's default: false. */
  justInTimeAccess?: pulumi.Input<boolean>;
  /** What a deployment does with resources that are not in the template: keeps (`Incremental`) or deletes (`Complete`) them. */
  deploymentMode?: pulumi.Input<"Incremental" | "Complete">;
  /** Whether `allowedCustomerActions` and `allowedDataActions` apply. Service's default: false. */
  customizeAllowedActions?: pulumi.Input<boolean>;
  /** Control actions that customers may take beside reading, such as `Microsoft.Storage/*`. Order has no meaning. */
  allowedCustomerActions?: pulumi.Input<pulumi.Input<string>[]>;
  /** Data actions that customers may take. Order has no meaning. */
  allowedDataActions?: pulumi.Input<pulumi.Input<string>[]>;
  /** Policies by name (at most 50 characters); at most five. */
  policies?: pulumi.Input<Record<string, pulumi.Input<Policy>>>;
  /** Whether the publisher manages the resources. Service's default: `Managed`; other values are not documented for this API. */
  managementMode?: pulumi.Input<string>;
  /** Whether customers have full access to the managed resource group. Service's default: `Disabled`. */
  customerAccess?: pulumi.Input<"Enabled" | "Disabled">;
}

/** Arguments of {@link Plan}. */
export interface PlanArgs {
  /** The offer, or its product id. */
  offer: Offer | pulumi.Input<string>;
  /** The plan's id in web addresses: at most 50 lower-case letters, digits, `-` and `_`, not at the ends. Another id is another plan. */
  planId: pulumi.Input<string>;
  /** Another type is another plan. */
  planType: pulumi.Input<"managed-application" | "solution-template">;
  /** Name of the plan; at most 50 characters. */
  name: pulumi.Input<string>;
  /** The Plan listing page in English (en-us). */
  listing?: pulumi.Input<PlanListing>;
  /**
   * The Plan listing page in further languages, by language code, such as `{ "de-de": { title: "…" } }`; letter case has no
   * meaning. As for {@link OfferArgs.translations}.
   */
  translations?: pulumi.Input<Record<string, pulumi.Input<PlanListing>>>;
  availability?: pulumi.Input<PlanAvailability>;
  technicalConfiguration?: pulumi.Input<TechnicalConfiguration>;
  /** Take over a plan that exists already; as for {@link OfferArgs.adopt}. */
  adopt?: pulumi.Input<boolean | "unchanged">;
  /** Overwrite also what somebody else has changed since this stack last looked. Default: false. */
  force?: pulumi.Input<boolean>;
  /**
   * Allow a change of `planId` or `planType` of a published plan: the other plan is made, and the published one is left
   * in Partner Center, out of this stack. Default: false, which refuses such a change at preview.
   */
  replacePublished?: pulumi.Input<boolean>;
}

/**
 * A plan (SKU) of an Azure application: managed application or solution template.
 *
 * Deleting: a plan that was never published is deleted. For a published one the API has no way; the error says what
 * can be done in Partner Center.
 */
export class Plan extends PartnerCenterResource {
  declare readonly productId: pulumi.Output<string>;
  /** Id of the variant in Partner Center (a GUID). */
  declare readonly variantId: pulumi.Output<string>;
  declare readonly planId: pulumi.Output<string>;
  /** Hash of all that this program sets for the plan; known at preview. */
  declare readonly contentHash: pulumi.Output<string>;

  constructor(name: string, args: PlanArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "Plan",
      name,
      { ...args, offer: idOf(args.offer), technicalConfiguration: withPackageId(args.technicalConfiguration) },
      ["productId", "variantId", "contentHash"],
      withOwner(args.offer, options),
      { ...args },
    );
    plansWithoutPackage.set(this, unpackagedId(args));
    const offerKey = args.offer instanceof Offer ? args.offer.offerId : args.offer;
    this.refuseSecond(
      name,
      "plan",
      pulumi.all([offerKey, args.planId]).apply(([offer, plan]) => `${plan} of offer ${offer}`),
    );
  }
}

/** The technical configuration with the package's id. What is written out stays so, lest one unknown value hide the others. */
function withPackageId(given: PlanArgs["technicalConfiguration"]): pulumi.Input<pulumi.Inputs> | undefined {
  if (given === undefined) return undefined;
  if (!isWritten(given)) {
    return pulumi.output(given).apply((plain) => withIdOf(plain as TechnicalConfiguration));
  }
  return withIdOf(given);
}

function withIdOf(configuration: TechnicalConfiguration): pulumi.Inputs {
  return configuration.package === undefined
    ? { ...configuration }
    : { ...configuration, package: idOf(configuration.package) };
}

function isWritten<T>(value: pulumi.Input<T> | undefined): value is T | undefined {
  return !(value instanceof Promise || pulumi.Output.isInstance(value));
}

/** For each plan its id when this program gives it no package, else an empty text. */
const plansWithoutPackage = new WeakMap<Plan, pulumi.Output<string>>();

/** For `Submission`: the plan's id when this program gives it no package and does not take it over, else an empty text. */
export function idWithoutPackage(plan: Plan): pulumi.Output<string> {
  return plansWithoutPackage.get(plan) ?? pulumi.output("");
}

function unpackagedId({ planId, adopt, technicalConfiguration }: PlanArgs): pulumi.Output<string> {
  // What is written out in the program is looked at as it is: the package's id may not be known yet.
  const hasPackage = isWritten(technicalConfiguration)
    ? pulumi.output(technicalConfiguration?.package !== undefined)
    : pulumi.output(technicalConfiguration).apply((plain) => (plain as TechnicalConfiguration)?.package !== undefined);
  return pulumi.all([planId, adopt, hasPackage]).apply(([id, isAdopted, has]) => (has || isAdopted ? "" : id));
}

// What the components of Azure applications share: a whole offer in one declaration.
import * as pulumi from "@pulumi/pulumi";
import { ApplicationPackage } from "./application-package.js";
import { isWritten } from "./known-values.js";
import { Offer, type OfferArgs } from "./offer.js";
import { Plan, type PlanArgs } from "./plan.js";
import { Release, type ReleaseArgs } from "./release.js";
import { Submission, type SubmissionArgs } from "./submission.js";

/** What an offer of an Azure application is declared by, whatever the type of its plans. */
export interface ApplicationOfferArgs extends Omit<OfferArgs, "alias" | "type"> {
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
  /**
   * How far `pulumi up` takes the offer: drafts only, to its preview, or live. Going live cannot be undone. Default:
   * `preview`.
   */
  goal?: "draft" | "preview" | "live" | undefined;
  /** Further arguments of the {@link Submission}, such as `onConflict` or `certificationNotes`. */
  submission?: Omit<SubmissionArgs, "offer" | "plans" | "assets"> | undefined;
  /** Further arguments of the {@link Release}, such as `timeouts`. */
  release?: Omit<ReleaseArgs, "offer" | "submission"> | undefined;
}

/** A plan of an offer that is declared as a whole; its id is the key at which it stands. */
export interface PlanOfOffer extends Omit<PlanArgs, "offer" | "planId" | "planType"> {}

/** An offer with its package, plans, submission and release, each of which is reachable. */
export abstract class ApplicationOffer extends pulumi.ComponentResource {
  /** The offer. */
  readonly offer: Offer;
  /** The package that plans have in common; undefined where each has its own. */
  readonly package: ApplicationPackage | undefined;
  /** The plans by their ids. */
  readonly plans: Readonly<Record<string, Plan>>;
  /** The submission to preview; undefined for a `goal` of `draft`. */
  readonly submission: Submission | undefined;
  /** Going live; undefined unless that is the `goal`. */
  readonly release: Release | undefined;
  /** Id of the product in Partner Center (a GUID). */
  readonly productId: pulumi.Output<string>;

  protected constructor(
    type: string,
    name: string,
    args: ApplicationOfferArgs,
    planType: "managed-application" | "solution-template",
    plans: Readonly<Record<string, PlanOfOffer>>,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super(`partnercenter:index:${type}`, name, {}, options);
    const parent = { parent: this };
    const { alias, package: files, version, goal = "preview", submission, release, ...offerArgs } = args;
    const properties = withDefaults(offerArgs.properties, (given) => ({
      ...(version === undefined ? {} : { version }),
      ...(given?.termsOfUse === undefined ? { standardContract: true } : {}),
    }));
    this.offer = new Offer(
      name,
      { ...offerArgs, properties, alias: alias ?? args.offerId, type: "AzureApplication" },
      parent,
    );
    const offer = this.offer;
    this.package =
      files === undefined ? undefined : new ApplicationPackage(`${name}-package`, { offer, path: files }, parent);
    const shared = { ...(version === undefined ? {} : { version }), ...(this.package && { package: this.package }) };
    this.plans = Object.fromEntries(
      Object.entries(plans).map(([planId, plan]) => {
        const technicalConfiguration = sharesConfiguration(plan)
          ? plan.technicalConfiguration
          : withDefaults(plan.technicalConfiguration, () => shared);
        return [
          planId,
          new Plan(`${name}-${planId}`, { ...plan, offer, planId, planType, technicalConfiguration }, parent),
        ];
      }),
    );
    this.submission =
      goal === "draft"
        ? undefined
        : new Submission(`${name}-preview`, { ...submission, offer, plans: Object.values(this.plans) }, parent);
    this.release =
      goal !== "live" || this.submission === undefined
        ? undefined
        : new Release(`${name}-live`, { ...release, offer, submission: this.submission }, parent);
    this.productId = offer.productId;
    this.registerOutputs({ productId: this.productId });
  }
}

/** What a program says, with defaults for what it does not; nothing at all when neither says anything. */
export function withDefaults<Block extends object>(
  given: pulumi.Input<Block> | undefined,
  defaults: (given: Block | undefined) => Partial<Block>,
): pulumi.Input<Block> | undefined {
  if (!isWritten(given))
    return pulumi.output(given).apply((known) => merged(known as Block, defaults)) as pulumi.Output<Block>;
  return given === undefined && Object.keys(defaults(undefined)).length === 0 ? undefined : merged(given, defaults);
}

function merged<Block extends object>(
  given: Block | undefined,
  defaults: (given: Block | undefined) => Partial<Block>,
): Block {
  const said = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaults(given), ...Object.fromEntries(said) } as Block;
}

function sharesConfiguration({ setup }: PlanOfOffer): boolean {
  return isWritten(setup) && setup?.technicalConfigurationOf !== undefined;
}

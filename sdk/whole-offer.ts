// What all components have in common: a whole offer in one declaration, with its plans, its submission and its release.
import * as pulumi from "@pulumi/pulumi";
import { isWritten } from "./known-values.js";
import { Release, type ReleaseArgs } from "./release.js";
import { Submission, type SubmissionArgs } from "./submission.js";
import type { SubmittedOffer, SubmittedPlan } from "./submitted-offer.js";

/** How far an offer that is declared as a whole is taken, and by which steps. */
export interface WholeOfferSteps {
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

/** The option that makes a resource a part of a component. */
interface ParentOption {
  readonly parent: pulumi.Resource;
}

/** How the parts of an offer are made. */
export interface PartsOfOffer<OfferClass extends SubmittedOffer, PlanClass extends SubmittedPlan, PlanArgs> {
  offerOf(parent: ParentOption): OfferClass;
  /** What the program says of the plans, by their ids. */
  readonly plans: Readonly<Record<string, PlanArgs>>;
  planOf(name: string, place: { offer: OfferClass; planId: string }, args: PlanArgs, parent: ParentOption): PlanClass;
}

/** An offer with its plans, submission and release, each of which is reachable. */
export abstract class WholeOffer<
  OfferClass extends SubmittedOffer,
  PlanClass extends SubmittedPlan,
  PlanArgs,
> extends pulumi.ComponentResource {
  /** The offer. */
  readonly offer: OfferClass;
  /** The plans by their ids. */
  readonly plans: Readonly<Record<string, PlanClass>>;
  /** The submission to preview; undefined for a `goal` of `draft`. */
  readonly submission: Submission | undefined;
  /** Going live; undefined unless that is the `goal`. */
  readonly release: Release | undefined;
  /** Id of the product in Partner Center (a GUID). */
  readonly productId: pulumi.Output<string>;

  protected constructor(
    type: string,
    name: string,
    { goal = "preview", submission, release }: WholeOfferSteps,
    parts: PartsOfOffer<OfferClass, PlanClass, PlanArgs>,
    options: pulumi.ComponentResourceOptions | undefined,
  ) {
    super(`partnercenter:index:${type}`, name, {}, options);
    const parent = { parent: this };
    const offer = parts.offerOf(parent);
    this.offer = offer;
    this.plans = Object.fromEntries(
      Object.entries(parts.plans).map(([planId, args]) => [
        planId,
        parts.planOf(`${name}-${planId}`, { offer, planId }, args, parent),
      ]),
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

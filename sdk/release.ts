// Going live, as a program declares it.
import * as pulumi from "@pulumi/pulumi";
import type { ContainerOffer } from "./container-offer.js";
import type { Offer } from "./offer.js";
import { type Links, PartnerCenterResource } from "./resource.js";
import type { SaasOffer } from "./saas-offer.js";
import { plansTakenOut, Submission, type SubmissionTimes, type Timeouts } from "./submission.js";
import { isOffer, toldOf } from "./submitted-offer.js";
import type { VirtualMachineOffer } from "./virtual-machine-offer.js";

/** Arguments of {@link Release}. */
export interface ReleaseArgs {
  /**
   * The offer, its product id, or its offer id.
   *
   * @native The product id of the offer: the output `productId` of an `Offer`, a `VirtualMachineOffer`, a
   * `ContainerOffer` or a `SaasOffer`; or its offer id.
   */
  offer: Offer | VirtualMachineOffer | ContainerOffer | SaasOffer | pulumi.Input<string>;
  /**
   * The submission that goes live, or its id: also from another stack, or from configuration. Naming it is the
   * approval; one that a newer submission has superseded is refused.
   *
   * @native The id of the submission that goes live: the output `submissionId` of a `Submission`, also of another stack.
   * Naming it is the approval; one that a newer submission has superseded is refused.
   */
  submission: Submission | pulumi.Input<string>;
  /**
   * Until when `pulumi up` waits: the service has `accepted` it, or the offer is `live`. Default: `live`; for offers of
   * virtual machines and containers `accepted`.
   */
  waitFor?: pulumi.Input<"accepted" | "live"> | undefined;
  /**
   * What a certification that fails does to `pulumi up`: `error` makes it fail with the service's reasons, `warn`
   * prints them and goes on. Default: `error`.
   */
  onFailure?: pulumi.Input<"error" | "warn"> | undefined;
  /** Your publisher id, for the links to the marketplace: the API does not tell it. */
  publisherId?: pulumi.Input<string> | undefined;
  /** Default: 6 hours. When the time is over, `up` fails, and the next one resumes the wait. */
  timeouts?: pulumi.Input<Timeouts> | undefined;
}

/**
 * Takes exactly the named submission from preview to live. **It cannot be undone**: the offer cannot be deleted any more,
 * and its prices and ids are locked. Taking this resource out of the program leaves the offer live and says so.
 *
 * @example
 * ```ts
 * new Release("live", { offer, submission: preview });
 * ```
 *
 * @adoption It need not be imported: declared for a submission that is live already, it is taken over, and nothing is promoted.
 *
 * @waits `timeouts` limits the wait for going live: 6 hours by default. When it is over, `pulumi up` fails, and the next one resumes the wait.
 * Pulumi's `customTimeouts` have no effect.
 *
 * @errors A submission that a newer one has superseded is refused. A certification that fails makes `pulumi up` fail with its reasons, or
 * warns (`onFailure`).
 */
export class Release extends PartnerCenterResource {
  /** Id of the submission that is live, or on its way. */
  declare readonly submissionId: pulumi.Output<string>;
  /** 1, 2, … per offer. */
  declare readonly releaseNumber: pulumi.Output<number>;
  /** As the service has it, such as `Published`. */
  declare readonly state: pulumi.Output<string>;
  /** As the service has it, such as `InStore` for an offer that is live. */
  declare readonly substate: pulumi.Output<string>;
  /** When its workflows began and ended. */
  declare readonly times: pulumi.Output<SubmissionTimes>;
  /** Where people look at the offer. */
  declare readonly links: pulumi.Output<Links>;

  constructor(name: string, args: ReleaseArgs, options?: pulumi.CustomResourceOptions) {
    const submission = args.submission instanceof Submission ? args.submission.submissionId : args.submission;
    super(
      "Release",
      name,
      {
        ...args,
        ...toldOf(args.offer),
        submission,
        removedPlans: args.submission instanceof Submission ? plansTakenOut(args.submission) : undefined,
      },
      ["submissionId", "releaseNumber", "state", "substate", "times", "links"],
      options,
    );
    const offerKey = isOffer(args.offer) ? args.offer.offerId : args.offer;
    this.refuseSecond(
      name,
      "release",
      pulumi.output(offerKey).apply((id) => `of offer ${id}`),
    );
  }
}

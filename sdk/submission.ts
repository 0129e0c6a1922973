// A submission to preview, as a program declares it.
import * as pulumi from "@pulumi/pulumi";
import { Offer } from "./offer.js";
import type { Plan } from "./plan.js";
import { idOf, type Links, PartnerCenterResource } from "./resource.js";

/** How long to wait, such as `90s`, `45m` or `6h`. The engine's own `customTimeouts` do not reach these resources. */
export interface Timeouts {
  create?: pulumi.Input<string>;
  update?: pulumi.Input<string>;
}

/** When the work flows of a submission began and ended (UTC), as far as they have. */
export interface SubmissionTimes {
  submittedAt?: string;
  previewReadyAt?: string;
  promotedAt?: string;
  liveAt?: string;
}

/** Arguments of {@link Submission}. */
export interface SubmissionArgs {
  /** The offer, or its product id. Given as a resource, its content counts for what has changed. */
  offer: Offer | pulumi.Input<string>;
  /** The plans that this program declares for the offer: their content counts, and they are done before. */
  plans?: Plan[];
  /** Until when `pulumi up` waits: the service has `accepted` it, or the `preview` is ready. Default: `preview`. */
  waitFor?: pulumi.Input<"accepted" | "preview">;
  /** A note for the people who certify the offer. */
  certificationNotes?: pulumi.Input<string>;
  /** Your publisher id, for the links to the marketplace: the API does not tell it. */
  publisherId?: pulumi.Input<string>;
  /** Default: 2 hours. When the time is over, `up` fails, and the next one goes on waiting for the same submission. */
  timeouts?: pulumi.Input<Timeouts>;
}

/**
 * Sends the drafts of an offer and of all its plans to preview. It does so again when the content of the offer or
 * plans that it is given has changed, and only then: `pulumi preview` knows it without asking the service. Edits that
 * somebody makes in the portal lead to a new submission after a `pulumi refresh`.
 *
 * A submission that fails makes `pulumi up` fail, with the service's reasons; the next `up` submits again.
 * Destroying takes back one that is in progress; a preview stays, since the API cannot withdraw it.
 */
export class Submission extends PartnerCenterResource {
  /** Id of the submission: nineteen digits, as a text. A {@link Release} takes it. */
  declare readonly submissionId: pulumi.Output<string>;
  /** 1, 2, … per offer. */
  declare readonly releaseNumber: pulumi.Output<number>;
  /** As the service has it, such as `Published` (also when only in preview: look at `substate`). */
  declare readonly state: pulumi.Output<string>;
  /** As the service has it, such as `ReadyToPublish` for a preview that is ready. */
  declare readonly substate: pulumi.Output<string>;
  declare readonly times: pulumi.Output<SubmissionTimes>;
  declare readonly links: pulumi.Output<Links>;
  /** The offer's product id. */
  declare readonly offer: pulumi.Output<string>;

  constructor(name: string, args: SubmissionArgs, options?: pulumi.CustomResourceOptions) {
    const { offer, plans = [], ...rest } = args;
    const content = [...(offer instanceof Offer ? [offer.contentHash] : []), ...plans.map((plan) => plan.contentHash)];
    super(
      "Submission",
      name,
      { ...rest, offer: idOf(offer), offerId: offer instanceof Offer ? offer.offerId : undefined, content },
      ["submissionId", "releaseNumber", "state", "substate", "times", "links"],
      options,
    );
    const offerKey = offer instanceof Offer ? offer.offerId : offer;
    this.refuseSecond(
      name,
      "submission",
      pulumi.output(offerKey).apply((id) => `of offer ${id}`),
    );
  }
}

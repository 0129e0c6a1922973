// A submission to preview, as a program declares it.
import * as pulumi from "@pulumi/pulumi";
import { ContainerBundle, givenBundle } from "./container-bundle.js";
import type { ContainerOffer } from "./container-offer.js";
import type { ContainerPlan } from "./container-plan.js";
import { lackingOf, plansOf } from "./declared-offers.js";
import { programError } from "./early-check.js";
import { Offer } from "./offer.js";
import type { Plan } from "./plan.js";
import { type Links, PartnerCenterResource } from "./resource.js";
import type { SaasOffer } from "./saas-offer.js";
import type { SaasPlan } from "./saas-plan.js";
import { isOffer, isPlan, isPlanOf, planNames, type SubmittedPlan, toldOf } from "./submitted-offer.js";
import { givenTo, VirtualMachineImage } from "./virtual-machine-image.js";
import type { VirtualMachineOffer } from "./virtual-machine-offer.js";
import type { VirtualMachinePlan } from "./virtual-machine-plan.js";

/**
 * How long to wait, such as `90s`, `45m` or `72h`. These are inputs because the engine's own `customTimeouts` do not
 * reach dynamic resources: it sends them, and the dynamic provider drops them.
 *
 * @native How long to wait, such as `90s`, `45m` or `72h`. The resource option `customTimeouts` does the same, where
 * nothing is set here.
 */
export interface Timeouts {
  /** When the resource is made. */
  create?: pulumi.Input<string> | undefined;
  /** When it is updated, and when an interrupted wait is resumed. */
  update?: pulumi.Input<string> | undefined;
}

/** What happens to a submission by itself once it is in preview. */
export interface PublishOption {
  /**
   * Not live before this time: ISO 8601 with its zone, such as `2030-05-01T09:00:00Z`. It must be in the future when
   * the submission is sent; afterwards it may stay in the program. Service's default: as soon as it is promoted. What
   * the service does with it for Azure offers was not observed.
   */
  releaseTime?: pulumi.Input<string> | undefined;
  /**
   * The service promotes the submission itself when the preview is ready: no {@link Release} is needed, and nobody has
   * to approve. Service's default: false.
   */
  autoPromote?: pulumi.Input<boolean> | undefined;
  /**
   * The service's `isManualPublish`, which other types of products use to wait for a person's yes. What it does for
   * Azure offers was not observed. Service's default: false.
   */
  manualPublish?: pulumi.Input<boolean> | undefined;
}

/** When the workflows of a submission began and ended (UTC), as far as they have. */
export interface SubmissionTimes {
  /** When validation began. */
  submittedAt?: string;
  /** When the preview was ready. */
  previewReadyAt?: string;
  /** When going live began. */
  promotedAt?: string;
  /** When the offer was live. */
  liveAt?: string;
}

/** Arguments of {@link Submission}. */
export interface SubmissionArgs {
  /**
   * The offer, its product id, or its offer id. Given as a resource, its content counts for what has changed. Offers of
   * virtual machines, containers and SaaS are submitted by the Product Ingestion API.
   *
   * @native The product id of the offer: the output `productId` of an `Offer`, a `VirtualMachineOffer`, a
   * `ContainerOffer` or a `SaasOffer`; or its offer id.
   */
  offer: Offer | VirtualMachineOffer | ContainerOffer | SaasOffer | pulumi.Input<string>;
  /**
   * The plans whose content counts, and which are done before. Default: all plans of `offer` that the program declares;
   * a program that declares some later, after it has waited for something, has to list them.
   *
   * @native The plans whose content counts: the `id` of each `Plan`, `VirtualMachinePlan`,
   * `ContainerPlan` or `SaasPlan`. When one of them changes, it is submitted again; one
   * that is no longer among them is not submitted unnoticed. Default: none.
   */
  plans?: (Plan | VirtualMachinePlan | ContainerPlan | SaasPlan)[] | undefined;
  /**
   * The technical assets whose content counts, of an offer of virtual machines or containers. Each of them has to be in the draft of the
   * offer before it is sent: what somebody else has taken away meanwhile is put back, and said. Default: none.
   *
   * @native The technical assets whose content counts, of an offer of virtual machines or containers: the `id` of each
   * `VirtualMachineImage` or `ContainerBundle`. Each of them has to be in the draft of the offer before it is sent: what somebody else has
   * taken away meanwhile is put back, and said. Default: none.
   */
  assets?: (VirtualMachineImage | ContainerBundle)[] | undefined;
  /**
   * Until when `pulumi up` waits: the service has `accepted` it, or the `preview` is ready. Default: `preview`; for offers
   * of virtual machines and containers `accepted`, since their certification takes a day or two, and up to four. To wait
   * for it all the same, set `preview`.
   */
  waitFor?: pulumi.Input<"accepted" | "preview"> | undefined;
  /**
   * When `pulumi up` submits again. Default: `on-change`.
   *
   * - `on-change`: when the content of the offer or plans given, or the note for certification, has changed, and after
   *   a submission that failed. Never twice for the same content.
   * - `always`: at every `pulumi up`; so each `pulumi preview` shows an update, and that of a {@link Release} of it.
   *   For content that no program manages. One that is still in progress, or that an interrupted run has made, is resumed
   *   first.
   * - `never`: once only; after that nothing but a failure leads to another one. The program's changes stay drafts.
   */
  resubmit?: pulumi.Input<"on-change" | "always" | "never"> | undefined;
  /**
   * What to do about a submission in progress that this stack did not make, and about any that is going live: both
   * block a new one. A preview blocks nothing: a new submission takes its place. Default: `fail`.
   *
   * - `fail`: nothing is sent, and the error names it.
   * - `wait`: until it has ended, for at most the time in `timeouts`.
   * - `replace`: cancel it. One that is going live cannot be canceled, and fails.
   */
  onConflict?: pulumi.Input<"wait" | "fail" | "replace"> | undefined;
  /**
   * What a submission that fails does to `pulumi up`: `error` makes it fail with the service's reasons, `warn` prints
   * them and goes on. Either way the next `up` submits again. Default: `error`.
   */
  onFailure?: pulumi.Input<"error" | "warn"> | undefined;
  /**
   * What to do about a plan that is no longer among `plans`, and was never live. Pulumi deletes after everything else,
   * so the plan would be submitted, and could not be deleted once it is live. `fail`: nothing is sent, and the error
   * says how to take the plan out first; nor is a {@link Release} made of a submission that carries it. `submit`: it is
   * submitted, as a plan that somebody else manages. Default: `fail`.
   */
  onRemovedPlan?: pulumi.Input<"fail" | "submit"> | undefined;
  /**
   * The same for an image version or bundle that is no longer among `assets`, was never live, and is still in the draft: it would
   * be published along. Default: `fail`.
   */
  onRemovedAsset?: pulumi.Input<"fail" | "submit"> | undefined;
  /** A change of it leads to a new submission, unless the last one was promoted already. */
  publishOption?: pulumi.Input<PublishOption> | undefined;
  /** A note for the people who certify the offer. */
  certificationNotes?: pulumi.Input<string> | undefined;
  /** Your publisher id, for the links to the marketplace: the API does not tell it. */
  publisherId?: pulumi.Input<string> | undefined;
  /** Default: 2 hours, or 96 where `waitFor` is `accepted` by default. When the time is over, `up` fails, and the next one resumes the wait for the same submission. */
  timeouts?: pulumi.Input<Timeouts> | undefined;
}

/** What a submission may be made for. */
type TechnicalAsset = VirtualMachineImage | ContainerBundle;

/** The version of a bundle is its tag. */
function versionOf(asset: TechnicalAsset): pulumi.Output<string> {
  return asset instanceof ContainerBundle ? asset.tag : asset.version;
}

/** The content by name, so that a preview tells what of it has changed. */
function contentOf(offer: SubmissionArgs["offer"], plans: readonly SubmittedPlan[], assets: readonly TechnicalAsset[]) {
  const names = [
    ...plans.map(({ planId }) => pulumi.interpolate`plan ${planId}`),
    ...assets.map((asset) => pulumi.interpolate`plan ${asset.plan}, version ${versionOf(asset)}`),
  ];
  const hashes = [...plans, ...assets].map(({ contentHash }) => contentHash);
  return pulumi.all(names).apply((all): Record<string, pulumi.Input<string>> => {
    const parts = all.map((name, index) => [name, hashes[index]]);
    return { ...(isOffer(offer) ? { offer: offer.contentHash } : {}), ...Object.fromEntries(parts) };
  });
}

/** The assets with all that they say, so that what was lost can be put back. Secret: they may have signed addresses. */
function assetsOf(assets: readonly TechnicalAsset[] | undefined): pulumi.Input<unknown> | undefined {
  if (assets === undefined || assets.length === 0) return undefined;
  return pulumi.secret(assets.map(toldOfAsset));
}

function toldOfAsset(asset: TechnicalAsset): pulumi.Inputs {
  if (asset instanceof ContainerBundle) {
    const { offer, plan, tag, registry, tenantId, repository, digest } = givenBundle(asset);
    return { id: asset.id, offer, plan, version: tag, bundle: { registry, tenantId, repository, digest } };
  }
  const { offer, plan, version, images, deprecated } = givenTo(asset);
  return { id: asset.id, offer, plan, version, images, deprecated };
}

/**
 * Sends the drafts of an offer and of all its plans to preview. It does so again when the content of the offer or
 * plans that it is given has changed, and only then: `pulumi preview` knows it without asking the service. Edits that
 * somebody makes in the portal lead to a new submission after a `pulumi refresh`.
 *
 * A submission that fails makes `pulumi up` fail, with the service's reasons; the next `up` submits again.
 * Taking it out of the program cancels one that is in progress; a preview stays, since the API cannot withdraw it.
 *
 * @example
 * ```ts
 * const preview = new Submission("preview", { offer, plans: [plan] });
 * export const links = preview.links;
 * ```
 *
 * @adoption It cannot be imported. A submission in progress that this stack did not make is treated by `onConflict`; a preview is
 * superseded by the next submission.
 *
 * @waits `timeouts` limits the wait for the preview: 2 hours by default, or 96 for offers of virtual machines and containers. When it is over, `pulumi up`
 * fails, and the next one resumes the same submission. Pulumi's `customTimeouts` have no effect.
 *
 * @errors A submission that fails makes `pulumi up` fail with the service's reasons and where in the program they belong, or warns
 * (`onFailure`). One in progress that is not ours stops it (`onConflict`), as does a plan that has left the program
 * (`onRemovedPlan`). See docs/publishing.md.
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
  /** When its workflows began and ended. */
  declare readonly times: pulumi.Output<SubmissionTimes>;
  /** Where people look at the offer. */
  declare readonly links: pulumi.Output<Links>;
  /** The offer's product id. */
  declare readonly offer: pulumi.Output<string>;
  /** Ids (`planId`) of the plans that were given when it was submitted; none without `plans`. */
  declare readonly planIds: pulumi.Output<string[] | undefined>;

  constructor(name: string, args: SubmissionArgs, options?: pulumi.CustomResourceOptions) {
    const { offer, plans: listed, assets = [], ...rest } = args;
    refuseOtherArgs(name, args);
    const isOfImages = assets.length > 0 && !isOffer(offer); // nobody asks what other people's offer says
    const plans = listed === undefined ? (plansOf(offer, name) as Promise<SubmittedPlan[]>) : Promise.resolve(listed);
    const told = toldOf(offer);
    const inputs = {
      ...rest,
      ...told,
      content: pulumi.output(plans.then((all) => contentOf(offer, all, assets))),
      planIds: pulumi.output(plans.then((all) => (all.length === 0 ? undefined : all.map(({ planId }) => planId)))),
      lacking: isOfImages ? undefined : pulumi.output(plans.then((all) => lackingOf(offer, told.offer, all))),
    };
    super(
      "Submission",
      name,
      { ...inputs, assets: assetsOf(assets) },
      ["submissionId", "releaseNumber", "state", "substate", "times", "links"],
      options,
      inputs,
    );
    const planIds = pulumi.output(plans.then((all) => pulumi.all(all.map(({ planId }) => planId))));
    given.set(
      this,
      pulumi.all([planIds, args.onRemovedPlan]).apply(([ids, onRemovedPlan]) => ({ planIds: ids, onRemovedPlan })),
    );
    const offerKey = isOffer(offer) ? offer.offerId : offer;
    this.refuseSecond(
      name,
      "submission",
      pulumi.output(offerKey).apply((id) => `of offer ${id}`),
    );
  }
}

function isAsset(value: unknown): boolean {
  return value instanceof VirtualMachineImage || value instanceof ContainerBundle;
}

/** Refuses what is no plan or asset, or none of the offer. */
function refuseOtherArgs(name: string, { offer, plans = [], assets = [] }: SubmissionArgs): void {
  const refuse = (what: string) => programError(`Submission "${name}": property ${what}`);
  if (!(Array.isArray(plans) && plans.every(isPlan))) {
    throw refuse(`plans must be a list of ${planNames.join(" or ")} resources, such as [plan]`);
  }
  if (!(Array.isArray(assets) && assets.every(isAsset))) {
    throw refuse("assets must be a list of VirtualMachineImage or ContainerBundle resources, such as [image]");
  }
  if (assets.length > 0 && offer instanceof Offer) {
    throw refuse(
      "assets has images or bundles, and its offer is an Azure application. Give the offer of the assets: by " +
        "its offer id, or as the `productId` of one of them",
    );
  }
  if (isOffer(offer) && !plans.every((plan) => isPlanOf(plan, offer))) {
    throw refuse("plans has plans that are of no offer of this type: give those of the offer");
  }
}

/** What a program gives to each Submission. */
const given = new WeakMap<Submission, pulumi.Output<{ planIds: string[]; onRemovedPlan: string | undefined }>>();

/** For `Release`: ids of plans that were submitted, and that the program has taken out since. */
export function plansTakenOut(submission: Submission): pulumi.Output<string[] | undefined> {
  return pulumi.all([submission.planIds, given.get(submission)]).apply(([submitted, now]) => {
    if (now === undefined || now.onRemovedPlan === "submit") return undefined;
    const removed = (submitted ?? []).filter((planId) => !now.planIds.includes(planId));
    return removed.length === 0 ? undefined : removed;
  });
}

// A plan of an offer of virtual machines, as a program declares it.
import * as pulumi from "@pulumi/pulumi";
import { isWritten } from "./known-values.js";
import type { MarketplacePlanListing } from "./marketplace-plan.js";
import { warnIfRenamed } from "./renamed.js";
import { contentHashOf, hashInput, PartnerCenterResource, sealed, withIdAt } from "./resource.js";
import type { VirtualMachineConfiguration } from "./virtual-machine-configuration.js";
import { offerIdOf, VirtualMachineOffer } from "./virtual-machine-offer.js";
import type { VirtualMachinePlanAvailability } from "./virtual-machine-prices.js";

/** The Plan setup page. A key that is not set is not managed. */
export interface VirtualMachinePlanSetup {
  /**
   * Azure clouds in which the plan is available; at least one. Service's default: `azureGlobal`. Order does not matter.
   * A cloud cannot be removed once the plan is published there.
   */
  clouds?: pulumi.Input<pulumi.Input<"azureGlobal" | "azureGovernment" | "azureGermany" | "azureChina">[]> | undefined;
  /**
   * Certifications for Azure Government, which its customers see: name → link to the certification, or to a description
   * of it; at most 100. Service's default: none.
   */
  governmentCertifications?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Use the technical configuration of another plan of this offer, also what it becomes later: the plan, or its plan id.
   * This plan then has no `technicalConfiguration` of its own. A plan that is published with one of its own cannot begin
   * to use another plan's; taking this out of the program detaches the plan.
   */
  technicalConfigurationOf?: VirtualMachinePlan | pulumi.Input<string> | undefined;
  /** The place of the plan among those of the offer: smaller numbers come first. Service's default: 2147483647. */
  displayRank?: pulumi.Input<number> | undefined;
}

/** Arguments of {@link VirtualMachinePlan}. */
export interface VirtualMachinePlanArgs {
  /**
   * The offer, or its offer id, such as `contoso-appliance`.
   *
   * @native The offer id: the id, and the output `offerId`, of a `VirtualMachineOffer`.
   */
  offer: VirtualMachineOffer | pulumi.Input<string>;
  /** The plan's id: at most 50 lower-case letters, digits, `-` and `_`. Another id is another plan. */
  planId: pulumi.Input<string>;
  /** Name of the plan in Partner Center; at most 125 characters. Customers see `listing.title`. */
  name: pulumi.Input<string>;
  /** The Plan setup page: clouds, and the place among other plans. */
  setup?: pulumi.Input<VirtualMachinePlanSetup> | undefined;
  /** The Plan listing page in English. */
  listing?: pulumi.Input<MarketplacePlanListing> | undefined;
  /** The Pricing and availability page: who may see it, where it is sold, for how much. */
  availability?: pulumi.Input<VirtualMachinePlanAvailability> | undefined;
  /** The Technical configuration page: operating system, SKUs, images. */
  technicalConfiguration?: pulumi.Input<VirtualMachineConfiguration> | undefined;
  /**
   * What becomes of an image version that is live when it leaves `technicalConfiguration.images`: `leave` leaves it as it
   * is and says so, `deprecate` deprecates it. One that was never live is taken out. Default: `leave`.
   */
  onRemovedImage?: pulumi.Input<"leave" | "deprecate"> | undefined;
  /** Take over a plan that exists already; as for {@link VirtualMachineOfferArgs.adopt}. */
  adopt?: pulumi.Input<boolean | "unchanged"> | undefined;
  /** Overwrite also what somebody else has changed since this stack last looked. Default: false. */
  force?: pulumi.Input<boolean> | undefined;
  /**
   * Allow a change of `planId` of a published plan: the other plan is created, and the published one stays in Partner
   * Center, outside this stack. Default: false, which refuses such a change at preview.
   */
  replacePublished?: pulumi.Input<boolean> | undefined;
  /**
   * Properties whose lock at publication is a warning instead of an error, such as `["setup.clouds"]`: for
   * a lock that Microsoft has lifted since. docs/publishing.md lists all locks ("What publication locks"). Default: none.
   */
  toleratedLocks?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/**
 * A plan (SKU) of an offer of virtual machines. What `pulumi up` changes of several plans of an offer goes into one job.
 *
 * Deleting: a plan that was never published is deleted, with all its image versions. For a published one there is no way
 * by the API; the error says what can be done.
 *
 * @example
 * ```ts
 * const plan = new VirtualMachinePlan("standard", {
 *   offer: "contoso-appliance",
 *   planId: "standard",
 *   name: "Standard",
 *   listing: { title: "Standard", summary: "The plan in one line", description: "<p>The plan.</p>" },
 *   availability: { markets: ["US", "DE"], hourly: { perCore: 0.05 } },
 * });
 * ```
 *
 * @adoption `adopt: true` takes over a plan that exists by its `planId`.
 *
 * @waits The job that writes the plan takes about a minute at the service, one for all plans of an offer, and is waited for at most ten
 * minutes. Pulumi's `customTimeouts` have no effect.
 *
 * @errors A plan that exists already is refused without `adopt`. What a colleague has changed since, of what the program sets, stops
 * the update, unless `force` is set. What the service says of a resource that it refuses fails the plan that wrote it. Changes that
 * publication locks, such as of a price, are refused at preview.
 */
export class VirtualMachinePlan extends PartnerCenterResource {
  /** Id of the offer's product in Partner Center (a GUID). */
  declare readonly productId: pulumi.Output<string>;
  /** Id of the plan in Partner Center (a GUID). The resource's id is offer id, `/`, plan id. */
  declare readonly variantId: pulumi.Output<string>;
  /** Type of the offer, as the API names it: `azureVirtualMachine` or `coreVirtualMachine`. */
  declare readonly offerType: pulumi.Output<string>;
  /** The offer id. */
  declare readonly offer: pulumi.Output<string>;
  /** As it was given. */
  declare readonly planId: pulumi.Output<string>;
  /** Hash of all that this program sets for the plan; known at preview. */
  declare readonly contentHash: pulumi.Output<string>;

  constructor(name: string, args: VirtualMachinePlanArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = ["productId", "variantId", "offerType", "contentHash", hashInput];
    const setup = withIdAt(args.setup, "technicalConfigurationOf");
    const inputs = { ...args, offer: offerIdOf(args.offer), setup };
    const secrets = hasOnlyGalleries(args) ? [] : ["technicalConfiguration.images"];
    super("VirtualMachinePlan", name, sealed(inputs, secrets), outputs, options, { ...args });
    this.contentHash = contentHashOf(this);
    const offerId = args.offer instanceof VirtualMachineOffer ? args.offer.offerId : args.offer;
    const keys = pulumi.all([offerId, args.planId]);
    this.refuseSecond(
      name,
      "plan",
      keys.apply(([offer, plan]) => `${plan} of offer ${offer}`),
    );
    for (const version of versionsIn(args)) {
      // Also declared by a VirtualMachineImage, it would be changed by both.
      this.refuseSecond(
        name,
        "image version",
        keys.apply(([offer, plan]) => `${version} of plan ${plan} of offer ${offer}`),
      );
    }
    const sought = keys.apply(([offer, plan]) => ({
      title: `plan ${plan}`,
      isSame: (outputs: Record<string, unknown>) => outputs.planId === plan && outputs.offer === offer,
    }));
    warnIfRenamed(this, args.adopt, sought);
  }
}

/** The image versions that the program names; undefined: they are not written out. */
function imagesIn({ technicalConfiguration }: VirtualMachinePlanArgs): Record<string, unknown> | undefined {
  if (!isWritten(technicalConfiguration)) return undefined;
  const images = technicalConfiguration?.images;
  return isWritten(images) ? (images ?? {}) : undefined;
}

function versionsIn(args: VirtualMachinePlanArgs): string[] {
  return Object.keys(imagesIn(args) ?? {});
}

/** Whether no image has a signed address, for certain: then all of them may be shown. */
function hasOnlyGalleries(args: VirtualMachinePlanArgs): boolean {
  const isOfGallery = (image: unknown) =>
    isWritten(image) && typeof image === "object" && image !== null && !("osDisk" in image) && !("dataDisks" in image);
  const images = imagesIn(args);
  return (
    images !== undefined &&
    Object.values(images).every(
      (ofTypes) => isWritten(ofTypes) && typeof ofTypes === "object" && Object.values(ofTypes ?? {}).every(isOfGallery),
    )
  );
}

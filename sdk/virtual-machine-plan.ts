// A plan of an offer of virtual machines, as a program declares it.
import type * as pulumi from "@pulumi/pulumi";
import { isWritten } from "./known-values.js";
import type { MarketplacePlanListing, MarketplacePlanSetup } from "./marketplace-plan.js";
import { MarketplacePlan, type MarketplacePlanArgs, planKeys } from "./marketplace-resources.js";
import { sealed, withIdAt } from "./resource.js";
import type { VirtualMachineConfiguration } from "./virtual-machine-configuration.js";
import type { VirtualMachineOffer } from "./virtual-machine-offer.js";
import type { VirtualMachinePlanAvailability } from "./virtual-machine-prices.js";

/** The Plan setup page. A key that is not set is not managed. */
export interface VirtualMachinePlanSetup extends MarketplacePlanSetup {
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
export interface VirtualMachinePlanArgs extends MarketplacePlanArgs {
  /**
   * The offer, or its offer id, such as `contoso-appliance`.
   *
   * @native The offer id: the id, and the output `offerId`, of a `VirtualMachineOffer`.
   */
  offer: VirtualMachineOffer | pulumi.Input<string>;
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
export class VirtualMachinePlan extends MarketplacePlan {
  constructor(name: string, args: VirtualMachinePlanArgs, options?: pulumi.CustomResourceOptions) {
    const setup = withIdAt(args.setup, "technicalConfigurationOf");
    const secrets = hasOnlyGalleries(args) ? [] : ["technicalConfiguration.images"];
    super("VirtualMachinePlan", name, args, options, sealed({ ...args, setup }, secrets));
    for (const version of versionsIn(args)) {
      // Also declared by a VirtualMachineImage, it would be changed by both.
      this.refuseSecond(
        name,
        "image version",
        planKeys(args).apply(([offer, plan]) => `${version} of plan ${plan} of offer ${offer}`),
      );
    }
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

// A version of the images of a virtual machine plan, as a program declares it.
import * as pulumi from "@pulumi/pulumi";
import { imageTypes } from "../provider/rules/image-types.js";
import { PartnerCenterResource, sealed } from "./resource.js";

/** Where the image of one SKU comes from: a gallery, or VHDs. */
export interface MachineImage {
  /**
   * Id of an image version in an Azure Compute Gallery, such as the `id` of a `GalleryImageVersion` of azure-native.
   * The service principals "Microsoft Partner Center Resource Provider" and "Compute Image Registry" need the role
   * Compute Gallery Image Reader on the gallery (docs/virtual-machines.md).
   */
  galleryImage?: pulumi.Input<string> | undefined;
  /** Microsoft Entra tenant (GUID) of the gallery's subscription. Default: the tenant of the credentials. */
  tenantId?: pulumi.Input<string> | undefined;
  /**
   * https address of the VHD with the operating system, with a SAS that can read it and is valid for at least three
   * weeks. A secret, also when the program does not mark it as such. Only the blob counts: a new signature is no change.
   */
  osDisk?: pulumi.Input<string> | undefined;
  /** LUN (`"0"` to `"15"`) → address of the VHD of a data disk, as of `osDisk`. */
  dataDisks?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** Arguments of {@link VirtualMachineImage}. */
export interface VirtualMachineImageArgs {
  /** The offer id, as people chose it, such as `contoso-appliance`: an offer of virtual machines that exists. */
  offer: pulumi.Input<string>;
  /** The plan id, such as `standard`. The plan needs its SKUs: set its technical configuration before. */
  plan: pulumi.Input<string>;
  /**
   * Three whole numbers, such as `1.0.0`. Another version takes the place of this one: it is appended, and this one is
   * taken out if it never went live; what is live stays (`onRemoved`).
   */
  version: pulumi.Input<string>;
  /**
   * Image type of the SKU (`x64Gen1`, `x64Gen2`, `arm64Gen2`) → the image. A version that is published keeps its images: other
   * ones need another version.
   */
  images: pulumi.Input<Record<string, pulumi.Input<MachineImage>>>;
  /** Whether customers are to leave this version, within 90 days. Counts once it is submitted and live. Default: not managed. */
  deprecated?: pulumi.Input<boolean> | undefined;
  /**
   * What becomes of a version that is live when it leaves the program, or another version takes its place: `leave` leaves
   * it as it is and says so, `deprecate` deprecates it. One that was never live is taken out. Default: `leave`.
   */
  onRemoved?: pulumi.Input<"leave" | "deprecate"> | undefined;
}

/** What programs gave to each image version. */
const given = new WeakMap<VirtualMachineImage, VirtualMachineImageArgs>();

/**
 * A technical asset: one version of the images of a plan of virtual machines, such as an image factory makes. It is
 * appended to the plan's versions in the draft of the offer; those of others stay as they are. Give it to a
 * {@link Submission} as one of its `assets` to publish it.
 *
 * @example
 * ```ts
 * const image = new VirtualMachineImage("image", {
 *   offer: "contoso-appliance",
 *   plan: "standard",
 *   version: "1.0.1",
 *   images: { x64Gen2: { galleryImage: galleryVersionId } },
 * });
 * const certified = new Submission("preview", { offer: image.productId, assets: [image] });
 * ```
 *
 * @adoption An image version that is there already with the same images is taken over as it is; with other ones it is refused.
 *
 * @waits None of its own: the service takes about a minute for the job that appends it, which `pulumi up` waits for; certification is the wait of the
 * {@link Submission}.
 *
 * @errors The service's verdict on the images, such as a gallery that it may not read, fails `pulumi up`. Other images for a version that is
 * published are refused. See docs/virtual-machines.md.
 */
export class VirtualMachineImage extends PartnerCenterResource {
  /** Id of the offer's product in Partner Center (a GUID): what a {@link Submission} takes as `offer`. */
  declare readonly productId: pulumi.Output<string>;
  /** As it was given. */
  declare readonly offer: pulumi.Output<string>;
  /** As it was given. */
  declare readonly plan: pulumi.Output<string>;
  /** As it was given. */
  declare readonly version: pulumi.Output<string>;
  /** Hash of all that this program sets for the version, but for signatures; known at preview. */
  declare readonly contentHash: pulumi.Output<string>;

  constructor(name: string, args: VirtualMachineImageArgs, options?: pulumi.CustomResourceOptions) {
    const inputs = sealed({ ...args }, signedAddresses(args));
    super("VirtualMachineImage", name, inputs, ["productId", "contentHash"], options);
    given.set(this, args);
    const key = pulumi.all([args.offer, args.plan, args.version]);
    this.refuseSecond(
      name,
      "image version",
      key.apply(([offer, plan, version]) => `${version} of plan ${plan} of offer ${offer}`),
    );
  }
}

/** Where signed addresses may stand, whatever a program gives as outputs. */
function signedAddresses({ images }: VirtualMachineImageArgs): string[] {
  const isPlain = typeof images === "object" && !pulumi.Output.isInstance(images) && !(images instanceof Promise);
  const types = new Set<string>([...imageTypes, ...(isPlain ? Object.keys(images) : [])]);
  return [...types].flatMap((type) => [`images.${type}.osDisk`, `images.${type}.dataDisks`]);
}

/** For `Submission`: what the program gave. */
export function givenTo(image: VirtualMachineImage): VirtualMachineImageArgs {
  return given.get(image) as VirtualMachineImageArgs;
}

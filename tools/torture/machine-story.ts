/**
 * The part of the story that is about an offer of virtual machines, which others have made: an image factory appends a
 * version, publishes it, puts another in its place, and takes its images out again.
 */
import type { Properties } from "../../provider/values/properties.js";
import { galleryImage, signedVhd } from "../../tests/provider/machine-images.js";
import { OtherTool, submittedAssets } from "../../tests/provider/machine-offer.js";
import { guids } from "../../tests/provider/programs.js";
import type { Workbench } from "../../tests/provider/workbench.js";
import type { Cast } from "./cast.js";
import { destroy, refresh, type Step, up } from "./step.js";

/** The signature of the address from which the service fetches an image. */
export const machineSignature = "Y2FuYXJ5LW9mLXRoZS1pbWFnZQ";

/** Its offer id. */
export const machineOfferId = "machines";
const offer = machineOfferId;

const version =
  (number: string, image: Properties, more: Properties = {}) =>
  () => ({
    offer,
    plan: "standard",
    version: number,
    images: { x64Gen2: image },
    ...more,
  });

const submitted = (cast: Cast): Properties => ({
  offer: cast.output("machine image", "productId"),
  ...submittedAssets([cast.get("machine image")]),
  waitFor: "preview",
});

const released = (cast: Cast): Properties => ({
  offer: cast.output("machine image", "productId"),
  submission: cast.output("machine submission", "submissionId"),
  waitFor: "live",
});

/** Makes the offer. @returns All steps, in order. */
export async function machineSteps({ emulator }: Workbench): Promise<readonly Step[]> {
  await OtherTool.makeOffer(emulator, offer);
  const deprecates = { onRemoved: "deprecate" };
  const signed = signedVhd("first", { signature: machineSignature });
  const first = version("1.0.0", { osDisk: signed, dataDisks: { "0": signed } }, deprecates);
  const second = version("1.1.0", { galleryImage: galleryImage("1.1.0"), tenantId: guids.tenant }, deprecates);
  const spare = version("2.0.0", { osDisk: signed });
  const spareAfter = version("2.0.0", { osDisk: signedVhd("second", { signature: machineSignature }) });
  return [
    up("create machine image", "machine image", first),
    up("create machine submission", "machine submission", submitted),
    up("create machine release", "machine release", released),
    refresh("machine image", first),
    refresh("machine submission", submitted),
    refresh("machine release", released),
    up("update machine image", "machine image", second),
    up("update machine submission", "machine submission", submitted),
    up("update machine release", "machine release", released),
    up("create spare image", "spare image", spare),
    up("update spare image", "spare image", spareAfter),
    destroy("spare image"),
    destroy("machine image"),
  ];
}

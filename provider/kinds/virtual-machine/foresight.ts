// What only the service can tell of an image version, at a preview: whether its plan can take it.
import type { Context } from "../../pages/context.js";
import { ifThere } from "../../partner-center/errors.js";
import { planIn } from "../../tree-pages/tree.js";
import type { Findings } from "../../values/findings.js";
import type { Properties } from "../../values/properties.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";
import { foreseenOffer } from "../ingested/asset.js";
import { otherImages, whyImagesStay } from "./change.js";
import { whyNotTaken } from "./image-versions.js";
import { leftImages } from "./left-versions.js";
import { configurationIn, galleryTenant, machineOffer } from "./plan-of-offer.js";
import { imagesIn } from "./sources.js";

/** Two requests; four where images of the same version change. */
export async function foreseeImage(
  context: Context,
  inputs: Inputs,
  before: Properties,
  findings: Findings,
): Promise<void> {
  const [plan, version] = [String(inputs.plan), String(inputs.version)];
  const offer = await foreseenOffer(context, "VirtualMachineOffer", String(inputs.offer), machineOffer, findings);
  if (offer === undefined) return;
  // What the program says of the plan comes first: then it is there, and may have other SKUs.
  const isPlanOurs = context.isDeclared("VirtualMachinePlan", offer.offerId, plan);
  const draft = await ifThere(context.ingestion().looking(() => context.ingestion().resources.draft(offer.productId)));
  if (draft === undefined || planIn(draft, plan) === undefined) {
    if (!isPlanOurs) findings.add("plan", `${plan} is not there: offer ${offer.offerId} has no such plan`);
    return;
  }
  const all = Object.entries(inputs.images as Properties).filter(([, image]) => !hasUnknown(image));
  const images = imagesIn({ images: Object.fromEntries(all) });
  const isNewVersion = before.version !== version;
  const earlier = isNewVersion ? undefined : imagesIn(before);
  const isGallery = Object.values(images).some(({ galleryImage, tenantId }) => galleryImage && !tenantId);
  const tenantId = await galleryTenant(context, isGallery).catch((error: Error) => {
    findings.add("images", `cannot be found: ${error.message}`);
    return "";
  });
  const types = Object.fromEntries(Object.keys(inputs.images as Properties).map((type) => [type, {}]));
  const configuration = configurationIn(draft, plan);
  const left = leftImages(configuration ?? {}, plan, version, await context.unfinished.recall());
  const own = [...(earlier === undefined ? [] : [earlier]), ...(Object.keys(left).length === 0 ? [] : [left])];
  const unfit = whyNotTaken(configuration, { plan, version: "", images: types, own, tenantId });
  const why = unfit ?? whyNotTaken(configuration, { plan, version, images, own, tenantId });
  if (why !== undefined && !isPlanOurs) findings.add(why.property, why.reason);
  if (earlier === undefined || otherImages(earlier, images).length === 0) return;
  const stays = await whyImagesStay(context, offer, plan, version);
  if (stays !== undefined) findings.add("images", stays);
}

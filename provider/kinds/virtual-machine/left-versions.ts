// Image versions that an interrupted run has handed in: the engine knows nothing of them, and the next run may want
// another version, other images or another plan, or nothing any more.
import type { IsOurs, Said } from "../../fields/said.js";
import type { Context } from "../../pages/context.js";
import { ifThere } from "../../partner-center/errors.js";
import { typeOf } from "../../product-ingestion/index.js";
import { isObject, type Properties } from "../../values/properties.js";
import { imagesOfVersion, type VersionImages, versionsIn, type WantedVersion } from "./image-versions.js";
import { configurationIn, type MachineOffer } from "./plan-of-offer.js";
import { canonicalImages, type Image, type Images, imageOf, sourceOf } from "./sources.js";

/** By what an image of an interrupted run is known: its plan, its version, its type and where it comes from. */
function saidOf(plan: string, version: string, type: string, image: Image): Said {
  return [`versions.${plan}`, { version, images: canonicalImages({ [type]: image }) }];
}

/** Notes what is about to be handed in. */
export function noteVersion({ unfinished }: Context, wanted: WantedVersion): Promise<void> {
  const { plan, version, images, tenantId } = wanted;
  return unfinished.note(
    Object.entries(images).map(([type, image]) => saidOf(plan, version, type, imageOf(sourceOf(image, tenantId)))),
  );
}

/** Of the images of a version in the draft, those that interrupted runs have handed in for this resource. */
export function leftImages(configuration: Properties, plan: string, version: string, isOurs: IsOurs): Images {
  const there = Object.entries(imagesOfVersion(configuration, version) ?? {});
  return Object.fromEntries(there.filter(([type, image]) => isOurs(saidOf(plan, version, type, image))));
}

/** All versions that interrupted runs have left in the draft of an offer. One request, and none when there was no such run. */
export async function leftVersions(context: Context, offer: MachineOffer): Promise<VersionImages[]> {
  if (!(await context.unfinished.isBegun())) return [];
  const isOurs = await context.unfinished.recall();
  const draft = await ifThere(context.ingestion().resources.draft(offer.productId));
  if (draft === undefined) return [];
  return draft.resources.flatMap((one) => {
    if (typeOf(one) !== "plan" || !isObject(one.identity)) return [];
    const plan = String(one.identity.externalId);
    const configuration = configurationIn(draft, plan) ?? {};
    return versionsIn(configuration).flatMap((version) => {
      const images = leftImages(configuration, plan, version, isOurs);
      return Object.keys(images).length === 0 ? [] : [{ plan, version, images }];
    });
  });
}

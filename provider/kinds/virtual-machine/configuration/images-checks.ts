// What can be told of the image versions of a plan before anything is done.
import type { ResourceTree } from "../../../product-ingestion/index.js";
import { partIn } from "../../../tree-pages/tree.js";
import type { Foreseen, Place } from "../../../tree-pages/tree-page.js";
import { type Finding, type Findings, known } from "../../../values/findings.js";
import { asObject, getPath, isObject, type Properties } from "../../../values/properties.js";
import { hasUnknown } from "../../../values/unknown.js";
import type { Inputs } from "../../../values/versions.js";
import { otherImages, whyImagesStay } from "../change.js";
import { whyNotTaken } from "../image-versions.js";
import { technicalTypeOf } from "../plan-of-offer.js";
import { checkImages, type Images, warningsOf } from "../sources.js";
import { whereIn } from "./images-edits.js";
import { deprecatedPath, imagesPath, versionPath, versionsOf } from "./images-field.js";

/** Findings that need no service. */
export function checkVersions(inputs: Inputs, findings: Findings, before: Properties): void {
  const then = versionsOf(before);
  const skus = known<Properties>(inputs, "technicalConfiguration.skus");
  // What is not known yet is among them.
  for (const [version, images] of Object.entries(asObject(getPath(inputs, imagesPath)))) {
    checkImages({ images }, { images: then[version] }, findings, versionPath(version));
    for (const type of Object.keys(asObject(images)).filter((one) => isObject(skus) && !Object.hasOwn(skus, one))) {
      findings.add(
        whereIn(version, `images.${type}`),
        "has no SKU: add its type to technicalConfiguration.skus, or take it out",
      );
    }
  }
  const versions = known<Properties>(inputs, imagesPath);
  const deprecated = known<unknown[]>(inputs, deprecatedPath);
  if (!Array.isArray(deprecated) || hasUnknown(getPath(inputs, imagesPath))) return;
  for (const [index, version] of deprecated.entries()) {
    if (isObject(versions) && Object.hasOwn(versions, String(version))) continue;
    findings.add(
      `${deprecatedPath}[${index}]`,
      `${String(version)} is not among technicalConfiguration.images: name it there as well`,
    );
  }
}

/** Of signed addresses that end soon. */
export function versionWarnings(inputs: Inputs, before: Properties): Finding[] {
  const then = versionsOf(before);
  return Object.entries(versionsOf(inputs)).flatMap(([version, images]) =>
    warningsOf({ images }, { images: then[version] }, versionPath(version)),
  );
}

/** Whether the plan can take its versions. Two requests where images of a version change. */
export async function foreseeVersions(
  place: Place,
  tree: ResourceTree,
  { inputs, before }: Foreseen,
  findings: Findings,
): Promise<void> {
  const found = partIn(tree, { type: technicalTypeOf(place), planId: place.planId });
  const [now, then] = [versionsOf(inputs), versionsOf(before)];
  const skus = getPath(inputs, "technicalConfiguration.skus");
  const plan = String(place.planId);
  for (const [version, all] of Object.entries(now)) {
    const images = Object.fromEntries(Object.entries(all).filter(([, image]) => !hasUnknown(image))) as Images;
    const earlier = then[version];
    // What the program says of the SKUs comes into the draft with the images.
    const isKnown = skus === undefined;
    const own = earlier === undefined ? [] : [earlier];
    const why = whyNotTaken(isKnown ? found : withTypes(found, images), { plan, version, images, own, tenantId: "" });
    if (why !== undefined) findings.add(whereIn(version, why.property), why.reason);
    if (earlier === undefined || otherImages(earlier, images).length === 0) continue;
    const offer = { offerId: place.offerId, productId: tree.root, technicalType: technicalTypeOf(place) };
    const stays = await whyImagesStay(place.context, offer, plan, version);
    if (stays !== undefined) findings.add(versionPath(version), stays);
  }
}

function withTypes(configuration: Properties | undefined, images: Images): Properties {
  const { basePlan: _, ...rest } = configuration ?? {};
  return { ...rest, skus: Object.keys(images).map((imageType) => ({ imageType })) };
}

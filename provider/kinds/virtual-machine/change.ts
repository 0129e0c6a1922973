// What an update of an image version has to write, and what it may: other images for what is published are refused.
import type { IsOurs, Said } from "../../fields/said.js";
import type { Context } from "../../pages/context.js";
import { isObject, type Properties, same } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";
import type { Inputs, LastSeen } from "../../values/versions.js";
import { type Dropped, imagesOfVersion, versionsIn, type WantedVersion, withoutVersions } from "./image-versions.js";
import { configurationIn, galleryTenant, type MachineOffer } from "./plan-of-offer.js";
import { canonicalImages, type Images, imageOf, imagesIn, sourceOf } from "./sources.js";

/** What a program wants, and what was there the last time. */
export interface WantedChange {
  readonly inputs: Inputs;
  readonly before: LastSeen | undefined;
  /** Signed addresses are handed in again where the version is not published yet. */
  readonly isRenewed: boolean;
}

export interface PlannedChange {
  readonly wanted: WantedVersion;
  readonly dropped: readonly Dropped[];
  /** What stays though it is no longer wanted, in words. */
  readonly left: readonly string[];
}

type Target = "preview" | "live";

/** Whether a version of a plan was published to a target. One request. */
export async function isPublished(
  context: Context,
  { productId }: MachineOffer,
  plan: string,
  version: string,
  target: Target,
): Promise<boolean> {
  const tree = await context.ingestion().resources.published(productId, target);
  const configuration = tree && configurationIn(tree, plan);
  return configuration !== undefined && imagesOfVersion(configuration, version) !== undefined;
}

/** Where a version of a plan was published to, if anywhere. Two requests at most. */
async function publishedTo(
  context: Context,
  offer: MachineOffer,
  plan: string,
  version: string,
): Promise<Target | undefined> {
  for (const target of ["live", "preview"] as const) {
    if (await isPublished(context, offer, plan, version, target)) return target;
  }
  return undefined;
}

/** The image types for which a program now wants another image than it had in this version. */
export function otherImages(before: Images, wanted: Images): string[] {
  return Object.keys(wanted).filter(
    (type) => !same(canonicalImages({ image: before[type] }), canonicalImages({ image: wanted[type] })),
  );
}

/** Why a published version cannot have other images; undefined when it may. Two requests at most. */
export async function whyImagesStay(
  context: Context,
  offer: MachineOffer,
  plan: string,
  version: string,
): Promise<string | undefined> {
  const target = await publishedTo(context, offer, plan, version);
  if (target === undefined) return undefined;
  const where = target === "live" ? "is live" : "is in preview";
  return `cannot change: version ${version} ${where}, and images of a published version stay; give another version number`;
}

/** What was handed in and is not in the state as done: by a run that has failed. */
function attemptedIn(before: LastSeen | undefined): { version: string; images: Images } | undefined {
  const { attempted } = before ?? {};
  return isObject(attempted) ? { version: String(attempted.version), images: imagesIn(attempted) } : undefined;
}

/**
 * What has to be written. Asks only where it depends on what is published.
 *
 * @param offer Undefined: nothing of the version was ever in it. @throws NotPossibleError
 */
export async function changeOf(
  context: Context,
  offer: MachineOffer | undefined,
  { inputs, before, isRenewed }: WantedChange,
): Promise<PlannedChange> {
  const plan = String(inputs.plan);
  const version = String(inputs.version);
  const images = imagesIn(inputs);
  const needsTenant = Object.values(images).some(
    ({ galleryImage, tenantId }) => galleryImage !== undefined && tenantId === undefined,
  );
  const tenantId = await galleryTenant(context, needsTenant);
  const attempted = attemptedIn(before);
  const earlier =
    before?.version === undefined ? undefined : { version: String(before.version), images: imagesIn(before) };
  const own = [earlier, attempted].flatMap((one) => (one?.version === version ? [one.images] : []));
  const dropped: Dropped[] = [];
  const left: string[] = [];

  let mayRenew = isRenewed;
  const isOther = earlier?.version === version && otherImages(earlier.images, images).length > 0;
  if (offer !== undefined && (isOther || (isRenewed && before?.refused !== true))) {
    const why = await whyImagesStay(context, offer, plan, version);
    if (why !== undefined && isOther) throw new NotPossibleError(`images ${why}`);
    mayRenew = why === undefined;
  }
  if (attempted !== undefined && attempted.version !== version) dropped.push({ ...attempted, how: "take-out" });
  if (offer !== undefined && earlier !== undefined && earlier.version !== version) {
    const isLive = await isPublished(context, offer, plan, earlier.version, "live");
    if (!isLive) dropped.push({ ...earlier, how: "take-out" });
    else if (inputs.onRemoved === "deprecate") dropped.push({ ...earlier, how: "deprecate" });
    else left.push(staysLive(earlier.version));
  }
  const deprecated = inputs.deprecated ?? (before?.deprecated === undefined ? undefined : false);
  const wanted = {
    plan,
    version,
    images,
    tenantId,
    own,
    isRenewed: mayRenew,
    deprecated: deprecated as boolean | undefined,
  };
  return { wanted, dropped, left };
}

/** Said of a version that a program no longer wants. */
export function staysLive(version: string): string {
  return `version ${version} is live and stays as it is; \`onRemoved: "deprecate"\` deprecates what leaves the program`;
}

/** What is noted of a version before it is handed in, in case that the run is killed. */
export function noted(version: string, images: Images, tenantId: string): Said {
  const read = Object.entries(images).map(([type, image]) => [type, imageOf(sourceOf(image, tenantId))]);
  return asNoted(version, Object.fromEntries(read));
}

function asNoted(version: string, images: Images): Said {
  return ["version", { version, images: canonicalImages(images) }];
}

/** Without the versions that a killed run has handed in, and that are not wanted any more. */
export function withoutNoted(configuration: Properties, version: string, isOurs: IsOurs): Properties {
  const others = versionsIn(configuration).filter((one) => one !== version);
  const dropped = others.flatMap((one): Dropped[] => {
    const images = imagesOfVersion(configuration, one);
    return images !== undefined && isOurs(asNoted(one, images)) ? [{ version: one, images, how: "take-out" }] : [];
  });
  return dropped.length === 0 ? configuration : withoutVersions(configuration, dropped);
}

// What an update of an image version has to write, and what it may: other images for what is published are refused.
import type { Context } from "../../pages/context.js";
import type { ResourceTree } from "../../product-ingestion/index.js";
import { isObject, same } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";
import type { Inputs, LastSeen } from "../../values/versions.js";
import { type Dropped, imagesOfVersion, type VersionImages, type WantedVersion } from "./image-versions.js";
import { leftVersions } from "./left-versions.js";
import { configurationIn, galleryTenant, type MachineOffer, machineOffer } from "./plan-of-offer.js";
import { canonicalImages, type Images, imagesIn } from "./sources.js";

/** What a program wants, and what was there the last time. */
export interface WantedChange {
  readonly inputs: Inputs;
  readonly before: LastSeen | undefined;
  /** Signed addresses are handed in again where the version is not published yet. */
  readonly isRenewed: boolean;
}

export interface PlannedChange {
  readonly wanted: WantedVersion;
  /** Of any plan of the offer. */
  readonly dropped: readonly Dropped[];
  /** What stays though it is no longer wanted, in words. */
  readonly left: readonly string[];
}

type Target = "preview" | "live";

/** Whether a tree has a version of a plan. @param tree Undefined: nothing was published. */
function hasVersion(tree: ResourceTree | undefined, plan: string, version: string): boolean {
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
    const tree = await context.ingestion().resources.published(offer.productId, target);
    if (hasVersion(tree, plan, version)) return target;
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

/**
 * The versions that a state has: what was handed in, and what a run that has failed was to hand in.
 *
 * @param version That of a state which does not say it.
 */
export function versionsOf(before: LastSeen, version?: string): VersionImages[] {
  const plan = String(before.plan);
  return [before, before.attempted].filter(isObject).flatMap((one) => {
    const known = one.version ?? version;
    return known === undefined ? [] : [{ plan, version: String(known), images: imagesIn(one) }];
  });
}

const nothing = { dropped: [], left: [] } as const;

/**
 * What becomes of versions that are no longer wanted, and what stays, in words. One request, where there are any.
 *
 * @param option The property that `onRemoved` comes from.
 */
export async function partWith(
  context: Context,
  offer: MachineOffer,
  versions: readonly VersionImages[],
  onRemoved: unknown,
  option = "onRemoved",
): Promise<Pick<PlannedChange, "dropped" | "left">> {
  const dropped: Dropped[] = [];
  const left: string[] = [];
  const live =
    versions.length === 0 ? undefined : await context.ingestion().resources.published(offer.productId, "live");
  for (const one of versions) {
    if (!hasVersion(live, one.plan, one.version)) dropped.push({ ...one, how: "take-out" });
    else if (onRemoved === "deprecate") dropped.push({ ...one, how: "deprecate" });
    else left.push(staysLive(one.version, option));
  }
  return { dropped, left };
}

/**
 * What has to be written. Asks only where it depends on what is published, and after a run that was interrupted.
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
  const at =
    offer ?? ((await context.unfinished.isBegun()) ? await machineOffer(context, String(inputs.offer)) : undefined);
  const interrupted = at === undefined ? [] : await leftVersions(context, at);
  const isWanted = (one: VersionImages) => one.plan === plan && one.version === version;
  const known = [...versionsOf(before ?? {}), ...interrupted];
  const own = known.filter(isWanted).map((one) => one.images);

  let mayRenew = isRenewed;
  const had = [...versionsOf({ ...before, attempted: undefined }), ...interrupted].filter(isWanted);
  const isOther = had.some((one) => otherImages(one.images, images).length > 0);
  if (at !== undefined && (isOther || (isRenewed && before?.refused !== true))) {
    const why = await whyImagesStay(context, at, plan, version);
    if (why !== undefined && isOther) throw new NotPossibleError(`images ${why}`);
    mayRenew = why === undefined;
  }
  const unwanted = known.filter((one) => !isWanted(one));
  const { dropped, left } = at === undefined ? nothing : await partWith(context, at, unwanted, inputs.onRemoved);
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
function staysLive(version: string, option: string): string {
  return `version ${version} is live and stays as it is; \`${option}: "deprecate"\` deprecates what leaves the program`;
}

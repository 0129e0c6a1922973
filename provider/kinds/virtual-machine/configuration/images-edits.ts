// What a plan of virtual machines hands in of its image versions: other images for what is published are refused, and
// what leaves the program is taken out where it never was live.
import type { Said } from "../../../fields/said.js";
import type { Resource } from "../../../product-ingestion/index.js";
import type { Handover, Place } from "../../../tree-pages/tree-page.js";
import { formatPath } from "../../../values/findings.js";
import type { Properties } from "../../../values/properties.js";
import { ExistsError, NotPossibleError } from "../../../values/refusals.js";
import type { Change } from "../../../values/versions.js";
import { otherImages, partWith, whyImagesStay } from "../change.js";
import {
  type Dropped,
  imagesOfVersion,
  skuTypes,
  typesWithoutImage,
  versionsIn,
  type WantedVersion,
  whyNotTaken,
  withoutVersions,
  withVersion,
} from "../image-versions.js";
import { galleryTenant, technicalTypeOf } from "../plan-of-offer.js";
import { canonicalImages, type Images, secretsIn } from "../sources.js";
import { imagesPath, isDeprecatedIn, versionPath, versionsOf } from "./images-field.js";

/** By what the work of an interrupted run is known; a tenant may be given or not. */
export function saidOfVersion(version: string, images: Images): Said {
  const plain = Object.entries(images).map(([type, { tenantId: _, ...image }]) => [type, image]);
  return [`${imagesPath}.${version}`, canonicalImages(Object.fromEntries(plain))];
}

/** Asks only where it depends on what is published. @param isRenewed A signed address has ended, and there is a new one. */
export async function imageEdits(place: Place, change: Change, isRenewed: boolean): Promise<Handover> {
  const { context } = place;
  const { inputs, before, guard } = change;
  const [now, then] = [versionsOf(inputs), versionsOf(before)];
  const isOurs = await context.unfinished.recall();
  const tenantId = await galleryTenant(context, isTenantNeeded(now));
  const isAgain = isRenewed || before?.refused === true;
  const wanted: WantedVersion[] = [];
  for (const [version, images] of Object.entries(now)) {
    const earlier = then[version];
    const isOther = earlier !== undefined && otherImages(earlier, images).length > 0;
    const why = isOther || (isRenewed && earlier !== undefined) ? await whyStays(place, change, version) : undefined;
    if (why !== undefined && isOther) throw new NotPossibleError(`${versionPath(version)} ${why}`);
    const deprecated = isDeprecatedIn(inputs, version);
    wanted.push({
      plan: String(place.planId),
      version,
      images,
      tenantId,
      own: earlier === undefined ? [] : [earlier],
      isRenewed: isAgain && why === undefined,
      deprecated: deprecated ?? (isDeprecatedIn(before ?? {}, version) === undefined ? undefined : false),
    });
  }
  const dropped = await droppedOf(place, change);
  const told = new Set<string>();
  const stays = ({ version }: Dropped, types: readonly string[]) => {
    if (told.has(version)) return;
    told.add(version);
    context.say(
      `version ${version} stays: it has the only active image for ${types.join(", ")}, and each SKU of a plan keeps one`,
    );
  };
  const merge = (current: Resource | undefined): Properties | undefined => {
    const left = [
      ...dropped,
      ...notedIn(String(place.planId), current ?? {}, [...Object.keys(now), ...Object.keys(then)], isOurs),
    ];
    const whole = wanted.reduce<Properties | undefined>((configuration, one) => {
      const there = imagesOfVersion(configuration ?? {}, one.version);
      const isMine = there !== undefined && (guard === "overwrite" || isOurs(saidOfVersion(one.version, there)));
      const mine = isMine ? { ...one, own: [...one.own, there] } : one;
      refuse(configuration, mine);
      return withVersion(configuration, mine);
    }, current);
    return whole === undefined ? undefined : withoutAll(whole, left, stays);
  };
  const edit = {
    type: technicalTypeOf(place),
    plan: place.planId,
    merge,
    isPostedAnyway: before?.refused === true,
  };
  return { edits: [edit], secrets: Object.values(now).flatMap(secretsIn) };
}

/** Without those versions that can go: each SKU keeps an image. @param stays Told of those that cannot. */
function withoutAll(
  configuration: Properties,
  dropped: readonly Dropped[],
  stays: (one: Dropped, types: readonly string[]) => void,
): Properties {
  return dropped.reduce((before, one) => {
    const after = withoutVersions(before, [one]);
    const types = (skuTypes(before) ?? []).filter((type) => typesWithoutImage(before, after).includes(type));
    if (types.length === 0) return after;
    stays(one, types);
    return before;
  }, configuration);
}

function isTenantNeeded(versions: Readonly<Record<string, Images>>): boolean {
  const all = Object.values(versions).flatMap((images) => Object.values(images));
  return all.some(({ galleryImage, tenantId }) => galleryImage !== undefined && tenantId === undefined);
}

/** By the property of the plan that is wrong. */
function refuse(configuration: Properties | undefined, wanted: WantedVersion): void {
  const why = whyNotTaken(configuration, wanted);
  if (why === undefined) return;
  const said = `${whereIn(wanted.version, why.property)} ${why.reason}`;
  throw why.isThere === true ? new ExistsError(said) : new NotPossibleError(said);
}

/** Where a plan has what an image version of its own calls `images.x64Gen2`, `version` or `plan`. */
export function whereIn(version: string, property: string): string {
  const [, type] = /^images\.(.+)$/.exec(property) ?? [];
  if (type !== undefined) return formatPath([...imagesPath.split("."), version, type]);
  return imagesPath; // the reason names the version, or the plan
}

const offerOf = (place: Place, { state }: Change) => ({
  offerId: place.offerId,
  productId: String(state.productId),
  technicalType: technicalTypeOf(place),
});

function whyStays(place: Place, change: Change, version: string): Promise<string | undefined> {
  return whyImagesStay(place.context, offerOf(place, change), String(place.planId), version);
}

/** What becomes of versions that the program no longer names. */
async function droppedOf(place: Place, change: Change): Promise<readonly Dropped[]> {
  const { inputs, before } = change;
  const [now, plan] = [versionsOf(inputs), String(place.planId)];
  const gone = Object.entries(versionsOf(before))
    .filter(([version]) => now[version] === undefined)
    .map(([version, images]) => ({ plan, version, images }));
  const offer = offerOf(place, change);
  const { dropped, left } = await partWith(place.context, offer, gone, inputs.onRemovedImage, "onRemovedImage");
  for (const line of left) place.context.say(line);
  return dropped;
}

/** Versions that a killed run has handed in, and that are not wanted any more. */
function notedIn(
  plan: string,
  configuration: Properties,
  known: readonly string[],
  isOurs: (said: Said) => boolean,
): Dropped[] {
  return versionsIn(configuration)
    .filter((version) => !known.includes(version))
    .flatMap((version): Dropped[] => {
      const images = imagesOfVersion(configuration, version);
      const isLeft = images !== undefined && isOurs(saidOfVersion(version, images));
      return isLeft ? [{ plan, version, images, how: "take-out" }] : [];
    });
}

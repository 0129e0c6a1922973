// Logos and screenshots of an offer's listing in the service: uploaded once per content, found again by the hash in
// their file name.
import { sha256, shortHash } from "../content-hash.js";
import { type DraftTarget, lastSeen, readDraft } from "../drafts.js";
import { ChangedElsewhereError } from "../errors.js";
import { readProgramFile } from "../files.js";
import type { ListingImage } from "../partner-center/schemas.js";
import { getPath, isObject, type Properties, same, setPath, sorted } from "../properties.js";
import { hasUnknown } from "../unknown.js";
import { captions, type Picture, pictures, pictureTypes, screenshotRule } from "./pictures.js";

/** An image as it was last seen; kept in the state. */
interface SeenImage {
  id: string;
  type: string;
  fileName: string;
}

function fileName(picture: Picture, hash: string): string {
  return `${picture.stem}-${shortHash(hash)}.png`;
}

function isAsWanted(image: ListingImage, picture: Picture, hash: string): boolean {
  return (
    image.type === picture.rule.type &&
    image.state !== "PendingUpload" &&
    (image.fileName ?? "").includes(shortHash(hash)) &&
    (picture.rule !== screenshotRule ||
      ((image.order ?? 0) === picture.order && (image.description ?? "") === (picture.caption ?? "")))
  );
}

/** Id of the listing that is the draft now; asks the service only which draft that is. */
async function currentListing(target: DraftTarget, state: Properties): Promise<string> {
  const known = lastSeen(state, { kind: "Listing" });
  const instance = await target.context.client().drafts.instanceId({ productId: target.productId, kind: "Listing" });
  if (known?.instanceId === instance) return known.id;
  const draft = await readDraft(target, { kind: "Listing" });
  setPath(state, "observed.drafts.Listing", draft);
  return draft.id;
}

function hashesOf(properties: Properties | undefined): Record<string, string> {
  return isObject(properties?.files) ? (properties.files as Record<string, string>) : {};
}

function managedTypes(properties: Properties | undefined): Set<string> {
  return new Set(properties === undefined ? [] : pictures(properties).map(({ rule }) => rule.type));
}

function carryPaths(from: Properties, state: Properties): void {
  setPath(state, "listing.logos", getPath(from, "listing.logos"));
  setPath(state, "listing.screenshots", getPath(from, "listing.screenshots"));
}

/** A picture that an existing listing has or lacks, unlike what the program wants. */
export interface PictureDifference {
  /** Path of the property, or the type of a picture that the program does not set. */
  what: string;
  isManaged: boolean;
  /** File name of the picture that is there; undefined when the wanted one is missing. */
  found: string | undefined;
}

/** How the pictures of an offer that exists already differ from the wanted ones. */
export async function surveyPictures(target: DraftTarget, inputs: Properties): Promise<PictureDifference[]> {
  if (hasUnknown(inputs.files)) return [];
  const wanted = pictures(inputs);
  const draft = await readDraft(target, { kind: "Listing" });
  const images = (await target.context.client().images.list(target.productId, draft.id)).filter(
    ({ state }) => state !== "PendingUpload",
  );
  const hashes = hashesOf(inputs);
  const matches = (image: ListingImage, picture: Picture) =>
    isAsWanted(image, picture, hashes[picture.property] ?? "?");
  const foreign = images
    .filter((image) => pictureTypes.has(image.type ?? "") && !wanted.some((picture) => matches(image, picture)))
    .map((image) => {
      const ours = wanted.find(({ rule }) => rule.type === image.type);
      return { what: ours?.property ?? String(image.type), isManaged: ours !== undefined, found: image.fileName ?? "" };
    });
  const missing = wanted
    .filter(({ rule }) => !images.some(({ type }) => type === rule.type) || rule === screenshotRule)
    .filter((picture) => !images.some((image) => matches(image, picture)))
    .map(({ property }) => ({ what: property, isManaged: true, found: undefined }));
  return [...foreign, ...missing];
}

/** Makes the pictures of the listing as the program wants them; unchanged ones cost nothing. */
export async function syncPictures(
  target: DraftTarget,
  inputs: Properties,
  before: Properties | undefined,
  state: Properties,
): Promise<void> {
  const types = new Set([...managedTypes(inputs), ...managedTypes(before)]);
  if (types.size === 0) return;
  const hashes = hashesOf(inputs);
  const wanted = pictures(inputs);
  if (
    before !== undefined &&
    same(sorted(hashesOf(before)), sorted(hashes)) &&
    same(captions(getPath(before, "listing.screenshots")), captions(getPath(inputs, "listing.screenshots")))
  ) {
    carryPaths(inputs, state);
    return;
  }
  const { productId } = target;
  const images = target.context.client().images;
  const listingId = await currentListing(target, state);
  const all = await images.list(productId, listingId);
  const present = all.filter(({ type }) => types.has(type ?? ""));
  if (before !== undefined && inputs.force !== true) refuseForeign(present, wanted, hashes, before);

  const kept = new Set<string>();
  for (const picture of wanted) {
    const hash = hashes[picture.property];
    if (hash === undefined || typeof picture.file !== "string") continue;
    let image = present.find((candidate) => !kept.has(candidate.id) && isAsWanted(candidate, picture, hash));
    if (image === undefined) {
      const bytes = await readProgramFile(picture.file);
      if (sha256(bytes) !== hash) throw new Error(`${picture.file} changed while this run was going on; run it again`);
      const name = fileName(picture, hash);
      const resume = present.find(
        (candidate) =>
          candidate.state === "PendingUpload" && candidate.fileName === name && candidate.order === picture.order,
      );
      image = await images.upload(productId, listingId, {
        type: picture.rule.type,
        fileName: name,
        order: picture.order,
        bytes,
        ...(picture.caption === undefined ? {} : { description: picture.caption }),
        ...(resume === undefined ? {} : { resume }),
      });
      all.push(image);
      remember(state, [...seenImages(state), ...seenOf([image])]); // also when a later step fails
    }
    kept.add(image.id);
  }
  for (const image of present) {
    if (!kept.has(image.id)) await images.delete(productId, listingId, image.id);
  }
  carryPaths(inputs, state);
  state.files = hashes;
  remember(state, seenOf(all.filter(({ id, type }) => !types.has(type ?? "") || kept.has(id))));
}

/** The finished images of a listing, as they are kept in the state. */
function seenOf(images: readonly ListingImage[]): SeenImage[] {
  return images
    .filter(({ state }) => state !== "PendingUpload")
    .map(({ id, type, fileName: name }) => ({ id, type: type ?? "", fileName: name ?? "" }));
}

function seenImages(properties: Properties): SeenImage[] {
  return (getPath(properties, "observed.images") as SeenImage[] | undefined) ?? [];
}

function remember(state: Properties, images: readonly SeenImage[]): void {
  setPath(state, "observed.images", images);
}

/** A picture that is neither as we left it nor as wanted is a colleague's. */
function refuseForeign(
  present: ListingImage[],
  wanted: Picture[],
  hashes: Record<string, string>,
  before: Properties,
): void {
  const seen = new Set(seenImages(before).map((image) => image.fileName));
  const foreign = present.filter(
    (image) =>
      image.state !== "PendingUpload" &&
      !seen.has(image.fileName ?? "") &&
      !wanted.some((picture) => isAsWanted(image, picture, hashes[picture.property] ?? "?")),
  );
  if (foreign.length === 0) return;
  throw new ChangedElsewhereError(
    `Pictures of its listing were changed in Partner Center since this stack last saw them: ${foreign
      .map(({ type, fileName: name }) => `${type} is ${name}`)
      .join("; ")}. \`pulumi refresh\` shows such changes, and the next \`pulumi up\` then overwrites them; or set ` +
      "`force: true`.",
  );
}

/**
 * Reads the pictures into the state: a managed one that is another picture now shows as a change of `files`, one with
 * another caption as a change of `listing.screenshots`.
 */
export async function observePictures(target: DraftTarget, before: Properties, state: Properties): Promise<void> {
  const listing = lastSeen(state, { kind: "Listing" });
  if (listing === undefined) return;
  const managed = pictures(before);
  const images = (await target.context.client().images.list(target.productId, listing.id)).filter(
    (image) => image.state !== "PendingUpload",
  );
  remember(state, seenOf(images));
  if (managed.length === 0) return;
  const known = hashesOf(before);
  const files: Record<string, string> = {};
  for (const picture of managed) {
    const hash = known[picture.property] ?? "";
    const image =
      images.find((candidate) => hash !== "" && isAsWanted(candidate, picture, hash)) ??
      images.findLast((candidate) => candidate.type === picture.rule.type && (candidate.order ?? 0) === picture.order);
    if (image === undefined) continue;
    files[picture.property] = (image.fileName ?? "").includes(shortHash(hash)) ? hash : (image.fileName ?? image.id);
    if (picture.rule === screenshotRule) takeCaption(picture, image.description ?? "", state);
  }
  const screenshots = images.filter(({ type }) => type === screenshotRule.type);
  const ours = managed.filter(({ rule }) => rule === screenshotRule).length;
  if (ours > 0) {
    for (const image of screenshots.slice(ours)) {
      files[`listing.screenshots (one more): ${image.id}`] = image.fileName ?? image.id;
    }
  }
  state.files = files;
}

function takeCaption(picture: Picture, caption: string, state: Properties): void {
  const screenshots = getPath(state, "listing.screenshots") as Properties[];
  if (caption === (picture.caption ?? "")) return;
  const changed = screenshots.map((screenshot, index) => {
    if (index !== picture.order) return screenshot;
    const { caption: _, ...rest } = screenshot;
    return caption === "" ? rest : { ...rest, caption };
  });
  setPath(state, "listing.screenshots", changed);
}

// The versions of a plan's images in its technical configuration, which the service keeps and replaces as a whole
// (Product Ingestion API §6.3, §11.17). Pure: what others have published, and what is not known here, stays as it is.
import { asObject, isObject, objectsIn, type Properties } from "../../values/properties.js";
import { ExistsError, NotPossibleError } from "../../values/refusals.js";
import { type Image, type Images, imageOf, isSameImage, signedIn, sourceOf, unsigned } from "./sources.js";

/** A version of a plan's images as a program wants it. */
export interface WantedVersion {
  readonly plan: string;
  readonly version: string;
  readonly images: Images;
  /** Undefined: not managed. */
  readonly deprecated?: boolean | undefined;
  /** Tenant of galleries of which the program says none. */
  readonly tenantId: string;
  /**
   * The images that this resource has had in this version: they may be replaced. None: what is there is somebody else's.
   */
  readonly own: readonly Images[];
  /** Signed addresses are handed in again, since those that are there have ended or were refused. */
  readonly isRenewed?: boolean | undefined;
}

/** A version of a plan, with those of its images that are ours. */
export interface VersionImages {
  readonly plan: string;
  readonly version: string;
  readonly images: Images;
}

/** What becomes of a version that is no longer wanted. */
export interface Dropped extends VersionImages {
  /** `deprecate` one that is published; `take-out` one that never was. */
  readonly how: "deprecate" | "take-out";
}

/** Customers have 90 days from its publication on (page deprecate-vm, 2023). */
const schedule = { dateOffset: "P90D", reason: "other" };

const entriesOf = (configuration: Properties) => objectsIn(configuration.vmImageVersions);

const imagesOf = (entry: Properties) => objectsIn(entry.vmImages);

/** All entries of a version: some tools make one for each image. */
function ofVersion(configuration: Properties, version: string): Properties[] {
  return entriesOf(configuration).filter(({ versionNumber }) => versionNumber === version);
}

/** The images of a version that a configuration has, by type; undefined: it has no such version. */
export function imagesOfVersion(configuration: Properties, version: string): Images | undefined {
  const entries = ofVersion(configuration, version).filter(({ lifecycleState }) => lifecycleState !== "deleted");
  if (entries.length === 0) return undefined;
  const images = entries.flatMap(imagesOf);
  return Object.fromEntries(images.map((image) => [String(image.imageType), imageOf(asObject(image.source))]));
}

/** Whether a version is deprecated. */
export function isDeprecated(configuration: Properties, version: string): boolean {
  return ofVersion(configuration, version).some(({ lifecycleState }) => lifecycleState === "deprecated");
}

/** The image types that a plan has SKUs for; undefined: the configuration does not say. */
export function skuTypes(configuration: Properties): string[] | undefined {
  const types = objectsIn(configuration.skus).map(({ imageType }) => String(imageType));
  return types.length === 0 ? undefined : types;
}

/**
 * Why a configuration cannot take a version, whatever else it has; by the property that is wrong.
 *
 * @param configuration Undefined: the plan has none.
 */
export function whyNotTaken(
  configuration: Properties | undefined,
  { plan, version, images, own }: WantedVersion,
): { property: string; reason: string; isThere?: true } | undefined {
  const types = configuration && skuTypes(configuration);
  if (configuration?.basePlan !== undefined && configuration.reuseTechnicalConfigurationState !== "detach") {
    return {
      property: "plan",
      reason: `${plan} uses the technical configuration of another plan: give the image to that one`,
    };
  }
  if (configuration === undefined || types === undefined) {
    return {
      property: "plan",
      reason:
        `${plan} has no SKUs yet: its first image is given with them, in \`technicalConfiguration\` of its ` +
        "VirtualMachinePlan or in Partner Center; a VirtualMachineImage adds further ones",
    };
  }
  const without = Object.keys(images).find((type) => !types.includes(type));
  if (without !== undefined) {
    return {
      property: `images.${without}`,
      reason: `has no SKU: plan ${plan} has SKUs for ${types.join(", ")}`,
    };
  }
  const there = imagesOfVersion(configuration, version);
  if (there === undefined) return undefined;
  const foreign = Object.entries(images).find(([type, image]) => {
    const found = there[type];
    if (found !== undefined && isSameImage(image, found)) return false;
    if (found === undefined) return own.length === 0;
    return !own.some((images) => images[type] !== undefined && isSameImage(images[type], found));
  });
  if (foreign === undefined) return undefined;
  const [type] = foreign;
  const found = there[type];
  const what = found === undefined ? `none for ${type}` : `${shown(found)} for ${type}`;
  return {
    property: "version",
    reason:
      own.length === 0
        ? `${version} is there already in plan ${plan} with another image (${what}), and images of a version do not ` +
          "change: give another version number"
        : `${version} of plan ${plan} was changed by somebody else (${what}); \`pulumi refresh\` takes that over`,
    isThere: true,
  };
}

function shown(image: Image): string {
  const { galleryImage, osDisk } = unsigned(image);
  return galleryImage ?? osDisk ?? "from nowhere";
}

/**
 * The configuration with a version in it: the same object when it has it already.
 *
 * @throws NotPossibleError, ExistsError when it cannot take it.
 */
export function withVersion(
  configuration: Properties | undefined,
  wanted: WantedVersion,
  dropped: readonly Dropped[] = [],
): Properties {
  const why = whyNotTaken(configuration, wanted);
  if (why !== undefined) {
    const said = `${why.property} ${why.reason}`;
    throw why.isThere ? new ExistsError(said) : new NotPossibleError(said);
  }
  const current = configuration as Properties;
  const entries = entriesOf(current);
  const { version, images } = wanted;
  const isThere = ofVersion(current, version).length > 0;
  const made = isThere
    ? entries.map((entry) => (entry.versionNumber === version ? brought(entry, wanted) : entry))
    : [...entries, created(wanted)];
  const missing = isThere ? typesLeft(made, version, images) : [];
  const whole = missing.length === 0 ? made : withImages(made, wanted, missing);
  return withEntries(current, dropped.reduce(without, whole));
}

/** The configuration without some versions; the same object when it has none of them. */
export function withoutVersions(configuration: Properties, dropped: readonly Dropped[]): Properties {
  return withEntries(configuration, dropped.reduce(without, entriesOf(configuration)));
}

/** The configuration with the versions of another one that it lacks; the same object when it lacks none. */
export function withVersionsOf(configuration: Properties, published: Properties): Properties {
  const there = versionsIn(configuration);
  const missing = entriesOf(published).filter(
    ({ versionNumber, lifecycleState }) => lifecycleState !== "deleted" && !there.includes(String(versionNumber)),
  );
  return missing.length === 0 ? configuration : withEntries(configuration, [...entriesOf(configuration), ...missing]);
}

/** The versions that a configuration has. */
export function versionsIn(configuration: Properties): string[] {
  return [...new Set(entriesOf(configuration).map(({ versionNumber }) => String(versionNumber)))];
}

function withEntries(configuration: Properties, entries: readonly Properties[]): Properties {
  const before = entriesOf(configuration);
  const isSame = entries.length === before.length && entries.every((entry, at) => entry === before[at]);
  return isSame ? configuration : { ...configuration, vmImageVersions: entries };
}

function created({ version, images, tenantId, deprecated }: WantedVersion): Properties {
  return {
    versionNumber: version,
    vmImages: Object.entries(images).map(([imageType, image]) => ({ imageType, source: sourceOf(image, tenantId) })),
    ...lifeCycle(deprecated === true),
  };
}

const lifeCycle = (isDeprecated: boolean): Properties =>
  isDeprecated
    ? { lifecycleState: "deprecated", deprecationSchedule: schedule }
    : { lifecycleState: "generallyAvailable" };

/** An entry with those of its images that are managed as they are wanted. */
function brought(entry: Properties, { images, deprecated, tenantId, isRenewed = false }: WantedVersion): Properties {
  const before = imagesOf(entry);
  const after = before.map((image) => {
    const wanted = images[String(image.imageType)];
    if (wanted === undefined) return image;
    const isSame = isSameImage(wanted, imageOf(asObject(image.source)));
    const isHandedIn = isSame && !(isRenewed && signedIn(wanted).length > 0);
    return isHandedIn ? image : { ...image, source: sourceOf(wanted, tenantId) };
  });
  const isSame = after.every((image, at) => image === before[at]);
  const state = entry.lifecycleState ?? "generallyAvailable";
  const isOther = deprecated !== undefined && (state === "deprecated") !== deprecated;
  const isBack = state === "deleted";
  if (isSame && !isOther && !isBack) return entry;
  const { deprecationSchedule: _, ...rest } = entry;
  const ofState = isOther || isBack ? { ...rest, ...lifeCycle(deprecated === true) } : entry;
  return isSame ? ofState : { ...ofState, vmImages: after };
}

/** The wanted types that no entry of the version has. */
function typesLeft(entries: readonly Properties[], version: string, images: Images): string[] {
  const there = entries.filter(({ versionNumber }) => versionNumber === version).flatMap(imagesOf);
  return Object.keys(images).filter((type) => !there.some(({ imageType }) => imageType === type));
}

function withImages(entries: readonly Properties[], wanted: WantedVersion, types: readonly string[]): Properties[] {
  const at = entries.findIndex(({ versionNumber }) => versionNumber === wanted.version);
  const added = types.map((imageType) => ({
    imageType,
    source: sourceOf(wanted.images[imageType] as Image, wanted.tenantId),
  }));
  return entries.map((entry, index) => (index === at ? { ...entry, vmImages: [...imagesOf(entry), ...added] } : entry));
}

function without(entries: Properties[], { version, images, how }: Dropped): Properties[] {
  return entries.flatMap((entry) => {
    if (entry.versionNumber !== version) return [entry];
    if (how === "deprecate") {
      return [entry.lifecycleState === "deprecated" ? entry : { ...entry, ...lifeCycle(true) }];
    }
    const left = imagesOf(entry).filter((image) => {
      const own = images[String(image.imageType)];
      return own === undefined || !isSameImage(own, imageOf(asObject(image.source)));
    });
    if (left.length === imagesOf(entry).length) return [entry];
    return left.length === 0 ? [] : [{ ...entry, vmImages: left }];
  });
}

/**
 * The image types of SKUs that have an active image in one configuration and none in another: the service refuses that.
 */
// Product Ingestion API §11.17
export function typesWithoutImage(before: Properties, after: Properties): string[] {
  const active = (configuration: Properties) =>
    entriesOf(configuration)
      .filter(({ lifecycleState = "generallyAvailable" }) => lifecycleState === "generallyAvailable")
      .flatMap(imagesOf)
      .filter(({ source }) => isObject(source))
      .map(({ imageType }) => String(imageType));
  const left = active(after);
  return [...new Set(active(before))].filter((type) => !left.includes(type));
}

// Where the images of a virtual machine come from: a version in an Azure Compute Gallery, or VHDs with signed addresses
// (SAS). What can be told of them offline, and which of them are the same.
import { type Findings, known } from "../../values/findings.js";
import { guidForm } from "../../values/guid.js";
import { asObject, isObject, objectsIn, type Properties, same } from "../../values/properties.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";

/** The id of an image version, as Azure has it: letter case has no meaning. */
export const galleryImagePattern = new RegExp(
  `^/subscriptions/${guidForm}/resourceGroups/[^/]+/providers/Microsoft\\.Compute/galleries/[^/]+/images/[^/]+/versions/\\d+\\.\\d+\\.\\d+$`,
  "i",
);

/** What the service needs at least, from the day on that it is handed in (page azure-vm-get-sas-uri, 2023). */
const leastDays = 21;
const day = 24 * 60 * 60 * 1000;

/** An image as a program says it. */
export interface Image {
  readonly galleryImage?: string;
  readonly tenantId?: string;
  readonly osDisk?: string;
  readonly dataDisks?: Readonly<Record<string, string>>;
}

/** The images of a version, by type. */
export type Images = Readonly<Record<string, Image>>;

/** Those of a version of the resource; none while they are not known. */
export function imagesIn(version: Properties): Images {
  const images = known<Properties>(version, "images");
  return Object.fromEntries(Object.entries(asObject(images)).filter(([, image]) => isObject(image))) as Images;
}

/** The signed addresses in an image, each with its place in it. */
export function signedIn({ osDisk, dataDisks }: Image): [place: string, address: string][] {
  const disks = Object.entries(asObject(dataDisks)).map(([lun, address]): [string, unknown] => [
    `dataDisks["${lun}"]`,
    address,
  ]);
  const all: [string, unknown][] = [["osDisk", osDisk], ...disks];
  return all.filter((entry): entry is [string, string] => typeof entry[1] === "string");
}

/** What may be shown and kept of a signed address: a new signature is the same blob. */
export function withoutSignature(address: string): string {
  return address.split(/[?#]/)[0] as string;
}

/** An image without its signatures: what stands in the state, and what the content hash is made of. */
export function unsigned({ osDisk, dataDisks, ...image }: Image): Image {
  return {
    ...image,
    ...(osDisk === undefined ? {} : { osDisk: withoutSignature(osDisk) }),
    ...(dataDisks === undefined
      ? {}
      : {
          dataDisks: Object.fromEntries(
            Object.entries(dataDisks).map(([lun, address]) => [lun, withoutSignature(address)]),
          ),
        }),
  };
}

/** What a program says may be anything: what is wrong with it is found by the schema. */
function isImage(value: unknown): value is Image {
  if (!isObject(value)) return false;
  const { galleryImage, tenantId, osDisk, dataDisks = {} } = value;
  if (!isObject(dataDisks)) return false;
  const texts = [galleryImage, tenantId, osDisk, ...Object.values(dataDisks)];
  return texts.every((text) => text === undefined || typeof text === "string");
}

/** {@link unsigned}, in the one form in which equal images are equal; what is no image stays as it is. */
export function canonicalImages(images: unknown): unknown {
  if (hasUnknown(images) || !isObject(images)) return images;
  return Object.fromEntries(
    Object.entries(images).map(([type, image]) => {
      if (!isImage(image)) return [type, image];
      const { galleryImage, tenantId, dataDisks, ...rest } = unsigned(image);
      const disks = Object.keys(asObject(dataDisks)).length === 0 ? {} : { dataDisks };
      return [
        type,
        {
          ...rest,
          ...disks,
          ...(galleryImage === undefined ? {} : { galleryImage: galleryImage.toLowerCase() }),
          ...(tenantId === undefined ? {} : { tenantId: tenantId.toLowerCase() }),
        },
      ];
    }),
  );
}

/** Milliseconds since 1970 at which a signed address ends; undefined when it does not say so. */
function endOf(address: string): number | undefined {
  const end = Date.parse(queryOf(address)?.get("se") ?? "");
  return Number.isNaN(end) ? undefined : end;
}

/** When the first of the signed addresses of some images ends, in ISO 8601; undefined without any. */
export function firstEnd(images: Images): string | undefined {
  const ends = Object.values(images).flatMap((image) => signedIn(image).flatMap(([, address]) => endOf(address) ?? []));
  return ends.length === 0 ? undefined : new Date(Math.min(...ends)).toISOString();
}

function queryOf(address: string): URLSearchParams | undefined {
  return URL.canParse(address) ? new URL(address).searchParams : undefined;
}

/**
 * What is wrong with the images of a version, whatever the service has. Signed addresses are never quoted.
 *
 * @param before The last inputs: an address that was handed in already may have ended since.
 * @param at Where the program has the images.
 */
export function checkImages(inputs: Inputs, before: Properties, findings: Findings, at = "images"): void {
  const { images } = inputs;
  if (!isObject(images)) return;
  if (Object.keys(images).length === 0) findings.add(at, "is empty; give the image of at least one SKU");
  for (const [type, image] of Object.entries(images).filter((entry) => isObject(entry[1]))) {
    const path = `${at}.${type}`;
    const { galleryImage, tenantId, osDisk, dataDisks } = image as Properties;
    if (galleryImage !== undefined && (osDisk !== undefined || dataDisks !== undefined)) {
      findings.add(path, "comes either from a gallery (galleryImage) or from VHDs (osDisk, dataDisks), not from both");
    } else if (galleryImage === undefined && osDisk === undefined) {
      findings.add(path, "says nowhere where the image comes from; set galleryImage, or osDisk");
    } else if (tenantId !== undefined && galleryImage === undefined) {
      findings.add(`${path}.tenantId`, "is the tenant of a gallery, and this image comes from none; take it out");
    }
    for (const [place, address] of signedIn(image as Image)) {
      if (hasUnknown(address)) continue;
      const why = whyNotFetched(address, isHandedIn(type, place, address, before));
      if (why !== undefined) findings.add(`${path}.${place}`, why);
    }
  }
}

/** Whether the same blob stood there the last time. */
function isHandedIn(type: string, place: string, address: string, before: Properties): boolean {
  const image = imagesIn(before)[type];
  const then = image && signedIn(image).find(([where]) => where === place)?.[1];
  return then !== undefined && withoutSignature(then) === withoutSignature(address);
}

function whyNotFetched(address: string, isOld: boolean): string | undefined {
  const query = queryOf(address);
  if (query === undefined || !/^https:/i.test(address)) {
    return "must be an address that begins with https:// and has a SAS, with which the service fetches the VHD";
  }
  if (isOld) return undefined; // also as it is kept: without its signature
  // Rights and end may stand in a stored access policy of the container instead.
  const needed = query.has("si") ? ["sig"] : ["sig", "sp", "se"];
  if (needed.some((key) => !query.get(key))) {
    return "has no whole SAS (sp, se and sig are needed), without which the service cannot fetch the VHD";
  }
  if (query.get("sp")?.includes("r") === false) {
    return "has a SAS without the right to read (sp has no r), so that the service cannot fetch the VHD";
  }
  const end = endOf(address);
  if (end === undefined) return query.has("se") ? "has a SAS whose end (se) is no time" : undefined;
  if (end <= Date.now()) {
    return `has a SAS that ended at ${new Date(end).toISOString()}; make a new one, of at least ${leastDays / 7} weeks`;
  }
  return undefined;
}

/** Warnings of signed addresses that are handed in anew. */
export function warningsOf(inputs: Inputs, before: Properties, at = "images"): { property: string; reason: string }[] {
  const latest = Date.now() + leastDays * day;
  return Object.entries(imagesIn(inputs)).flatMap(([type, image]) =>
    signedIn(image).flatMap(([place, address]) => {
      const end = endOf(address);
      if (end === undefined || end >= latest || isHandedIn(type, place, address, before)) return [];
      const reason =
        `has a SAS that ends at ${new Date(end).toISOString()}: Microsoft asks for one that is valid for at least ` +
        `${leastDays / 7} weeks, since certification takes its time`;
      return [{ property: `${at}.${type}.${place}`, reason }];
    }),
  );
}

/** The signed addresses of some images: what is never shown. */
export function secretsIn(images: Images): string[] {
  return Object.values(images).flatMap((image) =>
    signedIn(image).flatMap(([, address]) =>
      [address, queryOf(address)?.get("sig") ?? ""].filter((text) => text !== ""),
    ),
  );
}

/** An image's `source`, as the API has it. @param tenantId Of galleries of which the program says none. */
// Product Ingestion API §11.17
export function sourceOf(image: Image, tenantId: string): Properties {
  if (image.galleryImage !== undefined) {
    return {
      sourceType: "sharedImageGallery",
      sharedImage: { tenantId: image.tenantId ?? tenantId, resourceId: image.galleryImage },
    };
  }
  const dataDisks = Object.entries(asObject(image.dataDisks)).map(([lun, uri]) => ({ lunNumber: Number(lun), uri }));
  return { sourceType: "sasUri", osDisk: { uri: image.osDisk }, ...(dataDisks.length === 0 ? {} : { dataDisks }) };
}

/** The image that a `source` stands for, without signatures. */
export function imageOf(source: Properties): Image {
  const { osDisk, dataDisks, sharedImage } = source;
  if (isObject(sharedImage)) {
    const { tenantId, resourceId } = sharedImage;
    return { galleryImage: String(resourceId), ...(tenantId === undefined ? {} : { tenantId: String(tenantId) }) };
  }
  const disks = objectsIn(dataDisks).map(({ lunNumber, uri }) => [String(lunNumber), withoutSignature(String(uri))]);
  const { uri } = asObject(osDisk);
  return {
    ...(uri === undefined ? {} : { osDisk: withoutSignature(String(uri)) }),
    ...(disks.length === 0 ? {} : { dataDisks: Object.fromEntries(disks) }),
  };
}

/** Whether an image is what a program wants; a tenant that one of them does not name is not compared. */
export function isSameImage(wanted: Image, found: Image): boolean {
  const [one, other] = [wanted.tenantId, found.tenantId];
  const isSameTenant = one === undefined || other === undefined || one.toLowerCase() === other.toLowerCase();
  const rest = ({ tenantId: _, ...image }: Image) => canonicalImages({ image });
  return isSameTenant && same(rest(wanted), rest(found));
}

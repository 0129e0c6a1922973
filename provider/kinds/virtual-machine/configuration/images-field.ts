// The image versions that a plan of virtual machines brings along: version → image type → image.
import type { Compared } from "../../../fields/compared.js";
import { formatPath } from "../../../values/findings.js";
import { asObject, getPath, isObject, type Properties } from "../../../values/properties.js";
import { hasUnknown } from "../../../values/unknown.js";
import { canonicalImages, type Images, imagesIn, unsigned } from "../sources.js";

/** Where a program has them. */
export const imagesPath = "technicalConfiguration.images";

/** Where a program says which of them are deprecated. */
export const deprecatedPath = "technicalConfiguration.deprecatedVersions";

/** The path of a version, for people. */
export function versionPath(version: string): string {
  return formatPath([...imagesPath.split("."), version]);
}

/** By what two versions of a program are compared: a new signature of the same blob is no change. */
export const imagesField: Compared = {
  path: imagesPath,
  concealed: true,
  canonical: (versions) => {
    if (hasUnknown(versions) || !isObject(versions)) return versions;
    return Object.fromEntries(Object.entries(versions).map(([version, images]) => [version, canonicalImages(images)]));
  },
};

/** The image versions of a program or a state; those that are not known yet are left out. */
export function versionsOf(properties: Properties | undefined): Record<string, Images> {
  const versions = Object.entries(asObject(getPath(properties ?? {}, imagesPath)));
  const known = versions.filter(([, images]) => isObject(images));
  return Object.fromEntries(known.map(([version, images]) => [version, imagesIn({ images })]));
}

/** The same without signatures, as the state keeps them. */
export function unsignedVersions(versions: Readonly<Record<string, Images>>): Properties {
  return Object.fromEntries(
    Object.entries(versions).map(([version, images]) => [
      version,
      Object.fromEntries(Object.entries(images).map(([type, image]) => [type, unsigned(image)])),
    ]),
  );
}

/** Whether a program says that a version is deprecated; undefined: it does not manage that. */
export function isDeprecatedIn(properties: Properties, version: string): boolean | undefined {
  const list = getPath(properties, deprecatedPath);
  return Array.isArray(list) ? list.includes(version) : undefined;
}

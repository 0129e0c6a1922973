// The pictures that a program names for an offer's listing, checked offline by their bytes and pixels.
import { imageSize } from "image-size";
import { sha256 } from "../content-hash.js";
import { readProgramFile, unreadable } from "../files.js";
import type { Findings } from "../findings.js";
import { getPath, isObject, type Properties } from "../properties.js";
import { hasUnknown, unknownMarker } from "../unknown.js";

/** What Partner Center asks of a picture (API reference §3.10). */
export interface PictureRule {
  type: string;
  fits(width: number, height: number): boolean;
  size: string;
}

/** Logo kinds of a listing, as Partner Center's listing page names them. */
export const logoRules: Record<string, PictureRule> = {
  small: { type: "AzureLogoSmall", size: "48 × 48 pixels", fits: (w, h) => w === 48 && h === 48 },
  medium: { type: "AzureLogoMedium", size: "90 × 90 pixels", fits: (w, h) => w === 90 && h === 90 },
  large: {
    type: "AzureLogoLarge",
    size: "a square of 216 to 350 pixels",
    fits: (w, h) => w === h && w >= 216 && w <= 350,
  },
  wide: { type: "AzureLogoWide", size: "255 × 115 pixels", fits: (w, h) => w === 255 && h === 115 },
};

/** Screenshots have no kinds. */
export const screenshotRule: PictureRule = {
  type: "AzureLogoScreenshot",
  size: "1280 × 720 pixels",
  fits: (w, h) => w === 1280 && h === 720,
};

/** The types of pictures, as the service names them. */
export const pictureTypes = new Set([...Object.values(logoRules), screenshotRule].map(({ type }) => type));

/** One picture that the program names. */
export interface Picture {
  /** Path of the property, such as `listing.logos.large`. */
  property: string;
  rule: PictureRule;
  /** Stem of the uploaded file's name, such as `large`. */
  stem: string;
  file: unknown;
  order: number;
  caption?: string;
}

/** The pictures that the inputs name. */
export function pictures(inputs: Properties): Picture[] {
  const found: Picture[] = [];
  const logos = getPath(inputs, "listing.logos");
  for (const [kind, rule] of Object.entries(logoRules)) {
    if (isObject(logos) && logos[kind] !== undefined) {
      found.push({ property: `listing.logos.${kind}`, rule, stem: kind, file: logos[kind], order: 0 });
    }
  }
  const screenshots = getPath(inputs, "listing.screenshots");
  if (Array.isArray(screenshots)) {
    screenshots.forEach((screenshot: unknown, order) => {
      if (!isObject(screenshot)) return;
      const caption = typeof screenshot.caption === "string" ? { caption: screenshot.caption } : {};
      found.push({
        property: `listing.screenshots[${order}].file`,
        rule: screenshotRule,
        stem: "screenshot",
        file: screenshot.file,
        order,
        ...caption,
      });
    });
  }
  return found;
}

/** The hash of each picture by property path; what is wrong with a picture becomes a finding. */
export async function hashPictures(inputs: Properties, findings: Findings): Promise<Record<string, string> | string> {
  if (hasUnknown(getPath(inputs, "listing.logos")) || hasUnknown(getPath(inputs, "listing.screenshots"))) {
    return unknownMarker;
  }
  const hashes: Record<string, string> = {};
  for (const { property, rule, file } of pictures(inputs)) {
    if (typeof file !== "string" || file === "") continue; // the schema has a finding for it
    const problem = await unreadable(file);
    if (problem !== undefined) {
      findings.add(property, problem);
      continue;
    }
    const bytes = await readProgramFile(file);
    const wrong = checkPicture(file, bytes, rule);
    if (wrong !== undefined) findings.add(property, wrong);
    hashes[property] = sha256(bytes);
  }
  return hashes;
}

function checkPicture(file: string, bytes: Uint8Array, rule: PictureRule): string | undefined {
  let size: ReturnType<typeof imageSize>;
  try {
    size = imageSize(bytes);
  } catch {
    return `"${file}" is not a picture; Partner Center takes a PNG of ${rule.size} here`;
  }
  if (size.type !== "png") {
    return `"${file}" is a ${size.type?.toUpperCase()} picture; Partner Center takes a PNG of ${rule.size} here`;
  }
  if (!rule.fits(size.width, size.height)) {
    return `"${file}" is ${size.width} × ${size.height} pixels; Partner Center takes ${rule.size} here`;
  }
  return undefined;
}

/** Captions count as content; the paths of the files do not. */
export function captions(screenshots: unknown): unknown {
  if (!Array.isArray(screenshots)) return screenshots;
  return screenshots.map((screenshot) => (isObject(screenshot) ? (screenshot.caption ?? "") : screenshot));
}

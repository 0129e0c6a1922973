// What Partner Center asks of pictures by their purpose, checked by their bytes (API reference §3.10).
import { quotedPath } from "../values/show.js";
import { pictureType, pngDamage, pngSize } from "./png.js";

/** What Partner Center asks of a picture. */
interface PictureRule {
  readonly size: string;
  fits(width: number, height: number): boolean;
}

const screen: PictureRule = { size: "1280 × 720 pixels", fits: (w, h) => w === 1280 && h === 720 };

/** By where a program has the pictures, below its listing. */
const pictureRules: Readonly<Record<string, PictureRule>> = {
  "logos.small": { size: "48 × 48 pixels", fits: (w, h) => w === 48 && h === 48 },
  "logos.medium": { size: "90 × 90 pixels", fits: (w, h) => w === 90 && h === 90 },
  "logos.large": { size: "a square of 216 to 350 pixels", fits: (w, h) => w === h && w >= 216 && w <= 350 },
  "logos.wide": { size: "255 × 115 pixels", fits: (w, h) => w === 255 && h === 115 },
  screenshots: screen,
  videos: screen,
};

/** Whether files at a place are pictures. */
export function isPicturePlace(place: string): boolean {
  return Object.hasOwn(pictureRules, place);
}

/**
 * What is wrong with a picture; undefined when nothing is.
 * @param place Where a program has it, such as `logos.large`. @param file Its path.
 */
export function checkPicture(place: string, file: string, bytes: Buffer): string | undefined {
  const rule = pictureRules[place];
  if (rule === undefined) return undefined;
  const type = pictureType(bytes);
  const takes = `Partner Center takes a PNG of ${rule.size} here`;
  if (type === undefined) return `${quotedPath(file)} is not a picture; ${takes}`;
  if (type !== "PNG") return `${quotedPath(file)} is a ${type} picture; ${takes}`;
  const size = pngSize(bytes);
  if (size !== undefined && !rule.fits(size.width, size.height)) {
    return `${quotedPath(file)} is ${size.width} × ${size.height} pixels; Partner Center takes ${rule.size} here`;
  }
  const damage = size === undefined ? "it does not begin with its size" : pngDamage(bytes, size.width * size.height);
  return damage === undefined
    ? undefined
    : `${quotedPath(file)} is not a whole PNG picture: ${damage}. Export it again`;
}

// The files that a program names for an offer, checked offline by their bytes: pictures by type, size and wholeness,
// documents by how they begin. The hash of each tells later whether it is another one.
import { pictureType, pngDamage, pngSize } from "../files/png.js";
import { ProgramFileError, readProgramFile } from "../files/program-files.js";
import { sha256 } from "../values/content-hash.js";
import type { Findings } from "../values/findings.js";
import { getPath, isObject, type Properties } from "../values/properties.js";
import { quotedPath } from "../values/show.js";
import { hasUnknown, unknownMarker } from "../values/unknown.js";
import type { Inputs } from "../values/versions.js";
import { fileLimitOf, wantedFiles } from "./media.js";
import { blockPaths, fileKey, type MediaUnit, propertyPath } from "./unit.js";

/** What Partner Center asks of a picture. */
// API reference §3.10
interface PictureRule {
  readonly size: string;
  fits(width: number, height: number): boolean;
}

const screen: PictureRule = { size: "1280 × 720 pixels", fits: (w, h) => w === 1280 && h === 720 };

/** By the group of files. */
const pictureRules: Readonly<Record<string, PictureRule>> = {
  "logos.small": { size: "48 × 48 pixels", fits: (w, h) => w === 48 && h === 48 },
  "logos.medium": { size: "90 × 90 pixels", fits: (w, h) => w === 90 && h === 90 },
  "logos.large": { size: "a square of 216 to 350 pixels", fits: (w, h) => w === h && w >= 216 && w <= 350 },
  "logos.wide": { size: "255 × 115 pixels", fits: (w, h) => w === 255 && h === 115 },
  screenshots: screen,
  videos: screen,
};

/**
 * The hash of each file of some units, by its key; what is wrong with a file becomes a finding. A hash is not known as
 * long as the path is not, and none is when it is not known which files there are.
 */
export async function hashMedia(
  units: readonly MediaUnit[],
  inputs: Inputs,
  findings: Findings,
): Promise<Properties | string> {
  const hashes: Properties = {};
  for (const unit of units) {
    for (const { group, path, file } of wantedFiles(unit.collection.groups, getPath(inputs, unit.at))) {
      const key = fileKey(unit, path);
      if (hasUnknown(file)) hashes[key] = unknownMarker;
      if (typeof file !== "string" || file === "" || hasUnknown(file)) continue; // the schema has a finding for it
      const property = propertyPath(unit, path);
      let bytes: Buffer;
      try {
        bytes = readProgramFile(file, fileLimitOf(group));
      } catch (error) {
        if (!(error instanceof ProgramFileError)) throw error;
        findings.add(property, error.message);
        continue;
      }
      const rule = pictureRules[group.name];
      const isPdf = unit.collection.name === "documents";
      const wrong = rule === undefined ? checkDocument(file, bytes, isPdf) : checkPicture(file, bytes, rule);
      if (wrong !== undefined) findings.add(property, wrong);
      hashes[key] = sha256(bytes);
    }
  }
  return units.some((unit) => blockPaths(unit).some((path) => isOpen(getPath(inputs, path)))) ? unknownMarker : hashes;
}

/** Whether it is not known which files a block has. */
function isOpen(block: unknown): boolean {
  if (block === unknownMarker) return true;
  if (Array.isArray(block)) return block.includes(unknownMarker);
  return isObject(block) && Object.values(block).includes(unknownMarker);
}

function checkDocument(file: string, bytes: Buffer, isPdf: boolean): string | undefined {
  if (bytes.length === 0) return `${quotedPath(file)} is empty`;
  if (isPdf && bytes.toString("latin1", 0, 4) !== "%PDF") return `${quotedPath(file)} is not a PDF document`;
  return undefined;
}

function checkPicture(file: string, bytes: Buffer, rule: PictureRule): string | undefined {
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

// The files that a program names for an offer, checked offline by their bytes: pictures by type, size and wholeness,
// documents by how they begin. The hash of each tells later whether it is another one.
import { checkPicture, isPicturePlace } from "../files/picture-rules.js";
import { ProgramFileError, readProgramFile } from "../files/program-files.js";
import { sha256 } from "../values/content-hash.js";
import type { Findings } from "../values/findings.js";
import { getPath, isObject, type Properties } from "../values/properties.js";
import { quotedPath } from "../values/show.js";
import { hasUnknown, unknownMarker } from "../values/unknown.js";
import type { Inputs } from "../values/versions.js";
import { fileLimitOf, wantedFiles } from "./media.js";
import { blockPaths, fileKey, type MediaUnit, propertyPath } from "./unit.js";

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
      const isPdf = unit.collection.name === "documents";
      const isPicture = isPicturePlace(group.name);
      const wrong = isPicture ? checkPicture(group.name, file, bytes) : checkDocument(file, bytes, isPdf);
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

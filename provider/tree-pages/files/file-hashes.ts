// Pictures on the disk of the program: each is known by a hash of its bytes, which is an input of its own.
import type { Spread } from "../../fields/compared.js";
import { checkPicture } from "../../files/picture-rules.js";
import { fileLimits, ProgramFileError, readProgramFile } from "../../files/program-files.js";
import { sha256, shortHash } from "../../values/content-hash.js";
import type { Findings } from "../../values/findings.js";
import { asObject, getPath, isObject, type Properties, setPath } from "../../values/properties.js";
import { hasUnknown, unknownMarker } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";

/** Each file of a value with its place in the program: one, or a list. */
function filesAt(path: string, value: unknown): [place: string, file: unknown][] {
  return Array.isArray(value) ? value.map((file, index) => [`${path}[${index}]`, file]) : [[path, value]];
}

/** A property of files, of which those with a path get the hash that was learned of them. */
export function withHashes(path: string): Spread {
  return {
    paths: [path],
    gather(properties) {
      const value = getPath(properties, path);
      const hashes = asObject(properties.files);
      const hashed = filesAt(path, value).map(([place, file]) => {
        if (!isObject(file) || file.path === undefined) return file;
        const hash = hasUnknown(file.path) ? unknownMarker : hashes[place];
        return { ...file, file: typeof hash === "string" && !hasUnknown(hash) ? shortHash(hash) : hash };
      });
      return Array.isArray(value) ? hashed : hashed[0];
    },
    scatter: (value, _managed, state) => setPath(state, path, value),
  };
}

/**
 * The hashes of all files with a path, by their places; what is wrong with one becomes a finding.
 *
 * @param paths Of the properties that may have some.
 */
export function learnFiles(paths: readonly string[], inputs: Inputs, findings: Findings): Properties {
  const hashes: Properties = {};
  for (const path of paths) {
    for (const [place, entry] of filesAt(path, getPath(inputs, path))) {
      const file = isObject(entry) ? entry.path : undefined;
      if (hasUnknown(file)) hashes[place] = unknownMarker;
      if (typeof file !== "string" || file === "" || hasUnknown(file)) continue; // the schema has a finding for it
      try {
        const bytes = readProgramFile(file, fileLimits.picture);
        const wrong = checkPicture(path.replace(/^listing\./, ""), file, bytes);
        if (wrong !== undefined) findings.add(`${place}.path`, wrong);
        hashes[place] = sha256(bytes);
      } catch (error) {
        if (!(error instanceof ProgramFileError)) throw error;
        findings.add(`${place}.path`, error.message);
      }
    }
  }
  return hashes;
}

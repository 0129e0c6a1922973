// The files of a collection as they are now. A list of the service can come back empty or short once, so what was seen
// before and is not listed is asked for by its id before it counts as gone: otherwise it would be uploaded twice.
import { ifThere } from "../partner-center/errors.js";
import type { SeenFile } from "./content.js";
import type { FoundFile, MediaCollection, MediaPlace } from "./media.js";

/**
 * Lists the files; a request more for each that was seen before and is not listed. Those of an offer that this run has
 * just made are known: what somebody else adds meanwhile is neither touched nor taken for seen.
 */
export async function listedFiles(
  collection: MediaCollection,
  place: MediaPlace,
  memory: readonly SeenFile[] = [],
): Promise<FoundFile[]> {
  const files = (memory.length === 0 ? collection.justSeen?.(place) : undefined) ?? (await collection.list(place));
  const looked = await Promise.all(notAmong(files, memory).map(({ id }) => collection.get(place, id)));
  const found = looked.filter((file) => file !== undefined);
  if (found.length === 0) return files;
  // In the order in which they were added: what was seen before comes before what is new.
  const rank = ({ id }: FoundFile) => {
    const index = memory.findIndex((seen) => seen.id === id);
    return index < 0 ? memory.length : index;
  };
  return [...found, ...files].sort((one, other) => rank(one) - rank(other));
}

/** A file that is read by its id, as it was found; undefined when it is gone. */
export async function foundIfThere<T>(
  reading: Promise<T>,
  found: (file: T) => FoundFile,
): Promise<FoundFile | undefined> {
  const file = await ifThere(reading);
  return file && found(file);
}

/** What was seen and is not listed. In a copy of its listing a file has another id. */
function notAmong(files: readonly FoundFile[], memory: readonly SeenFile[]): SeenFile[] {
  const others = files.filter(({ id }) => !memory.some((seen) => seen.id === id));
  return memory.filter((seen) => {
    if (files.some(({ id }) => id === seen.id)) return false;
    const copy = others.findIndex(({ group, fileName }) => group?.name === seen.group && fileName === seen.fileName);
    if (copy >= 0) others.splice(copy, 1);
    return copy < 0;
  });
}

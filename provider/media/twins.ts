// Two runs that upload the same file at the same time, such as two pipelines of one offer.
import { oneOfTwins } from "../partner-center/areas/twins.js";
import type { Clock } from "../partner-center/clock.js";
import { ifThere } from "../partner-center/errors.js";
import { type FoundFile, isFinished, type MediaCollection, type MediaPlace, saysSame } from "./media.js";

/**
 * Of the files that this run has uploaded, those that another run has uploaded as well, with its file: that one stays,
 * and the own one is gone. One request, and none without uploads.
 */
export async function twinsOf(
  collection: MediaCollection,
  place: MediaPlace,
  clock: Clock,
  uploaded: readonly FoundFile[],
  /** Files that are no other run's: those that were there before, and all that this run goes on with. */
  known: readonly FoundFile[],
): Promise<[own: FoundFile, twin: FoundFile][]> {
  if (uploaded.length === 0) return [];
  const listed = await collection.list(place);
  const found: [FoundFile, FoundFile][] = [];
  for (const own of uploaded) {
    const same = (files: readonly FoundFile[]) =>
      files
        .filter((file) => file.group === own.group && file.fileName === own.fileName && isFinished(file))
        .filter((file) => saysSame(file, own) && !known.some(({ id }) => id === file.id && id !== own.id));
    const twin = await oneOfTwins({
      clock,
      own,
      seen: same(listed),
      look: async () => same(await collection.list(place)),
      remove: () => ifThere(collection.delete(place, own.id)),
    });
    if (twin.id !== own.id) found.push([own, { ...twin, content: own.content }]);
  }
  return found;
}

// Which file of the service is which file of the program: by content first, so that a change of order, caption or title
// uploads nothing.
import { type FoundFile, type MediaGroup, saysSame, type WantedFile } from "./media.js";

/** Whether a file of the service has the bytes that the program wants. */
export type HasContent = (wanted: WantedFile, found: FoundFile) => boolean;

/** A file that is wanted, with the one that the service has of it, if any. */
export interface Match {
  readonly wanted: WantedFile;
  readonly found: FoundFile | undefined;
  /** The number that the file must get; undefined when the one it has will do, or when there is none. */
  readonly order: number | undefined;
}

/**
 * Finds for each wanted file of a group the one that the service has already. In a list that is kept by time, a file
 * can only be added behind all others: so those behind a missing one are missing too.
 *
 * @param wanted All of one group.
 * @param found All of that group, in their order.
 * @param ties What files of one number are: as they stand in an offer that others have made, or left by a run of ours
 *   in which one of two changes failed, and to be numbered anew.
 */
export function matchFiles(
  group: MediaGroup,
  wanted: readonly WantedFile[],
  found: readonly FoundFile[],
  hasContent: HasContent,
  ties: "in order" | "numbered anew" = "in order",
): Match[] {
  const used = new Set<FoundFile>();
  const isExact = (one: WantedFile, file: FoundFile) => hasContent(one, file) && saysSame(one, file);
  const isEntry = (one: WantedFile, file: FoundFile) => hasContent(one, file) && isSameEntry(group, one, file);
  let last = -1;
  const matched = wanted.map((one, index) => {
    const later = wanted.slice(index + 1);
    const usable = found.filter(
      (file, rank) =>
        !used.has(file) &&
        hasContent(one, file) &&
        (group.order !== "time" || rank > last) &&
        (group.hasFixedKey !== true || one.key === file.key),
    );
    const best =
      usable.find((file) => isExact(one, file)) ??
      usable.find((file) => isEntry(one, file)) ??
      usable.find((file) => !later.some((other) => isExact(other, file) || isEntry(other, file)));
    if (best === undefined) {
      last = found.length;
      return undefined;
    }
    used.add(best);
    last = found.indexOf(best);
    return best;
  });
  const isBehind = (file: FoundFile, previous: FoundFile | undefined) =>
    previous === undefined ||
    (found.indexOf(file) > found.indexOf(previous) && (ties === "in order" || file.order > previous.order));
  const isInOrder = matched.every((file, index) => file !== undefined && isBehind(file, matched[index - 1]));
  return wanted.map((one, index) => ({
    wanted: one,
    found: matched[index],
    order: group.order !== "number" || isInOrder ? undefined : index,
  }));
}

/** Whether people would call them the same: by title in a map, by what tells entries apart in a list. */
function isSameEntry({ identity }: MediaGroup, wanted: WantedFile, found: FoundFile): boolean {
  if (wanted.key !== undefined) return wanted.key === found.key;
  return identity !== undefined && wanted.texts[identity] === found.texts[identity];
}

/** Whether a matched file must be written, though its bytes stay. */
export function mustChange({ wanted, found, order }: Match): boolean {
  return found !== undefined && (!saysSame(wanted, found) || (order !== undefined && order !== found.order));
}

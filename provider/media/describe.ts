// What pictures, videos and documents add to a description, and where the program's folder has their files.

import type { Description } from "../pages/description.js";
import { getPath, type Properties } from "../values/properties.js";
import {
  entryOf,
  type FoundFile,
  filesOf,
  type MediaCollection,
  type MediaGroup,
  type MediaPlace,
  placed,
  setEntry,
} from "./media.js";
import { nameOfFile } from "./unit.js";

/** `Größe & Preis` → `gr-e-preis`: what a file's name may hold everywhere. */
function plain(text: string): string {
  const letters = text.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-");
  return letters
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .toLowerCase();
}

/** Name of a file without its ending: `large`, `screenshot-1`, `user-guide`. */
function stemOf({ name, holds, noun }: MediaGroup, step: string | number): string {
  if (typeof step === "number") return `${plain(name.replace(/s$/, ""))}-${step + 1}`;
  return plain(step) || (holds === "map" ? noun : "file");
}

function endingOf(file: FoundFile): string {
  const [, ending] = /\.([a-z0-9]{2,4})$/.exec(file.fileName.toLowerCase()) ?? [];
  return ending ?? (file.group?.noun === "document" ? "pdf" : "png");
}

/**
 * Adds the files of some collections; `at` is where the program has their block.
 *
 * @param folder Name of the folder for them, such as a language.
 */
export async function addMedia(
  collections: readonly MediaCollection[],
  place: MediaPlace,
  at: string,
  folder: string,
  description: Description,
): Promise<void> {
  const lists = await Promise.all(collections.map(({ list }) => list(place)));
  const taken = new Set(description.files.map(({ path }) => path));
  const free = (stem: string, ending: string, count = 1): string => {
    const path = `media/${plain(folder)}/${stem}${count === 1 ? "" : `-${count}`}.${ending}`;
    return taken.has(path) ? free(stem, ending, count + 1) : path;
  };
  collections.forEach(({ groups }, index) => {
    for (const group of groups) {
      const property = `${at}.${group.name}`;
      const block: Properties = {};
      const own = filesOf(group, lists[index] ?? []);
      const unreadable = own.filter(({ stored }) => stored.fileSasUri === undefined);
      if (unreadable.length > 0) {
        const names = unreadable.map(nameOfFile).join(", ");
        description.leaveOut([], property, `cannot be fetched: Partner Center gives no address for ${names}`);
        continue;
      }
      if (group.holds === "one" && own.length > 1) {
        const names = own.map(nameOfFile).join(", ");
        description.leaveOut([], property, `is there ${own.length} times (${names}), and a program can name one`);
        continue;
      }
      for (const { file, path } of placed(group, own)) {
        const target = free(stemOf(group, path[1] ?? ""), endingOf(file));
        taken.add(target);
        description.files.push({ property, path: target, stored: file.stored });
        setEntry(block, path, entryOf(group, target, file.texts));
      }
      const value = getPath(block, group.name);
      if (value !== undefined) description.set(property, value);
    }
  });
}

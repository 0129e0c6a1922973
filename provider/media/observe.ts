// Reads the files of a unit into the state: what the program manages as a program that says what the service has, the
// rest as lines where it has changed.

import { getPath, type Properties, setPath } from "../values/properties.js";
import { show } from "../values/show.js";
import type { LastSeen, Outputs } from "../values/versions.js";
import { learnContents, type SeenFile, wasSeen } from "./content.js";
import { listedFiles } from "./listed.js";
import { matchFiles } from "./matching.js";
import {
  entryAt,
  entryOf,
  type FoundFile,
  filesOf,
  type MediaGroup,
  type MediaPlace,
  placed,
  saysSame,
  setEntry,
} from "./media.js";
import {
  fileKey,
  lastSeenFiles,
  type MediaUnit,
  nameOfFile,
  propertyPath,
  rememberFiles,
  setHashes,
  WantedMedia,
} from "./unit.js";

/** Reads a unit afresh into the state. @param say Gets a line for each group that is not managed and has changed. */
export async function observeMedia(
  unit: MediaUnit,
  place: MediaPlace,
  before: LastSeen,
  state: Outputs,
  say: (line: string) => void,
): Promise<void> {
  const { collection } = unit;
  const managed = new WantedMedia(unit, before);
  const memory = lastSeenFiles(unit, before);
  const files = await learnContents(place.client, await listedFiles(collection, place, memory), managed.groups, memory);
  // Of an offer that was taken over, nobody knows what there was before the first look; one that we made had none.
  const isFirstLook = memory === undefined && Boolean(before.adopt);
  for (const group of collection.groups.filter((candidate) => !managed.groups.includes(candidate))) {
    if (isFirstLook) break;
    const line = unmanagedChange(unit, group, memory ?? [], filesOf(group, files));
    if (line !== undefined) say(line);
  }
  rememberFiles(unit, state, files);
  if (managed.groups.length > 0) takeManaged(unit, managed, files, before, state);
}

function unmanagedChange(
  unit: MediaUnit,
  group: MediaGroup,
  memory: readonly SeenFile[],
  files: readonly FoundFile[],
): string | undefined {
  const seen = memory.filter((file) => file.group === group.name);
  if (seen.length === files.length && files.every((file) => wasSeen(file, seen))) return undefined;
  const names = (all: readonly Pick<FoundFile, "fileName" | "key" | "texts">[]) =>
    show(all.length === 0 ? undefined : all.map(nameOfFile).join(", "));
  return (
    `${propertyPath(unit, group.name.split("."))}, which this program does not set, went from ${names(seen)} ` +
    `to ${names(files)}`
  );
}

/** Writes the managed files into the state, as the program has them where the service agrees. */
function takeManaged(
  unit: MediaUnit,
  managed: WantedMedia,
  files: readonly FoundFile[],
  before: LastSeen,
  state: Outputs,
): void {
  const old = getPath(before, unit.at);
  const block: Properties = {};
  const hashes: Properties = {};
  for (const group of managed.groups) {
    const found = filesOf(group, files);
    const matches = matchFiles(group, managed.of(group), found, managed.hasContent);
    const first = matches.find((match) => match.found !== undefined)?.found ?? found.at(-1);
    for (const { file, path } of placed(group, found, first)) {
      const ours = matches.find((match) => match.found === file)?.wanted;
      const name = file.fileName || file.id;
      hashes[fileKey(unit, path)] = ours === undefined ? (file.content ?? name) : managed.hash(ours);
      const asBefore = ours !== undefined && saysSame(ours, file);
      setEntry(
        block,
        path,
        asBefore ? entryAt(old, ours.path) : entryOf(group, ours === undefined ? name : String(ours.file), file.texts),
      );
    }
  }
  for (const { name } of managed.groups) {
    const [parent = ""] = name.split(".");
    const path = `${unit.at}.${parent}`;
    const isNothing = block[parent] === undefined && managed.files.every((file) => file.path[0] !== parent);
    if (!isNothing) setPath(state, path, block[parent]); // an empty list of the program stays one
  }
  setHashes(unit, state, hashes);
}

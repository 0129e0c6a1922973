// How the files that are there already differ from what a program wants: shown before an offer is taken over.

import type { Difference, FileDetail } from "../values/difference.js";
import { show } from "../values/show.js";
import type { Inputs } from "../values/versions.js";
import { learnContents } from "./content.js";
import { type Match, matchFiles, mustChange } from "./matching.js";
import { type FoundFile, filesOf, type MediaGroup, type MediaPlace, type PlacedFile, placed } from "./media.js";
import { type MediaUnit, nameOfFile, propertyPath, WantedMedia } from "./unit.js";

/** One way in which the files of an existing object are not as a program says. */
export interface FileDifference {
  readonly difference: Difference;
  /** Whether the program sets files of this kind. */
  readonly isManaged: boolean;
  /** The file that is not as wanted; none when it is missing. */
  readonly file?: FoundFile;
}

/** Compares all files of a unit with what is wanted. */
export async function surveyMedia(unit: MediaUnit, place: MediaPlace, inputs: Inputs): Promise<FileDifference[]> {
  const wanted = new WantedMedia(unit, inputs);
  const files = await learnContents(place.client, await unit.collection.list(place), wanted.groups);
  return unit.collection.groups.flatMap((group) => {
    const found = filesOf(group, files);
    const places = placed(group, found);
    if (wanted.groups.includes(group)) {
      return managedDifferences(unit, matchFiles(group, wanted.of(group), found, wanted.hasContent), places);
    }
    return places.map((one): FileDifference => {
      const difference: Difference = { kind: "unmanaged", path: propertyPath(unit, one.path), what: told(one) };
      return { difference, isManaged: false, file: one.file };
    });
  });
}

function managedDifferences(
  unit: MediaUnit,
  matches: readonly Match[],
  places: readonly PlacedFile[],
): FileDifference[] {
  const extra = places.filter(({ file }) => !matches.some(({ found }) => found === file));
  const replaced = new Set<PlacedFile>();
  const managed = (difference: Difference, file?: FoundFile): FileDifference => {
    return { difference, isManaged: true, ...(file === undefined ? {} : { file }) };
  };
  const differences = matches.flatMap((match): FileDifference[] => {
    const path = propertyPath(unit, match.wanted.path);
    if (match.found !== undefined) {
      return mustChange(match)
        ? [managed({ kind: "details", path, details: details(match, match.found) }, match.found)]
        : [];
    }
    const old = extra.find((candidate) => propertyPath(unit, candidate.path) === path);
    if (old === undefined) return [managed({ kind: "missing", path })];
    replaced.add(old);
    return [managed({ kind: "replaced", path, what: told(old) }, old.file)];
  });
  const removed = extra.filter((place) => !replaced.has(place));
  return [
    ...differences,
    ...removed.map((place) =>
      managed({ kind: "removed", path: propertyPath(unit, place.path), what: told(place) }, place.file),
    ),
  ];
}

function told({ file }: PlacedFile): string {
  return `the ${(file.group as MediaGroup).noun} ${nameOfFile(file)}`;
}

function details({ wanted, order }: Match, found: FoundFile): FileDetail[] {
  const all: FileDetail[] = wanted.group.texts.map((name) => {
    return { name, actual: found.texts[name], wanted: wanted.texts[name] };
  });
  all.push({ name: "title", actual: found.key, wanted: wanted.key });
  if (order !== undefined) all.push({ name: "its number", actual: found.order, wanted: order });
  return all.filter((detail) => show(detail.actual) !== show(detail.wanted));
}

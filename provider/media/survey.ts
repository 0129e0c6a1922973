// How the files that are there already differ from what a program wants: shown before an offer is taken over.
import { show } from "../fields/field.js";
import type { Properties } from "../values/properties.js";
import { learnContents } from "./content.js";
import { type Match, matchFiles, mustChange } from "./matching.js";
import {
  type FoundFile,
  filesOf,
  isFinished,
  type MediaGroup,
  type MediaPlace,
  type PlacedFile,
  placed,
} from "./media.js";
import { type MediaUnit, nameOfFile, propertyPath, WantedMedia } from "./unit.js";

/** One way in which the files of an existing object are not as a program says. */
export interface MediaDifference {
  /** As a person reads it: `listing.logos.large (the picture theirs.png is replaced)`. */
  readonly line: string;
  /** Whether the program sets files of this kind. */
  readonly isManaged: boolean;
  /** Whether there is something that is not as wanted; otherwise something is missing. */
  readonly isThere: boolean;
}

/** Compares all files of a unit with what is wanted. */
export async function surveyMedia(unit: MediaUnit, place: MediaPlace, inputs: Properties): Promise<MediaDifference[]> {
  const wanted = new WantedMedia(unit, inputs);
  const listed = (await unit.collection.list(place)).filter(isFinished);
  const files = await learnContents(place.client, listed, wanted.groups);
  return unit.collection.groups.flatMap((group) => {
    const found = filesOf(group, files);
    const places = placed(group, found);
    if (wanted.groups.includes(group)) {
      return managedDifferences(unit, matchFiles(group, wanted.of(group), found, wanted.hasContent), places);
    }
    return places.map(({ file, path }) => {
      const line = `${propertyPath(unit, path)} is the ${group.noun} ${nameOfFile(file)}`;
      return { line, isManaged: false, isThere: true };
    });
  });
}

function managedDifferences(
  unit: MediaUnit,
  matches: readonly Match[],
  places: readonly PlacedFile[],
): MediaDifference[] {
  const extra = places.filter(({ file }) => !matches.some(({ found }) => found === file));
  const replaced = new Set<PlacedFile>();
  const differences = matches.flatMap((match): MediaDifference[] => {
    const property = propertyPath(unit, match.wanted.path);
    if (match.found !== undefined) {
      if (!mustChange(match)) return [];
      return [{ line: `${property} (${changes(match, match.found)})`, isManaged: true, isThere: true }];
    }
    const old = extra.find((candidate) => propertyPath(unit, candidate.path) === property);
    if (old === undefined) return [{ line: `${property} (not there yet)`, isManaged: true, isThere: false }];
    replaced.add(old);
    return [{ line: `${property} (${told(old)} is replaced)`, isManaged: true, isThere: true }];
  });
  const removed = extra.filter((place) => !replaced.has(place));
  return [
    ...differences,
    ...removed.map((place) => ({
      line: `${propertyPath(unit, place.path)} (${told(place)} is taken away)`,
      isManaged: true,
      isThere: true,
    })),
  ];
}

function told({ file }: PlacedFile): string {
  return `the ${(file.group as MediaGroup).noun} ${nameOfFile(file)}`;
}

function changes({ wanted, order }: Match, found: FoundFile): string {
  const parts = wanted.group.texts
    .filter((text) => show(wanted.texts[text]) !== show(found.texts[text]))
    .map((text) => `${text} ${show(found.texts[text])} becomes ${show(wanted.texts[text])}`);
  if (wanted.key !== found.key) parts.push(`title ${show(found.key)} becomes ${show(wanted.key)}`);
  if (order !== undefined && order !== found.order) parts.push(`its number ${found.order} becomes ${order}`);
  return parts.join(", ");
}

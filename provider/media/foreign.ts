// Files on which somebody else has worked since they were last seen: refused before anything is overwritten.
import type { IsOurs } from "../fields/said.js";
import { ChangedElsewhereError } from "../values/refusals.js";
import type { LastSeen } from "../values/versions.js";
import { isContent, learnContents, type SeenFile, wasMoved, wasSeen } from "./content.js";
import type { Match } from "./matching.js";
import {
  type FoundFile,
  filesOf,
  isFinished,
  type MediaGroup,
  type MediaPlace,
  saysSame,
  type WantedFile,
} from "./media.js";
import {
  hashesOf,
  lastSeenFiles,
  type MediaUnit,
  propertyPath,
  saidByFile,
  saidByOrder,
  saidByRemoval,
  type WantedMedia,
} from "./unit.js";

/** A file that is neither as we left it nor as wanted is a colleague's. */
export function refuseForeign(
  unit: MediaUnit,
  groups: readonly MediaGroup[],
  present: readonly FoundFile[],
  matches: readonly Match[],
  wanted: WantedMedia,
  managed: WantedMedia,
  memory: readonly SeenFile[] | undefined,
  isOurs: IsOurs,
): void {
  const isWanted = (file: FoundFile) => matches.some((match) => match.found === file && saysSame(match.wanted, file));
  // The state of an earlier release has no memory, but our own names.
  const isOwn = (file: FoundFile) =>
    memory === undefined && Object.values(hashesOf(managed.properties)).some((hash) => isContent(hash, file.content));
  const foreign = groups.flatMap((group) => {
    const files = filesOf(group, present);
    const seen = (memory ?? []).filter((file) => file.group === group.name);
    const changed = files
      .filter((file) => !isWanted(file) && !isOwn(file) && !wasSeen(file, memory ?? []))
      .filter((file) => !isOurs(saidByFile(unit, file)));
    const gone = matches
      .filter((match) => match.wanted.group === group && match.found === undefined)
      .filter(({ wanted: file }) => wasThere(file, wanted, seen) && !isThere(file, wanted, files))
      .filter(({ wanted: file }) => !isOurs(saidByRemoval(unit, group, wanted.hash(file))));
    const isOrderTheirs = matches.some(
      ({ wanted: { group: own }, found, order }) =>
        own === group &&
        found !== undefined &&
        order !== undefined &&
        order !== found.order &&
        wasMoved(found, seen) &&
        !isOurs(saidByOrder(unit, group, found)),
    );
    return [
      ...changed.map((file) => foreignFile(unit, group, file)),
      ...gone.map(({ wanted: { path } }) => `${propertyPath(unit, path)} was removed`),
      ...(isOrderTheirs ? [`the order of ${propertyPath(unit, [group.name])} is another one`] : []),
    ];
  });
  if (foreign.length === 0) return;
  throw changedElsewhere(foreign);
}

export function changedElsewhere(foreign: readonly string[]): ChangedElsewhereError {
  return new ChangedElsewhereError(
    `Its files were changed in Partner Center since this stack last saw them: ${foreign.join("; ")}. ` +
      "`pulumi refresh` shows such changes, and the next `pulumi up` then overwrites them; or set `force: true`.",
  );
}

/**
 * What somebody has added to a unit, or changed in it, since it was last seen; for an object that is removed as a
 * whole.
 */
export async function unseenFiles(
  unit: MediaUnit,
  place: MediaPlace,
  before: LastSeen,
  isOurs: IsOurs,
): Promise<string[]> {
  const memory = lastSeenFiles(unit, before) ?? [];
  const listed = (await unit.collection.list(place)).filter(isFinished);
  const files = await learnContents(place.client, listed, [], memory);
  return files.flatMap((file) =>
    file.group === undefined || wasSeen(file, memory) || isOurs(saidByFile(unit, file))
      ? []
      : [foreignFile(unit, file.group, file)],
  );
}

function wasThere(file: WantedFile, wanted: WantedMedia, seen: readonly SeenFile[]): boolean {
  return seen.some(({ content }) => isContent(wanted.hash(file), content));
}

function isThere(file: WantedFile, wanted: WantedMedia, files: readonly FoundFile[]): boolean {
  return files.some((found) => wanted.hasContent(file, found));
}

function foreignFile(unit: MediaUnit, { name, holds, noun }: MediaGroup, file: FoundFile): string {
  const where = propertyPath(unit, name.split("."));
  if (holds === "one") return `${where} is ${file.fileName}`;
  const said = { ...(file.key === undefined ? {} : { title: file.key }), ...file.texts };
  return `${where} has the ${noun} ${file.fileName} ${JSON.stringify(said)}`;
}

// Makes the files of a unit as the program wants them: uploads what is missing, changes texts and order in place, takes
// away what is no longer wanted. Unchanged ones cost nothing, and what somebody else has changed is not overwritten.

import type { IsOurs } from "../fields/said.js";
import { readProgramFile } from "../files/program-files.js";
import type { Clock } from "../partner-center/clock.js";
import { ifThere } from "../partner-center/errors.js";
import { sha256, shortHash } from "../values/content-hash.js";
import { getPath, setPath } from "../values/properties.js";
import { eachOf } from "../values/side-by-side.js";
import type { Change, Inputs, Outputs } from "../values/versions.js";
import { digitsOf, learnContents, memoryOf, type SeenFile } from "./content.js";
import { changedElsewhere, refuseForeign } from "./foreign.js";
import { listedFiles } from "./listed.js";
import { type Match, matchFiles, mustChange } from "./matching.js";
import { type FoundFile, fileLimitOf, filesOf, isFinished, type MediaPlace, saysSame } from "./media.js";
import { twinsOf } from "./twins.js";
import {
  blockPaths,
  hashesIn,
  isUnitChanged,
  lastSeenFiles,
  type MediaUnit,
  propertyPath,
  rememberFiles,
  setHashes,
  WantedMedia,
} from "./unit.js";

/** Files that are brought at the same time; each is in memory meanwhile. */
const mostFiles = 5;

/** What an update of a unit has to do. */
export interface MediaChange extends Pick<Change, "inputs" | "before" | "state" | "isResumed"> {
  /** Whether what somebody else has changed is overwritten. */
  readonly overwrites: boolean;
  /** What an interrupted run has written is ours. */
  readonly isOurs: IsOurs;
  readonly clock: Clock;
}

/** The files that stay, and those that will be removed. */
export interface FilesBeforeRemoval {
  readonly kept: readonly FoundFile[];
  readonly unwanted: readonly FoundFile[];
}

/**
 * Brings a unit to what the program says; no request when nothing of it has changed since the last time.
 * @param place Asked for when there is something to do.
 * @throws ChangedElsewhereError when a file is neither as we last saw it nor as wanted; nothing is written then.
 */
export async function syncMedia(
  unit: MediaUnit,
  place: () => Promise<MediaPlace>,
  change: MediaChange,
  /** What has to be done between the uploads and the removal. */
  beforeRemoval?: (files: FilesBeforeRemoval) => Promise<void>,
): Promise<void> {
  const { inputs, before, state } = change;
  const { collection } = unit;
  const wanted = new WantedMedia(unit, inputs);
  const managed = new WantedMedia(unit, before);
  const groups = collection.groups.filter((group) => wanted.groups.includes(group) || managed.groups.includes(group));
  if (groups.length === 0) return;
  if (before !== undefined && change.isResumed !== true && !isUnitChanged(unit, before, inputs)) {
    carryProperties(unit, inputs, state);
    return;
  }
  const at = await place();
  const memory = lastSeenFiles(unit, state);
  const look = async (known: readonly SeenFile[] | undefined) =>
    learnContents(at.client, await listedFiles(collection, at, known), groups, known);
  const ties = memory === undefined ? "in order" : "numbered anew";
  const matched = (files: readonly FoundFile[]) =>
    groups.flatMap((group) => matchFiles(group, wanted.of(group), filesOf(group, files), wanted.hasContent, ties));
  let present = await look(memory);
  // Of what is taken over nothing was seen before: a list that is short once would have files uploaded beside theirs.
  if (memory === undefined && inputs.adopt && matched(present).some(({ found }) => found === undefined)) {
    present = await look(memoryOf(collection.groups, present));
  }
  const there = present;
  const matches = matched(present);
  if (!change.overwrites) {
    if (memory === undefined) rememberFiles(unit, state, []); // so that the next refresh looks, and shows them
    refuseForeign(unit, groups, present, matches, wanted, managed, memory, change.isOurs);
  }

  setHashes(unit, state, {}); // an interruption must not look like the end
  const remember = (files: readonly FoundFile[]) => {
    present = [...files];
    rememberFiles(unit, state, present);
  };
  const left = new Set(present.filter((file) => !isFinished(file)));
  const brought = await eachOf(inRows(matches, wanted), mostFiles, async (row) => {
    const files: FoundFile[] = [];
    for (const match of row) {
      const file = await bring(unit, at, match, wanted.hash(match.wanted), left, change.overwrites);
      files.push(file);
      remember([...present.filter(({ id }) => id !== file.id), file]);
    }
    return files;
  });
  const kept = brought.flat();
  // As if they had been brought one after the other.
  remember([...present.filter(({ id }) => !kept.some((file) => file.id === id)), ...kept]);
  const uploaded = () => kept.filter(({ id }) => !matches.some(({ found }) => found?.id === id));
  for (const [own, twin] of await twinsOf(collection, at, change.clock, uploaded(), [...there, ...kept])) {
    kept.splice(kept.indexOf(own), 1, twin);
    remember([...present.filter(({ id }) => id !== own.id && id !== twin.id), twin]);
  }
  const unwanted = present.filter(
    (file) =>
      file.group !== undefined &&
      groups.includes(file.group) &&
      !kept.some(({ id }) => id === file.id) &&
      (isFinished(file) || digitsOf(file.fileName) !== undefined), // somebody else may be uploading just now
  );
  await beforeRemoval?.({ kept, unwanted });
  await eachOf(unwanted, mostFiles, async ({ id }) => {
    await ifThere(collection.delete(at, id)); // somebody else may have removed it first
    remember(present.filter((file) => file.id !== id));
  });
  carryProperties(unit, inputs, state);
  setHashes(unit, state, hashesIn(unit, inputs));
  rememberFiles(unit, state, present);
}

/**
 * What is brought side by side, and what one after the other: files whose order the service keeps by the time at which
 * each was added; and those of the same content, so that none takes what was announced for another.
 */
function inRows(matches: readonly Match[], wanted: WantedMedia): Match[][] {
  const rows = new Map<string, Match[]>();
  for (const match of matches) {
    const { group } = match.wanted;
    const name = JSON.stringify([group.name, group.order === "time" ? "" : wanted.hash(match.wanted)]);
    rows.set(name, [...(rows.get(name) ?? []), match]);
  }
  return [...rows.values()];
}

/**
 * The wanted file in the service: as it is there, changed in place, or uploaded.
 * @param left What interrupted runs have announced; what is taken of it is taken out.
 * @throws ChangedElsewhereError when somebody removes it meanwhile
 */
async function bring(
  unit: MediaUnit,
  place: MediaPlace,
  match: Match,
  hash: unknown,
  left: Set<FoundFile>,
  overwrites: boolean,
): Promise<FoundFile> {
  const { collection } = unit;
  const { wanted, found, order } = match;
  if (found !== undefined) {
    if (!mustChange(match)) return found;
    const changed = await ifThere(collection.change(place, found, wanted, order));
    if (changed !== undefined) return { ...changed, content: found.content };
    if (!overwrites) throw changedElsewhere([`${propertyPath(unit, wanted.path)} was removed`]);
  }
  const bytes = readProgramFile(String(wanted.file), fileLimitOf(wanted.group));
  if (sha256(bytes) !== hash) throw new Error(`${wanted.file} changed while this run was going on; run it again`);
  const fileName = collection.fileName(wanted, shortHash(hash));
  const resume = [...left].find(
    (file) => file.group === wanted.group && file.fileName === fileName && saysSame(file, wanted),
  );
  if (resume !== undefined) left.delete(resume);
  return { ...(await collection.upload(place, { wanted, fileName, bytes, order: order ?? 0, resume })), content: hash };
}

/** Takes the properties of the unit over into the state as the program has them. */
function carryProperties(unit: MediaUnit, inputs: Inputs, state: Outputs): void {
  for (const path of blockPaths(unit)) setPath(state, path, getPath(inputs, path));
}

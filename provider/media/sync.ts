// Makes the files of a unit as the program wants them: uploads what is missing, changes texts and order in place, takes
// away what is no longer wanted. Unchanged ones cost nothing, and what somebody else has changed is not overwritten.

import type { IsOurs } from "../fields/said.js";
import { readProgramFile } from "../files/program-files.js";
import type { Clock } from "../partner-center/clock.js";
import { ifThere } from "../partner-center/errors.js";
import { sha256, shortHash } from "../values/content-hash.js";
import { getPath, setPath } from "../values/properties.js";
import { ChangedElsewhereError } from "../values/refusals.js";
import type { Change, Inputs, LastSeen, Outputs } from "../values/versions.js";
import { digitsOf, isContent, learnContents, memoryOf, type SeenFile, wasMoved, wasSeen } from "./content.js";
import { listedFiles } from "./listed.js";
import { type Match, matchFiles, mustChange } from "./matching.js";
import {
  type FoundFile,
  fileLimitOf,
  filesOf,
  isFinished,
  type MediaGroup,
  type MediaPlace,
  saysSame,
  type WantedFile,
} from "./media.js";
import { twinsOf } from "./twins.js";
import {
  blockPaths,
  hashesIn,
  hashesOf,
  isUnitChanged,
  lastSeenFiles,
  type MediaUnit,
  propertyPath,
  rememberFiles,
  saidByFile,
  saidByOrder,
  saidByRemoval,
  setHashes,
  WantedMedia,
} from "./unit.js";

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
  const matched = (files: readonly FoundFile[]) =>
    groups.flatMap((group) => matchFiles(group, wanted.of(group), filesOf(group, files), wanted.hasContent));
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
  const kept: FoundFile[] = [];
  const uploaded = () => kept.filter(({ id }) => !matches.some(({ found }) => found?.id === id));
  for (const match of matches) {
    const file = await bring(unit, at, match, wanted.hash(match.wanted), present, change.overwrites);
    kept.push(file);
    remember([...present.filter(({ id }) => id !== file.id), file]);
  }
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
  for (const { id } of unwanted) {
    await ifThere(collection.delete(at, id)); // somebody else may have removed it first
    remember(present.filter((file) => file.id !== id));
  }
  carryProperties(unit, inputs, state);
  setHashes(unit, state, hashesIn(unit, inputs));
  rememberFiles(unit, state, present);
}

/**
 * The wanted file in the service: as it is there, changed in place, or uploaded.
 * @throws ChangedElsewhereError when somebody removes it meanwhile
 */
async function bring(
  unit: MediaUnit,
  place: MediaPlace,
  match: Match,
  hash: unknown,
  present: readonly FoundFile[],
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
  const resume = present.find(
    (file) => !isFinished(file) && file.group === wanted.group && file.fileName === fileName && saysSame(file, wanted),
  );
  return { ...(await collection.upload(place, { wanted, fileName, bytes, order: order ?? 0, resume })), content: hash };
}

/** Takes the properties of the unit over into the state as the program has them. */
function carryProperties(unit: MediaUnit, inputs: Inputs, state: Outputs): void {
  for (const path of blockPaths(unit)) setPath(state, path, getPath(inputs, path));
}

/** A file that is neither as we left it nor as wanted is a colleague's. */
function refuseForeign(
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

function changedElsewhere(foreign: readonly string[]): ChangedElsewhereError {
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

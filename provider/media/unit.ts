// The files of one collection that one block of the program sets: where they are in inputs and state.

import type { Compared } from "../fields/compared.js";
import { changedPaths } from "../fields/field.js";
import type { Said } from "../fields/said.js";
import { sha256, shortHash } from "../values/content-hash.js";
import { formatPath } from "../values/findings.js";
import { getPath, isObject, isWithin, type Properties, same, setPath, sorted } from "../values/properties.js";
import { isInSecret } from "../values/secrets.js";
import type { Inputs, LastSeen, Outputs } from "../values/versions.js";
import { isContent, isMemory, memoryOf, type SeenFile } from "./content.js";
import type { HasContent } from "./matching.js";
import {
  comparedTexts,
  type FoundFile,
  type MediaCollection,
  type MediaGroup,
  type Medium,
  managesGroup,
  type WantedFile,
  wantedFiles,
} from "./media.js";

/** A collection of a block, such as the images of `translations.de-DE`. */
export interface MediaUnit {
  /** Where the block is, in the program's spelling. */
  readonly at: string;
  readonly collection: MediaCollection;
}

/** What is wanted of a unit, by a version of the resource. */
export class WantedMedia {
  readonly files: readonly WantedFile[];
  /** The groups that it sets. */
  readonly groups: readonly MediaGroup[];
  private readonly hashes: Properties;

  constructor(
    private readonly unit: MediaUnit,
    readonly properties: Properties | undefined,
  ) {
    const block = properties === undefined ? undefined : getPath(properties, unit.at);
    const { groups } = unit.collection;
    this.files = wantedFiles(groups, block);
    this.groups = groups.filter((group) => managesGroup(group, block));
    this.hashes = hashesOf(properties);
  }

  of(group: MediaGroup): WantedFile[] {
    return this.files.filter((file) => file.group === group);
  }

  /** The hash of a file, as `check` found it, or as a refresh has found it in the service. */
  hash(wanted: WantedFile): unknown {
    return this.hashes[fileKey(this.unit, wanted.path)];
  }

  readonly hasContent: HasContent = (wanted, found) => isContent(this.hash(wanted), found.content);
}

/** The hashes of a version of the resource, by file. */
export function hashesOf(properties: Properties | undefined): Properties {
  return isObject(properties?.files) ? properties.files : {};
}

/** Path of a property of the unit, as people read it. */
export function propertyPath({ at }: MediaUnit, path: readonly (string | number)[]): string {
  return formatPath([...at.split("."), ...path]);
}

/**
 * What a file is called in the map of hashes: the same in every spelling of a language, and without a title that is in
 * a secret, since the map is kept in clear.
 */
export function fileKey({ at, collection }: MediaUnit, path: readonly (string | number)[]): string {
  const [list = "", name = "", ...rest] = path;
  const isTitle = collection.groups.some((group) => group.holds === "map" && group.name === list);
  const isHidden = isTitle && isInSecret(`${at}.${list}`);
  return formatPath([...keyOf(at).split("."), ...(isHidden ? [list, shortHash(sha256(String(name))), ...rest] : path)]);
}

function keyOf(at: string): string {
  return at.startsWith("translations.") ? at.toLowerCase() : at;
}

/** The properties that hold the unit's files, such as `listing.logos`. */
export function blockPaths({ at, collection }: MediaUnit): string[] {
  const blocks = collection.groups.map(({ name }) => name.split(".")[0] as string);
  return [...new Set(blocks)].map((block) => `${at}.${block}`);
}

/** The hashes of the unit's files. */
export function hashesIn(unit: MediaUnit, properties: Properties | undefined): Properties {
  const starts = blockPaths({ ...unit, at: keyOf(unit.at) });
  const isOwn = (key: string) => starts.some((start) => isWithin(key, start));
  return Object.fromEntries(Object.entries(hashesOf(properties)).filter(([key]) => isOwn(key)));
}

/** Puts the hashes of the unit's files into the state, in place of those that are there. */
export function setHashes(unit: MediaUnit, state: Outputs, hashes: Properties): void {
  const old = hashesIn(unit, state);
  const others = Object.entries(hashesOf(state)).filter(([key]) => !(key in old));
  state.files = { ...Object.fromEntries(others), ...hashes };
}

/** What is compared of the unit beside the content of its files. */
export function comparedOf({ at, collection }: MediaUnit): Compared[] {
  return collection.groups
    .filter(({ holds }) => holds !== "one")
    .map((group) => ({ path: `${at}.${group.name}`, canonical: comparedTexts(group) }));
}

/** Whether anything of the unit differs between two versions of the resource. */
export function isUnitChanged(unit: MediaUnit, before: LastSeen, inputs: Inputs): boolean {
  return (
    !same(sorted(hashesIn(unit, before)), sorted(hashesIn(unit, inputs))) ||
    changedPaths(comparedOf(unit), before, inputs).length > 0
  );
}

/** What is said of a file: its content, by the digits that its name carries, and its texts. */
function saidOf({ at }: MediaUnit, group: MediaGroup, content: unknown, { key, texts }: Medium): Said {
  return [`${keyOf(at)}.${group.name}`, { content: shortHash(String(content)), key: key ?? "", texts }];
}

/** What is said of a file that is taken away. */
export function saidByRemoval({ at }: MediaUnit, group: MediaGroup, content: unknown): Said {
  return [`${keyOf(at)}.${group.name}`, { removed: shortHash(String(content)) }];
}

/** What is said of a file that is given another place among its like. */
export function saidByOrder({ at }: MediaUnit, group: MediaGroup, { content, order }: OrderedFile): Said {
  return [`${keyOf(at)}.${group.name}`, { content: shortHash(String(content)), order }];
}

/** A file with its number, see `MediaGroup.order`. */
type OrderedFile = Pick<FoundFile, "content" | "order">;

/** What the unit's files will say in the service, and what is taken away of those before, see `Page.said`. */
export function saidByFiles(unit: MediaUnit, inputs: Inputs, before: LastSeen | undefined): Said[] {
  const wanted = new WantedMedia(unit, inputs);
  const managed = new WantedMedia(unit, before);
  const isKept = (old: WantedFile) => wanted.of(old.group).some((file) => same(wanted.hash(file), managed.hash(old)));
  return [
    ...managed.files.filter((file) => !isKept(file)).map((file) => saidByRemoval(unit, file.group, managed.hash(file))),
    ...wanted.files.map((file) => saidOf(unit, file.group, wanted.hash(file), file)),
    ...wanted.groups.flatMap((group) =>
      wanted.of(group).map((file, order) => saidByOrder(unit, group, { content: wanted.hash(file) as string, order })),
    ),
  ];
}

/** What a file of the service says. */
export function saidByFile(unit: MediaUnit, file: FoundFile): Said {
  return saidOf(unit, file.group as MediaGroup, file.content, file);
}

function memoryPath({ at, collection }: MediaUnit): string {
  return `observed.media.${keyOf(at)}.${collection.name}`;
}

/** The unit's files as they were last seen; undefined when nobody has looked yet. */
export function lastSeenFiles(unit: MediaUnit, properties: Properties | undefined): SeenFile[] | undefined {
  const memory = getPath(properties ?? {}, memoryPath(unit));
  return isMemory(memory) ? memory : undefined;
}

/** Keeps the unit's files in the state as they were seen, or forgets them. */
export function rememberFiles(unit: MediaUnit, state: Outputs, files: readonly FoundFile[] | undefined): void {
  setPath(state, memoryPath(unit), files && memoryOf(unit.collection.groups, files));
}

/** What people call a file of the service: by its title, or else by its file name. */
export function nameOfFile({ fileName, key, texts }: Pick<FoundFile, "fileName" | "key" | "texts">): string {
  const title = texts.title ?? key;
  return title === undefined ? fileName : String(title);
}

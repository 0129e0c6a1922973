// Files that a program names beside its texts, such as pictures and documents: what is said of each, in the program
// and in the service, in one shape, so that the two can be compared and either can be written as the other.
import { canonical } from "../fields/field.js";
import { fileLimits } from "../files/program-files.js";
import type { StoredFile } from "../partner-center/areas/downloads.js";
import type { PartnerCenterClient } from "../partner-center/client.js";
import {
  asObject,
  getPath,
  isObject,
  keyFor,
  mapValues,
  ownValue,
  type Properties,
  same,
  setOwn,
  withoutEmpty,
} from "../values/properties.js";

/** Files that a program sets together, and that are managed together: one logo, all screenshots, all documents. */
export interface MediaGroup {
  /** Where they are in their block of the program, such as `logos.small` or `documents`. */
  readonly name: string;
  /** What people call one of them. */
  readonly noun: "picture" | "video" | "document";
  /** One file; a list, whose order has a meaning; or a map, whose key is one of the texts. */
  readonly holds: "one" | "list" | "map";
  /** Key of the file's path in an entry of a list or map. */
  readonly leaf: string;
  /** Keys of an entry that are compared beside the content. */
  readonly texts: readonly string[];
  /** The text by which people tell entries of a list apart. */
  readonly identity?: string;
  /**
   * How the service keeps the order of a list: by a number that can be changed, or by the time at which each was added.
   */
  readonly order?: "number" | "time";
  /** The key of a map cannot be changed in the service. */
  readonly hasFixedKey?: boolean;
}

/** What program and service both say of a file. */
export interface Medium {
  /** The texts of its entry, as the program writes them; none is empty. */
  readonly texts: Properties;
  /** Its key in a map. */
  readonly key?: string;
}

/** A file that a program names. */
export interface WantedFile extends Medium {
  readonly group: MediaGroup;
  /** Where its path is, below the block: `["screenshots", 0, "file"]`. */
  readonly path: readonly (string | number)[];
  /** The path of the file, or what stands in its place. */
  readonly file: unknown;
}

/** A file that the service has. */
export interface FoundFile extends Medium {
  /** Undefined for a file of a kind that programs do not name. */
  readonly group: MediaGroup | undefined;
  readonly id: string;
  readonly etag: string | undefined;
  readonly fileName: string;
  /** `PendingUpload`, `Uploaded`, … */
  readonly state: string | undefined;
  /** Its number among its like, where the service keeps one. */
  readonly order: number;
  /** Where its bytes can be fetched. */
  readonly stored: StoredFile;
  /** The whole object. */
  readonly raw: Properties;
  /** SHA-256 of its bytes, or the first twelve digits of it; undefined when it is not known. */
  readonly content?: string | undefined;
}

/** Which object has the files. */
export interface MediaPlace {
  readonly client: PartnerCenterClient;
  readonly productId: string;
  /** Of files that belong to a listing. */
  readonly listingId: string;
}

/** An upload: what is wanted, and where it goes. */
interface MediaUpload {
  readonly wanted: WantedFile;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly order: number;
  /** One that an interrupted run has announced. */
  readonly resume: FoundFile | undefined;
}

/** The files that the service lists with one request. */
export interface MediaCollection {
  /** Its name in the state, such as `images`. */
  readonly name: string;
  readonly groups: readonly MediaGroup[];
  list(place: MediaPlace): Promise<FoundFile[]>;
  /** The same as this run has just seen it, if it has changed nothing since; undefined when that is not known. */
  justSeen?(place: MediaPlace): FoundFile[] | undefined;
  /** One of them; undefined when it is gone. */
  get(place: MediaPlace, id: string): Promise<FoundFile | undefined>;
  /** The name that a wanted file gets in the service; it holds the digits. */
  fileName(wanted: WantedFile, digits: string): string;
  upload(place: MediaPlace, upload: MediaUpload): Promise<FoundFile>;
  /**
   * Changes the texts, and the order where one is given; the bytes stay.
   * @throws ConflictError if somebody changed it since.
   */
  change(place: MediaPlace, file: FoundFile, wanted: WantedFile, order: number | undefined): Promise<FoundFile>;
  /** @throws NotFoundError if it is gone already. */
  delete(place: MediaPlace, id: string): Promise<void>;
}

/** How much of a file of a group is read, at most; the thumbnail of a video is a picture. */
export function fileLimitOf({ noun }: MediaGroup): (typeof fileLimits)["document" | "picture"] {
  return noun === "document" ? fileLimits.document : fileLimits.picture;
}

/** Whether the program sets the files of a group. */
export function managesGroup(group: MediaGroup, block: unknown): boolean {
  return isObject(block) && getPath(block, group.name) !== undefined;
}

/** The files of some groups that a block of the program names, in its order. */
export function wantedFiles(groups: readonly MediaGroup[], block: unknown): WantedFile[] {
  if (!isObject(block)) return [];
  return groups.flatMap((group) => {
    const value = getPath(block, group.name);
    if (value === undefined) return [];
    if (group.holds === "one") return [{ group, path: group.name.split("."), file: value, texts: {} }];
    const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : mapEntries(value);
    return entries.flatMap(([step, entry]) =>
      isObject(entry)
        ? [
            {
              group,
              path: [group.name, step, group.leaf],
              file: entry[group.leaf],
              texts: textsOf(group, entry),
              ...(typeof step === "string" ? { key: step } : {}),
            },
          ]
        : [],
    );
  });
}

function mapEntries(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The texts of an entry that are set. */
function textsOf(group: MediaGroup, entry: Properties): Properties {
  return withoutEmpty(Object.fromEntries(group.texts.map((text) => [text, entry[text]])));
}

/** What counts of a group beside the content of its files: the form in which two versions of a program are compared. */
export function comparedTexts(group: MediaGroup): (value: unknown) => unknown {
  const ofEntry = (entry: unknown): unknown => {
    if (!isObject(entry)) return entry;
    const texts = textsOf(group, entry);
    const [only, ...more] = group.texts;
    return only !== undefined && more.length === 0 ? (texts[only] ?? "") : texts;
  };
  return (value) => (Array.isArray(value) ? value.map(ofEntry) : mapValues(value, ofEntry));
}

/** Whether two media say the same, whatever their bytes are. */
export function saysSame(one: Medium, other: Medium): boolean {
  const said = ({ texts, key }: Medium) => canonical({ path: "" }, { ...texts, "": key ?? "" });
  return same(said(one), said(other));
}

/** Whether a file of the service has been uploaded. */
export function isFinished(file: FoundFile): boolean {
  return file.state !== "PendingUpload";
}

/** The finished files of a group, in the order in which customers see them. */
export function filesOf(group: MediaGroup, files: readonly FoundFile[]): FoundFile[] {
  const own = files.filter((file) => file.group === group && isFinished(file));
  return group.order === "number" ? own.sort((a, b) => a.order - b.order) : own;
}

/** A file of the service, with its place in a program that says what the service has. */
export interface PlacedFile {
  readonly file: FoundFile;
  readonly path: readonly (string | number)[];
}

/**
 * Gives each file of a group, in the order of {@link filesOf}, its place in a program. Where there is only one place
 * for several files, it is the last one's (what the service does is not known), or that of `first`.
 */
export function placed(group: MediaGroup, files: readonly FoundFile[], first = files.at(-1)): PlacedFile[] {
  if (group.holds === "list") return files.map((file, index) => ({ file, path: [group.name, index, group.leaf] }));
  const taken = new Set<string>();
  const free = (name: string): string => {
    const own = taken.has(name) ? free(`${name} (another)`) : name;
    taken.add(own);
    return own;
  };
  if (group.holds === "map") {
    return files.map((file) => ({ file, path: [group.name, free(keyFor(file.key ?? file.fileName)), group.leaf] }));
  }
  const [parent = "", kind = ""] = group.name.split(".");
  const ordered = [...files.filter((file) => file === first), ...files.filter((file) => file !== first)];
  return ordered.map((file) => ({ file, path: [parent, free(kind)] }));
}

/** What a program writes for a file. */
export function entryOf({ holds, leaf }: MediaGroup, file: string, texts: Properties): unknown {
  return holds === "one" ? file : { ...texts, [leaf]: file };
}

/** The entry at a place of a block. */
export function entryAt(block: unknown, [parent = "", step = ""]: readonly (string | number)[]): unknown {
  const entries = isObject(block) ? block[parent] : undefined;
  return typeof step === "string" ? ownValue(asObject(entries), step) : (entries as unknown[] | undefined)?.[step];
}

/** Puts an entry at a place of a block. */
export function setEntry(block: Properties, path: readonly (string | number)[], entry: unknown): void {
  const [parent = "", step = ""] = path;
  block[parent] ??= typeof step === "number" ? [] : {};
  if (typeof step === "string") setOwn(block[parent] as Properties, step, entry);
  else (block[parent] as unknown[])[step] = entry;
}

// What the bytes of a file in the service are, with as few downloads as can be: our own uploads carry it in their
// names, and what was downloaded once is kept in the state.

import type { PartnerCenterClient } from "../partner-center/client.js";
import { DownloadError } from "../partner-center/errors.js";
import { sha256 } from "../values/content-hash.js";
import { isObject, type Properties } from "../values/properties.js";
import { type FoundFile, filesOf, type MediaGroup, saysSame } from "./media.js";

/** A file of the service as it was last seen; kept in the state, without its (secret) address. */
export interface SeenFile {
  readonly id: string;
  readonly etag?: string | undefined;
  readonly group: string;
  readonly fileName: string;
  readonly texts: Properties;
  readonly key?: string;
  readonly content?: string | undefined;
  /** Where the order is kept by numbers. */
  readonly order?: number;
}

/** `guide-0123456789ab.pdf`. */
const ownName = /-([0-9a-f]{12})(?:\.[A-Za-z0-9]+)?$/;

/** The digits of the content hash that the name of one of our uploads carries; undefined for other names. */
export function digitsOf(fileName: string): string | undefined {
  return ownName.exec(fileName)?.[1];
}

/** The name of a file with digits in front of its ending: `guide.pdf` → `guide-0123456789ab.pdf`. */
export function withDigits(fileName: string, digits: string): string {
  const [, stem, ending] = /^(.*?)(\.[A-Za-z0-9]+)?$/s.exec(fileName) ?? [];
  return `${stem}-${digits}${ending ?? ""}`;
}

/** The name without the digits. */
export function withoutDigits(fileName: string): string {
  const digits = digitsOf(fileName);
  return digits === undefined ? fileName : fileName.replace(new RegExp(`-${digits}(?=(\\.[A-Za-z0-9]+)?$)`), "");
}

/** Whether a hash is that of a content, of which the first digits alone may be known. */
export function isContent(hash: unknown, content: string | undefined): boolean {
  return typeof hash === "string" && content !== undefined && content.length >= 12 && hash.startsWith(content);
}

/**
 * The files with their content. Those of `groups` that cannot be told by their name or from memory are downloaded.
 * @throws DownloadError when the store does not answer; a file that it does not have stays of unknown content.
 */
export function learnContents(
  client: PartnerCenterClient,
  files: readonly FoundFile[],
  groups: readonly MediaGroup[],
  memory: readonly SeenFile[] = [],
): Promise<FoundFile[]> {
  return Promise.all(
    files.map(async (file) => {
      if (file.state === "PendingUpload" || file.state === "ProcessFailed") return file;
      const seen = memory.find(({ id, etag }) => id === file.id && etag !== undefined && etag === file.etag);
      const known = seen?.content ?? digitsOf(file.fileName);
      if (known !== undefined || file.group === undefined || !groups.includes(file.group)) {
        return { ...file, content: known };
      }
      return { ...file, content: await download(client, file) };
    }),
  );
}

async function download(client: PartnerCenterClient, file: FoundFile): Promise<string | undefined> {
  if (file.stored.fileSasUri === undefined) return undefined;
  try {
    return sha256(await client.downloads.get(file.stored));
  } catch (error) {
    if (error instanceof DownloadError && (error.status === 404 || error.status === 403)) return undefined;
    throw error;
  }
}

/** The finished files, as they are kept in the state: each group in its order. */
export function memoryOf(groups: readonly MediaGroup[], files: readonly FoundFile[]): SeenFile[] {
  return groups.flatMap((group) =>
    filesOf(group, files).map(({ id, etag, fileName, texts, key, content, order }) => ({
      id,
      etag,
      group: group.name,
      fileName,
      texts,
      ...(key === undefined ? {} : { key }),
      content,
      ...(group.order === "number" ? { order } : {}),
    })),
  );
}

/** Whether a file was there, and said the same, when the files were last seen; its id may be another one since. */
export function wasSeen(file: FoundFile, memory: readonly SeenFile[]): boolean {
  return memory.some((seen) => {
    if (seen.id === file.id && seen.etag !== undefined && seen.etag === file.etag) return true;
    const isSameFile =
      seen.content === undefined || file.content === undefined
        ? seen.fileName === file.fileName
        : isSameContent(seen.content, file.content);
    return seen.group === file.group?.name && isSameFile && saysSame(seen, file);
  });
}

function isSameContent(one: string, other: string): boolean {
  return isContent(one, other) || isContent(other, one);
}

/** Whether a file was seen with another number among its like. */
export function wasMoved(file: FoundFile, memory: readonly SeenFile[]): boolean {
  const seen =
    memory.find(({ id }) => id === file.id) ??
    memory.find(({ group, content }) => group === file.group?.name && isContent(content, file.content));
  return seen?.order !== undefined && seen.order !== file.order;
}

/** What the state of an earlier release, or of this one, holds. */
export function isMemory(value: unknown): value is SeenFile[] {
  return Array.isArray(value) && value.every((file) => isObject(file) && isObject(file.texts));
}

// What an application package holds: the same list of files for a folder and for a `.zip`, and a zip made
// from a folder that has the same bytes on every machine and in every time zone.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync, type Zippable, zipSync } from "fflate";
import { contentHash, sha256 } from "../values/content-hash.js";
import { resolveFile } from "./program-files.js";

/** What operating systems leave in folders, and put into the zips that they make; it is not part of an application. */
const litter = new Set([".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"]);

/** A package that cannot be read; the message says why. */
export class PackageContentError extends Error {
  readonly code = "ERR_PARTNER_CENTER_PACKAGE_CONTENT";
}

/** The files of a package by their path inside it (with `/`), sorted. */
export interface PackageContent {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Its identity: the sorted list of (path, SHA-256 of the bytes). Zipping again does not change it. */
  readonly hash: string;
  /** What to upload: the `.zip` as it is, or one made from the folder. */
  archive(): Uint8Array;
}

/** Reads the package at a path of the program: a `.zip` file, or a folder. @throws PackageContentError */
export async function readPackage(path: string): Promise<PackageContent> {
  const place = resolveFile(path);
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) {
    throw new PackageContentError(
      `"${path}" does not exist (looked at ${place}; paths are relative to the program's folder)`,
    );
  }
  const unreadable = (error: Error) => {
    throw new PackageContentError(`"${path}" cannot be read: ${error.message}`);
  };
  if (found.isDirectory()) {
    const files = await readFolder(place).catch(unreadable);
    return { files, hash: hashOf(files), archive: () => makeZip(files) };
  }
  const bytes = await readFile(place).catch(unreadable);
  const files = readZip(path, bytes);
  return { files, hash: hashOf(files), archive: () => bytes };
}

function hashOf(files: ReadonlyMap<string, Uint8Array>): string {
  return contentHash([...files].map(([name, bytes]) => [name, sha256(bytes)]));
}

function inOrder(entries: [string, Uint8Array][]): Map<string, Uint8Array> {
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function readFolder(folder: string): Promise<Map<string, Uint8Array>> {
  const entries: [string, Uint8Array][] = [];
  const walk = async (place: string, prefix: string): Promise<void> => {
    for (const name of await readdir(place)) {
      if (litter.has(name)) continue;
      const inside = join(place, name);
      if ((await stat(inside)).isDirectory()) await walk(inside, `${prefix}${name}/`);
      else entries.push([`${prefix}${name}`.normalize("NFC"), await readFile(inside)]);
    }
  };
  await walk(folder, "");
  return inOrder(entries);
}

function readZip(path: string, bytes: Uint8Array): Map<string, Uint8Array> {
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes);
  } catch (error) {
    throw new PackageContentError(
      `"${path}" is neither a folder nor a readable .zip file (${(error as Error).message})`,
    );
  }
  const files = Object.entries(entries)
    .map(([name, content]): [string, Uint8Array] => [name.replaceAll("\\", "/").normalize("NFC"), content])
    .filter(([name]) => !name.endsWith("/") && !name.split("/").some((part) => litter.has(part)));
  return inOrder(files);
}

/** A zip whose bytes depend on the files alone: sorted, one fixed date, one compression, no attributes. */
function makeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  // The format keeps local time: the same local date is the same bytes in every time zone.
  const mtime = new Date(1980, 0, 1, 12);
  for (const [name, bytes] of files) entries[name] = [bytes, { mtime, level: 6, os: 0, attrs: 0 }];
  return zipSync(entries);
}

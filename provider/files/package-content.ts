// What an application package holds: the same list of files for a folder and for a `.zip`. Neither is ever in memory as a
// whole: small files are kept, of the others a piece at a time.
import { createHash } from "node:crypto";
import { lstatSync, opendirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join, sep } from "node:path";
import { contentHash, sha256 } from "../values/content-hash.js";
import type { PackageFile } from "../values/package-file.js";
import { inLine, quotedPath } from "../values/show.js";
import { FileBytes } from "./file-bytes.js";
import { type Archive, type ArchivedFile, archiveOf, type HashedFile, zipOf } from "./package-archive.js";
import {
  fileLimits,
  findProgramFile,
  ProgramFileError,
  placeOfFile,
  readBounded,
  refuseTooLarge,
  resolveFile,
} from "./program-files.js";
import { hashOfEntry, unpack, type ZipEntry, ZipError, zipEntries } from "./zip.js";

/** What operating systems leave in folders, and put into the zips that they make; it is not part of an application. */
const litter = new Set([".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"]);

// docs/package-checks.md names these limits. Those that no source names are ours: far above what packages have, and low
// enough for the memory of a build machine.
/** Files and folders of a package, at most (ours). */
const mostEntries = 10_000;
/** Bytes of all files of a package together, unpacked (ours; each file: {@link fileLimits}). */
const mostBytes = 2 * 1024 ** 3;
/** How many times as big as the zip its files may be, once they have more than {@link freeBytes} (ours). */
const mostExpansion = 200;
const freeBytes = 64 * 1024 ** 2;
/** Bytes of one file, and of all together, that are kept to be looked into; others are read again when they are asked for. */
const mostOfOne = 1024 ** 2;
const mostKept = 32 * 1024 ** 2;
/** The type bits of a file, in a Unix file mode. */
const regularFile = 0o100000;

/** A package that cannot be read, or is not taken; the message says why. */
export class PackageContentError extends Error {
  readonly code = "ERR_PARTNER_CENTER_PACKAGE_CONTENT";
}

/** The files of a package by their path inside it (with `/`), sorted. */
export interface PackageContent {
  /** Their bytes are read when they are asked for. */
  readonly files: ReadonlyMap<string, PackageFile>;
  /** Its identity: the sorted list of (path, SHA-256 of the bytes). Zipping again does not change it. */
  readonly hash: string;
  /** Those whose names have `\` for `/` in the zip. */
  readonly withBackslash: readonly string[];
  /** What to upload: the `.zip` as it is, or one made from the folder. @throws PackageContentError when it is too big */
  archive(): Archive;
}

/**
 * Reads the package at a path of the program: a `.zip` file, or a folder. Of a folder, links are followed that lead to
 * a file or folder inside it.
 * @throws PackageContentError
 */
export async function readPackage(path: string): Promise<PackageContent> {
  try {
    if (findProgramFile(path).isDirectory()) {
      const files = readFolder(path);
      return { files, hash: hashOf(files), withBackslash: [], archive: () => makeZip(path, files) };
    }
    const place = placeOfFile(path);
    return await FileBytes.with(place, async (bytes) => {
      refuseTooLarge(quotedPath(path), bytes.length, fileLimits.package);
      const { files, withBackslash } = await readZip(path, place, bytes);
      const changed = () => changedMeanwhile(path);
      const { length, version } = bytes;
      return { files, hash: hashOf(files), withBackslash, archive: () => archiveOf(place, version, length, changed) };
    });
  } catch (error) {
    if (error instanceof ProgramFileError) throw new PackageContentError(error.message);
    if ((error as NodeJS.ErrnoException).syscall !== undefined) {
      throw refused(path, `it cannot be read: ${inLine((error as Error).message, 300)}`);
    }
    if (!(error instanceof ZipError)) throw error;
    const what = `${quotedPath(path)} is neither a folder nor a .zip file that can be taken`;
    throw new PackageContentError(`${what}: ${error.message}`);
  }
}

function refused(path: string, why: string): PackageContentError {
  return new PackageContentError(`is not taken as a package (${quotedPath(path)}): ${why}`);
}

function hashOf(files: ReadonlyMap<string, HashedFile>): string {
  return contentHash([...files].map(([name, { sha256: hash }]) => [name, hash]));
}

/** Keeps small files in memory that the checks look into, until there are too many of them. */
class Kept {
  private left = mostKept;

  /** Whether a file is to be read in one piece and kept. */
  takes(name: string, length: number): boolean {
    if (!name.toLowerCase().endsWith(".json") || length > mostOfOne || length > this.left) return false;
    this.left -= length;
    return true;
  }
}

function keptFile(bytes: Uint8Array): HashedFile {
  return { length: bytes.length, sha256: sha256(bytes), read: () => bytes };
}

/** The files in order, by names that any system can unpack: each once, and none outside of the package. */
function inOrder<File>(path: string, entries: readonly (readonly [string, File])[]): Map<string, File> {
  const files = new Map<string, File>();
  for (const [name, file] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const steps = name.split(/[/\\]/);
    const isOutside = steps[0] === "" || /^[a-z]:$/i.test(steps[0] as string) || steps.includes("..");
    if (isOutside) throw refused(path, `its file ${quotedPath(name)} would lie outside of it; take it out`);
    // fflate keeps entries as properties of an object, where this name means something else
    if (name === "__proto__") throw refused(path, `its file "__proto__" cannot be packed; rename it`);
    if (files.has(name)) throw refused(path, `it has two files with the name ${quotedPath(name)}; take one out`);
    files.set(name, file);
  }
  for (const name of files.keys()) {
    for (let end = name.indexOf("/"); end >= 0; end = name.indexOf("/", end + 1)) {
      const folder = name.slice(0, end);
      if (files.has(folder)) throw refused(path, `${quotedPath(folder)} is a file in it and a folder; rename one`);
    }
  }
  return files;
}

function readFolder(path: string): Map<string, ArchivedFile> {
  const entries: { readonly inside: string; readonly real: string }[] = [];
  const root = realpathSync.native(resolveFile(path));
  let [count, total] = [0, 0];
  /** `around`: the real places of all that the folder is in. */
  const walk = (folder: string, prefix: string, around: readonly string[]): void => {
    const names = namesIn(folder, mostEntries - count);
    if (names === undefined) throw refused(path, `it has more than ${mostEntries} files and folders`);
    count += names.length;
    for (const name of names) {
      const inside = `${prefix}${name}`;
      const { real, found } = placeOf(path, root, join(folder, name), inside);
      if (found.isDirectory()) {
        const within = [...around, folder];
        if (within.includes(real)) {
          throw refused(path, `its link ${quotedPath(inside)} leads back to a folder that it is in; take it out`);
        }
        walk(real, `${inside}/`, within);
        continue;
      }
      if (!found.isFile()) {
        throw refused(path, `${quotedPath(inside)} in it is a pipe, a socket or a device; take it out`);
      }
      if (found.size > fileLimits.packageFile.bytes) throw tooBig(path, inside, found.size);
      total += found.size;
      if (total > mostBytes) throw tooMuch(path, total);
      entries.push({ inside, real });
    }
  };
  walk(root, "", []);
  // Nothing is read before all is known to be within the limits.
  const kept = new Kept();
  const sorted = inOrder(
    path,
    entries.map(({ inside, real }) => [inside.normalize("NFC"), { inside, real }] as const),
  );
  return new Map([...sorted].map(([name, { inside, real }]) => [name, folderFile(path, inside, real, kept)]));
}

/** A file of a folder; it must stay as it is until the end. */
function folderFile(path: string, inside: string, real: string, kept: Kept): ArchivedFile {
  const named = `${quotedPath(inside)} of the package ${quotedPath(path)}`;
  const read = () => readBounded(real, named, fileLimits.packageFile);
  const { size } = statSync(real);
  if (kept.takes(inside, size)) {
    const file = keptFile(read());
    return { ...file, pieces: () => [file.read()] };
  }
  const pieces = () => FileBytes.piecesOf(real);
  const hash = createHash("sha256");
  for (const piece of pieces()) hash.update(piece);
  return { length: size, sha256: hash.digest("hex"), read, pieces };
}

/** The names in a folder; undefined when there are more than `most`, which may be more than fit into memory. */
function namesIn(folder: string, most: number): string[] | undefined {
  const names: string[] = [];
  const open = opendirSync(folder);
  try {
    for (let entry = open.readSync(); entry !== null; entry = open.readSync()) {
      if (litter.has(entry.name)) continue;
      if (names.length === most) return undefined;
      names.push(entry.name);
    }
    return names;
  } finally {
    open.closeSync();
  }
}

/** What something in a folder is, and where it really is; of a link, what it leads to. `place`: where it is, by no link. */
function placeOf(path: string, root: string, place: string, inside: string): { real: string; found: Stats } {
  try {
    const found = lstatSync(place);
    if (!found.isSymbolicLink()) return { real: place, found };
    const real = realpathSync.native(place);
    if (real !== root && !real.startsWith(`${root}${sep}`)) {
      const where = `leads out of the package, to ${quotedPath(real)}`;
      throw refused(path, `its link ${quotedPath(inside)} ${where}; put the file itself there`);
    }
    return { real, found: statSync(real) };
  } catch (error) {
    if (error instanceof PackageContentError) throw error;
    throw refused(path, `${quotedPath(inside)} in it cannot be read: ${inLine((error as Error).message, 300)}`);
  }
}

function tooMuch(path: string, bytes: number): PackageContentError {
  const [has, most] = [bytes, mostBytes].map((amount) => `${Math.ceil(amount / 1024 ** 2)} MB`);
  return refused(path, `its files have ${has} unpacked; at most ${most} are taken`);
}

function tooBig(path: string, name: string, bytes: number): PackageContentError {
  const [has, most] = [bytes, fileLimits.packageFile.bytes].map((amount) => `${Math.ceil(amount / 1024 ** 2)} MB`);
  return refused(path, `its file ${quotedPath(name)} has ${has}; at most ${most} are taken`);
}

async function readZip(path: string, place: string, bytes: FileBytes) {
  const entries = zipEntries(bytes, mostEntries).filter(
    ({ name }) => name !== "" && !name.endsWith("/") && !name.split("/").some((part) => litter.has(part)),
  );
  let total = 0;
  for (const { name, size, type } of entries) {
    if (type !== 0 && type !== regularFile) {
      throw refused(path, `its entry ${quotedPath(name)} is a link or a device, not a file; put the file itself there`);
    }
    if (size > fileLimits.packageFile.bytes) throw tooBig(path, name, size);
    total += size;
  }
  if (total > mostBytes) throw tooMuch(path, total);
  if (total > freeBytes && total > mostExpansion * bytes.length) {
    const times = Math.floor(total / bytes.length);
    throw refused(path, `its files are ${times} times as big as the zip; at most ${mostExpansion} times is taken`);
  }
  const sorted = inOrder(
    path,
    entries.map((entry) => [entry.name.normalize("NFC"), entry] as const),
  );
  const kept = new Kept();
  const files = new Map<string, HashedFile>();
  for (const [name, entry] of sorted) files.set(name, await zipFile(place, bytes, entry, kept));
  return { files, withBackslash: entries.filter(({ rawName }) => rawName.includes("\\")).map(({ name }) => name) };
}

async function zipFile(place: string, bytes: FileBytes, entry: ZipEntry, kept: Kept): Promise<HashedFile> {
  const read = () => FileBytes.withSync(place, (again) => unpack(again, entry));
  if (kept.takes(entry.name, entry.size) && entry.packed <= mostOfOne) return keptFile(unpack(bytes, entry));
  return { length: entry.size, sha256: await hashOfEntry(bytes, entry), read };
}

/** A zip whose bytes depend on the files alone. */
function makeZip(path: string, files: ReadonlyMap<string, ArchivedFile>): Archive {
  return zipOf(files, fileLimits.package.bytes, {
    tooBig(bytes) {
      const most = `${fileLimits.package.bytes / 1024 ** 2} MB`;
      return refused(path, `it has ${Math.ceil(bytes / 1024 ** 2)} MB as a zip; Partner Center takes at most ${most}`);
    },
    changed: () => changedMeanwhile(path),
  });
}

function changedMeanwhile(path: string): PackageContentError {
  return new PackageContentError(`${quotedPath(path)} changed while this run was going on; run it again`);
}

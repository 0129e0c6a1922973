// What is uploaded of a package: the `.zip` as it is, or one that is made of its files, with the same bytes on every
// machine and in every time zone. Piece by piece: of a large one no more is in memory than is being sent.
import { createHash } from "node:crypto";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Zip, ZipDeflate, type Zippable, zipSync } from "fflate";
import { sha256 } from "../values/content-hash.js";
import { bytesOf, type PackageFile } from "../values/package-file.js";
import { FileBytes } from "./file-bytes.js";

/** The bytes of a `.zip`, to be read piece by piece. */
export interface Archive {
  readonly byteLength: number;
  read(start: number, end: number, into?: Buffer): Promise<Uint8Array>;
  /** Takes away what was made for it. */
  dispose(): void;
}

/** A file whose content has been looked at once. */
export interface HashedFile extends PackageFile {
  readonly sha256: string;
}

/** The same, also in pieces. */
export interface ArchivedFile extends HashedFile {
  /** The bytes in pieces of at most a megabyte. */
  pieces(): Iterable<Uint8Array>;
}

/** What is thrown. */
interface Refusals {
  /** The zip has more bytes than it may. */
  tooBig(bytes: number): Error;
  /** A file is another one than it was. */
  changed(): Error;
}

/** Bytes of all files of a package together, up to which it is zipped in memory: quicker, and without a file. */
const mostInMemory = 64 * 1024 ** 2;

// The format keeps local time: the same local date is the same bytes in every time zone.
const settings = () => ({ mtime: new Date(1980, 0, 1, 12), level: 6 as const, os: 0, attrs: 0 });

/** A file as it is. @param changed What is thrown when it is another one than it was. */
export function archiveOf(place: string, version: string, byteLength: number, changed: () => Error): Archive {
  return {
    byteLength,
    read: (start, end, into) =>
      FileBytes.with(place, (bytes) => {
        if (bytes.version !== version) throw changed();
        return bytes.subarray(start, end, into);
      }),
    dispose: () => {},
  };
}

/** A zip of some files in their order, of at most so many bytes. */
export function zipOf(files: ReadonlyMap<string, ArchivedFile>, most: number, refusals: Refusals): Archive {
  const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  return total > mostInMemory ? zippedOnDisk(files, most, refusals) : zippedInMemory(files, most, refusals);
}

function zippedInMemory(
  files: ReadonlyMap<string, ArchivedFile>,
  most: number,
  { tooBig, changed }: Refusals,
): Archive {
  const entries: Zippable = {};
  for (const [name, file] of files) {
    const bytes = bytesOf(file);
    if (sha256(bytes) !== file.sha256) throw changed();
    entries[name] = [bytes, settings()];
  }
  const zip = zipSync(entries);
  if (zip.length > most) throw tooBig(zip.length);
  return { byteLength: zip.length, read: async (start, end) => zip.subarray(start, end), dispose: () => {} };
}

function zippedOnDisk(files: ReadonlyMap<string, ArchivedFile>, most: number, { tooBig, changed }: Refusals): Archive {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-package-"));
  const dispose = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const place = join(folder, "package.zip");
    const output = openSync(place, "wx", 0o600);
    let byteLength = 0;
    try {
      const zip = new Zip((error, piece) => {
        if (error) throw error;
        byteLength += piece.length;
        for (let at = 0; at < piece.length; ) at += writeSync(output, piece, at);
      });
      for (const [name, file] of files) {
        const entry = Object.assign(new ZipDeflate(name, { level: 6 }), settings());
        zip.add(entry);
        const hash = createHash("sha256");
        for (const piece of file.pieces()) {
          hash.update(piece);
          entry.push(piece);
          if (byteLength > most) throw tooBig(byteLength);
        }
        entry.push(new Uint8Array(0), true);
        if (hash.digest("hex") !== file.sha256) throw changed();
      }
      zip.end();
    } finally {
      closeSync(output);
    }
    if (byteLength > most) throw tooBig(byteLength);
    return {
      byteLength,
      read: (start, end, into) => FileBytes.with(place, (bytes) => bytes.subarray(start, end, into)),
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

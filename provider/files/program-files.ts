// Files that a program names: read relative to the program's folder (the working folder of this process),
// never changed, and known by their content alone. All of them are read here, and never more of one than its limit.
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { resolve } from "node:path";
import { inLine, quotedPath } from "../values/show.js";

/** How much of a file is read, at most. */
interface FileLimit {
  readonly bytes: number;
  /** What the file is, as a sentence names it. */
  readonly what: string;
}

const megabyte = 1024 * 1024;

/**
 * The limits, by what a file is for. Where no source names one, ours is far above what anybody needs: it keeps a wrong
 * path from filling the memory.
 */
export const fileLimits = {
  /** Page "Plan an Azure managed application for an Azure application offer". */
  package: { bytes: 1024 * megabyte, what: "a package" },
  /** The same page. */
  packageFile: { bytes: 1024 * megabyte, what: "a file of a package" },
  /** Ours: 1280 × 720 pixels of 8 bytes are 7 MB before they are compressed. */
  picture: { bytes: 20 * megabyte, what: "a picture" },
  /** Ours. */
  document: { bytes: 100 * megabyte, what: "a document" },
  /** Ours: 500 bytes for each of the 30,000 lines that Partner Center takes. */
  audience: { bytes: 15 * megabyte, what: "a file of members" },
  /** Ours. */
  certificate: { bytes: megabyte, what: "a certificate" },
} as const satisfies Record<string, FileLimit>;

/** A file that cannot be read, or is not read; the message says which and why. */
export class ProgramFileError extends Error {
  readonly code = "ERR_PARTNER_CENTER_FILE";
}

/** Where a path of the program leads to. */
export function resolveFile(path: string): string {
  return resolve(process.cwd(), path);
}

/** What is at a path of the program. @throws ProgramFileError when nothing is */
export function findProgramFile(path: string): Stats {
  const place = resolveFile(path);
  try {
    return statSync(place);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ENOENT" && code !== "ENOTDIR") throw unreadable(quotedPath(path), error);
    const slashes = path.includes("\\") ? " Write / between folders: \\ separates them on Windows only." : "";
    throw new ProgramFileError(
      `${quotedPath(path)} does not exist (looked at ${inLine(place, 300)}; paths are relative to the program's ` +
        `folder).${slashes}`.replace(/\.$/, ""),
    );
  }
}

/** The bytes of a file of the program. @throws ProgramFileError */
export function readProgramFile(path: string, limit: FileLimit): Buffer {
  return readBounded(placeOfFile(path), quotedPath(path), limit);
}

/** Where a file of the program is. @throws ProgramFileError */
export function placeOfFile(path: string): string {
  if (!findProgramFile(path).isFile()) {
    throw new ProgramFileError(`${quotedPath(path)} is not a file (looked at ${inLine(resolveFile(path), 300)})`);
  }
  return resolveFile(path);
}

/** @param name What messages call the file. @throws ProgramFileError */
export function refuseTooLarge(name: string, size: number, limit: FileLimit): void {
  if (size > limit.bytes) throw tooLarge(name, size, limit);
}

/**
 * The bytes of a regular file; `name` is what messages call it. Neither a pipe that took its place nor a size that is
 * not true, as that of a file which grows, makes this wait or read on without end.
 * @throws ProgramFileError
 */
export function readBounded(place: string, name: string, limit: FileLimit): Buffer {
  let file: number | undefined;
  try {
    file = openSync(place, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = fstatSync(file);
    if (!found.isFile()) throw new ProgramFileError(`${name} is not a file`);
    if (found.size > limit.bytes) throw tooLarge(name, found.size, limit);
    const parts: Buffer[] = [];
    let total = 0;
    for (let room = found.size + 1; ; room = megabyte) {
      const part = Buffer.allocUnsafe(Math.min(room, limit.bytes + 1 - total));
      const used = fill(file, part);
      parts.push(part.subarray(0, used));
      total += used;
      if (total > limit.bytes) throw tooLarge(name, undefined, limit);
      if (used < part.length) return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    }
  } catch (error) {
    throw error instanceof ProgramFileError ? error : unreadable(name, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Reads until a buffer is full or the file ends. @returns how many bytes */
function fill(file: number, buffer: Buffer): number {
  let used = 0;
  while (used < buffer.length) {
    const read = readSync(file, buffer, used, buffer.length - used, null);
    if (read === 0) break;
    used += read;
  }
  return used;
}

function unreadable(name: string, error: unknown): ProgramFileError {
  return new ProgramFileError(`${name} cannot be read: ${inLine((error as Error).message, 300)}`);
}

function tooLarge(name: string, size: number | undefined, { bytes, what }: FileLimit): ProgramFileError {
  const most = `${bytes / megabyte} MB`;
  const has = size === undefined ? `more than ${most}` : `${Math.ceil(size / megabyte)} MB`;
  return new ProgramFileError(`${name} has ${has}; ${what} may have at most ${most}`);
}

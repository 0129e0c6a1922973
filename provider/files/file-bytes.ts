// The bytes of a file that is too large for memory, read where they are asked for: as a buffer, as far as reading a zip
// needs one.
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { quotedPath } from "../values/show.js";
import { ProgramFileError } from "./program-files.js";

/** What is read of a buffer, or of a file in its place. Beyond the end it throws a RangeError, as a buffer does. */
export interface Bytes {
  readonly length: number;
  readUInt8(at: number): number;
  readUInt16LE(at: number): number;
  readUInt32LE(at: number): number;
  readBigUInt64LE(at: number): bigint;
  subarray(start: number, end: number): Buffer;
}

const pieceSize = 1024 * 1024;
/** Bytes that are read at once where single numbers are; the directory of a zip is read in a row. */
const pageSize = 256 * 1024;

/** The bytes of an open file. */
export class FileBytes implements Bytes {
  private page: Buffer = Buffer.alloc(0);
  private pageStart = 0;

  private constructor(
    private readonly file: number,
    readonly length: number,
    /** Changes when the file does. */
    readonly version: string,
  ) {}

  /** Works on a file, which is open meanwhile. What it throws when it cannot be read is of `node:fs`. */
  static async with<Result>(place: string, work: (bytes: FileBytes) => Promise<Result> | Result): Promise<Result> {
    const file = FileBytes.open(place);
    try {
      return await work(file);
    } finally {
      file.close();
    }
  }

  /** The same for work that does not wait. */
  static withSync<Result>(place: string, work: (bytes: FileBytes) => Result): Result {
    const file = FileBytes.open(place);
    try {
      return work(file);
    } finally {
      file.close();
    }
  }

  private static open(place: string): FileBytes {
    const file = openSync(place, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = fstatSync(file);
    if (found.isFile()) return new FileBytes(file, found.size, `${found.size} ${found.mtimeMs} ${found.ino}`);
    closeSync(file);
    throw new ProgramFileError(`${quotedPath(place)} is not a file`);
  }

  /** All bytes of a file in a row, in pieces of at most a megabyte; it is open until the last was taken. */
  static *piecesOf(place: string): Iterable<Buffer> {
    const file = FileBytes.open(place);
    try {
      for (let at = 0; at < file.length; at += pieceSize) yield file.subarray(at, at + pieceSize);
    } finally {
      file.close();
    }
  }

  private close(): void {
    closeSync(this.file);
  }

  /** A copy of the bytes; fewer where the file ends. @param into Where they are put, if it is large enough for them. */
  subarray(start: number, end: number, into?: Buffer): Buffer {
    const count = Math.max(0, Math.min(end, this.length) - start);
    const piece = into !== undefined && into.length >= count ? into.subarray(0, count) : Buffer.allocUnsafe(count);
    let used = 0;
    while (used < piece.length) {
      const read = readSync(this.file, piece, used, piece.length - used, start + used);
      if (read === 0) break; // it has become shorter
      used += read;
    }
    return piece.subarray(0, used);
  }

  readUInt8(at: number): number {
    return this.paged(at, 1).readUInt8(at - this.pageStart);
  }

  readUInt16LE(at: number): number {
    return this.paged(at, 2).readUInt16LE(at - this.pageStart);
  }

  readUInt32LE(at: number): number {
    return this.paged(at, 4).readUInt32LE(at - this.pageStart);
  }

  readBigUInt64LE(at: number): bigint {
    return this.paged(at, 8).readBigUInt64LE(at - this.pageStart);
  }

  /** The page that has these bytes: a little before them too, since the end of a directory is looked for backwards. */
  private paged(at: number, count: number): Buffer {
    if (at < 0 || at + count > this.length) throw new RangeError("beyond the end of the file");
    if (at < this.pageStart || at + count > this.pageStart + this.page.length) {
      this.pageStart = Math.max(0, at - pageSize / 4);
      this.page = this.subarray(this.pageStart, this.pageStart + pageSize);
    }
    return this.page;
  }
}

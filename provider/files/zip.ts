// Reading `.zip` files (PKWARE APPNOTE.TXT 6.3): first what the directory says of each entry, then its bytes, which
// must be what the directory said. Small entries are unpacked in one piece, large ones piece by piece.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { inflateSync } from "fflate";
import { sha256 } from "../values/content-hash.js";
import { quotedPath } from "../values/show.js";
import type { Bytes } from "./file-bytes.js";

/** Why a zip cannot be read, as the end of a sentence. */
export class ZipError extends Error {
  readonly code = "ERR_PARTNER_CENTER_ZIP";
}

/** What the directory of a zip says of an entry. */
export interface ZipEntry {
  /** With `/`, whatever the zip has, and without steps to where one is already (`./`). */
  readonly name: string;
  /** As it stands in the zip. */
  readonly rawName: Buffer;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  /** Bytes in the zip. */
  readonly packed: number;
  /** Bytes unpacked. */
  readonly size: number;
  /** Type bits of a Unix file mode; 0 when the zip says none. */
  readonly type: number;
  /** Where its own header starts. */
  readonly offset: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const directorySignature = 0x02014b50;
const headerSignature = 0x04034b50;
/** "See the extra field": zip64. */
const elsewhere = 0xffffffff;
/** The systems whose attributes hold a file mode: Unix and macOS. */
const withMode = [3, 19];

/** The entries, without unpacking any; `most` of them are taken. @throws ZipError */
export function zipEntries(bytes: Bytes, most: number): ZipEntry[] {
  try {
    const { count, offset } = directory(bytes);
    if (count > most) throw new ZipError(`it has ${count} entries; at most ${most} are taken`);
    const entries: ZipEntry[] = [];
    for (let at = offset; entries.length < count; ) {
      if (bytes.readUInt32LE(at) !== directorySignature) throw new ZipError("its directory is damaged");
      entries.push(entryAt(bytes, at));
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw new ZipError("its directory is damaged");
    throw error;
  }
}

function directory(bytes: Bytes): { count: number; offset: number } {
  const earliest = Math.max(0, bytes.length - 22 - 0xffff); // a comment may follow
  for (let end = bytes.length - 22; end >= earliest; end -= 1) {
    if (bytes.readUInt32LE(end) !== endSignature) continue;
    const locator = end - 20;
    if (locator >= 0 && bytes.readUInt32LE(locator) === locator64Signature) {
      const end64 = long(bytes, locator + 8);
      if (bytes.readUInt32LE(end64) === end64Signature) {
        return { count: long(bytes, end64 + 32), offset: long(bytes, end64 + 48) };
      }
    }
    return { count: bytes.readUInt16LE(end + 10), offset: bytes.readUInt32LE(end + 16) };
  }
  throw new ZipError("it has no directory at its end");
}

function long(bytes: Bytes, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}

function entryAt(bytes: Bytes, at: number): ZipEntry {
  const flags = bytes.readUInt16LE(at + 8);
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  if (extraEnd > bytes.length) throw new ZipError("its directory is damaged");
  const rawName = bytes.subarray(at + 46, nameEnd);
  const [size, packed, offset] = sizes(bytes, at, nameEnd, extraEnd);
  return {
    name: withoutDots(rawName.toString(flags & 0x800 ? "utf8" : "latin1").replaceAll("\\", "/")),
    rawName,
    method: bytes.readUInt16LE(at + 10),
    isEncrypted: (flags & 1) === 1,
    crc: bytes.readUInt32LE(at + 16),
    packed,
    size,
    type: withMode.includes(bytes.readUInt8(at + 5)) ? (bytes.readUInt32LE(at + 38) >>> 16) & 0o170000 : 0,
    offset,
  };
}

function withoutDots(name: string): string {
  const steps = name.split("/");
  return steps.filter((step, at) => step !== "." || at === steps.length - 1).join("/");
}

/** Size, packed size and offset: those that do not fit stand in the extra field, in this order. */
function sizes(bytes: Bytes, at: number, extra: number, end: number): [number, number, number] {
  const found = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
  for (let field = extra; field + 4 <= end; field += 4 + bytes.readUInt16LE(field + 2)) {
    if (bytes.readUInt16LE(field) !== 1) continue;
    let next = field + 4;
    for (const [index, value] of found.entries()) {
      if (value !== elsewhere) continue;
      found[index] = long(bytes, next);
      next += 8;
    }
    break;
  }
  return found as [number, number, number];
}

/** Bytes that are read at once of a large entry. */
const pieceSize = 1024 * 1024;

const wrongEntry = (name: string) => (what: string) => new ZipError(`its entry ${quotedPath(name)} ${what}`);

/** Where the data of an entry starts. @throws ZipError */
function startOf(bytes: Bytes, { name, rawName, method, isEncrypted, packed, offset }: ZipEntry): number {
  const wrong = wrongEntry(name);
  const header = bytes.subarray(offset, offset + 30 + rawName.length);
  if (header.length < 30 || header.readUInt32LE(0) !== headerSignature) throw wrong("is not where the directory says");
  const nameLength = header.readUInt16LE(26);
  const start = offset + 30 + nameLength + header.readUInt16LE(28);
  const isSame = nameLength === rawName.length && header.subarray(30).equals(rawName);
  if (!isSame) throw wrong("has another name at its own place");
  if (start + packed > bytes.length) throw wrong("ends too early");
  if (isEncrypted) throw wrong("is encrypted");
  if (method !== 0 && method !== 8) throw wrong(`is compressed in a way that is not read here (${method})`);
  return start;
}

function checkEnd({ name, size, crc }: ZipEntry, length: number, sum: number): void {
  const wrong = wrongEntry(name);
  if (length !== size) throw wrong(`has ${length} bytes, not the ${size} that the directory says`);
  if (sum !== crc) throw wrong("is damaged: its checksum is another one");
}

const tooLong = "unpacks to more bytes than the directory says";
const damaged = "is damaged: it cannot be unpacked";

/** The bytes of an entry; no more than it says are unpacked. @throws ZipError */
export function unpack(bytes: Bytes, entry: ZipEntry): Buffer {
  const { name, method, size, packed } = entry;
  const start = startOf(bytes, entry);
  const data = bytes.subarray(start, start + packed);
  const content = method === 0 ? data : inflated(data, size, wrongEntry(name));
  checkEnd(entry, content.length, crc32(content));
  return content;
}

function inflated(data: Buffer, size: number, wrong: (what: string) => ZipError): Buffer {
  try {
    // In one piece, where it is as long as it says.
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size + 1) });
  } catch (error) {
    const isLonger = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw wrong(isLonger ? tooLong : damaged);
  }
}

/**
 * SHA-256 of the bytes of an entry, of which no more are in memory than a piece, and nothing is left behind.
 * @throws ZipError
 */
export async function hashOfEntry(bytes: Bytes, entry: ZipEntry): Promise<string> {
  return entry.size < pieceSize && entry.packed <= pieceSize ? hashOfSmall(bytes, entry) : hashOfLarge(bytes, entry);
}

/**
 * Small entries are unpacked in one and the same place: what the system's inflate leaves behind at each call is more
 * than they have themselves, and a package may have thousands of them.
 */
function hashOfSmall(bytes: Bytes, entry: ZipEntry): string {
  const { name, method, size, packed } = entry;
  const start = startOf(bytes, entry);
  const data = bytes.subarray(start, start + packed);
  const content = method === 0 ? data : (inflatedInPlace(data, size) ?? inflated(data, size, wrongEntry(name)));
  checkEnd(entry, content.length, crc32(content));
  return sha256(content);
}

/** Undefined when the data is not what it says; the bytes last until the next call. */
function inflatedInPlace(data: Buffer, size: number): Uint8Array | undefined {
  try {
    const content = inflateSync(data, { out: place.subarray(0, size + 1) });
    return content.length === size ? content : undefined;
  } catch {
    return undefined;
  }
}

const place = new Uint8Array(pieceSize);

async function hashOfLarge(bytes: Bytes, entry: ZipEntry): Promise<string> {
  const { name, method, size, packed } = entry;
  const wrong = wrongEntry(name);
  const start = startOf(bytes, entry);
  const packedPieces = (function* () {
    for (let at = 0; at < packed; at += pieceSize)
      yield bytes.subarray(start + at, start + Math.min(packed, at + pieceSize));
  })();
  const hash = createHash("sha256");
  let [length, sum] = [0, 0];
  const pieces = method === 0 ? packedPieces : Readable.from(packedPieces).compose(createInflateRaw());
  try {
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > size) throw wrong(tooLong);
      hash.update(piece);
      sum = crc32(piece, sum);
    }
  } catch (error) {
    throw error instanceof ZipError ? error : wrong(damaged);
  }
  checkEnd(entry, length, sum);
  return hash.digest("hex");
}

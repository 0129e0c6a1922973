// What kind of picture a file is, by how it begins, and whether a PNG picture is whole: a file that was cut off or
// damaged still tells its type and size, and is only found broken by whoever looks at it. Nothing is decoded.
import { crc32, inflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** How files of other types begin, in Latin-1. */
const others: readonly (readonly [type: string, begin: RegExp])[] = [
  ["JPG", /^\xff\xd8\xff/],
  ["GIF", /^GIF8/],
  ["WEBP", /^RIFF....WEBP/s],
  ["BMP", /^BM/],
  ["TIFF", /^(II\*\0|MM\0\*)/],
  ["SVG", /^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?<svg\b/],
];

/** `PNG`, `JPG`, `GIF`, `WEBP`, `BMP`, `TIFF` or `SVG`; undefined for anything else. */
export function pictureType(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, signature.length).equals(signature)) return "PNG";
  const begin = bytes.toString("latin1", 0, 256);
  return others.find(([, form]) => form.test(begin))?.[0];
}

/** The pixels that a PNG picture says it has; undefined when it does not begin with its header. */
// PNG specification §11.2.1
export function pngSize(bytes: Buffer): { width: number; height: number } | undefined {
  const header = signature.length + 8;
  if (bytes.length < header + 8 || bytes.toString("latin1", header - 4, header) !== "IHDR") return undefined;
  return { width: bytes.readUInt32BE(header), height: bytes.readUInt32BE(header + 4) };
}

/**
 * Why bytes that begin like a PNG picture are not a whole one; undefined when they are (PNG specification §5, §10).
 * @param pixels How many it may have: no more are unpacked, whatever it says.
 */
export function pngDamage(bytes: Buffer, pixels: number): string | undefined {
  const packed = Buffer.allocUnsafe(bytes.length);
  let used = 0;
  for (let at = signature.length; ; ) {
    if (at + 12 > bytes.length) return "it ends too early";
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return "it ends too early";
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return "a part of it is damaged";
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (type === "IDAT") used += bytes.copy(packed, used, at + 8, end - 4);
    if (type === "IEND") break;
    at = end;
  }
  // A pixel has at most 8 bytes; each row of it, in up to 7 passes, one more.
  const mostBytes = pixels * 8 + pixels * 2 + 16;
  try {
    const unpacked = inflateSync(packed.subarray(0, used), { maxOutputLength: mostBytes });
    return unpacked.length > 0 ? undefined : "it has no pixels";
  } catch (error) {
    const isLonger = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    return isLonger ? "it has more pixels than it says" : "its pixels are damaged";
  }
}

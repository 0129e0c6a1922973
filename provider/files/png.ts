// Whether a PNG picture is whole: a file that was cut off or damaged still tells its type and size, and is only found
// broken by whoever looks at it.
import { crc32, inflateSync } from "node:zlib";

const signatureLength = 8;

/** Why bytes that begin like a PNG picture are not a whole one; undefined when they are (PNG specification §5, §10). */
export function pngDamage(bytes: Uint8Array): string | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixels: Buffer[] = [];
  for (let at = signatureLength; ; ) {
    if (at + 12 > data.length) return "it ends too early";
    const length = data.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > data.length) return "it ends too early";
    if (crc32(data.subarray(at + 4, end - 4)) !== data.readUInt32BE(end - 4)) return "a part of it is damaged";
    const type = data.toString("latin1", at + 4, at + 8);
    if (type === "IDAT") pixels.push(data.subarray(at + 8, end - 4));
    if (type === "IEND") break;
    at = end;
  }
  try {
    return inflateSync(Buffer.concat(pixels)).length > 0 ? undefined : "it has no pixels";
  } catch {
    return "its pixels are damaged";
  }
}

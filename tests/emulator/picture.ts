// Pictures as far as the emulator looks at them: the signature and the header of a PNG file.

/** The first bytes of a PNG picture of this size. */
export function pngOf(width: number, height = width): Buffer {
  const start = Buffer.from("89504e470d0a1a0a0000000d49484452000000000000000008020000", "hex");
  start.writeUInt32BE(width, 16);
  start.writeUInt32BE(height, 20);
  return start;
}

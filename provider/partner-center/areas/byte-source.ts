/** Bytes that are sent piece by piece, so that a large file need not be in memory as a whole. */
export interface ByteSource {
  readonly byteLength: number;
  /**
   * The bytes from a place up to another. What it throws is thrown.
   *
   * @param into Memory of that length, for what is not in memory yet.
   */
  read(start: number, end: number, into?: Buffer): Promise<Uint8Array>;
}

/** Bytes that are read and sent at once: of a file no more is in memory than one of these for each request. */
const pieceSize = 1024 * 1024;

/** The bytes of a source from a place up to another: each piece is good until the next is asked for. */
export async function* piecesOf(source: ByteSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  const memory = Buffer.allocUnsafe(Math.min(pieceSize, end - start));
  for (let at = start; at < end; at += pieceSize) {
    const to = Math.min(at + pieceSize, end);
    yield await source.read(at, to, memory.subarray(0, to - at));
  }
}

/** Bytes in memory as a source of pieces. */
export function sourceOf(bytes: Uint8Array | ByteSource): ByteSource {
  if (!(bytes instanceof Uint8Array)) return bytes;
  return { byteLength: bytes.byteLength, read: async (start, end) => bytes.subarray(start, end) };
}

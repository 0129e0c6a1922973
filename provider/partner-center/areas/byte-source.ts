/** Bytes that are sent piece by piece, so that a large file need not be in memory as a whole. */
export interface ByteSource {
  readonly byteLength: number;
  /** The bytes from a place up to another. What it throws is thrown. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** Bytes in memory as a source of pieces. */
export function sourceOf(bytes: Uint8Array | ByteSource): ByteSource {
  if (!(bytes instanceof Uint8Array)) return bytes;
  return { byteLength: bytes.byteLength, read: async (start, end) => bytes.subarray(start, end) };
}

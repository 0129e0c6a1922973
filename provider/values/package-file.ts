/** A file of a package whose bytes are read when they are asked for. */
export interface PackageFile {
  readonly length: number;
  readonly read: () => Uint8Array;
}

/** The files of a package by their path in it. */
export type PackageFiles = ReadonlyMap<string, Uint8Array | PackageFile>;

/** The bytes of a file of a package. */
export function bytesOf(file: Uint8Array | PackageFile): Uint8Array {
  return file instanceof Uint8Array ? file : file.read();
}

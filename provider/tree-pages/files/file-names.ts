// Files that the service fetches from an address: what it says of them in a read has another address each time, so that a
// file is known by its name, which carries a hash of the address that it came from. That of an uploaded file carries one
// of its bytes.
import { sha256, shortHash } from "../../values/content-hash.js";

/** An address without its signature: what a file is known by. */
export function plainAddress(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

/** By what the file at an address is known. */
export function fileHash(url: string): string {
  return shortHash(sha256(plainAddress(url)));
}

/** The name under which the service keeps the file at an address: its own one, with the hash. */
export function fileNameOf(url: string): string {
  return nameWith(plainAddress(url), fileHash(url));
}

/** The name of an address or a path, with a hash. */
export function nameWith(place: string, hash: string): string {
  const last = place.split(/[\\/]/).at(-1) ?? "";
  const [, stem = "", extension = ""] = /^(.*?)(\.\w{1,5})?$/.exec(last) ?? [];
  const plain =
    stem
      .replaceAll(/[^\w-]+/g, "-")
      .slice(0, 40)
      .replace(/-+$/, "") || "file";
  return `${plain}-${hash}${extension}`;
}

/** The hash in a name of ours; the whole name of a file that somebody else has given. */
export function fileNamed(name: unknown): string {
  const text = String(name ?? "");
  const [, hash] = /-([0-9a-f]{12})(?:\.\w{1,5})?$/.exec(text) ?? [];
  return hash ?? (text === "" ? "a file without a name" : text);
}

/** A `.tar.gz` of a few small files, in the form `ustar`: the same files give the same bytes on every machine. */
import { gzipSync } from "node:zlib";

/** A file of an archive. */
export interface Entry {
  /** At most 100 bytes, without folders. */
  readonly name: string;
  readonly content: Uint8Array;
  readonly isExecutable: boolean;
}

const block = 512;

/** A number in octal digits, as the form has it. */
const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;

function header({ name, content, isExecutable }: Entry): Buffer {
  const bytes = Buffer.alloc(block);
  const put = (text: string, at: number) => void bytes.write(text, at, "latin1");
  put(name, 0);
  put(octal(isExecutable ? 0o755 : 0o644, 7), 100);
  put(octal(0, 7), 108); // owner
  put(octal(0, 7), 116); // group
  put(octal(content.length, 11), 124);
  put(octal(0, 11), 136); // time
  put(" ".repeat(8), 148); // what the sum is made with
  put("0", 156); // a file
  put("ustar\x0000", 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  put(`${octal(sum, 6)} `, 148);
  return bytes;
}

/** Makes the archive. */
export function tarball(entries: readonly Entry[]): Buffer {
  const parts = entries.flatMap((entry) => {
    const rest = (block - (entry.content.length % block)) % block;
    return [header(entry), Buffer.from(entry.content), Buffer.alloc(rest)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * block)]), { level: 9 });
}

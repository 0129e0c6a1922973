/** A folder for the files of a test, which goes with it. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs a test with a function that writes a file and gives its path. */
export async function withFolder(
  test: (write: (name: string, bytes: Uint8Array) => Promise<string>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "package-"));
  try {
    await test(async (name, bytes) => {
      const path = join(folder, name);
      await writeFile(path, bytes);
      return path;
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

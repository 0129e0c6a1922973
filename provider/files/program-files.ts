// Files that a program names: read relative to the program's folder (the working folder of this process),
// never changed, and known by their content alone.
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";

/** Where a path of the program leads to. */
export function resolveFile(path: string): string {
  return resolve(process.cwd(), path);
}

/** Why a file cannot be read, for people; undefined when it can. */
export async function unreadable(path: string): Promise<string | undefined> {
  try {
    const found = await stat(resolveFile(path));
    return found.isFile() ? undefined : `"${path}" is not a file (looked at ${resolveFile(path)})`;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") {
      return `"${path}" does not exist (looked at ${resolveFile(path)}; paths are relative to the program's folder)`;
    }
    return `"${path}" cannot be read: ${(error as Error).message}`;
  }
}

/** The bytes of a file of the program. */
export function readProgramFile(path: string): Promise<Buffer> {
  return readFile(resolveFile(path));
}

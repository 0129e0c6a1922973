/** What is built once for all clones on a machine, and kept in the person's cache. */
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { withLock } from "./lock-file.js";
import type { Log } from "./progress.js";
import { cacheFolder } from "./pulumi/cli.js";

/** Something that is kept. */
export interface Kept {
  /** Of its folder, with its version. */
  readonly name: string;
  /** For whoever waits: `building Pulumi's host for YAML`. */
  readonly purpose: string;
  /** Whether it is in a folder, whole. */
  isIn(folder: string): Promise<boolean>;
  /** Makes it in an empty folder. */
  make(folder: string): Promise<void>;
}

export const logToErrors: Log = (line) => process.stderr.write(`${line}\n`);

/** @returns The folder that has it. @throws Error that says why it cannot be made */
export async function ensureKept(
  { name, purpose, isIn, make }: Kept,
  { log, environment }: { readonly log: Log; readonly environment: NodeJS.ProcessEnv },
): Promise<string> {
  const folder = join(dirname(cacheFolder(environment)), `${name}-${process.platform}-${process.arch}`);
  if (await isIn(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  await withLock(`${folder}.lock`, { log, purpose }, async () => {
    if (await isIn(folder)) return;
    const draft = await mkdtemp(`${folder}.`);
    try {
      await make(draft);
      await rm(folder, { recursive: true, force: true });
      await rename(draft, folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  });
  return folder;
}

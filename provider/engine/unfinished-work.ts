// What a creation has written, kept on this machine until it ends. A killed engine leaves nothing in the state of what it
// was creating, and the next run has to tell our own half-made object from one that a colleague has worked on.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Said, Unfinished } from "../pages/context.js";
import { contentHash, sha256 } from "../values/content-hash.js";
import { isObject } from "../values/properties.js";

/** Hashes of one object that are kept at most; the oldest go first. A whole offer has some hundred for each language. */
const mostHashes = 5_000;
/** Objects that are kept at most; those that were written longest ago go first. */
const mostFiles = 100;
/** Hexadecimal digits of a hash. */
const digits = 32;

const about =
  "Hashes of what pulumi-partnercenter wrote to an object that is not finished. It removes this file itself.";

/**
 * Where the files are: `partnercenter/unfinished` in Pulumi's own folder (`PULUMI_HOME`, by default `~/.pulumi`).
 * Undefined without a home: then nothing is kept.
 */
export function unfinishedFolder(environment: NodeJS.ProcessEnv): string | undefined {
  const home = environment.HOME || environment.USERPROFILE;
  const base = environment.PULUMI_HOME || (home && join(home, ".pulumi"));
  return base ? join(base, "partnercenter", "unfinished") : undefined;
}

/**
 * The file of one object: hashes of values, and no value. A file that cannot be read or written is none: then what an
 * interrupted run has left is refused like a colleague's.
 */
export class UnfinishedWork implements Unfinished {
  private hashes: Promise<Set<string>> | undefined;

  /**
   * @param folder See {@link unfinishedFolder}.
   * @param object By what the object is known: its account, kind and natural key.
   */
  constructor(
    private readonly folder: string | undefined,
    private readonly object: readonly unknown[],
  ) {}

  async note(values: readonly Said[]): Promise<void> {
    if (this.folder === undefined || values.length === 0) return;
    const hashes = await this.load();
    for (const value of values) {
      const hash = this.hash(value);
      hashes.delete(hash);
      hashes.add(hash);
    }
    const kept = [...hashes].slice(-mostHashes);
    await this.quietly(async (file, folder) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Whole or not at all, also when this process is killed now.
      const draft = `${file}.${process.pid}.tmp`;
      await writeFile(draft, JSON.stringify({ about, hashes: kept }), { mode: 0o600 });
      await rename(draft, file);
      await removeOldest(folder);
    });
  }

  async recall(): Promise<(value: Said) => boolean> {
    const hashes = await this.load();
    return (value) => hashes.has(this.hash(value));
  }

  /** The creation has come to its end, and the state knows what it has reached. */
  async forget(): Promise<void> {
    this.hashes = undefined;
    await this.quietly((file) => rm(file, { force: true }));
  }

  private load(): Promise<Set<string>> {
    this.hashes ??= this.read();
    return this.hashes;
  }

  private async read(): Promise<Set<string>> {
    const found = new Set<string>();
    await this.quietly(async (file) => {
      const content: unknown = JSON.parse(await readFile(file, "utf8"));
      if (!isObject(content) || !Array.isArray(content.hashes)) return;
      for (const hash of content.hashes) if (typeof hash === "string") found.add(hash);
    });
    return found;
  }

  /** The same value in another object has another hash. Letter case has no meaning in paths. */
  private hash([path, value]: Said): string {
    return contentHash([this.object, path.toLowerCase(), value ?? null]).slice(0, digits);
  }

  /** A folder that is read-only or full is no reason to fail. */
  private async quietly(work: (file: string, folder: string) => Promise<void>): Promise<void> {
    if (this.folder === undefined) return;
    const name = `${sha256(JSON.stringify(this.object)).slice(0, digits)}.json`;
    await work(join(this.folder, name), this.folder).catch(() => undefined);
  }
}

async function removeOldest(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= mostFiles) return;
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })),
  );
  const oldest = files.sort((one, other) => one.at - other.at).slice(0, names.length - mostFiles);
  await Promise.all(oldest.map(({ path }) => rm(path, { force: true })));
}

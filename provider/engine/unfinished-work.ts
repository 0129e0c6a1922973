// What a run has written since the state that the engine has, kept on this machine. A killed engine stores nothing of what
// it was doing, and the next run has to tell what it has left half done from what a colleague has worked on.
import { statSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ownFolder } from "../configuration/own-folder.js";
import type { IsOurs, Said } from "../fields/said.js";
import type { Unfinished } from "../pages/context.js";
import { contentHash, sha256 } from "../values/content-hash.js";
import { isObject, type Properties } from "../values/properties.js";
import { isSlow, isSlowHashOf, slowHash } from "./slow-hash.js";

/** Hashes of one object that are kept at most; the oldest go first. A whole offer has some hundred for each language. */
const mostHashes = 5_000;
/** Objects that are kept at most; those that were written longest ago go first. */
const mostFiles = 100;
/** Hashes of credentials that are compared at most, the last ones: each takes its time. */
const mostConcealed = 40;
/** For how long a file counts after it was last written. */
const mostDays = 7;
/** Hexadecimal digits of a hash. */
const digits = 32;

const about =
  "Hashes of what pulumi-partnercenter wrote to an object, in case that run was interrupted. It removes this file itself.";

/** Where the files are; undefined where nothing is kept. */
export function unfinishedFolder(environment: NodeJS.ProcessEnv): string | undefined {
  const folder = ownFolder(environment);
  return folder && join(folder, "unfinished");
}

/** What a file holds. */
interface Notes {
  /** The state from which the work began: nothing later was stored while the engine still gives out this one. */
  readonly since: string;
  /** Hashes of what was written. */
  readonly hashes: Set<string>;
  /** The same of an object whose id was not known yet. */
  readonly announced: Set<string>;
  /** The job that writes it. */
  job?: string;
}

/** What stands for the state of an object that is being created. */
const noState = "none";

/** Stands for the state of an object where that is not told: what was noted counts from whichever state it began. */
export const anyState = Symbol("any state");

/**
 * The file of one object: hashes of values, slow ones of credentials, and no value. They count for a run that begins
 * with the same state, so that nothing has to be told when a run ends: what the engine has stored of it is another
 * state. A file that cannot be read or written is none: then what an interrupted run has left is refused like a
 * colleague's.
 */
export class UnfinishedWork implements Unfinished {
  private notes: Promise<Notes> | undefined;
  private found: Promise<Notes | undefined> | undefined;
  private id: string | undefined;

  /**
   * @param folder See {@link unfinishedFolder}.
   * @param object By what the object is known before it has an id: its account, kind and natural key; and the stack that
   *   writes, since another one's unfinished work is somebody else's. Asked for when it is needed.
   * @param before What the engine has of it; undefined for a creation. With {@link anyState} nothing is to be noted.
   */
  constructor(
    private readonly folder: string | undefined,
    private readonly object: () => Promise<readonly unknown[]>,
    private readonly before?: Properties | typeof anyState,
  ) {}

  knownAs(id: string): void {
    this.id = id;
  }

  async note(values: readonly Said[]): Promise<void> {
    if (this.folder === undefined || values.length === 0) return;
    const { hashes, announced } = await this.load();
    const noted = this.id === undefined ? announced : hashes;
    const object = await this.object();
    const made = values.map((said) => {
      const hash = hashOf(object, said, this.id);
      return isConcealed(said) ? slowHash(hash) : hash;
    });
    for (const hash of await Promise.all(made)) {
      noted.delete(hash);
      noted.add(hash);
    }
    if (this.id !== undefined) announced.clear();
    await this.write();
  }

  async noteJob(jobId: string): Promise<void> {
    (await this.load()).job = jobId;
    await this.write();
  }

  async job(): Promise<string | undefined> {
    return (await this.load()).job;
  }

  private async write(): Promise<void> {
    this.found = undefined;
    const { since, hashes, announced, job } = await this.load();
    const noted = { hashes: [...hashes].slice(-mostHashes), announced: [...announced].slice(-mostHashes) };
    await this.quietly(async (file, folder) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Whole or not at all, also when this process is killed now.
      const draft = `${file}.${process.pid}.tmp`;
      await writeFile(draft, JSON.stringify({ about, since, job, ...noted }), { mode: 0o600 });
      await rename(draft, file);
      await removeOldest(folder);
    });
  }

  async recall(): Promise<IsOurs> {
    const { hashes, announced } = await this.load();
    const object = await this.object();
    const isIn = (noted: ReadonlySet<string>, said: Said, id: string | undefined) => {
      const hash = hashOf(object, said, id);
      return isConcealed(said) ? concealedIn(noted).some((one) => isSlowHashOf(hash, one)) : noted.has(hash);
    };
    return (said) => isIn(hashes, said, this.id) || isIn(announced, said, undefined);
  }

  /** Whether work from this state was begun, and the engine has stored nothing of it. */
  async isBegun(): Promise<boolean> {
    const notes = await this.read();
    if (notes === undefined || notes.since !== this.since(notes)) return false;
    return notes.hashes.size + notes.announced.size > 0;
  }

  /** The work has come to its end with this state. When that is the one of its beginning, nothing was left to do. */
  async end(state: Properties): Promise<void> {
    if (stateHash(state) === this.since()) await this.forget();
  }

  /** The engine has this state of the object: it has stored what work from another one, or from none, has come to. */
  async isStored(): Promise<void> {
    const notes = await this.read();
    if (notes !== undefined && notes.since !== this.since()) await this.forget();
  }

  /** The object is gone, with all that was begun from this state of it. */
  async isRemoved(): Promise<void> {
    const notes = await this.read();
    if (notes !== undefined && [noState, this.since()].includes(notes.since)) await this.forget();
  }

  /** Nothing of the object is left to be known. */
  async forget(): Promise<void> {
    this.notes = undefined;
    this.found = undefined;
    await this.quietly((file) => rm(file, { force: true }));
  }

  private since(found?: Notes): string {
    if (this.before === anyState) return found?.since ?? noState;
    return this.before === undefined ? noState : stateHash(this.before);
  }

  private load(): Promise<Notes> {
    this.notes ??= this.begin();
    return this.notes;
  }

  private async begin(): Promise<Notes> {
    const found = await this.read();
    const since = this.since(found);
    return found?.since === since ? found : { since, hashes: new Set(), announced: new Set() };
  }

  /** What the file holds: looked at once, until something is noted or forgotten. */
  private read(): Promise<Notes | undefined> {
    this.found ??= this.readFile();
    return this.found;
  }

  private async readFile(): Promise<Notes | undefined> {
    let found: Notes | undefined;
    await this.quietly(async (file) => {
      // Most resources have none, and this is asked for each: a promise that fails takes far longer.
      const there = statSync(file, { throwIfNoEntry: false });
      if (there === undefined || isExpired(there.mtimeMs)) return;
      const content: unknown = JSON.parse(await readFile(file, "utf8"));
      if (!isObject(content)) return;
      const { since, hashes, announced, job } = content;
      const noted = { hashes: textsIn(hashes), announced: textsIn(announced) };
      found = { since: String(since), ...noted, ...(typeof job === "string" ? { job } : {}) };
    });
    return found;
  }

  /** A folder that is read-only or full is no reason to fail. */
  private async quietly(work: (file: string, folder: string) => Promise<void>): Promise<void> {
    if (this.folder === undefined) return;
    const name = `${sha256(JSON.stringify(await this.object())).slice(0, digits)}.json`;
    await work(join(this.folder, name), this.folder).catch(() => undefined);
  }
}

/** The same value in another object, or of another stack, has another hash. Letter case has no meaning in paths. */
function hashOf(object: readonly unknown[], [path, value]: Said, id: string | undefined): string {
  return contentHash([object, id ?? null, path.toLowerCase(), value ?? null]).slice(0, digits);
}

function isConcealed([, , isConcealed]: Said): boolean {
  return isConcealed === true;
}

function concealedIn(noted: ReadonlySet<string>): string[] {
  return [...noted].filter(isSlow).slice(-mostConcealed);
}

function stateHash(state: Properties): string {
  return contentHash(state).slice(0, digits);
}

function textsIn(value: unknown): Set<string> {
  return new Set(Array.isArray(value) ? value.filter((text) => typeof text === "string") : []);
}

function isExpired(writtenAt: number): boolean {
  return Date.now() - writtenAt > mostDays * 24 * 60 * 60 * 1000;
}

async function removeOldest(folder: string): Promise<void> {
  const names = await readdir(folder);
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })),
  );
  const newest = files.filter(({ at }) => !isExpired(at)).sort((one, other) => other.at - one.at);
  const kept = new Set(newest.slice(0, mostFiles));
  await Promise.all(files.filter((file) => !kept.has(file)).map(({ path }) => rm(path, { force: true })));
}

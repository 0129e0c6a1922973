/**
 * Having the real Pulumi CLI, for our engine tests and the demonstration: the person's own, the one in their cache, the
 * official download, or one built from Go modules. Run as a program it does just that and says which it is.
 */
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { withLock } from "../lock-file.js";
import type { Log } from "../progress.js";
import {
  addDynamicProvider,
  findOnPath,
  isExecutable,
  LANGUAGE_HOST,
  OLDEST_VERSION,
  PULUMI,
  PULUMI_VERSION,
  refuseOld,
  versionOf,
} from "./binary.js";
import { buildPulumi } from "./build.js";
import { downloadPulumi } from "./download.js";

/** The environment variable that names the CLI to use: its folder, or the path of the `pulumi` in it. */
export const SETTING = "PARTNERCENTER_PULUMI";

/** A Pulumi CLI that has been run once and answered. */
export interface PulumiCli {
  /** The folder of the CLI, for the front of a `PATH`. */
  readonly directory: string;
  /** The path of `pulumi`. */
  readonly pulumi: string;
  /** Without a `v`: `3.225.0`. */
  readonly version: string;
  /** Where it was found, for people. */
  readonly origin: string;
}

/** How the CLI is looked for. Everything but `log` is for tests. */
export interface EnsureOptions {
  /** Takes progress lines. Default: standard error. */
  readonly log?: Log;
  /** Default: `process.env`. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Fills an empty folder by download. Default: the official one. */
  readonly download?: (folder: string) => Promise<void>;
}

/** One place that was tried in vain. */
export interface Attempt {
  readonly where: string;
  readonly reason: string;
}

/** No working Pulumi CLI; the message names everything that was tried. */
export class PulumiUnavailableError extends Error {
  readonly code = "PULUMI_UNAVAILABLE";

  constructor(readonly attempts: readonly Attempt[]) {
    const tried = attempts.map(({ where, reason }) => `  - ${where}: ${reason}`).join("\n");
    super(`There is no Pulumi CLI that works. Tried:
${tried}
Do one of these, then run it again:
  - install Pulumi ${OLDEST_VERSION} or newer (https://www.pulumi.com/docs/install/), so that it is on PATH;
  - set ${SETTING} to the folder of one that you have;
  - let this machine reach get.pulumi.com, or install Go (https://go.dev/dl/) so that it can be built.`);
    this.name = "PulumiUnavailableError";
  }
}

let found: Promise<PulumiCli> | undefined;

/**
 * Finds the Pulumi CLI, or gets it, in this order: the setting `PARTNERCENTER_PULUMI`; `pulumi` with
 * `pulumi-language-nodejs` on `PATH`; our cache (`$XDG_CACHE_HOME` or `~/.cache`, folder `pulumi-partnercenter`); the
 * official download; a build from Go modules. The last two fill the cache. Throws `PulumiUnavailableError`. Within a
 * process it looks only once.
 */
export async function ensurePulumi(options: EnsureOptions = {}): Promise<PulumiCli> {
  if (options.environment !== undefined || options.download !== undefined) return await search(options);
  found ??= search(options).catch((error) => {
    found = undefined;
    throw error;
  });
  return await found;
}

async function search(options: EnsureOptions): Promise<PulumiCli> {
  const { log = (line) => process.stderr.write(`${line}\n`), environment = process.env } = options;
  const download = options.download ?? ((folder) => downloadPulumi(folder, { log, environment }));
  const attempts: Attempt[] = [];
  const attempt = async (where: string, look: () => Promise<PulumiCli | undefined>): Promise<PulumiCli | undefined> => {
    try {
      return await look();
    } catch (error) {
      attempts.push({ where, reason: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  };

  const setting = environment[SETTING];
  if (setting !== undefined && setting !== "") {
    const chosen = await attempt(`${SETTING}=${setting}`, () => fromSetting(setting, environment));
    // Whoever names a CLI wants that one: another in its place would be a surprise.
    if (chosen === undefined) throw new PulumiUnavailableError(attempts);
    return chosen;
  }
  attempts.push({ where: SETTING, reason: "it is not set" });

  const folder = cacheFolder(environment);
  const ready =
    (await attempt("PATH", () => fromPath(environment))) ??
    (await attempt(`cache ${folder}`, () => fromCache(folder, environment)));
  if (ready !== undefined) return ready;

  const sources = [
    { where: "download from get.pulumi.com", origin: "downloaded", fill: download },
    {
      where: "build from Go modules",
      origin: "built from Go modules",
      fill: (draft: string) => buildPulumi(draft, { log, environment }),
    },
  ];
  const installed = await attempt(`cache ${folder}`, async () => {
    await mkdir(dirname(folder), { recursive: true });
    return await withLock(`${folder}.lock`, { log, purpose: "getting the Pulumi CLI" }, async () => {
      const meanwhile = await fromCache(folder, environment).catch(() => undefined);
      if (meanwhile !== undefined) return meanwhile;
      await removeDrafts(folder);
      for (const { where, origin, fill } of sources) {
        const cli = await attempt(where, () => install(folder, fill, origin, environment));
        if (cli !== undefined) return cli;
        log(`No Pulumi CLI by ${where}: ${attempts.at(-1)?.reason}.`);
      }
      return undefined;
    });
  });
  if (installed === undefined) throw new PulumiUnavailableError(attempts);
  return installed;
}

async function fromSetting(setting: string, environment: NodeJS.ProcessEnv): Promise<PulumiCli> {
  const path = resolve(setting);
  const isFolder = await stat(path).then(
    (status) => status.isDirectory(),
    () => {
      throw new Error("there is nothing at this path");
    },
  );
  const folders = isFolder ? [path, join(path, "bin")] : [dirname(path)];
  const file = isFolder ? PULUMI : basename(path);
  for (const directory of folders) {
    const pulumi = join(directory, file);
    if (!(await isExecutable(pulumi))) continue;
    const version = await versionOf(pulumi, environment);
    refuseOld(version);
    return { directory, pulumi, version, origin: `the setting ${SETTING}` };
  }
  throw new Error(isFolder ? `there is no executable \`${PULUMI}\` in it` : "it is not executable");
}

async function fromPath(environment: NodeJS.ProcessEnv): Promise<PulumiCli> {
  const directory = await findOnPath(PULUMI, environment.PATH);
  if (directory === undefined) throw new Error("there is no `pulumi` on it");
  const pulumi = join(directory, PULUMI);
  if ((await findOnPath(LANGUAGE_HOST, environment.PATH)) === undefined) {
    throw new Error(`there is ${pulumi}, but no \`pulumi-language-nodejs\` with it`);
  }
  const version = await versionOf(pulumi, environment);
  refuseOld(version);
  return { directory, pulumi, version, origin: "PATH" };
}

/** `~/.cache/pulumi-partnercenter/pulumi-3.225.0-linux-x64`. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const caches = environment.XDG_CACHE_HOME || join(environment.HOME || homedir(), ".cache");
  const name = `pulumi-${PULUMI_VERSION}-${process.platform}-${process.arch}`;
  return join(resolve(caches), "pulumi-partnercenter", name);
}

async function fromCache(folder: string, environment: NodeJS.ProcessEnv): Promise<PulumiCli> {
  const pulumi = join(folder, PULUMI);
  if (!(await isExecutable(pulumi)) || !(await isExecutable(join(folder, LANGUAGE_HOST)))) {
    throw new Error("it is not in there");
  }
  const version = await versionOf(pulumi, environment);
  if (version !== PULUMI_VERSION) throw new Error(`what is in there is version ${version}`);
  await addDynamicProvider(folder);
  return { directory: folder, pulumi, version, origin: `the cache ${folder}` };
}

/** Fills a folder beside the cache, sees that it works, and only then gives it the cache's name. */
async function install(
  folder: string,
  fill: (draft: string) => Promise<void>,
  origin: string,
  environment: NodeJS.ProcessEnv,
): Promise<PulumiCli> {
  const draft = await mkdtemp(`${draftPrefix(folder)}`);
  try {
    await fill(draft);
    await fromCache(draft, environment);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return { ...(await fromCache(folder, environment)), origin };
}

/** Drafts of processes that were killed. Called under the lock, so that none of them is in use. */
async function removeDrafts(folder: string): Promise<void> {
  const prefix = basename(draftPrefix(folder));
  for (const name of await readdir(dirname(folder))) {
    if (name.startsWith(prefix)) await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function draftPrefix(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}.`);
}

if (require.main === module) {
  ensurePulumi().then(
    ({ version, directory, origin }) => console.log(`Pulumi ${version} (${origin}): ${directory}`),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}

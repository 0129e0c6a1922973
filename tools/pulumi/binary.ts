/** The files that make up a Pulumi CLI for Node programs: their names, where they are looked for, whether they work. */
import { constants } from "node:fs";
import { access, chmod, copyFile, rename, stat } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import { lt } from "semver";
import { lastLine, run } from "../child-process.js";

/** The version that our own copies have. A person's own CLI may be another, from `OLDEST_VERSION` on. */
export const PULUMI_VERSION = "3.225.0";

/** The oldest CLI that we take from a person. */
export const OLDEST_VERSION = "3.200.0";

const windows = process.platform === "win32";

/** `pulumi` itself and the language host, which runs programs written for Node. */
export const PULUMI = windows ? "pulumi.exe" : "pulumi";
export const LANGUAGE_HOST = windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs";

/** The host for programs in YAML, which comes with an official CLI; the version of our own copy. */
export const YAML_HOST = windows ? "pulumi-language-yaml.exe" : "pulumi-language-yaml";
export const YAML_HOST_VERSION = "1.30.0";

/** The host for programs in Python, and the script that it runs them by; both come with an official CLI. */
export const PYTHON_HOST = windows ? "pulumi-language-python.exe" : "pulumi-language-python";
export const PYTHON_SCRIPT = "pulumi-language-python-exec";

/** The plugin that runs dynamic resources: a script that `@pulumi/pulumi` ships at its root. */
export const DYNAMIC_PROVIDER = windows ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";

/** The folder of the installed `@pulumi/pulumi`. */
export function sdkFolder(): string {
  return dirname(require.resolve("@pulumi/pulumi/package.json"));
}

/** The first folder of `path` (a `PATH`) that holds an executable `name`. */
export async function findOnPath(name: string, path: string | undefined): Promise<string | undefined> {
  for (const folder of (path ?? "").split(delimiter)) {
    if (folder !== "" && (await isExecutable(join(folder, name)))) return resolve(folder);
  }
  return undefined;
}

/** Whether `file` is a file that may be run. */
export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** Runs `pulumi version`; the version without its `v`. Throws when it does not run or prints something else. */
export async function versionOf(pulumi: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const env = { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { code, signal, stdout, stderr } = await run(pulumi, ["version"], { env, timeout: 30_000 }).catch(
    (error: Error) => {
      throw new Error(`${pulumi} cannot be run (${error.message})`);
    },
  );
  if (code !== 0) {
    const ending = code === null ? `was ended by ${signal}` : `failed with exit code ${code}`;
    const why = lastLine(stderr);
    throw new Error(`\`${pulumi} version\` ${ending}${why === "" ? "" : `: ${why}`}`);
  }
  const version = /^v?(\d+\.\d+\.\d+\S*)$/m.exec(stdout.trim())?.[1];
  if (version === undefined) throw new Error(`\`${pulumi} version\` printed ${JSON.stringify(stdout.slice(0, 80))}`);
  return version;
}

/** Throws when `version` is older than `OLDEST_VERSION`. */
export function refuseOld(version: string): void {
  if (lt(version, OLDEST_VERSION)) throw new Error(`it is version ${version}; ${OLDEST_VERSION} or newer is needed`);
}

/** Puts the plugin for dynamic resources beside the CLI, where the engine looks for it. */
export async function addDynamicProvider(folder: string): Promise<void> {
  const target = join(folder, DYNAMIC_PROVIDER);
  if (await isExecutable(target)) return;
  const draft = `${target}.${process.pid}`;
  await copyFile(join(sdkFolder(), DYNAMIC_PROVIDER), draft);
  await chmod(draft, 0o755);
  await rename(draft, target);
}

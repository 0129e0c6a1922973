/**
 * The environment in which our own runs of Pulumi happen: a local backend, no account, nothing of the person's but
 * `PATH`.
 */
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { sdkFolder } from "./binary.js";
import type { PulumiCli } from "./cli.js";

/** What a run needs. */
export interface PulumiEnvironmentOptions {
  readonly cli: PulumiCli;
  /** The folder that keeps the states. */
  readonly backend: string;
  /** The folder that takes the place of `~/.pulumi`. */
  readonly home: string;
  /** Encrypts the secrets of a stack. Default: a fixed text, since what we keep is not secret. */
  readonly passphrase?: string;
  /** What the run adds; undefined takes a variable away. Wins over everything. */
  readonly add?: NodeJS.ProcessEnv;
  /** Keeps the variables that are otherwise taken out: Azure and Partner Center credentials, proxies. Default: no. */
  readonly inherit?: boolean;
  /** What to start from. Default: `process.env`. */
  readonly from?: NodeJS.ProcessEnv;
}

/** Credentials and settings of the person that would change what a run does. */
const personal = /^(AZURE|ARM|PARTNERCENTER|PULUMI|ACTIONS_ID_TOKEN)_|^(HTTPS?|ALL|NO)_PROXY$/i;

/** The whole environment for a run of Pulumi. */
export function pulumiEnvironment(options: PulumiEnvironmentOptions): NodeJS.ProcessEnv {
  const { cli, backend, home, passphrase = "partnercenter", add = {}, inherit = false, from = process.env } = options;
  const kept = Object.entries(from).filter(([name]) => inherit || !personal.test(name));
  // Node first: the engine's plugins are scripts that ask for `node`.
  // The SDK comes last: its root holds the plugin for dynamic resources, should a person's own CLI lack it.
  const path = [nodeFolder(), cli.directory, from.PATH ?? "", sdkFolder()].join(delimiter);
  return {
    ...Object.fromEntries(kept),
    PATH: path,
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_HOME: home,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...add,
  };
}

/** The folder of the Node that we run on; of the one that npm installed for us when ours is too old for the SDK. */
export function nodeFolder(): string {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 22) return dirname(process.execPath);
  const pinned = join(dirname(require.resolve("node/package.json")), "bin");
  return existsSync(pinned) ? pinned : dirname(process.execPath);
}

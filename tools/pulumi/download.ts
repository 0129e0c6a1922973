/**
 * The official download of the Pulumi CLI, by the Automation API's own installer. It runs in a process of its own
 * (`node pulumi-download.js FOLDER VERSION PROBE`), so that it can be ended as a whole, its shell script included.
 */
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import { lastLine, run } from "../child-process.js";
import { type Log, withProgress } from "../progress.js";
import { LANGUAGE_HOST, PULUMI, PULUMI_VERSION } from "./binary.js";

/** The page that the installer reads first. Asking for it tells quickly whether there is a way to it at all. */
export const OFFICIAL_DOWNLOAD = "https://get.pulumi.com/install.sh";

const PROBE_TIMEOUT = 5_000;
const DOWNLOAD_TIMEOUT = 10 * 60_000;

/** Where the download comes from and what it may use. */
export interface DownloadOptions {
  readonly log: Log;
  readonly environment: NodeJS.ProcessEnv;
  /** Asked for first, with a time-out of 5 seconds. Default: `OFFICIAL_DOWNLOAD`. */
  readonly probe?: string;
}

/** Downloads the CLI and its language host into the empty folder `folder`. */
export async function downloadPulumi(folder: string, options: DownloadOptions): Promise<void> {
  const { log, environment, probe = OFFICIAL_DOWNLOAD } = options;
  const root = join(folder, "download");
  await mkdir(root);
  log(`Looking for Pulumi ${PULUMI_VERSION} at ${new URL(probe).host}.`);
  const result = await withProgress(log, `Downloading Pulumi ${PULUMI_VERSION}`, () =>
    run(process.execPath, [__filename, root, PULUMI_VERSION, probe], {
      // The installer asks with `fetch`, which heeds a proxy only if told to.
      env: { ...environment, NODE_USE_ENV_PROXY: "1" },
      timeout: DOWNLOAD_TIMEOUT,
    }),
  );
  if (result.code === null) throw new Error(`not finished after ${DOWNLOAD_TIMEOUT / 60_000} minutes`);
  if (result.code !== 0) throw new Error(lastLine(result.stderr) || "it failed without a message");
  for (const name of [PULUMI, LANGUAGE_HOST]) await rename(join(root, "bin", name), join(folder, name));
  await rm(root, { recursive: true });
}

async function main([root = "", version = "", probe = ""]: string[]): Promise<void> {
  const response = await fetch(probe, { signal: AbortSignal.timeout(PROBE_TIMEOUT) });
  if (!response.ok) throw new Error(`${probe} answered ${response.status} ${response.statusText}`.trim());
  await response.arrayBuffer();
  await PulumiCommand.install({ root, version: new SemVer(version) });
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    () => process.exit(0),
    (error: Error & { cause?: { code?: string; message?: string } }) => {
      const cause = error.cause?.code ?? error.cause?.message;
      process.stderr.write(`${error.message.split("\n")[0]}${cause === undefined ? "" : ` (${cause})`}\n`);
      process.exit(1);
    },
  );
}

/**
 * Having the host for YAML programs, for our engine tests: that of the CLI, the one in the user's cache, or one built
 * from its Go module. Run as a program it does just that and says where it is.
 */
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { withLock } from "./lock-file.js";
import type { Log } from "./progress.js";
import { findOnPath, isExecutable, YAML_HOST, YAML_HOST_VERSION } from "./pulumi-binary.js";
import { buildYamlHost } from "./pulumi-build.js";
import { cacheFolder, ensurePulumi } from "./pulumi-cli.js";

/** @returns The folder that holds it, for the `PATH`. @throws Error that says why there is none */
export async function ensureYamlHost(
  log: Log = (line) => process.stderr.write(`${line}\n`),
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const { directory } = await ensurePulumi();
  if (await isExecutable(join(directory, YAML_HOST))) return directory;
  const onPath = await findOnPath(YAML_HOST, environment.PATH);
  if (onPath !== undefined) return onPath;
  const folder = join(
    dirname(cacheFolder(environment)),
    `pulumi-yaml-${YAML_HOST_VERSION}-${process.platform}-${process.arch}`,
  );
  const isThere = () => isExecutable(join(folder, YAML_HOST));
  if (await isThere()) return folder;
  await mkdir(dirname(folder), { recursive: true });
  await withLock(`${folder}.lock`, { log, purpose: "building Pulumi's host for YAML" }, async () => {
    if (await isThere()) return;
    const draft = await mkdtemp(`${folder}.`);
    try {
      await buildYamlHost(draft, { log, environment });
      await rm(folder, { recursive: true, force: true });
      await rename(draft, folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  });
  return folder;
}

if (require.main === module) {
  ensureYamlHost().then(
    (folder) => console.log(`${YAML_HOST}: ${folder}`),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}

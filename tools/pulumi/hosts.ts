/**
 * Having the hosts for YAML and Python programs, for our engine tests: that of the CLI, the one on the `PATH`, the one in
 * the user's cache, or one built from its Go module. Run as a program it does just that and says where they are.
 */
import { join } from "node:path";
import { ensureKept, logToErrors } from "../cached-build.js";
import type { Log } from "../progress.js";
import {
  findOnPath,
  isExecutable,
  PULUMI_VERSION,
  PYTHON_HOST,
  PYTHON_SCRIPT,
  YAML_HOST,
  YAML_HOST_VERSION,
} from "./binary.js";
import { type BuildOptions, buildPythonHost, buildYamlHost } from "./build.js";
import { ensurePulumi } from "./cli.js";

/** A language host; the first of its files is what the CLI starts. */
interface Host {
  readonly files: readonly [string, ...string[]];
  readonly name: string;
  readonly language: string;
  build(folder: string, options: BuildOptions): Promise<void>;
}

const yaml: Host = {
  files: [YAML_HOST],
  name: `pulumi-yaml-${YAML_HOST_VERSION}`,
  language: "YAML",
  build: buildYamlHost,
};
const python: Host = {
  files: [PYTHON_HOST, PYTHON_SCRIPT],
  name: `pulumi-python-${PULUMI_VERSION}`,
  language: "Python",
  build: buildPythonHost,
};

/** @returns The folder that holds it, for the `PATH`. @throws Error that says why there is none */
export const ensureYamlHost = (log?: Log, environment?: NodeJS.ProcessEnv) => ensureHost(yaml, log, environment);

/** The same of the host for Python. */
export const ensurePythonHost = (log?: Log, environment?: NodeJS.ProcessEnv) => ensureHost(python, log, environment);

async function ensureHost(
  { files, name, language, build }: Host,
  log: Log = logToErrors,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const isIn = async (folder: string) =>
    (await Promise.all(files.map((file) => isExecutable(join(folder, file))))).every((is) => is);
  const { directory } = await ensurePulumi();
  if (await isIn(directory)) return directory;
  const onPath = await findOnPath(files[0], environment.PATH);
  if (onPath !== undefined) return onPath;
  const make = (folder: string) => build(folder, { log, environment });
  return ensureKept({ name, purpose: `building Pulumi's host for ${language}`, isIn, make }, { log, environment });
}

if (require.main === module) {
  Promise.all([ensureYamlHost(), ensurePythonHost()]).then(
    (folders) => console.log(folders.join("\n")),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}

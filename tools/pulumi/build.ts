/**
 * Builds the Pulumi CLI, its language hosts and a generator of its libraries from their Go modules: for machines that reach
 * a Go module proxy but not Pulumi's downloads. The Go tool checks every module against the checksum database.
 */
import { chmod, copyFile, cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { lastLine, run, start } from "../child-process.js";
import { duration, type Log, withProgress } from "../progress.js";
import {
  findOnPath,
  LANGUAGE_HOST,
  PULUMI,
  PULUMI_VERSION,
  PYTHON_HOST,
  PYTHON_SCRIPT,
  YAML_HOST,
  YAML_HOST_VERSION,
} from "./binary.js";

/** The version from whose modules the CLI can be built; its `go.mod` asks for this Go. */
const GO_VERSION = "1.25.6";

/** The last version of the SDK's module that has language hosts inside. The engine still gets on with them. */
const LANGUAGE_HOST_VERSION = "3.68.0";

interface GoProgram {
  readonly output: string;
  readonly package: string;
  readonly version: string;
  readonly goMod: string;
  readonly expect: string;
  /** A folder of this repository with the source, where the program is ours. */
  readonly source?: string;
  /** A script of a module that it needs beside itself. */
  readonly script?: { readonly module: string; readonly path: string; readonly name: string };
}

const sdkModule = "github.com/pulumi/pulumi/sdk/v3";
const clipboard =
  "replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e";

/** The language host of YAML, whose go.mod asks for the same clipboard. */
const yamlHost: GoProgram = {
  output: YAML_HOST,
  package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  version: YAML_HOST_VERSION,
  goMod: `module pulumi-yaml-host

go ${GO_VERSION}

require github.com/pulumi/pulumi-yaml v${YAML_HOST_VERSION}

${clipboard}
`,
  expect: "usually 1 to 3 minutes",
};

const oldSdk = `module pulumi-language-host

go 1.18

require ${sdkModule} v${LANGUAGE_HOST_VERSION}
`;

const pythonHost: GoProgram = {
  output: PYTHON_HOST,
  package: `${sdkModule}/python/cmd/pulumi-language-python`,
  version: LANGUAGE_HOST_VERSION,
  goMod: oldSdk,
  expect: "usually about a minute",
  script: {
    module: `${sdkModule}@v${PULUMI_VERSION}`,
    path: "python/cmd/pulumi-language-python-exec",
    name: PYTHON_SCRIPT,
  },
};

/** A module that uses Pulumi's own packages. */
const onPulumi = (name: string) => `module ${name}

go ${GO_VERSION}

require github.com/pulumi/pulumi/pkg/v3 v${PULUMI_VERSION}

${clipboard}
`;

const sdkGenerator: GoProgram = {
  output: "partnercenter-sdks",
  package: ".",
  version: PULUMI_VERSION,
  goMod: onPulumi("partnercenter-sdks"),
  expect: "usually 1 to 3 minutes",
  source: resolve(__dirname, "../../../tools/sdk-generator"),
};

const programs: readonly GoProgram[] = [
  {
    output: LANGUAGE_HOST,
    package: `${sdkModule}/nodejs/cmd/pulumi-language-nodejs`,
    version: LANGUAGE_HOST_VERSION,
    goMod: oldSdk,
    expect: "usually about a minute",
  },
  {
    output: PULUMI,
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version: PULUMI_VERSION,
    goMod: onPulumi("pulumi-cli"),
    expect: "usually 2 to 5 minutes",
  },
];

/** What the build may use. */
export interface BuildOptions {
  readonly log: Log;
  readonly environment: NodeJS.ProcessEnv;
}

/** Builds the CLI and its host into the empty folder `folder`. Needs `go` on the `PATH` of `environment`. */
export async function buildPulumi(folder: string, options: BuildOptions): Promise<void> {
  await buildAll(`Pulumi ${PULUMI_VERSION}`, programs, folder, options);
}

/** The same of the language host for YAML programs. */
export async function buildYamlHost(folder: string, options: BuildOptions): Promise<void> {
  await buildAll(`Pulumi's host for YAML ${YAML_HOST_VERSION}`, [yamlHost], folder, options);
}

/** The same of the language host for Python programs. */
export async function buildPythonHost(folder: string, options: BuildOptions): Promise<void> {
  await buildAll("Pulumi's host for Python", [pythonHost], folder, options);
}

/** The same of the program in `tools/sdk-generator/`, which makes the libraries of other languages. */
export async function buildSdkGenerator(folder: string, options: BuildOptions): Promise<void> {
  await buildAll("the generator of libraries", [sdkGenerator], folder, options);
}

async function buildAll(
  what: string,
  wanted: readonly GoProgram[],
  folder: string,
  { log, environment }: BuildOptions,
): Promise<void> {
  const goFolder = await findOnPath(process.platform === "win32" ? "go.exe" : "go", environment.PATH);
  if (goFolder === undefined) throw new Error(`there is no \`go\` on PATH (${GO_VERSION} or newer is needed)`);
  const began = Date.now();
  log(`Building ${what} from its Go modules, once for all clones on this machine.`);
  for (const program of wanted) {
    const source = join(folder, `source-${program.output}`);
    await mkdir(source);
    if (program.source !== undefined) await cp(program.source, source, { recursive: true });
    await writeFile(join(source, "go.mod"), program.goMod);
    log(`Building ${program.output} ${program.version} (${program.expect}).`);
    await withProgress(log, `Building ${program.output}`, (report) =>
      goBuild(join(goFolder, "go"), program, { source, folder, environment, report }),
    );
    if (program.script !== undefined)
      await addScript(join(goFolder, "go"), program.script, { source, folder, environment });
    await rm(source, { recursive: true });
  }
  log(`Built ${what} in ${duration(Date.now() - began)}.`);
}

async function addScript(
  go: string,
  { module, path, name }: NonNullable<GoProgram["script"]>,
  { source, folder, environment }: Omit<Build, "report">,
): Promise<void> {
  const { code, stdout, stderr } = await run(go, ["mod", "download", "-json", module], {
    cwd: source,
    env: environment,
  });
  if (code !== 0) throw new Error(`\`go mod download ${module}\` failed: ${lastLine(stderr)}`);
  const { Dir: directory } = JSON.parse(stdout) as { Dir: string };
  await copyFile(join(directory, path), join(folder, name));
  await chmod(join(folder, name), 0o755);
}

interface Build {
  readonly source: string;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly report: (detail: string) => void;
}

async function goBuild(go: string, program: GoProgram, { source, folder, environment, report }: Build): Promise<void> {
  let modules = 0;
  let packages = 0;
  const remarks: string[] = [];
  // Without a version in it the Automation API refuses the CLI.
  const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${program.version}`;
  const args = ["build", "-mod=mod", "-v", "-ldflags", flags, "-o", join(folder, program.output), program.package];
  const { code, signal } = await start(go, args, {
    cwd: source,
    env: { ...environment, CGO_ENABLED: "0", GO111MODULE: "on", GOWORK: "off" },
    onLine: (line) => {
      if (line.startsWith("go: downloading ")) modules += 1;
      else if (/^[\w.-]+(\/[\w.~@-]+)*$/.test(line)) packages += 1;
      else if (line.trim() !== "") remarks.push(line.trim());
      report(`${modules} modules downloaded, ${packages} packages compiled`);
    },
  }).finished;
  if (code === 0) return;
  const ending = code === null ? `was ended by ${signal}` : `failed with exit code ${code}`;
  throw new Error(`\`go build\` of ${program.output} ${ending}: ${remarks.slice(-3).join(" | ") || "no message"}`);
}

// What is installed: Node.js, the Pulumi CLI, and the packages that a program needs.
import { createRequire } from "node:module";
import { join } from "node:path";
import { projectFolder, reasonOf, runPulumi } from "../pulumi-command.js";
import type { Surroundings } from "../work.js";
import { type Check, good, unknown, warning, wrong } from "./check.js";

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Our own, from `dist/commands/doctor`. */
const manifest = require("../../../package.json") as Manifest;

/** The oldest CLI that the tests take. */
export const leastCli = "3.200.0";

const numbers = (version: string): number[] =>
  version
    .replace(/^[^\d]*/, "")
    .split(/[.+-]/)
    .slice(0, 3)
    .map(Number);

/** Whether a version is at least another one, such as that of a range `^3.216.0` or `>=22.12`. */
export function isAtLeast(version: string, least: string): boolean {
  const [is, wanted] = [numbers(version), numbers(least)];
  for (const [index, number] of wanted.entries()) {
    const own = is[index] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

function node(version: string): Check {
  const least = manifest.engines.node.replace(/^\D*/, "");
  return isAtLeast(version, least)
    ? good("Node.js", version)
    : wrong("Node.js", `${version}, which is too old`, `install Node.js ${least} or newer`);
}

/** The CLI takes a moment to start. */
const limitMs = 30_000;

async function cli({ env, cwd }: Surroundings): Promise<Check> {
  const { error, stdout, stderr } = await runPulumi(["version"], cwd(), env, limitMs);
  if (error !== null) {
    const advice = "install it (https://www.pulumi.com/docs/install/), or put its folder on the PATH";
    return wrong("Pulumi CLI", reasonOf("pulumi version", error, stderr, limitMs).whyNot, advice);
  }
  const version = /v?(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1];
  if (version === undefined) {
    return wrong("Pulumi CLI", "`pulumi version` names no version", "put Pulumi's own CLI first on the PATH");
  }
  return isAtLeast(version, leastCli)
    ? good("Pulumi CLI", version)
    : wrong("Pulumi CLI", `${version}, which is too old`, `install ${leastCli} or newer`);
}

/** The version of a package as a program in this folder would find it. */
function versionIn(folder: string, name: string): string | undefined {
  try {
    const from = createRequire(join(folder, "index.js"));
    return (from(`${name}/package.json`) as { version: string }).version;
  } catch {
    return undefined;
  }
}

function sdk(folder: string): Check {
  const subject = "Pulumi SDK";
  const range = manifest.peerDependencies["@pulumi/pulumi"] ?? "";
  const version = versionIn(folder, "@pulumi/pulumi");
  if (version === undefined) {
    return wrong(
      subject,
      `@pulumi/pulumi is not installed for ${folder}`,
      "npm install @pulumi/pulumi, in that folder",
    );
  }
  return isAtLeast(version, range) && numbers(version)[0] === numbers(range)[0]
    ? good(subject, version)
    : wrong(subject, `@pulumi/pulumi ${version} does not fit`, `npm install @pulumi/pulumi@${range}, in ${folder}`);
}

/** `refresh` and `destroy` load the package from the program's folder too. */
function ours(folder: string): Check {
  const [subject, name] = ["This package", "pulumi-partnercenter"];
  const version = versionIn(folder, name);
  if (version === undefined) {
    const found = `${manifest.version} runs this command; for ${folder} none is installed`;
    return warning(subject, found, `npm install ${name}, in that folder, where a program is to use it`);
  }
  if (version === manifest.version) return good(subject, `${name} ${version}`);
  const found = `the project has ${name} ${version}, and this command is of ${manifest.version}`;
  return warning(
    subject,
    found,
    `npm install ${name}@${manifest.version}, or run the project's own: npx partnercenter`,
  );
}

function emulator(folder: string): Check {
  const name = "pulumi-partnercenter-emulator";
  const version = versionIn(folder, name);
  const subject = "Emulator";
  if (version === undefined) return unknown(subject, "not installed", `for trials, npm install --save-dev ${name}`);
  if (version === manifest.version) return good(subject, `${name} ${version}`);
  return warning(
    subject,
    `${name} ${version} beside ${manifest.version} of the provider`,
    `npm install --save-dev ${name}@${manifest.version}, in ${folder}`,
  );
}

/** What is installed, as the project sees it in whose folder this runs. */
export async function installedChecks(surroundings: Surroundings, nodeVersion: string): Promise<Check[]> {
  const folder = projectFolder(surroundings.cwd()) ?? surroundings.cwd();
  return [node(nodeVersion), await cli(surroundings), sdk(folder), ours(folder), emulator(folder)];
}

/** The packages as npm delivers them, installed into a project without a registry: what they need is this repository's. */
import { mkdir, readdir, symlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { run } from "../child-process.js";
import { leaveOutDeclarations } from "../package-declarations.js";

const root = resolve(__dirname, "../../..");

interface Manifest {
  readonly name: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

async function succeed(command: string, args: string[], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await run(command, args, { cwd });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
}

/** Packs the provider and, if wanted, the emulator into a folder; the paths of the tarballs. */
export async function pack(folder: string, packages: readonly ("." | "emulator")[]): Promise<string[]> {
  for (const one of packages) {
    leaveOutDeclarations(join(root, one));
    await succeed("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], join(root, one));
  }
  return (await readdir(folder)).filter((name) => name.endsWith(".tgz")).map((name) => join(folder, name));
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path, "junction").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

/** As `npm install TARBALL` would: what the package declares, and nothing else. */
export async function installLinked(tarball: string, project: string): Promise<void> {
  const listed = await run("tar", ["-xzOf", tarball, "package/package.json"]);
  const { name, bin = {}, dependencies, peerDependencies } = JSON.parse(listed.stdout) as Manifest;
  const modules = join(project, "node_modules");
  const target = join(modules, name);
  await mkdir(target, { recursive: true });
  await succeed("tar", ["-xzf", tarball, "--strip-components", "1", "-C", target], project);
  for (const needed of Object.keys({ ...dependencies, ...peerDependencies })) {
    await link(join(root, "node_modules", needed), join(modules, needed));
  }
  for (const [command, file] of Object.entries(bin)) await link(join(target, file), join(modules, ".bin", command));
}

/** By npm, from its registry, with these versions of what the person brings: `@pulumi/pulumi@3.216.0`, `node@22.18.0`. */
export async function installFromRegistry(
  tarballs: readonly string[],
  project: string,
  others: readonly string[],
): Promise<void> {
  await succeed("npm", ["install", "--no-audit", "--no-fund", ...tarballs, ...others], project);
}

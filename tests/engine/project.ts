/** Whole Pulumi projects in the folder of a test, as a person would have them, for runs of the CLI itself. */
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { write } from "./offer-program.js";
import { repositoryRoot } from "./stack.js";

/** `Pulumi.yaml`: Node runs the program as it is. */
export function pulumiYaml(name: string): string {
  return `name: ${name}\nruntime: { name: nodejs, options: { typescript: false } }\n`;
}

/** Writes a project of one file; `source` is CommonJS. */
export async function writeProject(folder: string, name: string, source: string): Promise<void> {
  await write(folder, "package.json", "{}");
  await write(folder, "Pulumi.yaml", pulumiYaml(name));
  await write(folder, "index.js", source);
}

/** Lets `pulumi-partnercenter` and `@pulumi/pulumi` resolve in a folder and below. */
export async function linkPackages(folder: string): Promise<void> {
  await symlink(join(repositoryRoot, "node_modules"), join(folder, "node_modules"), "junction");
}

/** The plugin as users have it: the folder of the npm package, and the language host that runs their programs. */
import { cp, mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { bundlePlugin, pluginFolder } from "../../tools/plugin-bundle.js";
import { ensureYamlHost } from "../../tools/pulumi-hosts.js";

/** Where `npm install pulumi-partnercenter` in a project's folder puts the plugin. */
export const installed = "node_modules/pulumi-partnercenter/plugin";

/** Puts the plugin into a project's folder. */
export async function installPlugin(folder: string, place = installed): Promise<void> {
  const target = join(folder, place);
  await mkdir(target, { recursive: true });
  await cp(pluginFolder, target, { recursive: true, filter: (path) => !/server\.cjs|\.tmp$/.test(path) });
  await bundlePlugin(target);
}

/** The example in YAML as it is when somebody wants it live. */
export function withRelease(yaml: string): string {
  const released = yaml
    .replace(/^ {2}# live:\n(?: {2}# .*\n)+/m, (block) => block.replaceAll("  # ", "  "))
    .replace("preview.substate", "live.substate");
  if (!/^ {2}live:$/m.test(released)) throw new Error("the example has no Release to take out of its comment");
  return released;
}

/** Variables by which the engine finds the host for YAML; undefined, with a line that says why, where there is none. */
export async function yamlHost(path: string | undefined): Promise<NodeJS.ProcessEnv | undefined> {
  try {
    return { PATH: [await ensureYamlHost(), path ?? ""].join(delimiter) };
  } catch (error) {
    console.log(`      Not tried: there is no host for YAML programs (${(error as Error).message})`);
    return undefined;
  }
}

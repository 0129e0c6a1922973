/** The plugin as users have it: the folder of the npm package, and the language host that runs their programs. */
import { cp, mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { bundlePlugin, pluginFolder } from "../../tools/plugin-bundle.js";
import { ensurePythonHost, ensureYamlHost } from "../../tools/pulumi/hosts.js";
import { ensurePythonLibrary, installPythonLibrary } from "../../tools/python-library.js";
import { generateSdks } from "../../tools/sdks.js";
import type { CopiedExamples } from "./copied-examples.js";
import type { Place } from "./stack.js";

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

/** Lets the engine run programs in YAML from here on; skips the test, with a line that says why, where it cannot. */
export function needYaml(test: Mocha.Context, place: Place): Promise<void> {
  return need(test, place, "YAML", async () => ({ folders: [await ensureYamlHost()], variables: {} }));
}

/** The same for programs in Python, with the library made of the plugin's schema. */
export function needPython(test: Mocha.Context, place: Place): Promise<void> {
  return need(test, place, "Python", async () => {
    const folders = [await ensurePythonLibrary(), await ensurePythonHost()];
    const [sdks, library] = [join(place.folder, "sdks"), join(place.folder, "library")];
    await generateSdks(sdks, ["python"]);
    await installPythonLibrary(join(sdks, "python"), library);
    return { folders, variables: { PYTHONPATH: library } };
  });
}

async function need(
  test: Mocha.Context,
  { environment }: Place,
  language: string,
  make: () => Promise<{ folders: readonly string[]; variables: NodeJS.ProcessEnv }>,
): Promise<void> {
  try {
    const { folders, variables } = await make();
    Object.assign(environment, variables, { PATH: [...folders, environment.PATH ?? ""].join(delimiter) });
  } catch (error) {
    console.log(`      Not tried: programs in ${language} cannot be run here (${(error as Error).message})`);
    test.skip();
  }
}

/** An example in a folder of its own, with the files of the one in TypeScript, the plugin and a stack. */
export async function nativeExample(examples: CopiedExamples, example: string) {
  await examples.copy("managed-application");
  const folder = await examples.copy(example);
  await installPlugin(folder);
  const pulumi = examples.pulumiIn(folder);
  await pulumi(["stack", "init", "test"]);
  return { folder, pulumi, file: join(folder, "Pulumi.yaml") };
}

/** `Pulumi.yaml` of a project that has the plugin beside it. */
export function projectOf(name: string, runtime: string): string {
  return `name: ${name}\nruntime: ${runtime}\n${pluginBlock(installed)}`;
}

/** What `Pulumi.yaml` says of the plugin. */
export function pluginBlock(path: string): string {
  return `plugins:\n  providers:\n    - name: partnercenter\n      path: ${path}\n`;
}

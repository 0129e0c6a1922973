/**
 * `npm run plugin:release`: packs the plugin for a release, as the engine downloads it from a `pluginDownloadURL`: an archive
 * for each platform, with its scripts, the bundle and the schema, and the checksums of all.
 */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundlePlugin, pluginFolder } from "./plugin-bundle.js";
import { root } from "./schema/package-schema.js";
import { type Entry, tarball } from "./tarball.js";

/** As Go names them, and so the engine. */
export const platforms = ["linux-amd64", "linux-arm64", "darwin-amd64", "darwin-arm64", "windows-amd64"] as const;

/** The file with a line `SHA256  NAME` for each archive. */
export const checksumsFile = "SHA256SUMS";

/**
 * Packs into a folder, which is made.
 * @returns The names of the archives.
 */
export async function packPlugin(folder: string): Promise<string[]> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const bundle = await mkdtemp(join(tmpdir(), "partnercenter-plugin-"));
  try {
    await bundlePlugin(bundle);
    const entry = async (name: string, isExecutable = false, from = pluginFolder): Promise<Entry> => {
      return { name, isExecutable, content: await readFile(join(from, name)) };
    };
    const script = await entry("pulumi-resource-partnercenter", true);
    const windowsScript = await entry("pulumi-resource-partnercenter.cmd");
    const shared = [await entry("schema.json"), await entry("server.cjs", false, bundle)];
    await mkdir(folder, { recursive: true });
    const sums: string[] = [];
    const names: string[] = [];
    for (const platform of platforms) {
      const archive = tarball([platform.startsWith("windows") ? windowsScript : script, ...shared]);
      const name = `pulumi-resource-partnercenter-v${version}-${platform}.tar.gz`;
      await writeFile(join(folder, name), archive);
      sums.push(`${createHash("sha256").update(archive).digest("hex")}  ${name}\n`);
      names.push(name);
    }
    await writeFile(join(folder, checksumsFile), sums.join(""));
    return names;
  } finally {
    await rm(bundle, { recursive: true, force: true });
  }
}

if (require.main === module) {
  const folder = join(root, "release");
  rm(folder, { recursive: true, force: true })
    .then(() => packPlugin(folder))
    .then(
      (names) => console.log([...names, checksumsFile].map((name) => `wrote ${join(folder, name)}`).join("\n")),
      (error: Error) => {
        console.error(error.message);
        process.exitCode = 1;
      },
    );
}

/**
 * `npm run plugin`: bundles the native provider into one file, `plugin/server.cjs`, so that its folder needs nothing but
 * Node.js: no `node_modules`, no installation.
 */
import { rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";

/** The root of the repository. */
const root = resolve(__dirname, "../..");

/** The folder of the plugin. */
export const pluginFolder = join(root, "plugin");

/** Writes the bundle; whole or not at all. @returns Its size in bytes. */
export async function bundlePlugin(folder = pluginFolder): Promise<number> {
  const file = join(folder, "server.cjs");
  const draft = `${file}.${process.pid}.tmp`;
  const { metafile } = await build({
    entryPoints: [join(root, "native", "main.ts")],
    outfile: draft,
    bundle: true,
    platform: "node",
    target: "node22.18",
    format: "cjs",
    mainFields: ["module", "main"], // the main file of jsonc-parser finds its parts in a way that no bundler follows
    // Names stay: they are in messages about defects.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "eof",
    metafile: true,
    logLevel: "error",
    logOverride: { "require-resolve-not-external": "silent" }, // of the dynamic door, which the plugin never goes through
  });
  await rename(draft, file);
  return Object.values(metafile.outputs)[0]?.bytes ?? 0;
}

if (require.main === module) {
  bundlePlugin().then(
    (bytes) => console.log(`wrote ${join(pluginFolder, "server.cjs")} (${Math.ceil(bytes / 1024)} KiB)`),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}

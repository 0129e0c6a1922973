/**
 * `npm run plugin`: bundles the native provider into one file, `plugin/server.cjs`, so that its folder needs nothing but
 * Node.js: no `node_modules`, no installation.
 */
import { join, resolve } from "node:path";
import { bundle } from "./bundle.js";

/** The root of the repository. */
const root = resolve(__dirname, "../..");

/** The folder of the plugin. */
export const pluginFolder = join(root, "plugin");

const fileIn = (folder: string) => join(folder, "server.cjs");

/** Writes the bundle. @returns Its size in bytes. */
export function bundlePlugin(folder = pluginFolder): Promise<number> {
  return bundle(join(root, "native", "main.ts"), fileIn(folder));
}

if (require.main === module) {
  bundlePlugin().then(
    (bytes) => console.log(`wrote ${fileIn(pluginFolder)} (${Math.ceil(bytes / 1024)} KiB)`),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}

// Bundling compiled or typed sources into one file, so that a start finds and compiles one file instead of hundreds.
import { rename } from "node:fs/promises";
import { build, type Plugin } from "esbuild";

/** The messages of zod in fifty languages, a fifth of a bundle: ours are in English, which it imports by itself. */
const withoutLanguages: Plugin = {
  name: "without-languages",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.c?js$/ }, () => ({ contents: "export {};" }));
  },
};

/**
 * Writes a bundle; whole or not at all.
 *
 * @param entry The file that it begins with.
 * @param external Packages that stay outside, and are found from where the bundle is.
 * @returns Its size in bytes.
 */
export async function bundle(entry: string, file: string, external: readonly string[] = []): Promise<number> {
  const draft = `${file}.${process.pid}.tmp`;
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: draft,
    bundle: true,
    external: [...external],
    platform: "node",
    target: "node22.18",
    format: "cjs",
    mainFields: ["module", "main"], // the main file of jsonc-parser finds its parts in a way that no bundler follows
    // Names stay: they are in messages about defects.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "eof",
    plugins: [withoutLanguages],
    metafile: true,
    logLevel: "error",
    logOverride: { "require-resolve-not-external": "silent" }, // Pulumi's SDK, looked for by the dynamic door alone
  });
  await rename(draft, file);
  return Object.values(metafile.outputs)[0]?.bytes ?? 0;
}

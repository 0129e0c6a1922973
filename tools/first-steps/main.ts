/**
 * `npm run first-steps`: the README's first program in an empty folder, with the packed packages and the rest from npm's
 * registry, once with the oldest Node.js and SDK that we ask for, and once with the newest ones.
 */
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { leastNode } from "../../provider/values/node-version.js";
import { installFromRegistry, pack } from "./installing.js";
import { walk } from "./walk.js";

async function main(): Promise<void> {
  const manifest = await readFile(resolve(__dirname, "../../../package.json"), "utf8");
  const { peerDependencies } = JSON.parse(manifest) as { peerDependencies: Record<string, string> };
  const oldest = (peerDependencies["@pulumi/pulumi"] ?? "").replace("^", "");
  const folder = await mkdtemp(join(tmpdir(), "partnercenter-first-steps-"));
  try {
    const packed = join(folder, "packed");
    await mkdir(packed);
    const tarballs = await pack(packed, [".", "emulator"]);
    for (const versions of [
      [`node@${leastNode}.0`, `@pulumi/pulumi@${oldest}`],
      ["node@24", "@pulumi/pulumi@3"],
    ]) {
      const place = join(folder, versions.join("-").replaceAll("/", "-"));
      await mkdir(place);
      const began = Date.now();
      await walk({ folder: place, install: (project) => installFromRegistry(tarballs, project, versions) });
      console.log(`${versions.join(", ")}: to a preview and back in ${Math.round((Date.now() - began) / 1000)} s`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

/**
 * `npm run pictures`: the pictures of the README, made afresh. The storefront is that of an example, as its program
 * declares it.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { main as partnercenter } from "../commands/command-line.js";
import { launch, widths } from "./browser.js";
import { start } from "./child-process.js";
import { ensurePulumi } from "./pulumi-cli.js";
import { pulumiEnvironment } from "./pulumi-environment.js";

const root = resolve(__dirname, "../..");
const example = "managed-application";

/** The storefront of the example, as a file in this folder. */
async function storefront(folder: string): Promise<string> {
  const project = join(folder, example);
  cpSync(join(root, "examples", example), project, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const [backend, home] = [join(folder, "backend"), join(folder, "home")];
  mkdirSync(backend);
  const env = pulumiEnvironment({ cli: await ensurePulumi({ log: console.log }), backend, home });
  const { code, stdout, stderr } = await start("pulumi", ["stack", "init", "pictures"], { cwd: project, env }).finished;
  if (code !== 0) throw new Error(stdout + stderr);
  const out = join(folder, "storefront.html");
  const surroundings = { env, cwd: () => project, stdout: process.stdout, stderr: process.stderr };
  if ((await partnercenter(["storefront", "--program", "--out", out], surroundings)) !== 0) {
    throw new Error("the storefront could not be made");
  }
  return out;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-pictures-"));
  try {
    const page = pathToFileURL(await storefront(folder)).href;
    const pictures = join(root, "docs/pictures");
    mkdirSync(pictures, { recursive: true });
    const browser = await launch();
    try {
      for (const width of widths) {
        const context = await browser.newContext({ viewport: { width, height: 900 } });
        const shown = await context.newPage();
        await shown.goto(page);
        const path = join(pictures, `storefront-${width}.png`);
        await shown.screenshot({ path, fullPage: true });
        console.log(path);
        await context.close();
      }
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();

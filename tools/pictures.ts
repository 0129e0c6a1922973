/**
 * `npm run pictures`: the pictures of the READMEs, made afresh. The storefront is that of an example, as its program
 * declares it; the portal is that of the emulator, after `pulumi up`.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";
import { main as partnercenter } from "../commands/command-line.js";
import { launch, widths } from "./browser.js";
import { start } from "./child-process.js";
import { ensurePulumi } from "./pulumi/cli.js";
import { pulumiEnvironment } from "./pulumi/environment.js";

const root = resolve(__dirname, "../..");
const example = "managed-application";

/** The example in a folder of its own, with a stack: `pulumi` runs there, against the emulator. */
async function project(folder: string, emulator: Emulator) {
  const cwd = join(folder, example);
  cpSync(join(root, "examples", example), cwd, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const [backend, home] = [join(folder, "backend"), join(folder, "home")];
  mkdirSync(backend);
  const add = {
    PARTNERCENTER_ENDPOINT: emulator.endpoint,
    PARTNERCENTER_LOGIN_ENDPOINT: emulator.loginEndpoint,
    PARTNERCENTER_TENANT_ID: "contoso",
    PARTNERCENTER_CLIENT_ID: "pictures",
    PARTNERCENTER_CLIENT_SECRET: "pictures",
  };
  const env = pulumiEnvironment({ cli: await ensurePulumi({ log: console.log }), backend, home, add });
  const pulumi = async (...args: string[]) => {
    const { code, stdout, stderr } = await start("pulumi", args, { cwd, env }).finished;
    if (code !== 0) throw new Error(stdout + stderr);
  };
  await pulumi("stack", "init", "pictures");
  return { cwd, env, pulumi };
}

/** The storefront of the example, as its program declares it. */
async function storefront(folder: string, { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }): Promise<string> {
  const out = join(folder, "storefront.html");
  const surroundings = { env, cwd: () => cwd, stdout: process.stdout, stderr: process.stderr };
  if ((await partnercenter(["storefront", "--program", "--out", out], surroundings)) !== 0) {
    throw new Error("the storefront could not be made");
  }
  return pathToFileURL(out).href;
}

/** The emulator's page of the only offer that it has. */
async function portalPage(emulator: Emulator): Promise<string> {
  const list = await (await fetch(emulator.portal)).text();
  const path = /href="(\/dashboard[^"]*)"/.exec(list)?.[1];
  if (path === undefined) throw new Error("the emulator has no offer");
  return new URL(path, emulator.portal).href;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-pictures-"));
  const emulator = await startEmulator();
  try {
    const made = await project(folder, emulator);
    const pages = [["storefront", await storefront(folder, made), true]] as [string, string, boolean][];
    await made.pulumi("up", "--yes", "--skip-preview");
    pages.push(["portal", await portalPage(emulator), false]); // its upper part
    const pictures = join(root, "docs/pictures");
    mkdirSync(pictures, { recursive: true });
    const browser = await launch();
    try {
      for (const [name, page, fullPage] of pages) {
        for (const width of widths) {
          const context = await browser.newContext({ viewport: { width, height: 900 } });
          const shown = await context.newPage();
          await shown.goto(page);
          const path = join(pictures, `${name}-${width}.png`);
          await shown.screenshot({ path, fullPage });
          console.log(path);
          await context.close();
        }
      }
    } finally {
      await browser.close();
    }
  } finally {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main();

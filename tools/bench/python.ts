// Pythons for the tools that are measured beside ours.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLine, start } from "../child-process.js";
import type { Place } from "./place.js";

/**
 * A Python with a package from PyPI, in an environment of its own that is kept for the next time.
 *
 * @param name Such as `cloudpub==1.7.6`.
 * @param more What is installed beside it.
 * @throws When it cannot be had.
 */
export async function pythonWith({ root, starting }: Place, name: string, ...more: string[]): Promise<string> {
  const folder = join(root, "node_modules/.cache/partnercenter-bench", name.replace("==", "-"));
  const python = join(folder, "bin/python");
  const done = join(folder, "installed");
  if (existsSync(done)) return python;
  rmSync(folder, { recursive: true, force: true });
  const run = async (command: string, ...args: string[]) => {
    const running = start(command, args, { timeout: 300_000 });
    starting(running);
    const { code, stderr, stdout } = await running.finished;
    if (code !== 0) throw new Error(`${name} cannot be installed: ${lastLine(stderr) || lastLine(stdout)}`);
  };
  await run("python3", "-m", "venv", folder);
  await run(python, "-m", "pip", "install", "--quiet", name, ...more);
  writeFileSync(done, "");
  return python;
}

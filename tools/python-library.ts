/** A Python with Pulumi's library from PyPI, for programs in Python and what is made for them. */
import { join } from "node:path";
import { ensureKept, logToErrors } from "./cached-build.js";
import { lastLine, run } from "./child-process.js";
import type { Log } from "./progress.js";
import { isExecutable, PULUMI_VERSION } from "./pulumi/binary.js";

const windows = process.platform === "win32";
const programs = windows ? "Scripts" : "bin";
const python = windows ? "python.exe" : "python";

/** Pulumi's library as the CLI has it, what generated libraries need besides, and what installs them. */
const wanted = [`pulumi==${PULUMI_VERSION}`, "parver", "setuptools>=61", "wheel"];

async function succeed(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { code, stdout, stderr } = await run(command, args, { env });
  if (code !== 0) throw new Error(`\`${[command, ...args].join(" ")}\` failed: ${lastLine(stderr || stdout)}`);
}

/** @returns The folder of its `python`, for the `PATH`. @throws Error that says why there is none */
export async function ensurePythonLibrary(
  log: Log = logToErrors,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const folder = await ensureKept(
    {
      name: `python-library-${PULUMI_VERSION}`,
      purpose: "installing Pulumi's library for Python",
      isIn: (place) => isExecutable(join(place, programs, python)),
      async make(place) {
        await succeed(windows ? "python" : "python3", ["-m", "venv", place], environment);
        log(`Installing ${wanted.join(", ")} from PyPI.`);
        await succeed(join(place, programs, python), ["-m", "pip", "install", "--quiet", ...wanted], environment);
      },
    },
    { log, environment },
  );
  return join(folder, programs);
}

/** Installs a library for Python from its folder into another one, for the `PYTHONPATH`. Asks nobody. */
export async function installPythonLibrary(source: string, target: string): Promise<void> {
  const alone = ["--no-deps", "--no-index", "--no-build-isolation"];
  const folder = await ensurePythonLibrary();
  await succeed(
    join(folder, python),
    ["-m", "pip", "install", "--quiet", ...alone, "--target", target, source],
    process.env,
  );
}

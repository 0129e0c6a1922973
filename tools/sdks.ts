/**
 * `npm run sdks`: makes the libraries of the plugin for Python, Go and .NET in the folder `sdks`, as `pulumi package add`
 * makes them for a project, and tries as much of each as this machine can.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ensureKept, logToErrors } from "./cached-build.js";
import { lastLine, type ProcessOptions, run } from "./child-process.js";
import { isExecutable, PULUMI_VERSION } from "./pulumi/binary.js";
import { buildSdkGenerator } from "./pulumi/build.js";
import { ensurePythonLibrary, installPythonLibrary } from "./python-library.js";
import { root, schemaFile } from "./schema/package-schema.js";

const generator = "partnercenter-sdks";

export type Language = "python" | "go" | "dotnet";

async function succeed(command: string, args: readonly string[], options: ProcessOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code !== 0) throw new Error(`\`${[command, ...args].join(" ")}\` failed: ${lastLine(stderr)}`);
  return stdout;
}

/** Runs the generator; what it prints. @throws Error that says why it cannot be had, or what it could not do */
async function generate(...args: readonly string[]): Promise<string> {
  const settings = { log: logToErrors, environment: process.env };
  const kept = await ensureKept(
    {
      name: `pulumi-sdk-generator-${PULUMI_VERSION}`,
      purpose: "building the generator of libraries",
      isIn: (place) => isExecutable(join(place, generator)),
      make: (place) => buildSdkGenerator(place, settings),
    },
    settings,
  );
  return succeed(join(kept, generator), args);
}

/** Makes libraries in folders named as their languages. @throws Error that says why they cannot be made */
export async function generateSdks(folder: string, languages: readonly Language[]): Promise<void> {
  await generate("libraries", schemaFile, folder, ...languages);
}

/**
 * The program that `pulumi import` writes of all of a state. @throws Error that says why there is none
 * @param stateFile What `pulumi stack export --show-secrets` has written.
 */
export function importedProgram(stateFile: string, language: "nodejs" | "python" | "go"): Promise<string> {
  return generate("program", schemaFile, stateFile, language);
}

/** Imports it. */
async function tryPython(folder: string): Promise<string> {
  const programs = await ensurePythonLibrary();
  const target = await mkdtemp(join(tmpdir(), "partnercenter-python-"));
  try {
    await installPythonLibrary(folder, target);
    const env = { ...process.env, PATH: [programs, process.env.PATH ?? ""].join(delimiter), PYTHONPATH: target };
    await succeed("python", ["-c", "import pulumi_partnercenter as it; it.Submission; it.get_offer"], { env });
    return "imported";
  } finally {
    await rm(target, { recursive: true, force: true });
  }
}

/** Compiles it. */
async function tryGo(folder: string): Promise<string> {
  const module = join(folder, "partnercenter");
  const requirement = `require github.com/pulumi/pulumi/sdk/v3 v${PULUMI_VERSION}`;
  await writeFile(
    join(module, "go.mod"),
    `module example.com/pulumi-partnercenter/sdk/go/partnercenter\n\ngo 1.24\n\n${requirement}\n`,
  );
  const settings = { cwd: module, env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" } };
  await succeed("go", ["mod", "tidy"], settings);
  await succeed("go", ["build", "./..."], settings);
  return "compiled";
}

async function main(): Promise<void> {
  const folder = join(root, "sdks");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const languages = ["python", "go", "dotnet"] as const;
  await generateSdks(folder, languages);
  const trials: Readonly<Record<Language, (place: string) => Promise<string>>> = {
    python: tryPython,
    go: tryGo,
    dotnet: async () => "generated only: nothing here compiles C#",
  };
  for (const language of languages) {
    const place = join(folder, language);
    const outcome = await trials[language](place).catch((error: Error) => `not tried: ${error.message}`);
    console.log(`${place}: ${outcome}`);
  }
}

if (require.main === module) {
  main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}

/**
 * `npm test`: formatter and linter, compiler (the examples too), known vulnerabilities, unit tests, engine tests; each stage with its
 * duration, and at the very end the line `N passed, N failed`. It runs before anything is compiled (Node strips its
 * types), so it uses nothing of ours.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const bin = (name: string) => join(root, "node_modules", name);

let passed = 0;
let failed = 0;
/** Tests that compare with reference material which is not beside this checkout; each says so. */
let skipped = 0;

/** Runs one command on our terminal; false when it fails. */
async function stage(title: string, command: string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  console.log(`\n== ${title} ==`);
  const began = Date.now();
  const code = await new Promise<number | string>((done) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    child.once("error", (error) => done(error.message));
    child.once("close", (exit, signal) => done(exit ?? signal ?? "no exit code"));
  });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(code === 0 ? `-- ${title}: ${seconds} s` : `-- ${title} FAILED (${code}) after ${seconds} s`);
  return code === 0;
}

/** A stage that passes or fails as a whole and counts as one failure. */
async function check(title: string, command: string[]): Promise<boolean> {
  const succeeded = await stage(title, command);
  if (!succeeded) failed += 1;
  return succeeded;
}

/**
 * A stage of mocha tests, two files at a time: each test counts; a run that dies, or has no tests, counts as a failure.
 */
async function mocha(title: string, timeout: number, files: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-test-"));
  const counts = join(folder, "counts.json");
  const reporter = join(root, "dist/tests/reporter.js");
  const rules = ["--no-config", "--forbid-only", "--parallel", "--jobs", "2", "--timeout", String(timeout)];
  const options = [...rules, "--reporter", reporter, "--reporter-option", `counts=${counts}`, ...files];
  const succeeded = await stage(title, [bin("mocha/bin/mocha.js"), ...options]);
  let found = { passes: 0, failures: 0, pending: 0 };
  try {
    found = JSON.parse(readFileSync(counts, "utf8"));
  } catch {
    // It died before its end: counted below.
  }
  rmSync(folder, { recursive: true, force: true });
  passed += found.passes;
  failed += found.failures;
  skipped += found.pending;
  if ((!succeeded && found.failures === 0) || found.passes + found.failures === 0) failed += 1;
}

/** Compiled test files of `dist/tests`. Ones whose source is gone are removed, so that they cannot run. */
function testFiles(): string[] {
  const names = readdirSync(join(root, "dist/tests"), { recursive: true, encoding: "utf8" });
  const sources = new Set(readdirSync(join(root, "tests"), { recursive: true, encoding: "utf8" }));
  return names
    .filter((name) => name.endsWith(".test.js"))
    .filter((name) => {
      const present = sources.has(name.replace(/\.js$/, ".ts"));
      if (!present) rmSync(join(root, "dist/tests", name));
      return present;
    })
    .map((name) => join("dist/tests", name))
    .sort();
}

async function main(): Promise<void> {
  const tsc = bin("typescript/bin/tsc");
  const ready =
    (await check("format and lint", [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."])) &&
    (await check("compile the emulator", [tsc, "-p", "emulator"])) &&
    (await check("compile", [tsc, "-p", "."])) &&
    (await check("type-check the examples", [tsc, "-p", "examples"]));
  if (!ready) {
    console.log("\nThe tests were not run: the stage above has to pass first.");
    return;
  }
  await check("known vulnerabilities of what ships", ["dist/tools/audit.js"]);
  const files = testFiles();
  const isEngineTest = (file: string) => file.startsWith(join("dist/tests/engine/"));
  await mocha(
    "unit tests",
    60_000,
    files.filter((file) => !isEngineTest(file)),
  );
  // Fetched, or built, before the clock of any test runs.
  if (await check("the Pulumi CLI", ["dist/tools/pulumi-cli.js"])) {
    await mocha("engine tests", 120_000, files.filter(isEngineTest));
  } else {
    console.log("\nThe engine tests were not run: there is no Pulumi CLI.");
  }
}

await main();
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

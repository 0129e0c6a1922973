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

/** Runs one command; its exit code, or why it has none. `text`: gets what it prints, which else goes to our terminal. */
function run(command: string[], text?: string[]): Promise<number | string> {
  return new Promise((done) => {
    const output = text === undefined ? "inherit" : "pipe";
    const child = spawn(process.execPath, command, { cwd: root, stdio: ["ignore", output, output] });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (piece) => text?.push(piece));
    child.once("error", (error) => done(error.message));
    child.once("close", (exit, signal) => done(exit ?? signal ?? "no exit code"));
  });
}

/** Runs commands side by side, and shows what each prints by itself; false when one fails. */
async function stage(title: string, ...commands: string[][]): Promise<boolean> {
  console.log(`\n== ${title} ==`);
  const began = Date.now();
  const texts = commands.map((_, index) => (index === 0 ? undefined : []));
  const codes = await Promise.all(commands.map((command, index) => run(command, texts[index])));
  for (const text of texts) if (text !== undefined) process.stdout.write(text.join(""));
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  const failures = codes.filter((code) => code !== 0);
  const ending = failures.length === 0 ? `: ${seconds} s` : ` FAILED (${failures.join(", ")}) after ${seconds} s`;
  console.log(`-- ${title}${ending}`);
  return failures.length === 0;
}

/** A stage that passes or fails as a whole and counts as one failure. */
async function check(title: string, command: string[]): Promise<boolean> {
  const succeeded = await stage(title, command);
  if (!succeeded) failed += 1;
  return succeeded;
}

/**
 * A stage of mocha tests in two processes side by side: each test counts; a process that dies, or has no tests, counts as
 * a failure. (Mocha's own `--parallel` ends what several files share after the first of them.)
 */
async function mocha(title: string, timeout: number, halves: string[][]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-test-"));
  const reporter = join(root, "dist/tests/reporter.js");
  const rules = ["--no-config", "--forbid-only", "--timeout", String(timeout), "--reporter", reporter];
  const counts = halves.map((_, index) => join(folder, `${index}.json`));
  const commands = halves.map((files, index) => {
    const options = [...rules, "--reporter-option", `counts=${counts[index]}`, ...files];
    return [bin("mocha/bin/mocha.js"), ...options];
  });
  const succeeded = await stage(title, ...commands);
  let told = 0;
  for (const file of counts) {
    let found = { passes: 0, failures: 0, pending: 0 };
    try {
      found = JSON.parse(readFileSync(file, "utf8"));
    } catch {
      // It died before its end: counted below.
    }
    passed += found.passes;
    failed += found.failures;
    told += found.failures;
    skipped += found.pending;
    if (found.passes + found.failures === 0) failed += 1;
  }
  rmSync(folder, { recursive: true, force: true });
  if (!succeeded && told === 0) failed += 1;
}

/** Files for which this holds, and the others. */
function halved(files: string[], isFirst: (file: string, index: number) => boolean): string[][] {
  return [files.filter(isFirst), files.filter((file, index) => !isFirst(file, index))];
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
    (await check("compile the storefront", [tsc, "-p", "storefront"])) &&
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
  const everySecond = (_: string, index: number) => index % 2 === 0;
  const unitTests = files.filter((file) => !isEngineTest(file));
  await mocha("unit tests", 60_000, halved(unitTests, everySecond));
  // Fetched, or built, before the clock of any test runs.
  if (await check("the Pulumi CLI", ["dist/tools/pulumi-cli.js"])) {
    await mocha("engine tests", 240_000, halved(files.filter(isEngineTest), everySecond));
  } else {
    console.log("\nThe engine tests were not run: there is no Pulumi CLI.");
  }
}

await main();
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

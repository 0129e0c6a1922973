/**
 * `npm test`: formatter and linter, compiler (the examples too), known vulnerabilities, unit tests, engine tests; each stage with its
 * duration, and at the very end the line `N passed, N failed`. It runs before anything is compiled (Node strips its
 * types), so it uses nothing of ours.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { dearestFirst, inLanes, outcomeOf } from "./test-lanes.mts";

const root = resolve(import.meta.dirname, "..");
const bin = (name: string) => join(root, "node_modules", name);

let passed = 0;
/** Tests that compare with reference material which is not beside this checkout; each says so. */
let skipped = 0;
/** What failed, by name: its output is somewhere above. */
const failures: string[] = [];

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

/** Does the work of a stage, which gives the reasons why it fails, and tells how long it took; false when it failed. */
async function stage(title: string, work: () => Promise<(number | string)[]>): Promise<boolean> {
  console.log(`\n== ${title} ==`);
  const began = Date.now();
  const reasons = await work();
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  const ending = reasons.length === 0 ? `: ${seconds} s` : ` FAILED (${reasons.join(", ")}) after ${seconds} s`;
  console.log(`-- ${title}${ending}`);
  return reasons.length === 0;
}

/** A stage that passes or fails as a whole and counts as one failure. */
async function check(title: string, command: string[]): Promise<boolean> {
  const succeeded = await stage(title, async () => [await run(command)].filter((exit) => exit !== 0));
  if (!succeeded) failures.push(title);
  return succeeded;
}

/**
 * A stage of mocha tests in two lanes of processes side by side, each of which is shown when it has ended: each test counts;
 * a process that dies, or has no tests, counts as a failure. (Mocha's own `--parallel` ends what several files share after
 * the first of them.)
 */
async function mocha(title: string, timeout: number, files: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-test-"));
  const reporter = join(root, "dist/tests/reporter.js");
  const rules = ["--no-config", "--forbid-only", "--timeout", String(timeout), "--reporter", reporter];
  rules.push("--file", join(root, "dist/tests/contract/every-process.js"));
  if (process.stdout.isTTY) rules.push("--color");
  let portions = 0;
  await stage(title, async () => {
    const outcomes = await inLanes(2, dearestFirst(files, root), async (portion) => {
      const counts = join(folder, `${++portions}.json`);
      const text: string[] = [];
      const options = [...rules, "--reporter-option", `counts=${counts}`, ...portion];
      const exit = await run([bin("mocha/bin/mocha.js"), ...options], text);
      process.stdout.write(text.join(""));
      return outcomeOf(portion, exit, counts);
    });
    for (const outcome of outcomes) {
      passed += outcome.passed;
      skipped += outcome.skipped;
      failures.push(...outcome.failures);
    }
    return outcomes.flatMap(({ why }) => why ?? []);
  });
  rmSync(folder, { recursive: true, force: true });
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
    (await check("bundle what a provider loads", ["dist/tools/handlers-bundle.js"])) &&
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
  if (await check("the Pulumi CLI", ["dist/tools/pulumi/cli.js"])) {
    await mocha("engine tests", 240_000, files.filter(isEngineTest));
  } else {
    console.log("\nThe engine tests were not run: there is no Pulumi CLI.");
  }
}

await main();
for (const name of failures) console.log(`failed: ${name}`);
console.log(`\n${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;

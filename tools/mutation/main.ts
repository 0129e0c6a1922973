/**
 * `npm run mutation`: changes one thing at a time in the rooms of `rooms.ts`, and looks whether a test fails.
 * Rooms or files as arguments limit it to these. `--incremental` keeps what the last such run found of code that has
 * not changed since, and tries again what has changed or has new tests.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { MutantResult, PartialStrykerOptions } from "@stryker-mutator/api/core";
import { Stryker } from "@stryker-mutator/core";
import { rooms, sourcesOf } from "./rooms.js";
import { scores, survivors } from "./score.js";

const root = resolve(__dirname, "../../..");
const reports = "reports/mutation";

/** What Stryker is told. */
function settings(mutate: string[], incremental: boolean): PartialStrykerOptions {
  return {
    mutate,
    plugins: [join(__dirname, "runner.js")],
    testRunner: "nearest-tests",
    coverageAnalysis: "perTest",
    // All mutants are in one copy of the sources, each behind a condition: compiled once, and without looking at types.
    buildCommand: "tsc -p . --noCheck --declaration false --sourceMap false --incremental false",
    ignorePatterns: ["/dist", "/emulator", "/reports"],
    // Texts of messages: the tests quote the words that matter.
    mutator: { excludedMutations: ["StringLiteral"] },
    // What is evaluated while a file is loaded, such as a schema: each would take a new process and all tests.
    ignoreStatic: true,
    concurrency: availableParallelism(),
    // Only for a mutant that keeps the whole process busy; a test that waits for ever is ended by its own limit.
    timeoutFactor: 0.5,
    timeoutMS: 60_000,
    dryRunTimeoutMinutes: 20,
    incremental,
    incrementalFile: `${reports}/incremental.json`,
    reporters: ["progress-append-only", "html", "json"],
    htmlReporter: { fileName: `${reports}/mutation.html` },
    jsonReporter: { fileName: `${reports}/mutation.json` },
  };
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: { incremental: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  process.chdir(root);
  const named = positionals.length > 0 ? positionals : Object.keys(rooms);
  const mutate = sourcesOf(named, root);
  const began = Date.now();
  const all = await new Stryker(settings(mutate, values.incremental)).runMutationTest();
  const results = all.map((result) => ({ ...result, fileName: relative(root, result.fileName).replaceAll("\\", "/") }));
  report(results, Date.now() - began);
}

function report(results: readonly MutantResult[], milliseconds: number): void {
  mkdirSync(reports, { recursive: true });
  const list = survivors(results);
  writeFileSync(join(reports, "survivors.txt"), list.map((line) => `${line}\n`).join(""));
  console.log(
    `\n${scores(results)}\n\n${list.length} survived: ${reports}/survivors.txt, or in their place in mutation.html.`,
  );
  console.log(`${(milliseconds / 60_000).toFixed(1)} minutes`);
}

if (require.main === module) void main(process.argv.slice(2));

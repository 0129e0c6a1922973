/**
 * Runs our tests for Stryker, which loads this plugin into each of its worker processes. A worker loads mocha, tests and
 * sources once; which mutant is alive is a global variable that the changed sources read. Stryker's own plugin for mocha
 * (`@stryker-mutator/mocha-runner` 10.0.0) cannot be loaded beside mocha 12 (pull request 6205 of stryker-js). This one
 * also knows which tests are near, and ends a test that hangs without ending the worker.
 */
import { join, relative } from "node:path";
import type { InstrumenterContext, StrykerOptions } from "@stryker-mutator/api/core";
import { INSTRUMENTER_CONSTANTS } from "@stryker-mutator/api/core";
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import Mocha from "mocha";
import { nearest, type ReachingTest } from "./nearest.js";
import { roomOf, testsOf } from "./rooms.js";

/** Longer, in milliseconds, than any of the nearest tests takes: one that has not ended hangs because of its mutant. */
const longest = 10_000;

const namespace = globalThis as { [INSTRUMENTER_CONSTANTS.NAMESPACE]?: InstrumenterContext };

/** What the changed sources read and write. */
const instrumented: InstrumenterContext = namespace[INSTRUMENTER_CONSTANTS.NAMESPACE] ?? {};
namespace[INSTRUMENTER_CONSTANTS.NAMESPACE] = instrumented;

/** The results of the latest run. */
let results: TestResult[] = [];

class Results extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    results = [];
    const told = (test: Mocha.Test | Mocha.Hook) => ({
      id: test.fullTitle(),
      name: test.fullTitle(),
      fileName: join(process.cwd(), sourceOf(test)),
      timeSpentMs: test.duration ?? 0,
    });
    runner.on("pass", (test) => void results.push({ ...told(test), status: TestStatus.Success }));
    runner.on("pending", (test) => void results.push({ ...told(test), status: TestStatus.Skipped }));
    runner.on("fail", (test, error: Error) => {
      results.push({ ...told(test), status: TestStatus.Failed, failureMessage: error.stack ?? String(error) });
    });
  }
}

class NearestTests implements TestRunner {
  readonly #mocha = new Mocha({ reporter: Results, timeout: 20_000 });
  readonly #tests = new Map<string, ReachingTest>();
  readonly #rooms: ReadonlySet<string>;
  #withoutMutant = true;

  static readonly inject = tokens(commonTokens.options);

  constructor({ mutate }: StrykerOptions) {
    this.#rooms = new Set(mutate.flatMap((file) => roomOf(file) ?? []));
  }

  // Static mutants are left out, so that nothing ever has to be loaded again.
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    this.#mocha.cleanReferencesAfterRun(false);
    const files = new Set([...this.#rooms].flatMap((room) => testsOf(room, process.cwd())));
    for (const file of files) this.#mocha.addFile(join(process.cwd(), "dist", file.replace(/\.ts$/, ".js")));
    await this.#mocha.loadFilesAsync();
    this.#mocha.suite.eachTest((test: Mocha.Test) => {
      this.#tests.set(test.fullTitle(), { title: test.fullTitle(), file: sourceOf(test) });
    });
    const begin = (test: Mocha.Test) => this.#begin(test);
    this.#mocha.suite.beforeEach(function () {
      if (this.currentTest !== undefined) begin(this.currentTest);
    });
  }

  #begin(test: Mocha.Test): void {
    if (this.#withoutMutant) {
      instrumented.currentTestId = test.fullTitle();
      test.retries(2); // a test that fails by accident would end the whole run before it has begun
    } else {
      test.retries(0);
      test.timeout(longest);
    }
  }

  async dryRun(): Promise<DryRunResult> {
    this.#bail(false);
    await this.#run();
    this.#withoutMutant = false;
    return {
      status: DryRunStatus.Complete,
      tests: results,
      ...(instrumented.mutantCoverage === undefined ? {} : { mutantCoverage: instrumented.mutantCoverage }),
    };
  }

  async mutantRun({ activeMutant, sandboxFileName, ...options }: MutantRunOptions): Promise<MutantRunResult> {
    const { testFilter = [], hitLimit } = options;
    this.#withoutMutant = false;
    const room = roomOf(relative(process.cwd(), sandboxFileName).replaceAll("\\", "/"));
    if (room === undefined) throw new Error(`${sandboxFileName} is in no room.`);
    const near = testsOf(room, process.cwd());
    const reaching = testFilter.flatMap((title) => this.#tests.get(title) ?? []);
    this.#choose(nearest(reaching, near), near);
    Object.assign(instrumented, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    instrumented.activeMutant = activeMutant.id;
    try {
      await this.#run();
      const endless = determineHitLimitReached(instrumented.hitCount, hitLimit);
      return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests: results });
    } finally {
      delete instrumented.activeMutant;
    }
  }

  /** Only these tests, those of near files first, up to the first that fails. */
  #choose(tests: readonly ReachingTest[], near: readonly string[]): void {
    const titles = tests.map(({ title }) => `^${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
    this.#mocha.grep(new RegExp(titles.join("|")));
    const rank = (suite: Mocha.Suite) => (near.indexOf(sourceOf(suite)) + near.length + 1) % (near.length + 1);
    this.#mocha.suite.suites.sort((a, b) => rank(a) - rank(b));
    this.#bail(true);
  }

  #bail(bail: boolean, suite: Mocha.Suite = this.#mocha.suite): void {
    suite.bail(bail);
    for (const inner of suite.suites) this.#bail(bail, inner);
  }

  #run(): Promise<void> {
    return new Promise((resolve) => void this.#mocha.run(() => resolve()));
  }
}

/** `tests/provider/fields/field.test.ts` for what is compiled from there. */
function sourceOf({ file }: { file?: string | undefined }): string {
  if (file === undefined) return "";
  return relative(join(process.cwd(), "dist"), file).replaceAll("\\", "/").replace(/\.js$/, ".ts");
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "nearest-tests", NearestTests)];

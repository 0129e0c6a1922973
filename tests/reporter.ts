/**
 * Mocha's `spec` reporter, which also writes how many tests passed, and the names of those that failed, into the file of its
 * option `counts`.
 */
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import Mocha from "mocha";

class SpecWithCounts extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { counts } = (options.reporterOptions ?? {}) as { counts?: string };
    if (counts === undefined) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, pending } = this.stats;
      const failed = this.failures.map(nameOf);
      writeFileSync(counts, JSON.stringify({ passes, pending, failed }));
    });
  }
}

/** With its file; a hook of all files has none. */
function nameOf(test: Mocha.Runnable): string {
  return test.file === undefined ? test.fullTitle() : `${test.fullTitle()} (${relative(".", test.file)})`;
}

export = SpecWithCounts;

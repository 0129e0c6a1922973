/** Mocha's `spec` reporter, which also writes how many tests passed and failed into the file of its option `counts`. */
import { writeFileSync } from "node:fs";
import Mocha from "mocha";

class SpecWithCounts extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { counts } = (options.reporterOptions ?? {}) as { counts?: string };
    if (counts === undefined) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(counts, JSON.stringify({ passes, failures, pending }));
    });
  }
}

export = SpecWithCounts;

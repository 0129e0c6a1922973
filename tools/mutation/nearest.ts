/** Which of the tests that reach a mutant are run. */

/** Most tests that are run against one mutant: what decides how long a run takes is each mutant that no test sees. */
export const mostTests = 25;

export interface ReachingTest {
  readonly title: string;
  /** Its source, such as `tests/provider/fields/field.test.ts`. */
  readonly file: string;
}

/**
 * Some of the tests that reach a mutant: those in near files, or, when none of these reaches it, any. Each file gives
 * one test in its turn, since tests of one file resemble each other.
 */
export function nearest(reaching: readonly ReachingTest[], near: readonly string[], most = mostTests): ReachingTest[] {
  const inNear = reaching.filter(({ file }) => near.includes(file));
  const byFile = Map.groupBy(inNear.length > 0 ? inNear : reaching, ({ file }) => file);
  const turns = [...byFile.values()].flatMap((tests) => tests.map((test, turn) => ({ test, turn })));
  return turns
    .sort((a, b) => a.turn - b.turn)
    .slice(0, most)
    .map(({ test }) => test);
}

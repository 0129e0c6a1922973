/** The short form of a campaign of `npm run torture`. */
import assert from "node:assert/strict";
import type { Campaign, Result } from "../../tools/torture/campaign.js";
import { Stage } from "../../tools/torture/stage.js";
import { tried } from "../../tools/torture/worker.js";

/** The story is told once for all suites that are tortured in this process. */
let telling: Promise<Stage> | undefined;
/** Suites that have not ended yet. */
let suites = 0;

/** Tells the story before the tests of a suite, unless another has had it told. */
export function tellStory(): { readonly stage: Stage } {
  const told = {} as { stage: Stage };
  suites += 1;
  before(async function () {
    this.timeout(120_000);
    telling ??= Stage.prepare();
    told.stage = await telling;
  });
  after(async () => {
    suites -= 1;
    if (suites === 0) await (await telling)?.world.stop();
  });
  return told;
}

/** Tries the sample of a campaign. A failure shows how to try each bad case alone. */
export async function trySample(stage: Stage, campaign: Campaign): Promise<Result[]> {
  const results: Result[] = [];
  for (const name of campaign.sample(stage)) {
    results.push(await tried(stage, name));
  }
  const bad = results.flatMap(({ name, problem }) =>
    problem === undefined ? [] : [`npm run torture -- --case "${name}"\n    ${problem}`],
  );
  assert.deepEqual(bad, []);
  return results;
}

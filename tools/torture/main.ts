/**
 * `npm run torture`: tries everything that could make the provider lose, double or leak something, and writes
 * `docs/reliability.md`. About an hour on two free cores. Ctrl-C stops it after the cases under way; the next run goes
 * on where it was.
 *
 * - `--only faults,deaths`: these campaigns.
 * - `--fresh`: from the beginning, also what is in the results already.
 * - `--case "faults PUT listings resetAfter"`: the cases whose names have all these words, here and now.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { duration } from "../progress.js";
import type { Campaign, Result } from "./campaign.js";
import { campaigns, endAll } from "./campaigns.js";
import { Crew } from "./crew.js";
import { report } from "./report.js";
import { Results } from "./results.js";
import { Stage } from "./stage.js";
import { tried } from "./worker.js";

const root = join(__dirname, "../../..");
const minute = 60_000;
/** Ctrl-C: what is under way is ended, and the page is written of what there is. */
let isStopped = false;

/** Tries what is left of one campaign, with a line of progress every ten seconds. */
async function conduct(campaign: Campaign, crew: Crew, results: Results): Promise<void> {
  const left = crew.cases.filter((name) => name.startsWith(`${campaign.key} `) && !results.has(name));
  const total = left.length;
  const began = Date.now();
  const end = campaign.minutes === undefined ? Number.POSITIVE_INFINITY : began + campaign.minutes * minute;
  let [done, bad] = [0, 0];
  const progress = () => {
    const seconds = (Date.now() - began) / 1000;
    const rate = `${(done / Math.max(1, seconds)).toFixed(1)} a second`;
    console.log(`${campaign.key}: ${done} of ${total}, ${bad} bad, ${rate}, ${duration(seconds * 1000)}`);
  };
  const timer = setInterval(progress, 10_000);
  const next = () => (Date.now() < end && !isStopped ? left.shift() : undefined);
  console.log(`${campaign.key}: ${total} cases to try`);
  const take = (result: Result) => {
    results.add(result);
    done += 1;
    if (result.problem === undefined) return;
    bad += 1;
    console.log(`BAD ${result.name}\n    ${result.problem}`);
  };
  await crew.run(next, take, campaign.alone === true ? 1 : Number.POSITIVE_INFINITY);
  clearInterval(timer);
  progress();
}

/** Tries the cases that are meant, in this process. */
async function only(words: readonly string[]): Promise<number> {
  const stage = await Stage.prepare();
  try {
    const all = campaigns.flatMap((campaign) => campaign.cases(stage));
    const whole = words.join(" ");
    const meant = all.includes(whole) ? [whole] : all.filter((name) => words.every((word) => name.includes(word)));
    let bad = 0;
    for (const name of meant) {
      const { problem, excused, outcome, milliseconds } = await tried(stage, name);
      console.log(`${name}\n    ${problem ?? excused ?? outcome ?? "good"} [${duration(milliseconds)}]`);
      if (problem !== undefined) bad += 1;
    }
    console.log(`${meant.length} cases, ${bad} bad`);
    return meant.length === 0 || bad > 0 ? 1 : 0;
  } finally {
    await endAll();
    await stage.world.stop();
  }
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { only: { type: "string" }, fresh: { type: "boolean" }, case: { type: "string" } },
  });
  if (values.case !== undefined) return only(values.case.split(" "));
  const keys = values.only?.split(",");
  const unknown = keys?.filter((key) => !campaigns.some((campaign) => campaign.key === key)) ?? [];
  if (unknown.length > 0) throw new Error(`there is no campaign ${unknown.join()}; see tools/torture/campaigns.ts`);
  const chosen = campaigns.filter(({ key }) => keys?.includes(key) ?? true);
  const results = new Results(join(root, "reports/torture/results.jsonl"));
  if (values.fresh === true) results.clear();
  process.once("SIGINT", () => {
    isStopped = true;
  });
  const crew = await Crew.start(Math.max(1, Math.min(4, cpus().length)));
  try {
    for (const campaign of chosen) await conduct(campaign, crew, results);
  } finally {
    await crew.end();
  }
  const chapters = campaigns.map((campaign) => ({
    campaign,
    results: results.of(campaign.key),
    possible: crew.cases.filter((name) => name.startsWith(`${campaign.key} `)).length,
  }));
  const page = join(root, "docs/reliability.md");
  writeFileSync(page, report(chapters, new Date()));
  execFileSync(process.execPath, [join(root, "node_modules/@biomejs/biome/bin/biome"), "format", "--write", page]);
  console.log();
  for (const { campaign, results: found } of chapters) if (found.length > 0) console.log(campaign.summary(found));
  return chapters.some(({ results: found }) => found.some(({ problem }) => problem !== undefined)) ? 1 : 0;
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error: Error) => {
      console.error(`torture: ${error.message}`);
      process.exit(2);
    },
  );
}

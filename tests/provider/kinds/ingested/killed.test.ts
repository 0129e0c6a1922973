/**
 * Runs of each kind of the Product Ingestion API that die at any request, and are then tried again, corrected or taken
 * back: the draft is as if nothing had happened.
 */
import assert from "node:assert/strict";
import { same } from "../../../../provider/values/properties.js";
import { sampleStep } from "../../../properties/seeds.js";
import type { Declared } from "../../declared.js";
import { draftOf, ingestedSubjects, saidOf } from "../../ingested-subjects.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { guids } from "../../programs.js";
import { quickHashes } from "../../quick-hashes.js";
import { workbench } from "../../workbench.js";

type Time = 1 | 2 | 3;

/** How long it is until the next run; `npm test` tries the harder case. */
const pauses = sampleStep === 1 ? [0, 120_000] : [0];

/** From one request that is killed to the next: each story of `npm test` begins with another one. */
const step = sampleStep === 1 ? 1 : 4 * sampleStep;

interface Story {
  readonly before?: Time;
  readonly dying: Time;
  readonly next: Time;
}

/** What a run that begins with one version of the program was to bring, and what the next one then brings. */
const stories: Readonly<Record<string, Story>> = {
  "a creation that is tried again": { dying: 1, next: 1 },
  "a creation that is corrected": { dying: 2, next: 3 },
  "an update that is tried again": { before: 1, dying: 2, next: 2 },
  "an update that is corrected": { before: 1, dying: 2, next: 3 },
  "an update that is taken back": { before: 1, dying: 2, next: 1 },
};

/** What one draft has and the other has not. */
function differing(found: readonly string[], wanted: readonly string[]): string[] {
  const [more, less] = [found.filter((one) => !wanted.includes(one)), wanted.filter((one) => !found.includes(one))];
  const counts = found.length === wanted.length ? [] : [`${found.length} resources, not ${wanted.length}`];
  return [...counts, ...more.map((one) => `+ ${one}`), ...less.map((one) => `- ${one}`)];
}

for (const [name, subject] of Object.entries(ingestedSubjects)) {
  describe(`${name}, when its run is killed after any request`, function () {
    this.timeout(600_000);
    const bench = workbench({ speed: 0, delays: { draftJob: 65_000 } });
    quickHashes();
    let runs: IngestionRuns;
    let count = 0;
    before(async () => {
      runs = await IngestionRuns.of(bench, guids.tenant);
    });

    const said = (offerId: string, time: Time, inherits?: boolean) => ({
      ...saidOf(subject, offerId, time, { inherits }),
      __urn: `urn:pulumi:dev::${offerId}::pulumi-nodejs:dynamic/partnercenter:${subject.kind.name}::ours`,
    });
    const prepared = async () => {
      const offerId = `killed-${++count}`;
      await subject.prepare(runs, offerId);
      return offerId;
    };
    const draft = async (offerId: string) => draftOf(await OtherTool.of(bench.emulator, offerId, guids.tenant));

    /** The draft that programs leave when nobody is killed. */
    const undisturbed = async (...times: (Time | undefined)[]) => {
      const offerId = await prepared();
      const declared = runs.declared(subject.kind);
      for (const time of times) if (time !== undefined) await declared.up(said(offerId, time, times[0] === undefined));
      return draft(offerId);
    };

    /** Does something after each kill. @returns How many kills there were. */
    const eachKill = async (first: number, round: (calls: number) => Promise<boolean>) => {
      for (let calls = first; ; calls += step) {
        if (calls > 200) assert.fail("a run needs more and more requests");
        if (!(await round(calls))) return calls;
      }
    };
    const killed = (declared: Declared, calls: number, work: (dead: Declared) => Promise<unknown>) => {
      const stored = declared.stored();
      return runs.dying(calls, async (run) => {
        const dead = runs.declared(subject.kind, run);
        Object.assign(dead, structuredClone(stored));
        await work(dead);
      });
    };

    for (const pause of pauses) {
      const when = pause === 0 ? "at once" : "once its job has ended";
      for (const [index, [what, story]] of Object.entries(stories).entries()) {
        const { before, dying, next } = story;
        it(`is as if nothing had happened: ${what}, ${when}`, async () => {
          // What a creation has written, and the corrected program does not set, stays.
          const isCorrected = before === undefined && dying !== next;
          const wanted = await undisturbed(before, next);
          const afterAll = isCorrected ? await undisturbed(undefined, dying, next) : wanted;
          const kills = await eachKill((2 * index) % step, async (calls) => {
            const offerId = await prepared();
            const declared = runs.declared(subject.kind);
            if (before !== undefined) await declared.up(said(offerId, before));
            const isDead = await killed(declared, calls, (dead) => dead.up(said(offerId, dying)));
            await runs.clock.sleep(pause);
            await declared.up(said(offerId, next, isCorrected));
            await runs.clock.sleep(120_000);
            const found = await draft(offerId);
            if (!same(found, afterAll)) assert.deepEqual(differing(found, wanted), [], `after ${calls}`);
            assert.equal(await declared.refresh(), true);
            assert.equal(await declared.up(said(offerId, next, isCorrected)), "unchanged", `after ${calls}`);
            return isDead;
          });
          assert.ok(kills >= 4, `${kills} kills`);
        });
      }
    }
  });
}

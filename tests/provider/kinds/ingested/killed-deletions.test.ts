/**
 * Deletions of each kind of the Product Ingestion API whose run dies at any request, or that come after a killed update:
 * nothing is left of the resource, and all of what is beside it.
 */
import assert from "node:assert/strict";
import { sampleStep } from "../../../properties/seeds.js";
import type { Declared } from "../../declared.js";
import { draftOf, ingestedSubjects, saidOf } from "../../ingested-subjects.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { guids } from "../../programs.js";
import { quickHashes } from "../../quick-hashes.js";
import { workbench } from "../../workbench.js";

/** How long it is until the next run; `npm test` tries the harder case. */
const pauses = sampleStep === 1 ? [0, 120_000] : [0];

/** What dies. */
const deaths: Readonly<Record<string, (declared: Declared, second: object) => Promise<unknown>>> = {
  "a deletion": (declared) => declared.takeOut(),
  "an update": (declared, second) => declared.up({ ...second }),
};

for (const [name, subject] of Object.entries(ingestedSubjects)) {
  describe(`${name} that is deleted`, function () {
    this.timeout(600_000);
    const bench = workbench({ speed: 0, delays: { draftJob: 65_000 } });
    quickHashes();
    const isOffer = subject.kind.name.endsWith("Offer");
    let runs: IngestionRuns;
    let count = 0;
    before(async () => {
      runs = await IngestionRuns.of(bench, guids.tenant);
    });

    const prepared = async () => {
      const offerId = `deleted-${++count}`;
      await subject.prepare(runs, offerId);
      return offerId;
    };
    const said = (offerId: string, time: 1 | 2) => ({
      ...saidOf(subject, offerId, time),
      __urn: `urn:pulumi:dev::${offerId}::pulumi-nodejs:dynamic/partnercenter:${subject.kind.name}::ours`,
    });
    /** What the draft has; nothing without an offer. */
    const draft = async (offerId: string) =>
      isOffer ? [] : draftOf(await OtherTool.of(bench.emulator, offerId, guids.tenant));

    for (const [what, die] of Object.entries(deaths)) {
      for (const pause of pauses) {
        it(`leaves nothing after ${what} was killed, ${pause === 0 ? "at once" : "once its job has ended"}`, async () => {
          const beside = await draft(await prepared());
          let kills = 0;
          for (let isDead = true; isDead; kills += sampleStep) {
            if (kills > 200) assert.fail("a run needs more and more requests");
            const offerId = await prepared();
            const declared = runs.declared(subject.kind);
            await declared.up(said(offerId, 1));
            const stored = declared.stored();
            isDead = await runs.dying(kills, (run) => {
              const dead = Object.assign(runs.declared(subject.kind, run), structuredClone(stored));
              return die(dead, said(offerId, 2));
            });
            await runs.clock.sleep(pause);
            await declared.takeOut();
            await runs.clock.sleep(120_000);
            assert.deepEqual(await draft(offerId), beside, `after ${kills}`);
            assert.equal(await declared.refresh(), false, `after ${kills}`);
          }
          assert.ok(kills >= 3, `${kills} kills`);
        });
      }
    }
  });
}

/** Offers and plans that somebody else makes while a run is about to make them: they stay whose they are. */
import assert from "node:assert/strict";
import { stackKey } from "../../../../provider/values/stack.js";
import { failure } from "../../declared.js";
import { draftOf, ingestedSubjects, saidOf } from "../../ingested-subjects.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { guids } from "../../programs.js";
import { quickHashes } from "../../quick-hashes.js";
import { workbench } from "../../workbench.js";

for (const [name, subject] of Object.entries(ingestedSubjects)) {
  if (subject.kind.name === "ContainerBundle") continue;
  describe(`${name}, made by another stack before any request of a creation`, function () {
    this.timeout(600_000);
    const bench = workbench({ speed: 0, delays: { draftJob: 65_000 } });
    quickHashes();

    it("is left to that stack, and nothing of it is in our state", async () => {
      const runs = await IngestionRuns.of(bench, guids.tenant);
      let refused = 0;
      for (let calls = 0; ; calls++) {
        const offerId = `taken-${calls}`;
        await subject.prepare(runs, offerId);
        const ours = { ...saidOf(subject, offerId, 1), [stackKey]: "ours" };
        const theirs = { ...saidOf(subject, offerId, 2), [stackKey]: "theirs" };
        const other = runs.declared(subject.kind);
        let isTheirs = false;
        const run = runs.meeting(calls, async () => {
          isTheirs = await other.up(theirs).then(
            () => true,
            () => false,
          );
        });
        const declared = runs.declared(subject.kind, run);
        const outcome = await declared.up(ours).catch((error: Error) => error.message);
        if (isTheirs) {
          refused++;
          assert.match(String(outcome), /exists already|somebody/, `before call ${calls}`);
          assert.equal(declared.id, undefined, `before call ${calls}`);
          const colleague = await OtherTool.of(bench.emulator, offerId, guids.tenant);
          const before = await draftOf(colleague);
          await failure(declared.up(ours));
          assert.deepEqual(await draftOf(colleague), before);
          assert.equal(await other.up(theirs), "unchanged");
        } else {
          assert.equal(outcome, "created", `before call ${calls}`);
          break;
        }
      }
      assert.ok(refused > 0);
    });
  });
}

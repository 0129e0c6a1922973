/** A submission whose run is killed once it was sent, and what a person then does: nothing goes on that nobody wants. */
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { setPath } from "../../../../provider/values/properties.js";
import { killed, unfinishedIn } from "../../corrections.js";
import type { Declared } from "../../declared.js";
import { failure } from "../../declared.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

const hour = 3_600_000;

describe("a submission whose run is killed once it was sent", () => {
  const bench = workbench({ delays: { previewCreation: hour } });
  let count = 0;
  let whole: WholeProgram;
  let declared: Declared;

  beforeEach(async () => {
    await rm(unfinishedIn(bench), { recursive: true, force: true });
    whole = await WholeProgram.make(bench, `killed-submission-${++count}`);
    declared = bench.declared(submission);
  });

  const program = () => whole.submission({ waitFor: "accepted" });
  const edit = async (summary: string) => {
    setPath(whole.offerProgram, "listing.summary", summary);
    await whole.offer.up(whole.offerProgram);
  };
  const kill = () => killed(bench, declared, program(), Number.POSITIVE_INFINITY);
  /** One that is in preview, and another one that a killed run has sent. */
  const killUpdate = async () => {
    await edit("First");
    await declared.up(program());
    bench.emulator.advance(2 * hour);
    assert.equal(await declared.refresh(), true);
    await edit("Second");
    await kill();
  };
  const all = async () =>
    (await bench.colleague.list(`/products/${whole.productId}/submissions`)).map(({ id, substate }) => ({
      id,
      substate,
    }));
  const substates = async () => (await all()).map(({ substate }) => substate);

  it("is gone on with, and refreshed as what it is", async () => {
    await killUpdate();
    const lines = await bench.printed(async () => assert.equal(await declared.refresh(), true));
    assert.match(lines.join(), /was submitted by a run that was interrupted; `pulumi up` goes on from there/);
    const before = await all();
    assert.equal(await declared.up(program()), "updated");
    assert.deepEqual(await all(), before);
    assert.equal(await declared.up(program()), "unchanged");
  });

  it("for the first time, is taken back when a text is corrected", async () => {
    await kill();
    await edit("Corrected");
    const lines = await bench.printed(async () => assert.equal(await declared.up(program()), "created"));
    assert.match(lines.join(), /taking back submission 1 .*, since the content has changed/);
    assert.deepEqual(await substates(), ["Submitted"]);
    assert.equal((await all())[0]?.id, declared.outputs.submissionId);
  });

  for (const refreshes of [false, true]) {
    const then = refreshes ? ", after a refresh" : "";
    it(`for another time, is taken back when a text is corrected${then}`, async () => {
      await killUpdate();
      if (refreshes) await declared.refresh();
      await edit("Corrected");
      assert.equal(await declared.up(program()), "updated");
      assert.deepEqual((await all()).at(-1), { id: declared.outputs.submissionId, substate: "Submitted" });
    });

    it(`is taken back when the program is${then}`, async () => {
      await killUpdate();
      if (refreshes) await declared.refresh();
      const [interrupted] = (await all()).filter(({ substate }) => substate === "Submitted");
      await edit("First");
      assert.equal(await declared.up(program()), "updated");
      assert.ok((await all()).every(({ id }) => id !== interrupted?.id));
      assert.equal(await declared.up(program()), "unchanged");
    });

    it(`is taken back when it leaves the program${then}`, async () => {
      await killUpdate();
      if (refreshes) await declared.refresh();
      const lines = await bench.printed(() => declared.takeOut());
      assert.match(lines.join(), /submission 2 \(\d+\) was taken back/);
      assert.ok(!(await substates()).includes("Submitted"));
    });
  }

  it("is somebody else's on another machine, which is said when it goes on", async () => {
    await killUpdate();
    await rm(unfinishedIn(bench), { recursive: true, force: true });
    const lines = await bench.printed(() => declared.takeOut());
    assert.match(lines.join(), /submission 2 \(\d+\) is in progress and goes on, since this stack did not make it/);
    assert.ok((await substates()).includes("Submitted"));
    await edit("Corrected");
    const { message } = await failure(declared.up(program()));
    assert.match(message, /is in progress, and this stack did not make it/);
  });
});

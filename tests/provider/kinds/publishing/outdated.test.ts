/**
 * What a look finds to be outdated is data in the state: the next `up` acts on it, also on how older versions kept it.
 */
import assert from "node:assert/strict";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import type { Properties } from "../../../../provider/values/properties.js";
import type { Declared } from "../../declared.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

const post = "POST /products/{productId}/submissions";
const posting = "POST /products/{id}/submissions";

describe("a submission that is outdated", () => {
  const bench = workbench();
  let count = 0;
  const make = () => WholeProgram.make(bench, `outdated-${++count}`);

  const findings: Record<string, { happen(whole: WholeProgram): Promise<unknown>; why: string; release: number }> = {
    "has ended": {
      happen: async () => {}, // nobody has waited for it: the next look finds that it has failed
      why: "ended",
      release: 1,
    },
    "was followed by another": {
      happen: (whole) => bench.colleague.submit(whole.productId),
      why: "submittedElsewhere",
      release: 2,
    },
    "has drafts that were edited since": {
      happen: (whole) => bench.colleague.edit(whole.productId, "Listing", { shortDescription: "theirs" }),
      why: "edited",
      release: 1,
    },
  };

  for (const [what, { happen, why, release }] of Object.entries(findings)) {
    it(`since it ${what} keeps its hash, says why in the state and the inputs, and is made again once`, async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      if (why === "ended") {
        bench.emulator.setFaults([{ operation: posting, times: 1, effect: { submissionFailed: true } }]);
      }
      const program = () => whole.submission(why === "ended" ? { waitFor: "accepted" } : {});
      await declared.up(program());
      const { contentHash } = declared.outputs;
      assert.match(String(contentHash), /^[0-9a-f]{64}$/);
      await happen(whole);
      await declared.refresh();
      assert.equal(declared.outputs.contentHash, contentHash);
      const outdated = declared.outputs.outdated as Properties;
      assert.deepEqual([outdated.why, outdated.releaseNumber], [why, release]);
      assert.deepEqual(declared.inputs.outdated, outdated, "a preview shows it");
      assert.equal((await declared.diff(program())).changes, true);
      assert.deepEqual(await bench.writes(async () => assert.equal(await declared.up(program()), "updated")), [post]);
      assert.deepEqual([declared.outputs.outdated, declared.inputs.outdated], [undefined, undefined]);
      assert.equal(await declared.up(program()), "unchanged");
    });
  }

  it("after a failure that only warned says so, and is made again", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    bench.emulator.setFaults([{ operation: posting, times: 1, effect: { submissionFailed: true } }]);
    const program = () => whole.submission({ onFailure: "warn", resubmit: "never" });
    await declared.up(program());
    assert.deepEqual(declared.outputs.outdated, { why: "ended", submissionId: declared.outputs.submissionId });
    assert.deepEqual(await bench.writes(async () => assert.equal(await declared.up(program()), "updated")), [post]);
    assert.equal(declared.outputs.outdated, undefined);
  });

  /** As versions up to 0.1.0 have it in a state: in words, in the place of the hash. */
  const older: [contentHash: string, why: string][] = [
    ["(ended: submission 1152921504606846977)", "ended"],
    ["(ended: release 1 (submission 1152921504606846977, Failed))", "ended"],
    ["(release 2 (submission 1152921504606846978, Submitted))", "submittedElsewhere"],
    ["(edited since release 1 was submitted)", "edited"],
  ];
  const forms: [form: string, why: string, set: (outputs: Properties) => void][] = [
    ...older.map(([contentHash, why]): [string, string, (outputs: Properties) => void] => [
      contentHash,
      why,
      (outputs) => Object.assign(outputs, { contentHash }),
    ]),
    ...["ended", "submittedElsewhere", "edited"].map((why): [string, string, (outputs: Properties) => void] => [
      `{ why: ${why} }`,
      why,
      (outputs) => Object.assign(outputs, { outdated: { why, submissionId: "1152921504606846977" } }),
    ]),
  ];
  for (const [form, why, set] of forms) {
    const outdated = async (): Promise<[WholeProgram, Declared]> => {
      const whole = await make();
      const declared = await whole.submit();
      set(declared.outputs);
      return [whole, declared];
    };

    it(`${form} is made again`, async () => {
      const [whole, declared] = await outdated();
      assert.deepEqual(await bench.writes(async () => assert.equal(await declared.up(whole.submission()), "updated")), [
        post,
      ]);
      assert.match(String(declared.outputs.contentHash), /^[0-9a-f]{64}$/);
      assert.equal(await declared.up(whole.submission()), "unchanged");
    });

    it(`${form} with \`resubmit: "never"\` is ${why === "ended" ? "updated" : "left as it is"}`, async () => {
      const [whole, declared] = await outdated();
      const program = whole.submission({ resubmit: "never" });
      assert.equal((await declared.diff(program)).changes, why === "ended");
    });

    it(`${form} stays outdated through a refresh`, async () => {
      const [whole, declared] = await outdated();
      await declared.refresh();
      assert.equal((await declared.diff(whole.submission())).changes, true);
    });
  }

  it('with `resubmit: "never"` is made again once that is taken out', async () => {
    const whole = await make();
    const never = () => whole.submission({ resubmit: "never" });
    const declared = bench.declared(submission);
    await declared.up(never());
    await bench.colleague.edit(whole.productId, "Listing", { shortDescription: "theirs" });
    await declared.refresh();
    assert.deepEqual(await bench.writes(async () => assert.equal(await declared.up(never()), "unchanged")), []);
    const waiting = whole.submission({ resubmit: "never", waitFor: "accepted" });
    assert.deepEqual(await bench.writes(async () => assert.equal(await declared.up(waiting), "updated")), []);
    assert.deepEqual(await bench.writes(() => declared.up(whole.submission())), [post]);
  });

  it("is looked at before it is made again, as any other", async () => {
    const whole = await make();
    const declared = await whole.submit();
    const program = whole.submission({ lacking: { "plan gold": ["technicalConfiguration.package"] } });
    const looks = () => bench.calls(() => declared.preview(program));
    assert.deepEqual(await looks(), []);
    await bench.colleague.edit(whole.productId, "Listing", { shortDescription: "theirs" });
    await declared.refresh();
    assert.ok((await looks()).includes("GET /products/{productId}/variants"));
  });

  it("by an edit is found also when another wait came between", async () => {
    const whole = await make();
    const declared = await whole.submit();
    await bench.colleague.edit(whole.productId, "Listing", { shortDescription: "theirs" });
    assert.equal(await declared.up(whole.submission({ waitFor: "accepted" })), "updated");
    await declared.refresh();
    assert.equal((declared.outputs.outdated as Properties).why, "edited");
  });
});

/** Two runs that submit the same offer at the same time, such as two pipelines of one commit: one submission. */
import assert from "node:assert/strict";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { failure } from "../../declared.js";
import { front } from "../../front.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

const hour = 3_600_000;
const accepted = { waitFor: "accepted" };

describe("a submission that another run makes at the same time", () => {
  const delays = { validation: hour, previewCreation: hour, certification: hour, publish: hour };
  const bench = workbench({ speed: 0, delays: { branchLag: 0, packageProcessing: 0, ...delays } });
  const service = front(bench);
  let count = 0;

  /** One run, in which another one submits before the first call of a kind goes on; `notes` is the other's content. */
  async function race(call: RegExp, notes?: string) {
    const whole = await WholeProgram.make(bench, `two-runs-${++count}`);
    const other = bench.declared(submission);
    const mine = bench.declared(submission);
    mine.process = () => service.run();
    let isOpen = true;
    service.before = async (asked) => {
      if (!isOpen || !call.test(asked)) return;
      isOpen = false;
      await other.up(whole.submission({ ...accepted, ...(notes === undefined ? {} : { certificationNotes: notes }) }));
    };
    let error: Error | undefined;
    const said: string[] = [];
    const writes = await bench.writes(async () => {
      const work = mine.up(whole.submission(accepted));
      said.push(
        ...(await bench.printed(async () => {
          error = await failure(work).catch(() => undefined);
        })),
      );
    });
    assert.equal(isOpen, false, "the other run came in between");
    const all = await bench.colleague.list(`/products/${whole.productId}/submissions`);
    return { mine, other, writes, error, said: said.join("\n"), ids: all.map(({ id }) => id) };
  }

  for (const [when, call] of [
    ["while the drafts are read", /^GET .*\/branches\//],
    ["at the last moment", /^POST .*\/submissions$/],
  ] as const) {
    it(`${when} is gone on with`, async () => {
      const { mine, other, ids, error, said } = await race(call);
      assert.equal(error, undefined);
      assert.deepEqual(ids, [other.outputs.submissionId]);
      assert.equal(mine.outputs.submissionId, other.outputs.submissionId);
      assert.equal(mine.outputs.draftHash, other.outputs.draftHash);
      assert.match(said, /goes on with submission 1/);
    });
  }

  it("of other content is refused with what to do", async () => {
    const { other, error, ids } = await race(/^POST .*\/submissions$/, "Another content");
    assert.match(String(error?.message), /submission 1 .* is in progress, and this stack did not make it/);
    assert.deepEqual(ids, [other.outputs.submissionId]);
  });
});

/** Two runs that upload the same file at the same time. */
import assert from "node:assert/strict";
import { oneOfTwins } from "../../../../provider/partner-center/areas/twins.js";
import { jumpingClock } from "../server.js";

interface File {
  readonly id: string;
}

/** What each look sees; the last one is seen from then on. Looks are 2 s apart. */
async function settled(id: string, ...looks: string[][]) {
  const removed: string[] = [];
  let count = 0;
  const file = await oneOfTwins<File>({
    clock: jumpingClock(),
    own: { id },
    look: async () => (looks[Math.min(count++, looks.length - 1)] ?? []).map((one) => ({ id: one })),
    remove: async () => removed.push(id),
  });
  return { stays: file.id, removed, looks: count };
}

describe("of files that two runs have uploaded", () => {
  it("the own one stays when there is no other, after one look", async () => {
    assert.deepEqual(await settled("b", ["b"]), { stays: "b", removed: [], looks: 1 });
    assert.deepEqual(await settled("b", []), { stays: "b", removed: [], looks: 1 });
  });

  it("the one with the lowest id stays, and the own one is removed", async () => {
    assert.deepEqual(await settled("c", ["d", "b", "c"]), { stays: "b", removed: ["c"], looks: 2 });
  });

  it("the own one stays when the other yields", async () => {
    assert.deepEqual(await settled("b", ["b", "c"], ["b"]), { stays: "b", removed: [], looks: 2 });
    assert.deepEqual(await settled("b", ["b", "c"], ["b", "c"], ["b"]), { stays: "b", removed: [], looks: 3 });
  });

  it("the own one is removed when the other does not yield, since its run has ended", async () => {
    assert.deepEqual(await settled("b", ["b", "c"]), { stays: "c", removed: ["b"], looks: 4 });
  });

  it("none stays when both yield at the same moment: that is told", async () => {
    await assert.rejects(settled("b", ["a", "b"], []), /Another run made the same .* Run again/);
  });
});

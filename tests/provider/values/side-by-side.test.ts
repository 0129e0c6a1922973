import assert from "node:assert/strict";
import { allEnded, eachOf } from "../../../provider/values/side-by-side.js";

describe("work side by side", () => {
  const pause = () => new Promise((resolve) => setImmediate(resolve));

  it("gives what each has come to, in the order given", async () => {
    const slow = pause().then(() => "slow");
    assert.deepEqual(await allEnded([slow, Promise.resolve("quick")]), ["slow", "quick"]);
    assert.deepEqual(await eachOf([3, 1, 2], 2, async (number) => number * 2), [6, 2, 4]);
    assert.deepEqual(await eachOf([], 2, async () => 1), []);
  });

  it("fails with the first failure in that order, once all have ended", async () => {
    let isDone = false;
    const work = eachOf(["slow", "quick", "good"], 3, async (name) => {
      if (name === "quick") throw new Error(name);
      await pause();
      if (name === "slow") throw new Error(name);
      await pause();
      isDone = true;
    });
    await assert.rejects(work, /slow/);
    assert.ok(isDone);
  });

  it("is done on at most so many at once, and goes on after a failure", async () => {
    let [running, most, begun] = [0, 0, 0];
    const work = eachOf([1, 2, 3, 4, 5], 2, async (number) => {
      begun += 1;
      running += 1;
      most = Math.max(most, running);
      await pause();
      running -= 1;
      if (number === 1) throw new Error("one");
    });
    await assert.rejects(work, /one/);
    assert.deepEqual([most, begun], [2, 5]);
  });
});

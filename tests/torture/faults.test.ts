/** A sample of `npm run torture`: each operation and each effect once. */
import assert from "node:assert/strict";
import { faults } from "../../tools/torture/faults.js";
import { tellStory, trySample } from "./sample.js";

describe("torture: faults", () => {
  const told = tellStory();

  it("on each operation, and of each effect, leave nothing behind", async function () {
    this.timeout(0); // each case ends by itself
    const results = await trySample(told.stage, faults);
    assert.ok(results.length > 50, `${results.length} cases`);
  });
});

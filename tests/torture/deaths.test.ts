/** A sample of `npm run torture`: the provider process is killed. */
import assert from "node:assert/strict";
import { deaths } from "../../tools/torture/deaths.js";
import { tellStory, trySample } from "./sample.js";

describe("torture: deaths", () => {
  const told = tellStory();

  it("of the provider process, once in each step, are survived", async function () {
    this.timeout(0); // each case ends by itself
    const results = await trySample(told.stage, deaths);
    assert.ok(results.filter(({ outcome }) => outcome === "killed").length > 15);
  });
});

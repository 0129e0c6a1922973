/** A sample of `npm run torture`: a colleague works beside us. */
import assert from "node:assert/strict";
import { colleagues } from "../../tools/torture/colleagues.js";
import { tellStory, trySample } from "./sample.js";

describe("torture: interleavings", () => {
  const told = tellStory();

  it("with a colleague lose nothing, and overwrite nothing without a word", async function () {
    this.timeout(0); // each case ends by itself
    const results = await trySample(told.stage, colleagues);
    assert.ok(results.some(({ outcome }) => outcome === "refused"));
    assert.ok(results.some(({ outcome }) => outcome === "went through"));
  });
});

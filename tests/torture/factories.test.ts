/** A sample of `npm run torture`: other tools work on the same offer of virtual machines. */
import assert from "node:assert/strict";
import { factories } from "../../tools/torture/factories.js";
import { tellStory, trySample } from "./sample.js";

describe("torture: factories", () => {
  const told = tellStory();

  it("of others lose nothing but what the API loses, and take nothing of ours away", async function () {
    this.timeout(0); // each case ends by itself
    const results = await trySample(told.stage, factories);
    assert.ok(results.filter(({ outcome }) => outcome === "went through").length > 10);
  });
});

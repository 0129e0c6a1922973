/** A sample of `npm run torture`: answers that are made to break whoever reads them. */
import assert from "node:assert/strict";
import { hostile } from "../../tools/torture/hostile.js";
import { tellStory, trySample } from "./sample.js";

describe("torture: hostile answers", () => {
  const told = tellStory();

  it("are taken or refused in clear lines, within bounds", async function () {
    this.timeout(0); // each case ends by itself
    const results = await trySample(told.stage, hostile);
    assert.ok(results.some(({ outcome }) => outcome === "taken"));
    assert.ok(results.some(({ outcome }) => outcome === "refused"));
  });
});

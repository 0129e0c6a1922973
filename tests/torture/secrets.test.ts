/** A sample of `npm run torture`: no secret is shown, and no token goes elsewhere. */
import assert from "node:assert/strict";
import { canariesCampaign, leakIn } from "../../tools/torture/canaries.js";
import { elsewhere } from "../../tools/torture/elsewhere.js";
import { storyCredentials } from "../../tools/torture/story.js";
import { tellStory, trySample } from "./sample.js";

describe("torture: canaries", () => {
  const told = tellStory();

  it("are seen in each spelling", () => {
    const [key = ""] = storyCredentials;
    for (const text of [
      key,
      encodeURIComponent(key),
      Buffer.from(`a: ${key}`).toString("base64"),
      JSON.stringify({ key }),
    ]) {
      assert.ok(leakIn(`before ${text} after`), text);
    }
    assert.ok(leakIn("https://store/x?sv=1&sig=abcdefghijkl%3D"));
    assert.equal(leakIn("a line without any secret"), undefined);
  });

  it("are shown nowhere", async function () {
    this.timeout(0); // each case ends by itself
    const results = await trySample(told.stage, canariesCampaign);
    assert.ok(results.every(({ measured = 0 }) => measured > 2));
  });
});

describe("torture: elsewhere", () => {
  const told = tellStory();

  it("nobody hears a token", async function () {
    this.timeout(0);
    const results = await trySample(told.stage, elsewhere);
    assert.ok(results.some(({ outcome }) => outcome?.startsWith("somebody else heard")));
  });
});

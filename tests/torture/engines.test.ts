/** A sample of `npm run torture`: two stacks work on one offer at the same moment. */
import { engines } from "../../tools/torture/engines.js";
import { tellStory, trySample } from "./sample.js";

describe("torture: two engines", () => {
  const told = tellStory();

  it("on one offer make nothing that stays twice", async function () {
    this.timeout(0); // each case ends by itself
    await trySample(told.stage, engines);
  });
});

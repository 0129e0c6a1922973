/** The example of a test of one's own program is run as its readers run it, so that it is never out of date. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type RunningProcess, start } from "../../tools/child-process.js";
import { createPlace, type Place, repositoryRoot } from "./stack.js";

describe("the example of a user's own test", function () {
  this.timeout(300_000);
  let place: Place;
  let running: RunningProcess | undefined;

  before(async () => {
    place = await createPlace();
  });
  after(async () => {
    await running?.end();
    await place.dispose();
  });

  it("passes with `npm test`, all three of its tests", async () => {
    const cwd = join(repositoryRoot, "examples/testing-a-program");
    running = start("npm", ["test"], { cwd, env: place.environment });
    const { code, stdout, stderr } = await running.finished;
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /\b3 passing\b/);
    assert.doesNotMatch(stdout, /\bpending\b/);
  });
});

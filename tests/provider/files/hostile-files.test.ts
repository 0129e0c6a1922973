/** Files and texts that are made to break whoever reads them: each is named, and none hangs or fills the memory. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hostileInputs, isRight, meet, mostMegabytes, mostSaid } from "./hostile-files.js";

describe("a hostile input", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "partnercenter-hostile-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  for (const input of hostileInputs) {
    it(`${input.name} ${input.says === undefined ? "is taken" : "is refused"}`, async () => {
      const outcome = await meet(input, folder);
      if (input.says === undefined) assert.equal(outcome.said, "");
      else assert.match(outcome.said, input.says);
      assert.ok(outcome.said.length <= mostSaid, `${outcome.said.length} characters`);
      assert.ok(outcome.megabytes <= mostMegabytes, `${outcome.megabytes} MB`);
      assert.ok(outcome.read <= (input.mostRead ?? outcome.read), `${outcome.read} bytes read`);
      assert.ok(isRight(input, outcome));
      for (const line of outcome.said.split("\n")) assert.doesNotMatch(line, /\p{Cc}|\p{Cs}|\u202e/u);
    });
  }
});

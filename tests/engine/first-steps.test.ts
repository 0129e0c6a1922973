/** A person with an empty folder reaches a preview on the emulator by the README alone, from the packed packages. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installLinked, pack } from "../../tools/first-steps/installing.js";
import { readmeSteps } from "../../tools/first-steps/readme-steps.js";
import { walk } from "../../tools/first-steps/walk.js";
import { repositoryRoot } from "./stack.js";

describe("the README's first program", function () {
  this.timeout(300_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "partnercenter-first-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("is told in steps: two files, the emulator, and what to type", async () => {
    const steps = readmeSteps(await readFile(join(repositoryRoot, "README.md"), "utf8"));
    const files = steps.flatMap((step) => (step.kind === "file" ? [step.name] : []));
    assert.deepEqual(files, ["Pulumi.yaml", "index.ts"]);
    const typed = steps.flatMap((step) => (step.kind === "shell" ? [step.lines] : []));
    for (const words of ["npm install", "npx pulumi-partnercenter-emulator", "pulumi preview", "pulumi up"]) {
      assert.equal(typed.filter((lines) => lines.includes(words)).length, 1, words);
    }
    assert.throws(() => readmeSteps("# Nothing"), /has no first program/);
  });

  it("comes from an empty folder to a preview on the emulator, and back", async () => {
    const [packed, empty] = [join(folder, "packed"), join(folder, "empty")];
    await mkdir(packed);
    await mkdir(empty);
    const tarballs = await pack(packed, [".", "emulator"]);
    const install = async (project: string) => {
      for (const tarball of tarballs) await installLinked(tarball, project);
    };
    const printed = await walk({ folder: empty, install });
    assert.match(printed, /\+ 5 to create/);
    assert.match(printed, /\+ 5 created/);
    assert.match(printed, /offer *: "http:/, "where to look at it");
    assert.match(printed, /- 5 deleted/);
  });
});

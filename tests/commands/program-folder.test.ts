/** The folder that a program is written to. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FolderError, ProgramFolder } from "../../commands/program-folder.js";

describe("the folder of a program", () => {
  let parent: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "partnercenter-program-"));
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it("takes no file that would be outside of it", async () => {
    const program = await ProgramFolder.begin(join(parent, "app"), false);
    for (const path of ["../outside", "/outside", "media/../../program-2/outside", "."]) {
      await assert.rejects(program.write(path, "x"), FolderError, path);
    }
    await program.write("media/../inside", "x");
    await program.keep();
    assert.deepEqual([await readdir(parent), await readdir(join(parent, "app"))], [["app"], ["inside"]]);
  });

  it("leaves nothing behind when it is discarded, and says why it cannot be written", async () => {
    const program = await ProgramFolder.begin(join(parent, "app"), false);
    await program.write("index.ts", "x");
    assert.deepEqual(program.written, ["index.ts"]);
    await program.discard();
    assert.deepEqual(await readdir(parent), []);
    await writeFile(join(parent, "file"), "");
    await assert.rejects(ProgramFolder.begin(join(parent, "file", "app"), false), /file/);
  });
});

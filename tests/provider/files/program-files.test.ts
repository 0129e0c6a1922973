/** Files that a program names: why one cannot be read, before it is read. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { unreadable } from "../../../provider/files/program-files.js";

describe("a file that a program names", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "partnercenter-files-"));
    await writeFile(join(folder, "there.txt"), "");
    await mkdir(join(folder, "folder"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const cases: [name: string, reason: RegExp | undefined][] = [
    ["there.txt", undefined],
    ["missing.txt", /does not exist \(looked at .*missing\.txt; paths are relative to the program's folder\)$/],
    ["there.txt/inside.txt", /does not exist \(looked at /],
    ["folder", /is not a file \(looked at /],
    ["a\0b", /cannot be read: /],
  ];
  for (const [name, reason] of cases) {
    it(`${JSON.stringify(name)} ${reason === undefined ? "can be read" : "says why it cannot be read"}`, async () => {
      const why = await unreadable(`${folder}/${name}`);
      if (reason === undefined) assert.equal(why, undefined);
      else assert.match(why ?? "", reason);
    });
  }

  it("is looked for from the program's folder", async () => {
    assert.match((await unreadable("nowhere.txt")) ?? "", new RegExp(resolve("nowhere.txt").replaceAll("\\", ".")));
  });
});

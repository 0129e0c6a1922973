/** Files that a program names: what is read of one, and why one is not read. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readProgramFile as readFile } from "../../../provider/files/program-files.js";

const readProgramFile = (path: string) => readFile(path, { bytes: 1024 * 1024, what: "a test's file" });

describe("a file that a program names", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "partnercenter-files-"));
    await writeFile(join(folder, "empty.txt"), "");
    await writeFile(join(folder, "there.txt"), "there");
    await writeFile(join(folder, "full.bin"), Buffer.alloc(1024 * 1024, 1));
    await mkdir(join(folder, "folder"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("is read as it is, up to its limit", () => {
    assert.equal(readProgramFile(join(folder, "there.txt")).toString(), "there");
    assert.equal(readProgramFile(join(folder, "empty.txt")).length, 0);
    assert.deepEqual(readProgramFile(join(folder, "full.bin")), Buffer.alloc(1024 * 1024, 1));
  });

  const cases: [name: string, reason: RegExp][] = [
    ["missing.txt", /does not exist \(looked at .*missing\.txt; paths are relative to the program's folder\)$/],
    ["there.txt/inside.txt", /does not exist \(looked at /],
    ["folder", /is not a file \(looked at /],
    ["a\0b", /^".*a\\u\{0\}b" cannot be read: /],
  ];
  for (const [name, reason] of cases) {
    it(`${JSON.stringify(name)} says why it cannot be read`, () => {
      assert.throws(() => readProgramFile(`${folder}/${name}`), {
        code: "ERR_PARTNER_CENTER_FILE",
        message: reason,
      });
    });
  }

  it("is looked for from the program's folder", () => {
    assert.throws(() => readProgramFile("nowhere.txt"), new RegExp(resolve("nowhere.txt").replaceAll("\\", ".")));
  });
});

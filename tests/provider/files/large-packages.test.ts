/** Large packages: read and zipped a piece at a time, with the same identity as if they were in memory. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, open, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { readPackage } from "../../../provider/files/package-content.js";
import { contentHash, sha256 } from "../../../provider/values/content-hash.js";

const megabyte = 1024 * 1024;

describe("a large package", () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), "partnercenter-large-"));
  });
  after(() => rm(root, { recursive: true, force: true }));

  /** Bytes that are packed a little. */
  const content = (length: number) => new Uint8Array(length).map((_, index) => (index * 2654435761) >>> 13);
  const files = { "a.json": new TextEncoder().encode("{}"), "large.bin": content(9 * megabyte + 17) };
  const hash = contentHash(Object.entries(files).map(([name, bytes]) => [name, sha256(bytes)]));
  let count = 0;

  async function place(bytes: Uint8Array): Promise<string> {
    const path = join(root, `${++count}.zip`);
    await writeFile(path, bytes);
    return path;
  }

  for (const level of [0, 6] as const) {
    it(`is known by the content of its files, ${level === 0 ? "stored" : "packed"}`, async () => {
      const zip = zipSync(files, { level });
      const found = await readPackage(await place(zip));
      assert.equal(found.hash, hash);
      assert.deepEqual(Buffer.from(found.files.get("large.bin")?.read() ?? []), Buffer.from(files["large.bin"]));
      const archive = found.archive();
      const halves = [await archive.read(0, 1000), await archive.read(1000, archive.byteLength)];
      assert.ok(Buffer.concat(halves).equals(zip));
    });

    it(`is refused when a large file of it is damaged, ${level === 0 ? "stored" : "packed"}`, async () => {
      const zip = zipSync(files, { level });
      const middle = zip.length >> 1;
      zip[middle] = (zip[middle] ?? 0) ^ 0xff;
      await assert.rejects(readPackage(await place(zip)), /its entry "large\.bin" is damaged/);
    });
  }

  it("is not uploaded when it has changed since it was looked into", async () => {
    const path = await place(zipSync(files));
    const archive = (await readPackage(path)).archive();
    await writeFile(path, zipSync({ "a.json": files["a.json"] }));
    await assert.rejects(archive.read(0, 10), /changed while this run was going on/);
    const folder = join(root, "changes");
    await mkdir(folder);
    await writeFile(join(folder, "large.bin"), files["large.bin"]);
    const found = await readPackage(folder);
    await writeFile(join(folder, "large.bin"), content(9 * megabyte));
    assert.throws(() => found.archive(), /changed while this run was going on/);
  });

  it("is zipped from a folder with the bytes of its files, by a file that is taken away again", async () => {
    const folder = join(root, "folder");
    await mkdir(folder);
    await writeFile(join(folder, "a.json"), "{}");
    for (const [name, length] of Object.entries({ one: 40, two: 30 })) {
      await writeFile(join(folder, name), content(length * megabyte));
    }
    const found = await readPackage(folder);
    const [first, again] = [found.archive(), found.archive()];
    const bytes = await first.read(0, first.byteLength);
    assert.ok(
      Buffer.from(bytes).equals(Buffer.from(await again.read(0, again.byteLength))),
      "the same bytes each time",
    );
    const made = unzipSync(bytes);
    assert.deepEqual(Object.keys(made), ["a.json", "one", "two"]);
    assert.deepEqual([made.one?.length, made.two?.length], [40 * megabyte, 30 * megabyte]);
    assert.equal((await readPackage(await place(bytes))).hash, found.hash);
    first.dispose();
    again.dispose();
    await assert.rejects(first.read(0, 10), /ENOENT/);
  });

  it("of 300 MB takes less than 150 MB of memory to look into, and to zip", async () => {
    const folder = join(root, "huge");
    await mkdir(folder);
    await (await open(join(folder, "huge.bin"), "w")).close();
    await truncate(join(folder, "huge.bin"), 300 * megabyte);
    const more = megabytesMore(
      folder,
      `const archive = found.archive();
      for (let at = 0; at < archive.byteLength; at += 4194304) await archive.read(at, at + 4194304);
      archive.dispose();`,
    );
    assert.ok(more < 150, `${more} MB`);
  });

  it("of thousands of files that no check looks into takes no memory for what they hold", async () => {
    const many: Record<string, Uint8Array> = {};
    for (let at = 0; at < 9000; at += 1) many[`folder/${at}.sh`] = content(6_000 + (at % 7));
    const path = await place(zipSync(many, { level: 1 }));
    const more = megabytesMore(path, "");
    assert.ok(more < 80, `${more} MB`);
  });

  /** By how much a process grows when it reads a package, and does this with what it found. */
  function megabytesMore(path: string, work: string): number {
    const reader = require.resolve("../../../provider/files/package-content.js");
    const script = `const { readPackage } = require(${JSON.stringify(reader)});
      const used = () => process.resourceUsage().maxRSS / 1024;
      const idle = used();
      (async () => {
        const found = await readPackage(process.argv[1]);
        ${work}
        console.log(used() - idle);
      })();`;
    return Number(execFileSync(process.execPath, ["-e", script, path], { encoding: "utf8" }));
  }
});

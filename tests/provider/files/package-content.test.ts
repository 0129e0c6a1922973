/** A package is known by its files: same content, same identity and same bytes, on any machine and in any time zone. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import type { Archive } from "../../../provider/files/package-archive.js";
import { PackageContentError, readPackage } from "../../../provider/files/package-content.js";
import { sha256 } from "../../../provider/values/content-hash.js";
import { rawZip } from "./hostile-files.js";

const encode = (text: string) => new TextEncoder().encode(text);
const whole = (archive: Archive) => archive.read(0, archive.byteLength);

describe("the content of a package", () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), "partnercenter-content-"));
  });
  after(() => rm(root, { recursive: true, force: true }));

  const files: Record<string, string> = {
    "mainTemplate.json": '{"a":1}',
    "createUiDefinition.json": "{}",
    "nested/äpp.json": "[]",
    "nested/deeper/a.sh": "echo",
    "Zeta.txt": "z",
    "empty.txt": "",
  };
  const zipOf = (content: Record<string, string>, when = new Date(2024, 5, 1), level: 0 | 9 = 9) =>
    zipSync(
      Object.fromEntries(Object.entries(content).map(([name, text]) => [name, [encode(text), { mtime: when, level }]])),
    );

  async function folder(name: string, content = files): Promise<string> {
    const place = join(root, name);
    for (const [path, text] of Object.entries(content)) {
      await mkdir(join(place, path, ".."), { recursive: true });
      await writeFile(join(place, path), text);
    }
    return place;
  }
  async function zip(name: string, bytes: Uint8Array): Promise<string> {
    await writeFile(join(root, name), bytes);
    return join(root, name);
  }

  it("is the same for a folder, a zip of it, and another zip of it", async () => {
    const { hash, files: found } = await readPackage(await folder("plain"));
    assert.deepEqual([...found.keys()], [...Object.keys(files)].sort());
    const first = await readPackage(await zip("first.zip", zipOf(files)));
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    const second = await readPackage(await zip("second.zip", zipOf(reversed, new Date(2001, 1, 1), 0)));
    assert.notEqual(sha256(await whole(first.archive())), sha256(await whole(second.archive())));
    assert.deepEqual([first.hash, second.hash], [hash, hash]);
    const windows = Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replaceAll("/", "\\"), text]));
    assert.equal((await readPackage(await zip("windows.zip", zipOf(windows)))).hash, hash);
  });

  it("is the same whatever the times of the files, and with entries for folders", async () => {
    const place = await folder("timed");
    const { hash } = await readPackage(place);
    await utimes(join(place, "mainTemplate.json"), new Date(0), new Date(0));
    assert.equal((await readPackage(place)).hash, hash);
    const withFolders = zipSync({
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, encode(text)])),
      "nested/": new Uint8Array(),
      "hollow/": new Uint8Array(),
    });
    assert.equal((await readPackage(await zip("folders.zip", withFolders))).hash, hash);
  });

  it("leaves out what operating systems add, in a folder and in a zip alike", async () => {
    const { hash } = await readPackage(await folder("tidy"));
    const litter = { ".DS_Store": "x", "nested/.DS_Store": "x", "Thumbs.db": "x", "__MACOSX/._mainTemplate.json": "x" };
    assert.equal((await readPackage(await folder("littered", { ...files, ...litter }))).hash, hash);
    assert.equal((await readPackage(await zip("littered.zip", zipOf({ ...files, ...litter })))).hash, hash);
  });

  it("and its zip are what they were in earlier releases: states and uploads name them", async () => {
    const { hash, archive } = await readPackage(await folder("kept"));
    assert.equal(hash, "ab3fe6cc9e1d18dd1154e023883003ff02bbd1a3aaae49b7a28c0a9677684ff4");
    assert.equal(sha256(await whole(archive())), "38694c0720e55b2475c48aba7033b92a8223c9aa83fcfd567a4cad10fa8ced2b");
    assert.equal((await readPackage(await zip("kept.zip", zipOf(files)))).hash, hash);
  });

  it("follows links to files and folders inside of it", async () => {
    const place = await folder("linked");
    await symlink("mainTemplate.json", join(place, "again.json"));
    await symlink("nested", join(place, "linked"));
    const { files: found } = await readPackage(place);
    const names = ["again.json", "linked/deeper/a.sh", "linked/äpp.json"];
    assert.deepEqual([...found.keys()], [...Object.keys(files), ...names].sort());
    assert.deepEqual(found.get("again.json")?.read(), found.get("mainTemplate.json")?.read());
  });

  it("of a zip is read with zip64 fields, and with names that are not UTF-8", async () => {
    const small = rawZip([{ name: Buffer.from("\xe4.txt", "latin1"), flags: 0 }]);
    assert.deepEqual([...(await readPackage(await zip("latin.zip", small))).files.keys()], ["ä.txt"]);
    const large = zip64(rawZip([{ name: "a.txt", content: encode("there") }]));
    const { files: found } = await readPackage(await zip("large.zip", large));
    assert.deepEqual(
      [...found].map(([name, file]) => [name, Buffer.from(file.read()).toString()]),
      [["a.txt", "there"]],
    );
  });

  it("is another one when a byte, a name or a place changes", async () => {
    const { hash } = await readPackage(await folder("original"));
    const others: Record<string, string>[] = [
      { ...files, "mainTemplate.json": '{"a":2}' },
      { ...files, "more.json": "" },
      Object.fromEntries(Object.entries(files).filter(([name]) => name !== "empty.txt")),
      Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replace("Zeta", "zeta"), text])),
    ];
    const hashes = await Promise.all(
      others.map(async (other, index) => (await readPackage(await folder(`other-${index}`, other))).hash),
    );
    assert.equal(new Set([hash, ...hashes]).size, others.length + 1);
  });

  it("uploads a zip as it is, and a folder as a zip of its files", async () => {
    const bytes = zipOf(files);
    assert.deepEqual(
      Buffer.from(await whole((await readPackage(await zip("as-is.zip", bytes))).archive())),
      Buffer.from(bytes),
    );
    const made = unzipSync(await whole((await readPackage(await folder("zipped"))).archive()));
    assert.deepEqual(
      Object.fromEntries(Object.entries(made).map(([name, text]) => [name, new TextDecoder().decode(text)])),
      files,
    );
  });

  it("makes the same bytes in every time zone", async () => {
    const place = await folder("zones");
    const reader = require.resolve("../../../provider/files/package-content.js");
    const script =
      `const { readPackage } = require(${JSON.stringify(reader)});` +
      `const sha256 = (bytes) => require("node:crypto").createHash("sha256").update(bytes).digest("hex");` +
      `readPackage(process.argv[1]).then(async ({ hash, archive }) => { const zip = archive(); ` +
      `console.log(hash, sha256(await zip.read(0, zip.byteLength))); });`;
    const outputs = ["UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati"].map((TZ) =>
      execFileSync(process.execPath, ["-e", script, place], { env: { ...process.env, TZ }, encoding: "utf8" }),
    );
    assert.match(outputs[0] as string, /^[0-9a-f]{64} [0-9a-f]{64}\n$/);
    assert.equal(new Set(outputs).size, 1, outputs.join());
  });

  it("cannot be read from what is neither a folder nor a zip", async () => {
    await assert.rejects(readPackage(await zip("text.zip", encode("text"))), PackageContentError);
    await assert.rejects(readPackage(join(root, "no-such")), /does not exist \(looked at/);
  });
});

/** A zip of one entry, as writers make it that do not know sizes beforehand: they stand in zip64 fields. */
function zip64(plain: Buffer): Buffer {
  const end = plain.length - 22;
  const start = plain.readUInt32LE(end + 16);
  const entry = Buffer.from(plain.subarray(start, end));
  const extra = Buffer.alloc(4 + 24);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  for (const [index, at] of [24, 20, 42].entries()) {
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(at)), 4 + index * 8);
    entry.writeUInt32LE(0xffffffff, at);
  }
  entry.writeUInt16LE(extra.length, 30);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeBigUInt64LE(1n, 24);
  end64.writeBigUInt64LE(1n, 32);
  end64.writeBigUInt64LE(BigInt(entry.length + extra.length), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + entry.length + extra.length), 8);
  locator.writeUInt32LE(1, 16);
  const last = Buffer.from(plain.subarray(end));
  last.fill(0xff, 8, 20);
  return Buffer.concat([plain.subarray(0, start), entry, extra, end64, locator, last]);
}

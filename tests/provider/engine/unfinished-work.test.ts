/** What is kept of creations that have not come to their end: where, how much, and for which object. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnfinishedWork, unfinishedFolder } from "../../../provider/engine/unfinished-work.js";

describe("what is kept of unfinished work", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "unfinished-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const knows = async (work: UnfinishedWork, path: string, value: unknown) => (await work.recall())([path, value]);

  it("is in Pulumi's folder, or nowhere without a home", () => {
    const at = (...parts: string[]) => join(...parts, "partnercenter", "unfinished");
    assert.equal(unfinishedFolder({ PULUMI_HOME: "/p", HOME: "/h" }), at("/p"));
    assert.equal(unfinishedFolder({ HOME: "/h" }), at("/h", ".pulumi"));
    assert.equal(unfinishedFolder({ USERPROFILE: "/u" }), at("/u", ".pulumi"));
    assert.equal(unfinishedFolder({}), undefined);
  });

  it("is known to the next process, until the creation ends", async () => {
    const object = ["account", "offer a"];
    await new UnfinishedWork(folder, object).note([["listing.title", "A"]]);
    await new UnfinishedWork(folder, object).note([["listing.title", "B"]]);
    const next = new UnfinishedWork(folder, object);
    assert.ok(await knows(next, "listing.title", "A"));
    assert.ok(await knows(next, "LISTING.title", "B"));
    assert.ok(!(await knows(next, "listing.title", "C")));
    assert.ok(!(await knows(next, "listing.summary", "A")));
    assert.ok(!(await knows(new UnfinishedWork(folder, ["account", "offer b"]), "listing.title", "A")));
    await next.forget();
    assert.ok(!(await knows(next, "listing.title", "A")));
    assert.deepEqual(await readdir(folder), []);
    await next.forget();
  });

  it("is nothing without a folder", async () => {
    const work = new UnfinishedWork(undefined, ["a"]);
    await work.note([["listing.title", "A"]]);
    assert.ok(!(await knows(work, "listing.title", "A")));
    await work.forget();
  });

  it("is at most 5,000 values of an object, the last ones", async () => {
    const work = new UnfinishedWork(folder, ["a"]);
    await work.note(Array.from({ length: 4_999 }, (_, index) => ["listing.title", index]));
    await work.note([
      ["listing.title", 0],
      ["listing.title", "last"],
      ["listing.title", "very last"],
    ]);
    const next = new UnfinishedWork(folder, ["a"]);
    assert.ok(!(await knows(next, "listing.title", 1)));
    for (const value of [0, 2, "last", "very last"])
      assert.ok(await knows(next, "listing.title", value), String(value));
  });

  it("is of at most 100 objects, those that were written last", async () => {
    for (let index = 0; index < 100; index++) {
      await new UnfinishedWork(folder, [index]).note([["listing.title", "A"]]);
    }
    const [oldest] = await readdir(folder);
    await utimes(join(folder, String(oldest)), 0, 0);
    await new UnfinishedWork(folder, ["another"]).note([["listing.title", "A"]]);
    const names = await readdir(folder);
    assert.equal(names.length, 100);
    assert.ok(!names.includes(String(oldest)));
    assert.ok(await knows(new UnfinishedWork(folder, ["another"]), "listing.title", "A"));
  });
});

/** What is kept of runs in case they are interrupted: where, how much, for which object, and since which state. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnfinishedWork, unfinishedFolder } from "../../../provider/engine/unfinished-work.js";
import type { Properties } from "../../../provider/values/properties.js";

describe("what is kept of unfinished work", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "unfinished-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const workOn = (object: readonly unknown[], before?: Properties) =>
    new UnfinishedWork(folder, async () => object, before);
  const knows = async (work: UnfinishedWork, path: string, value: unknown) => (await work.recall())([path, value]);

  it("is in Pulumi's folder, or nowhere without a home", () => {
    const at = (...parts: string[]) => join(...parts, "partnercenter", "unfinished");
    assert.equal(unfinishedFolder({ PULUMI_HOME: "/p", HOME: "/h" }), at("/p"));
    assert.equal(unfinishedFolder({ HOME: "/h" }), at("/h", ".pulumi"));
    assert.equal(unfinishedFolder({ USERPROFILE: "/u" }), at("/u", ".pulumi"));
    assert.equal(unfinishedFolder({}), undefined);
  });

  it("is known to the next process, until the engine has a state", async () => {
    const object = ["account", "offer a"];
    await workOn(object).note([["listing.title", "A"]]);
    await workOn(object).note([["listing.title", "B"]]);
    const next = workOn(object);
    assert.ok(await knows(next, "listing.title", "A"));
    assert.ok(await knows(next, "LISTING.title", "B"));
    assert.ok(!(await knows(next, "listing.title", "C")));
    assert.ok(!(await knows(next, "listing.summary", "A")));
    assert.ok(!(await knows(workOn(["account", "offer b"]), "listing.title", "A")));
    await workOn(object, { title: "A" }).isStored();
    assert.deepEqual(await readdir(folder), []);
    assert.ok(!(await knows(workOn(object), "listing.title", "A")));
    await next.forget();
    await next.isStored();
  });

  it("is looked for once where two want to know, as they do in each diff", async () => {
    let looks = 0;
    const object = async () => {
      looks++;
      return ["a"];
    };
    await workOn(["a"], { title: "A" }).note([["listing.title", "B"]]);
    const work = new UnfinishedWork(folder, object, { title: "A" });
    await work.isStored();
    assert.ok(await work.isBegun());
    assert.equal(looks, 1);
    await work.forget();
    assert.ok(!(await work.isBegun()));
  });

  it("counts for what begins with the same state", async () => {
    const since = (state: Properties | undefined) => workOn(["a"], state);
    await since({ title: "A" }).note([["listing.title", "B"]]);
    await since({ title: "A" }).isStored();
    await since({ title: "A" }).note([["listing.title", "C"]]);
    for (const value of ["B", "C"]) assert.ok(await knows(since({ title: "A" }), "listing.title", value), value);
    for (const state of [{ title: "B" }, undefined])
      assert.ok(!(await knows(since(state), "listing.title", "B")), JSON.stringify(state));
    await since({ title: "D" }).note([["listing.title", "D"]]);
    assert.ok(!(await knows(since({ title: "A" }), "listing.title", "B")));
    assert.deepEqual((await readdir(folder)).length, 1);
  });

  it("is of one object: what was announced before it had an id counts until something is written to it", async () => {
    const known = (id: string) => {
      const work = workOn(["a"]);
      work.knownAs(id);
      return work;
    };
    const work = workOn(["a"]);
    await work.note([["name", "A"]]);
    for (const id of ["1", "2"]) assert.ok(await knows(known(id), "name", "A"), id);
    work.knownAs("1");
    await work.note([["name", "B"]]);
    assert.ok(await knows(known("1"), "name", "B"));
    for (const name of ["A", "B"]) assert.ok(!(await knows(known("2"), "name", name)), name);
  });

  it("is begun until a state is stored that is another one, or until it ends with the same", async () => {
    const since = (state: Properties) => {
      const work = workOn(["a"], state);
      work.knownAs("1");
      return work;
    };
    assert.equal(await since({ title: "A" }).isBegun(), false);
    await since({ title: "A" }).note([["listing.title", "B"]]);
    assert.equal(await since({ title: "A" }).isBegun(), true);
    assert.equal(await since({ title: "B" }).isBegun(), false);
    await since({ title: "A" }).end({ title: "B" });
    assert.equal(await since({ title: "A" }).isBegun(), true, "until the engine has stored it");
    await since({ title: "A" }).end({ title: "A" });
    assert.equal(await since({ title: "A" }).isBegun(), false);
  });

  it("has of a credential a hash that is another one each time", async () => {
    const work = workOn(["a"]);
    for (const _ of [1, 2]) await work.note([["leads.key", "secret", true]]);
    const [name = ""] = await readdir(folder);
    const { announced } = JSON.parse(await readFile(join(folder, name), "utf8")) as { announced: string[] };
    assert.equal(new Set(announced).size, 2);
    const next = await workOn(["a"]).recall();
    assert.ok(next(["leads.key", "secret", true]));
    for (const other of [
      ["leads.key", "another", true],
      ["leads.other", "secret", true],
      ["leads.key", "secret"],
    ] as const)
      assert.ok(!next(other), other.join());
  });

  it("counts for a week", async () => {
    await workOn(["a"]).note([["listing.title", "A"]]);
    const [name = ""] = await readdir(folder);
    const daysAgo = async (days: number) => {
      const at = Date.now() / 1000 - days * 24 * 60 * 60;
      await utimes(join(folder, name), at, at);
      return knows(workOn(["a"]), "listing.title", "A");
    };
    assert.ok(await daysAgo(6.9));
    assert.ok(!(await daysAgo(7.1)));
    await workOn(["b"]).note([["listing.title", "A"]]);
    assert.ok(!(await readdir(folder)).includes(name));
  });

  it("is nothing without a folder", async () => {
    const work = new UnfinishedWork(undefined, async () => ["a"]);
    await work.note([["listing.title", "A"]]);
    assert.ok(!(await knows(work, "listing.title", "A")));
    await work.forget();
  });

  it("is at most 5,000 values of an object, the last ones", async () => {
    const work = workOn(["a"]);
    await work.note(Array.from({ length: 4_999 }, (_, index) => ["listing.title", index]));
    await work.note([
      ["listing.title", 0],
      ["listing.title", "last"],
      ["listing.title", "very last"],
    ]);
    const next = workOn(["a"]);
    assert.ok(!(await knows(next, "listing.title", 1)));
    for (const value of [0, 2, "last", "very last"])
      assert.ok(await knows(next, "listing.title", value), String(value));
  });

  it("is of at most 100 objects, those that were written last", async () => {
    for (let index = 0; index < 100; index++) {
      await workOn([index]).note([["listing.title", "A"]]);
    }
    const [oldest] = await readdir(folder);
    const hourAgo = Date.now() / 1000 - 3600;
    await utimes(join(folder, String(oldest)), hourAgo, hourAgo);
    await workOn(["another"]).note([["listing.title", "A"]]);
    const names = await readdir(folder);
    assert.equal(names.length, 100);
    assert.ok(!names.includes(String(oldest)));
    assert.ok(await knows(workOn(["another"]), "listing.title", "A"));
  });
});

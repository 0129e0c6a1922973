import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { start } from "../../tools/child-process.js";
import { withLock } from "../../tools/lock-file.js";

describe("a lock between processes", () => {
  let folder: string;
  let file: string;
  let said: string[];
  const options = () => ({ log: (line: string) => void said.push(line), purpose: "at work", poll: 10 });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "partnercenter-lock-"));
    file = join(folder, "lock");
    said = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("lets one in at a time, and goes when the work is done or fails", async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} begins`);
      await sleep(50);
      order.push(`${name} ends`);
      throw new Error(name);
    };
    await Promise.allSettled([withLock(file, options(), work("a")), withLock(file, options(), work("b"))]);
    assert.deepEqual(
      order.map((entry) => entry.split(" ")[1]),
      ["begins", "ends", "begins", "ends"],
    );
    assert.deepEqual(said, [`Waiting for another process that is at work (process ${process.pid}).`]);
    assert.equal(existsSync(file), false);
  });

  it("is taken over from a dead process", async () => {
    const dead = start(process.execPath, ["-e", ""]);
    await dead.finished;
    await writeFile(file, JSON.stringify({ pid: dead.pid, host: hostname() }));
    assert.equal(await withLock(file, options(), async () => "done"), "done");
    assert.match(said[0] ?? "", /which made it, is gone/);
  });

  it("is taken over when nobody has touched it for a minute, but not before", async () => {
    const dead = start(process.execPath, ["-e", ""]); // of another machine: there its number means another process
    await dead.finished;
    await writeFile(file, JSON.stringify({ pid: dead.pid, host: "elsewhere" }));
    const waiting = withLock(file, options(), async () => "done");
    assert.equal(await Promise.race([waiting, sleep(100, "still waiting")]), "still waiting");
    const before = new Date(Date.now() - 61_000);
    await utimes(file, before, before);
    assert.equal(await waiting, "done");
    assert.match(said.at(-1) ?? "", /has not touched it for a minute/);
  });
});

// What the store keeps parsed: bounded by weight, the least recently wanted goes first.

import { strict as assert } from "node:assert";
import { join } from "node:path";
import { emulatorFolder } from "../command/command.js";

interface RecentlyRead {
  get(key: string): unknown;
  set(key: string, value: unknown, weight: number): void;
  delete(key: string): void;
}

const { RecentlyRead } = require(join(emulatorFolder, "dist", "store", "recently-read.js")) as {
  RecentlyRead: new (most: number) => RecentlyRead;
};

describe("emulator: values kept parsed", () => {
  const kept = (values: RecentlyRead, ...keys: string[]) => keys.filter((key) => values.get(key) !== undefined);

  it("are as many as fit, and the one not wanted for longest goes first", () => {
    const values = new RecentlyRead(10);
    values.set("a", 1, 5);
    values.set("b", 2, 5);
    assert.deepEqual(kept(values, "b", "a"), ["b", "a"]);
    values.set("c", 3, 1);
    assert.deepEqual(kept(values, "a", "b", "c"), ["a", "c"]);
  });

  it("weigh nothing any more once they are replaced or deleted", () => {
    const values = new RecentlyRead(10);
    values.set("a", 1, 9);
    values.set("a", 2, 4);
    values.set("b", 3, 6);
    assert.deepEqual([values.get("a"), values.get("b")], [2, 3]);
    values.delete("b");
    values.set("c", 4, 6);
    assert.deepEqual(kept(values, "a", "b", "c"), ["a", "c"]);
  });

  it("are not kept when one alone is too heavy", () => {
    const values = new RecentlyRead(10);
    values.set("a", 1, 11);
    assert.equal(values.get("a"), undefined);
  });
});

/** `npm run mutation`: patterns that match nothing would give a perfect score. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { MutantResult } from "@stryker-mutator/api/core";
import { nearest } from "../../tools/mutation/nearest.js";
import { rooms, sourcesOf, testsOf, tooSlow } from "../../tools/mutation/rooms.js";
import { scores, survivors } from "../../tools/mutation/score.js";

const root = resolve(__dirname, "../../..");

describe("the rooms of the mutation tester", () => {
  for (const [room, patterns] of Object.entries(rooms)) {
    it(`${room} has sources, and tests for each of its patterns`, () => {
      assert.ok(sourcesOf([room], root).length > 0);
      assert.ok(patterns.length > 0);
      assert.ok(testsOf(room, root).length >= patterns.length);
    });
  }

  it("leave out slow tests that exist", () => {
    const tests = new Set(Object.keys(rooms).flatMap((room) => testsOf(room, root)));
    for (const file of tooSlow) {
      assert.ok(existsSync(join(root, file)), file);
      assert.ok(!tests.has(file), file);
    }
  });

  it("take a single file, and refuse what is not there or in none of them", () => {
    assert.deepEqual(sourcesOf(["provider/fields/merge.ts"], root), ["provider/fields/merge.ts"]);
    assert.throws(() => sourcesOf(["provider/field"], root), /There is no source file provider\/field\./);
    assert.throws(() => sourcesOf(["provider/handlers.ts"], root), /provider\/handlers\.ts is in none of the rooms/);
  });
});

describe("the tests against one mutant", () => {
  const tests = (file: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ file, title: `${file} ${index}` }));

  it("are those of near files, each file in its turn, up to the limit", () => {
    const reaching = [...tests("far", 3), ...tests("a", 3), ...tests("b", 1)];
    const titles = (most?: number) => nearest(reaching, ["a", "b"], most).map(({ title }) => title);
    assert.deepEqual(titles(), ["a 0", "b 0", "a 1", "a 2"]);
    assert.deepEqual(titles(3), ["a 0", "b 0", "a 1"]);
  });

  it("are any that reach it when no near one does", () => {
    assert.equal(nearest(tests("far", 2), ["a"]).length, 2);
  });
});

describe("the score of the mutation tester", () => {
  const mutant = (fileName: string, status: MutantResult["status"], line = 1, statusReason = ""): MutantResult => ({
    id: "1",
    fileName,
    status,
    statusReason,
    mutatorName: "EqualityOperator",
    replacement: "a <=\n  b",
    location: { start: { line, column: 1 }, end: { line, column: 2 } },
  });
  const results = [
    mutant("provider/fields/merge.ts", "Survived", 10),
    mutant("provider/fields/merge.ts", "NoCoverage", 9),
    mutant("provider/fields/merge.ts", "Killed"),
    mutant("provider/fields/merge.ts", "Ignored", 1, "Static mutant"),
    mutant("provider/fields/merge.ts", "Ignored", 1, "excluded"),
    mutant("provider/engine/run.ts", "Timeout"),
  ];

  it("is a row for each room and one for all", () => {
    assert.deepEqual(scores(results).split("\n").slice(2), [
      "| `provider/fields` | 3 | 1 | 1 | 1 | 1 | 33.3 % |",
      "| `provider/engine` | 1 | 1 | 0 | 0 | 0 | 100.0 % |",
      "| all | 4 | 2 | 1 | 1 | 1 | 50.0 % |",
    ]);
  });

  it("names what no test saw, in the order of the lines", () => {
    assert.deepEqual(survivors(results), [
      "provider/fields/merge.ts:9 EqualityOperator: a <= b (no test reaches it)",
      "provider/fields/merge.ts:10 EqualityOperator: a <= b",
    ]);
  });
});

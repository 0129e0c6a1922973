/** What two lists or maps do not share. */
import assert from "node:assert/strict";
import { type Differing, differing } from "../../../provider/values/differing.js";

describe("two values", () => {
  const cases: [one: unknown, other: unknown, found: Differing | undefined][] = [
    [["a", "b", "c"], ["c", "b", "d"], { one: ["a"], other: ["d"], shared: 2 }],
    [["a", "b"], ["b", "a"], { one: [], other: [], shared: 2 }],
    [[{ id: 1 }, 2], [{ id: 1 }, 3], { one: [2], other: [3], shared: 1 }],
    [["a"], ["b"], undefined],
    [[], [], undefined],
    [
      { a: 1, b: 2, c: 3 },
      { a: 1, b: 4, d: 5 },
      { one: { b: 2, c: 3 }, other: { b: 4, d: 5 }, shared: 1 },
    ],
    [{ a: { x: 1, y: 2 } }, { a: { x: 1, y: 3 } }, { one: { a: { y: 2 } }, other: { a: { y: 3 } }, shared: 1 }],
    [
      { a: 1, b: ["x", "y"] },
      { a: 1, b: ["y"] },
      { one: { b: ["x"] }, other: { b: [] }, shared: 2 },
    ],
    [{ a: 1 }, { a: 2 }, undefined],
    [{ a: 1 }, { b: 1 }, undefined],
    [{ a: undefined }, {}, undefined],
    [["a"], { 0: "a" }, undefined],
    ["a", "a", undefined],
  ];
  for (const [one, other, found] of cases) {
    const what = found === undefined ? "share nothing, or are no lists or maps" : `share ${found.shared} members`;
    it(`${JSON.stringify(one)} and ${JSON.stringify(other)} ${what}`, () => {
      assert.deepEqual(differing(one, other), found);
    });
  }
});

/** Differences in words, as a preview and an export show them. */
import assert from "node:assert/strict";
import { changeInWords, type Difference, inWords, unmanagedInWords } from "../../../provider/values/difference.js";

const path = "listing.summary";
const value = { kind: "value", path, actual: "a", wanted: "b", concealed: false } as const;
const what = "the picture theirs.png";

describe("a difference in words", () => {
  const cases: [title: string, difference: Difference, line: string, change: string][] = [
    ["of values", value, 'listing.summary ("a" becomes "b")', '"a" becomes "b"'],
    [
      "of a value that is not set yet",
      { ...value, actual: undefined },
      'listing.summary ((not set) becomes "b")',
      '(not set) becomes "b"',
    ],
    [
      "of credentials",
      { ...value, concealed: true },
      "listing.summary ((a secret) becomes (a secret))",
      "(a secret) becomes (a secret)",
    ],
    ["of what is missing", { kind: "missing", path }, "listing.summary (not there yet)", "not there yet"],
    [
      "of a file that another one replaces",
      { kind: "replaced", path, what },
      "listing.summary (the picture theirs.png is replaced)",
      "the picture theirs.png is replaced",
    ],
    [
      "of a file that goes",
      { kind: "removed", path, what },
      "listing.summary (the picture theirs.png is removed)",
      "the picture theirs.png is removed",
    ],
    ["of a file that nobody manages", { kind: "unmanaged", path, what }, `listing.summary is ${what}`, what],
    [
      "of what is said of a file",
      {
        kind: "details",
        path,
        details: [
          { name: "caption", actual: undefined, wanted: "New" },
          { name: "its number", actual: 2, wanted: 0 },
        ],
      },
      'listing.summary (caption (not set) becomes "New", its number 2 becomes 0)',
      'caption (not set) becomes "New", its number 2 becomes 0',
    ],
  ];
  for (const [title, difference, line, change] of cases) {
    it(`is ${line}: one ${title}`, () => {
      assert.equal(inWords(difference), line);
      assert.equal(changeInWords(difference), change);
    });
  }

  it("is a line of its own for what the program does not set", () => {
    const change = { path, was: "a", is: undefined, concealed: false };
    const start = "listing.summary, which this program does not set, went from";
    assert.equal(unmanagedInWords(change), `${start} "a" to (not set)`);
    assert.equal(unmanagedInWords({ ...change, concealed: true }), `${start} (a secret) to (not set)`);
  });
});

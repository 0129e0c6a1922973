/** Formats of texts that several kinds check. */
import assert from "node:assert/strict";
import type { ZodType } from "zod";
import {
  chosenId,
  duration,
  durationMilliseconds,
  email,
  lastId,
  link,
  linkTo,
  requiredText,
  threePartVersion,
} from "../../../../provider/kinds/shared/formats.js";

const video = linkTo(["youtube.com", "vimeo.com"], "a video");

describe("a format", () => {
  const cases: [name: string, format: ZodType, good: readonly string[], bad: readonly string[]][] = [
    ["a text that says something", requiredText("a name"), ["a", " a "], ["", " \n"]],
    ["a chosen id", chosenId("id"), ["a", "0_-z", "a".repeat(50)], ["", "a".repeat(51), "A", "-a", "a-", "a b", "a.b"]],
    ["a link", link(), ["https://a.example", "HTTP://a/b?c"], ["ftp://a", "https://", "https:// a", "a.example"]],
    [
      "a link to a host",
      video,
      ["https://vimeo.com/1", "https://www.youtube.com/watch?v=1", "https://VIMEO.com"],
      ["https://evilvimeo.com/1", "https://vimeo.com.example", "https://example.com/vimeo.com", "vimeo.com"],
    ],
    ["an e-mail address", email(), ["a@b"], ["a", "@b", "a@", "a@b@c", "a b@c", "a@b c"]],
    ["a version", threePartVersion(), ["1.0.0", "10.20.30"], ["1.0", "1.0.0.0", "v1.0.0", "1.0.x"]],
    ["a duration", duration(), ["90s", "1h30m", "1.5h"], ["", "90", "s", "1 h", "1d", "-1s", ".5h"]],
  ];
  for (const [name, format, good, bad] of cases) {
    it(`of ${name} takes ${good.length} texts and refuses ${bad.length}`, () => {
      for (const text of good) assert.equal(format.safeParse(text).success, true, text);
      for (const text of bad) assert.equal(format.safeParse(text).success, false, text);
      assert.equal(format.safeParse(1).success, false);
    });
  }
});

describe("a duration", () => {
  const cases: [text: string, milliseconds: number][] = [
    ["1s", 1000],
    ["1.5s", 1500],
    ["2m", 120_000],
    ["6h", 21_600_000],
    ["1h30m", 5_400_000],
    ["1.5h", 5_400_000],
    ["1h1m1s", 3_661_000],
  ];
  for (const [text, milliseconds] of cases) {
    it(`of ${text} is ${milliseconds} ms`, () => assert.equal(durationMilliseconds(text), milliseconds));
  }
});

describe("the last id", () => {
  it("is what is behind the last slash, or all of it", () => {
    assert.deepEqual(["a/b", "a/b/c", "a", ""].map(lastId), ["b", "c", "a", ""]);
  });
});

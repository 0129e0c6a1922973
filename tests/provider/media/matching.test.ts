/** Which file of the service is which file of the program, case by case. */
import assert from "node:assert/strict";
import { matchFiles, mustChange } from "../../../provider/media/matching.js";
import type { FoundFile, MediaGroup, WantedFile } from "../../../provider/media/media.js";

const group = (more: Partial<MediaGroup>): MediaGroup => ({
  name: "files",
  noun: "picture",
  holds: "list",
  leaf: "file",
  texts: ["caption"],
  ...more,
});
const groups = {
  numbered: group({ order: "number" }),
  timed: group({ order: "time", identity: "caption" }),
  map: group({ holds: "map", texts: [] }),
  fixed: group({ holds: "map", texts: [], hasFixedKey: true }),
};

/** `A:x` is content A with the text (or key) x; `A:x@5` also has a number. */
function parse(text: string): { content: string; said: string; order: number } {
  const [, content = "", said = "", order = "0"] = /^(\w+):(\w*)(?:@(\d+))?$/.exec(text) ?? [];
  return { content, said, order: Number(order) };
}

function files(own: MediaGroup, wanted: string[], found: string[]): [WantedFile[], FoundFile[]] {
  const medium = (said: string) => (own.holds === "map" ? { texts: {}, key: said } : { texts: { caption: said } });
  return [
    wanted.map((text, index) => {
      const { content, said } = parse(text);
      return { group: own, path: [own.name, index, "file"], file: content, ...medium(said) };
    }),
    found.map((text, index) => {
      const { content, said, order } = parse(text);
      const body = { group: own, etag: "1", fileName: "", state: "Uploaded", stored: {}, raw: {} };
      return { ...body, id: String(index), order, content, ...medium(said) };
    }),
  ];
}

/** For each wanted file the place of the one that is taken for it, with `!` where it must be written, or `new`. */
function result(own: MediaGroup, wanted: string[], found: string[]): string {
  const [wantedFiles, foundFiles] = files(own, wanted, found);
  const hasContent = (one: WantedFile, file: FoundFile) => one.file === file.content;
  return matchFiles(own, wantedFiles, foundFiles, hasContent)
    .map((match) => (match.found === undefined ? "new" : `${match.found.id}${mustChange(match) ? "!" : ""}`))
    .join(" ");
}

describe("a file of the program is in the service", () => {
  const cases: [what: string, group: MediaGroup, wanted: string[], found: string[], result: string][] = [
    ["as it is", groups.numbered, ["A:x", "B:y"], ["A:x@0", "B:y@1"], "0 1"],
    ["with any numbers that keep the order", groups.numbered, ["A:x", "B:y"], ["A:x@3", "B:y@9"], "0 1"],
    ["with all numbers alike, in the order of the list", groups.numbered, ["A:x", "B:y"], ["A:x@0", "B:y@0"], "0 1"],
    ["in another order", groups.numbered, ["B:y", "A:x"], ["A:x@0", "B:y@1"], "1! 0!"],
    ["with another text", groups.numbered, ["A:z"], ["A:x@0"], "0!"],
    ["not at all", groups.numbered, ["C:x"], ["A:x@0"], "new"],
    ["with others that go", groups.numbered, ["C:c"], ["A:a@0", "B:b@1", "C:c@2"], "2"],
    ["with one that comes at the end", groups.numbered, ["A:a", "N:n"], ["A:a@0"], "0 new"],
    ["with one that comes at the front", groups.numbered, ["N:n", "A:a"], ["A:a@0"], "new 0!"],
    ["twice, with two texts", groups.numbered, ["A:y", "A:x"], ["A:x@0", "A:y@1"], "1! 0!"],
    ["twice, and wanted once", groups.numbered, ["A:y"], ["A:x@0", "A:y@1"], "1"],
    ["once, and wanted twice", groups.numbered, ["A:x", "A:y"], ["A:y@0"], "new 0!"],
    ["as one of several with the same picture", groups.timed, ["A:y"], ["A:x", "A:y"], "1"],
    ["behind one that is missing, so that it must be added anew", groups.timed, ["N:n", "A:a"], ["A:a"], "new new"],
    ["in an order by time that must become another one", groups.timed, ["B:b", "A:a"], ["A:a", "B:b"], "1 new"],
    ["with another name", groups.timed, ["A:b", "C:c"], ["A:a", "C:c"], "0! 1"],
    ["under another key", groups.map, ["A:new"], ["A:old"], "0!"],
    ["under two keys that change places", groups.map, ["A:y", "B:x"], ["A:x", "B:y"], "0! 1!"],
    ["under another key, where keys cannot be changed", groups.fixed, ["A:new"], ["A:old"], "new"],
  ];
  for (const [what, own, wanted, found, expected] of cases) {
    it(what, () => assert.equal(result(own, wanted, found), expected));
  }
});

/** Long texts of an exported program are files of their own. */
import assert from "node:assert/strict";
import { LongTexts } from "../../commands/long-texts.js";
import { Code } from "../../commands/typescript-text.js";

describe("the long texts of an exported program", () => {
  const long = (text: string) => text.padEnd(601, "x");

  it("are those of more than 600 characters or 12 lines", () => {
    const [characters, lines] = ["x".repeat(600), "x\n".repeat(11)];
    const texts = new LongTexts();
    const inputs = { characters, lines, more: [`${characters}x`, `${lines}\n`] };
    assert.deepEqual(texts.takenOut(inputs, "offer"), {
      characters,
      lines,
      more: [new Code('text("texts/offer/more-1.txt")'), new Code('text("texts/offer/more-2.txt")')],
    });
    assert.deepEqual([...texts.files.values()], inputs.more);
  });

  it("have names by their paths and their content; no file has two texts", () => {
    const texts = new LongTexts();
    texts.takenOut({ "a b": long("<p>one</p>"), "a-b": long("<p>two</p>"), json: long(" {") }, "plans/gold");
    assert.deepEqual(
      [...texts.files.keys()],
      ["texts/plans/gold/a-b.html", "texts/plans/gold/a-b-2.html", "texts/plans/gold/json.json"],
    );
  });

  it("stay in the program where a file could not hold them: half a character", () => {
    const texts = new LongTexts();
    const broken = long("\ud83d");
    assert.deepEqual(texts.takenOut({ broken }, "offer"), { broken });
    assert.equal(texts.files.size, 0);
  });
});

/**
 * Values as TypeScript: whatever a person has typed in Partner Center comes out as the same value, and as nothing else.
 */
import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { Code, comment, TypeScriptText, textLiteral } from "../../commands/typescript-text.js";

const evaluate = (code: string) => JSON.parse(JSON.stringify(runInNewContext(`(${code})`))) as unknown;

describe("a value as TypeScript", () => {
  const texts: [what: string, text: string, value?: string][] = [
    ["quotes and backslashes", "say \"yes\" \\ 'no'"],
    ["several lines", "one\n  two\nthree"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code is what somebody may have typed
    ["what is special within backquotes", "`${process.exit(3)}`\n\\${x} $x"],
    ["line ends of Windows, which count as line ends", "one\r\ntwo", "one\ntwo"],
    ["a lone carriage return", "one\rtwo\nthree"],
    ["control characters", "bell \u0007\nnext \u0085 \u2028"],
    ["characters that turn the direction of reading", "a \u202e b\nc \u2066 d"],
    ["half a character", "half \ud83d\nend"],
    ["emoji and scripts", "größe 🎉 日本語 العربية"],
  ];
  for (const [what, text, value = text] of texts) {
    it(`is the same text: ${what}`, () => {
      const literal = textLiteral(text);
      assert.equal(evaluate(literal), value);
      for (const hidden of "\u0007\u0085\u2028\u202e\u2066\r") assert.ok(!literal.includes(hidden));
    });
  }

  it("keeps keys that are spelled like their values", () => {
    const value = { true: true, 5: 5, null: null };
    for (const whole of [value, { inner: value }])
      assert.deepEqual(evaluate(new TypeScriptText().expression(whole)), whole);
  });

  it("keeps keys of all sorts", () => {
    const value = JSON.parse(
      '{"plain":1,"de-de":{"with \\"quotes\\"":[]},"__proto__":{"a":true},"constructor":null,"two\\nlines `$":1}',
    );
    const code = new TypeScriptText().expression(value);
    assert.equal(JSON.stringify(runInNewContext(`JSON.stringify(${code})`)), JSON.stringify(JSON.stringify(value)));
    assert.match(code, /^ {2}plain: 1,$/m);
  });

  it("puts what is short in one line, and fills lines with what is in a long list", () => {
    const markets = Array.from({ length: 60 }, (_, index) => `M${index}`);
    const code = new TypeScriptText().expression({ contact: { name: "Ann", tags: ["a"] }, markets });
    assert.match(code, /^ {2}contact: { name: "Ann", tags: \["a"\] },$/m);
    const lines = code.split("\n");
    assert.ok(lines.every((line) => line.length <= 120));
    assert.ok(lines.length < 12, code);
    assert.deepEqual(evaluate(code), { contact: { name: "Ann", tags: ["a"] }, markets });
  });

  it("fills lines up to 120 characters, and not beyond", () => {
    for (let length = 90; length < 130; length += 1) {
      const word = "x".repeat(length);
      assert.equal(comment(`${word} y`).split("\n").length - 1, `// ${word} y`.length <= 120 ? 1 : 2, `${length}`);
      const code = new TypeScriptText().expression({ key: { inner: word } });
      const short = `  key: { inner: "${word}" },`;
      assert.equal(code.split("\n")[1] === short, short.length <= 120, `${length}: ${code}`);
    }
    const code = new TypeScriptText().expression({ list: ["x".repeat(130), "y"] });
    assert.doesNotMatch(code, /^ *$/m, "no empty line before what is longer than a line");
  });

  it("writes code as it is, in short where it has the property's name", () => {
    const code = new TypeScriptText().expression({ offer: new Code("offer"), file: new Code('text("a.txt")') });
    assert.equal(code, '{\n  offer,\n  file: text("a.txt"),\n}');
  });

  it("has comments above properties; nothing in them ends a comment", () => {
    const remarks = new Map([["a.b", `first\nprocess.exit(3) \u2028 \u202e${" word".repeat(40)}`]]);
    const code = new TypeScriptText(remarks).expression({ a: { b: 1 } });
    assert.deepEqual(evaluate(code), { a: { b: 1 } });
    assert.match(code, /^ {4}\/\/ first process\.exit\(3\) word word/m);
    assert.ok(code.split("\n").every((line) => line.length <= 120));
    assert.equal(comment("one\r\ntwo"), "// one two\n");
  });
});

/** Packages that are made to break a checker, or big by accident: the check ends, and says what it can. */
import assert from "node:assert/strict";
import { checkPackage } from "../../../provider/package-check/check-package.js";
import { errorLines, warningLines } from "../../../provider/package-check/problems.js";
import type { RuleId } from "../../../provider/package-check/rules.js";
import { type Change, linked, main, packageWith, today, ui } from "./good-package.js";

function rulesOf(...changes: readonly Change[]): RuleId[] {
  return [...new Set(checkPackage(packageWith(...changes), today).map(({ rule }) => rule))];
}
const encode = (text: string) => new TextEncoder().encode(text);

describe("the check of a package", () => {
  for (const value of [null, true, 1, "x", [], {}, [null], { a: null }]) {
    it(`does not fail where ${JSON.stringify(value)} stands for any part of it`, () => {
      const whole = packageWith();
      for (const file of [main, linked, ui, "viewDefinition.json"]) {
        const root: unknown = JSON.parse(new TextDecoder().decode(whole.get(file)));
        for (const path of pathsOf(root)) checkPackage(packageWith([file, path, value]), today);
      }
    });
  }

  it("is not fooled by the names that every object has", () => {
    const text = `{ "$schema": "constructor", "contentVersion": "1.0.0.0", "__proto__": { "resources": [] },
      "parameters": { "constructor": { "type": "toString" }, "__proto__": { "type": "constructor" } },
      "resources": [ { "type": "__proto__", "apiVersion": "2020-01-01", "name": "hasOwnProperty" } ],
      "outputs": { "valueOf": { "type": "hasOwnProperty", "value": "[variables('constructor')]" } } }`;
    const found = checkPackage(packageWith([main, "text", text]), today).filter(({ file }) => file === main);
    const errors = errorLines(found).map((line) => line.replace(/^.*\[(.*)\]$/, "$1"));
    assert.deepEqual([...new Set(errors)].sort(), [
      "output-form",
      "parameter-type",
      "resource-type",
      "template-schema",
      "ui-parameter-output",
      "variable-declared",
    ]);
  });

  it("reads a file of one line, with Windows line ends, and with a byte order mark alike", () => {
    const bytes = packageWith().get(main) as Uint8Array;
    const text = new TextDecoder().decode(bytes);
    for (const other of [JSON.stringify(JSON.parse(text)), text.replaceAll("\n", "\r\n"), `\uFEFF${text}`]) {
      assert.deepEqual(rulesOf([main, "text", other]), []);
    }
  });

  const noJson: Record<string, Uint8Array> = {
    "UTF-16": new Uint8Array(Buffer.from('\uFEFF{"a":1}', "utf16le")),
    zeros: new Uint8Array(1000),
    "objects and arrays without end": encode('{"a":['.repeat(500_000)),
    "a text without end": encode(`{"a": "${"x".repeat(100_000)}`),
    "a comment without end": encode("{ /* "),
    "a control character in a text": encode('{"a": "\u0001"}'),
    slashes: encode("////".repeat(10_000)),
  };
  for (const [what, bytes] of Object.entries(noJson)) {
    it(`calls no JSON: ${what}`, () => {
      const files = packageWith();
      files.set(main, bytes);
      assert.deepEqual(
        checkPackage(files, today).map(({ rule, file }) => [rule, file]),
        [["json-syntax", main]],
      );
    });
  }

  it("takes values that lie deep inside each other, to a limit", () => {
    const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
    const template = (levels: number) => {
      const text = new TextDecoder().decode(packageWith().get(main));
      return text.replace('"variables": {', `"variables": { "deep": ${deep(levels)},`);
    };
    assert.deepEqual(rulesOf([main, "text", template(190)]), ["variable-used"]);
    assert.deepEqual(rulesOf([main, "text", template(100_000)]), ["json-syntax"]);
  });

  const huge = 2_000_000;
  // Where an expression is not understood, nothing is said of what may be used in it.
  const texts: [what: string, text: string, rules: RuleId[]][] = [
    ["200,000 calls inside each other", `[${"concat(".repeat(200_000)}${")".repeat(200_000)}]`, ["expression-length"]],
    ["3,000 calls inside each other", `[${"concat(".repeat(3000)}${")".repeat(3000)}]`, []],
    ["12,000 members behind each other", `[a${".b".repeat(12_000)}]`, ["variable-used"]],
    ["8,000 indices inside each other", `[${"a[".repeat(8000)}1${"]".repeat(8000)}]`, []],
    ["8,000 functions without an end", `[${"x=>".repeat(8000)}]`, []],
    ["20,000 opening parentheses", `[${"(".repeat(20_000)}]`, ["expression-brackets"]],
    ["2,000,000 quotation marks", `[${"'".repeat(huge)}]`, ["expression-length"]],
    ["2,000,000 dots and letters", "a.".repeat(huge / 2), ["variable-used"]],
    ["what looks like a private link without end", `privatelink.${"a.".repeat(huge / 2)}`, ["variable-used"]],
  ];
  for (const [what, text, rules] of texts) {
    it(`is not impressed by ${what}`, () => {
      assert.deepEqual(rulesOf([main, ["variables", "hostile"], text]), rules);
    });
  }

  it("refuses a type of 2,000,000 characters, and shows a part of it", () => {
    const resource = { type: "a.".repeat(huge / 2), apiVersion: "2024-03-01", name: "x" };
    const found = checkPackage(packageWith([main, ["resources"], [resource]]), today);
    const lines = errorLines(found).filter((line) => line.endsWith("[resource-type]"));
    assert.equal(lines.length, 1);
    assert.ok((lines[0] as string).length < 300);
  });

  it("does not fill a form thousands of times with a long text", () => {
    const changes: Change[] = [
      [main, ["variables", "long"], "x".repeat(4000)],
      [main, ["variables", "form"], `[format('${"{0}".repeat(8000)}', variables('long'))]`],
      [main, ["variables", "address"], "[uri(variables('form'), 'nested/a.json')]"],
    ];
    assert.deepEqual(rulesOf(...changes), ["variable-used"]);
  });

  it("ends, with a limit to its lines, where everything is wrong", () => {
    const outputs = Object.fromEntries(
      [...Array(20_000).keys()].map((index) => [`o${index}`, { value: `[variables('v${index}')]` }]),
    );
    const parameters = Object.fromEntries([...Array(20_000).keys()].map((index) => [`p${index}`, { type: "no" }]));
    const found = checkPackage(packageWith([main, ["outputs"], outputs], [main, ["parameters"], parameters]), today);
    const errors = errorLines(found);
    assert.equal(errors.length, 31);
    assert.match(errors.at(-1) as string, /^and \d+ more like these$/);
    assert.ok(warningLines(found).length <= 2 * 31);
  });

  it("says each thing in one line, whatever the names in the package are", () => {
    const odd = `a\n\u001b[31m${"x".repeat(5000)}`;
    const files = packageWith([main, ["outputs", odd], { type: "string" }], [main, ["variables", odd], 1]);
    files.set("a\nb.json", encode("{"));
    const problems = checkPackage(files, today);
    const lines = [...errorLines(problems), ...warningLines(problems)];
    assert.equal(lines.length, 3);
    for (const line of lines) assert.match(line, /^in \P{Cc}{1,740} \[[a-z-]+\]$/u);
  });

  it("looks at templates and definitions only, in a package with much else", () => {
    const files = packageWith();
    files.set("data/big.bin", new Uint8Array(50 * 1024 * 1024));
    files.set("data/big.json", encode(`{"a": "${"x".repeat(9 * 1024 * 1024)}`));
    for (let index = 0; index < 5000; index += 1) files.set(`data/${index}.txt`, encode("{"));
    assert.deepEqual(checkPackage(files, today), []);
  });
});

/** All paths inside of a value. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

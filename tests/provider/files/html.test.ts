/** Descriptions: which are equal, by the rules of docs/equality.md, and which HTML they may hold. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { canonical } from "../../../provider/fields/field.js";
import { canonicalHtml, htmlRules } from "../../../provider/files/html.js";
import { htmlProblems, supportedTags } from "../../../provider/files/html-check.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { propertiesPage } from "../../../provider/kinds/offer/properties.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { Findings } from "../../../provider/values/findings.js";

const root = join(__dirname, "../../../..");

/** A text as it stands in the table: between backticks, with invisible characters written out. */
function cell(text: string): string {
  return `\`${text.replaceAll("\n", "⏎").replaceAll("\u00a0", "U+00A0").replaceAll("|", "\\|")}\``;
}

function rowsOf(table: string): string[][] {
  return table
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split(" | ")
        .map((text) => text.trim()),
    );
}

describe("the equality of descriptions", () => {
  for (const { rule, example } of htmlRules) {
    it(`does not count: ${rule}`, () => {
      assert.notEqual(example[0], example[1]);
      assert.equal(canonicalHtml(example[0]), canonicalHtml(example[1]));
    });
  }

  it("is documented rule by rule", () => {
    const page = readFileSync(join(root, "docs/equality.md"), "utf8");
    const table = page.slice(page.indexOf("<!-- The table is held equal"));
    assert.deepEqual(
      rowsOf(table),
      htmlRules.map(({ rule, example: [a, b], source }) => [rule, cell(a), cell(b), source]),
    );
  });

  const different: Record<string, [string, string]> = {
    "a no-break space and a space": ["<p>a&nbsp;b</p>", "<p>a b</p>"],
    "two no-break spaces and one": ["<p>a&nbsp;&nbsp;b</p>", "<p>a&nbsp;b</p>"],
    "bold and strong": ["<b>a</b>", "<strong>a</strong>"],
    "a space between words in tags and none": ["<p><b>a</b> <i>b</i></p>", "<p><b>a</b><i>b</i></p>"],
    "a space before a tag and one inside it": ["<p>a <b>b</b></p>", "<p>a<b> b</b></p>"],
    "a tag and its spelling in characters": ["<p><b>a</b></p>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"],
    "an escaped reference and a reference": ["<p>&amp;lt;</p>", "<p>&lt;</p>"],
    "an empty paragraph and none": ["<p>a</p><p></p>", "<p>a</p>"],
    "a line break and two paragraphs": ["<p>a<br>b</p>", "<p>a</p><p>b</p>"],
    "letter case of words": ["<p>a</p>", "<p>A</p>"],
    "letter case of an attribute's value": ['<ol type="a"><li>x</li></ol>', '<ol type="A"><li>x</li></ol>'],
    "whitespace in pre": ["<pre>a  b</pre>", "<pre>a b</pre>"],
    "whitespace under a style": ['<p style="white-space: pre">a  b</p>', '<p style="white-space: pre">a b</p>'],
    "whitespace under a class": ['<p class="code">a  b</p>', '<p class="code">a b</p>'],
    "line breaks of a text without tags": ["a\nb", "a b"],
    "references of a text without tags": ["R&amp;D", "R&D"],
    "what is not closed and what is": ["<p><b>a</p>", "<p><b>a</b></p>"],
    "a stray end tag and none": ["<p>a</p></p>", "<p>a</p>"],
    "a list in a paragraph and one after it": ["<p><ul><li>a</li></ul></p>", "<p></p><ul><li>a</li></ul>"],
    "whitespace in a table": ["<table><tr><td>a </td></tr></table>", "<table><tr><td>a</td></tr></table>"],
  };
  for (const [name, [a, b]] of Object.entries(different)) {
    it(`tells apart ${name}`, () => assert.notEqual(canonicalHtml(a), canonicalHtml(b)));
  }

  it("leaves a text that is too deep or too long as it is, however it is written", () => {
    const deep = (levels: number) => `${"<B>".repeat(levels)}x${"</b>".repeat(levels)}`;
    assert.equal(canonicalHtml(deep(199)), deep(199).replaceAll("<B>", "<b>"));
    assert.equal(canonicalHtml(deep(201)), deep(201));
    const long = `<P>${"x".repeat(20_000)}</p>`;
    for (const text of [long, deep(2500), deep(200_000), "<div>".repeat(200_000), "<!-- x".repeat(200_000)]) {
      assert.equal(canonicalHtml(text), text);
    }
  });

  it("leaves a text that has the one form as it is", () => {
    for (const { example } of htmlRules) {
      const once = canonicalHtml(example[0]);
      assert.equal(canonicalHtml(once), once);
    }
  });

  it("gives the descriptions of recorded states the form that they had, so that no content hash changes", () => {
    const state = readFileSync(join(root, "tests/states/0.1.0.json"), "utf8");
    const descriptions = [...state.matchAll(/"description": ("<.*"),?$/gm)].map(([, text]) =>
      JSON.parse(text as string),
    );
    assert.ok(descriptions.length >= 4);
    for (const text of descriptions) assert.equal(canonicalHtml(text), text);
  });

  it("holds for the descriptions of offers and plans, and for no other text", () => {
    const [a, b] = ["<p>One</p>\n<p>Two</p>", "<p>One</p><p>Two</p>"];
    for (const kind of [offer, plan]) {
      const field = kind.compared.find(({ path }) => path === "listing.description");
      assert.ok(field);
      assert.equal(canonical(field, a), canonical(field, b));
    }
    const terms = propertiesPage.fields.find(({ path }) => path === "properties.termsOfUse");
    assert.ok(terms);
    assert.notEqual(canonical(terms, a), canonical(terms, b));
  });
});

describe("the check of descriptions", () => {
  it("has nothing to say about the documented tags, and about plain text", () => {
    const text = supportedTags.map((tag) => (tag === "br" ? "<br>" : `<${tag}>x</${tag}>`)).join("\n");
    assert.deepEqual(htmlProblems(text), {});
    assert.deepEqual(htmlProblems("R&D, 5 < 6\nand more"), {});
  });

  it("names tags and attributes beyond the documented ones, with their lines", () => {
    const { error, warning } = htmlProblems('<p>a</p>\n<table>\n<tr><td>b</td></tr></table>\r\n<p style="x">c</p>');
    assert.equal(error, undefined);
    assert.match(
      warning ?? "",
      /has <table> \(line 2\), <tr> \(line 3\), <td> \(line 3\) and 1 more, which .* does not name/,
    );
  });

  it("refuses what runs or loads something", () => {
    const { error } = htmlProblems(
      '<p>a</p>\n<script>if (a < b) run()</script>\n<p onclick="x()">b</p><a href="javascript:x()">c</a>',
    );
    assert.match(
      error ?? "",
      /<script> \(line 2\), onclick of <p> \(line 3\), href of <a> \(line 3\): .* Take this out/,
    );
  });

  for (const address of ["javascript:x()", "vbscript:x()", "data:text/html,x", "\n JavaScript:x()"]) {
    it(`refuses a link to ${JSON.stringify(address)}`, () => {
      assert.match(htmlProblems(`<a href="${address}">a</a>`).error ?? "", /has href of <a> \(line 1\): a description/);
    });
  }

  it("names each thing once, and counts what it does not name", () => {
    const warned = (text: string) => htmlProblems(text).warning ?? "";
    assert.match(warned("<i>a</i><u>b</u><u>c</u>"), /^has <u> \(line 1\), which/);
    assert.match(warned("<u>a</u>\n<u>b</u>\n<u>c</u>"), /^has <u> \(line 1\), <u> \(line 2\), <u> \(line 3\), which/);
    assert.match(warned("<u>a</u>\n<u>b</u>\n<u>c</u>\n<u>d</u>"), /<u> \(line 3\) and 1 more, which/);
  });

  it("gives errors and warnings for the descriptions of plans and offers", async () => {
    for (const kind of [offer, plan]) {
      const findings = new Findings();
      const description = "<table></table><script></script>";
      await kind.derive({ listing: { description } }, findings, {});
      assert.match(findings.list().find(({ property }) => property === "listing.description")?.reason ?? "", /script/);
      assert.deepEqual(
        findings.warnings().map(({ property }) => property),
        ["listing.description"],
      );
    }
  });

  const malformed: Record<string, RegExp> = {
    "<p>a\n<b>b</p>": /<b> is not closed \(line 2\)/,
    "<p>a</p>\n\n</b>": /<\/b> ends nothing \(line 3\)/,
    "<p>a</p>\r\r</b>": /<\/b> ends nothing \(line 3\)/,
    "<p>a\n<p>b</p>": /<p> is not closed \(line 1\)/,
    "<p>a < b</p>": /invalid first character of tag name \(line 1\)/,
    "<p>&nosuch;</p>": /unknown named character reference \(line 1\)/,
  };
  for (const [text, reason] of Object.entries(malformed)) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => assert.match(htmlProblems(text).warning ?? "", reason));
  }
});

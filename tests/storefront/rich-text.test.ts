/** Descriptions: what of them reaches a page. */
import assert from "node:assert/strict";
import { supportedTags } from "../../provider/files/html-check.js";
import { plainLines, richText } from "../../storefront/rich-text.js";

const shown = (markup: string) => richText(markup, 2).text;

describe("the storefront's descriptions", () => {
  it("show every tag that Partner Center documents", () => {
    for (const tag of supportedTags) {
      const text = shown(`<${tag}>x`);
      assert.match(text, /^h\d$/.test(tag) ? /^<h3>x<\/h3>$/ : new RegExp(`^<${tag}>`), tag);
    }
    assert.equal(shown("<ul><li>One<li>Two</ul>"), "<ul><li>One</li><li>Two</li></ul>");
  });

  const hostile: [title: string, markup: string, text: string][] = [
    ["a script", "<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"],
    [
      "handlers and styles",
      `<p onclick="alert(1)" style="position:fixed" class="notice" id="market">a</p>`,
      "<p>a</p>",
    ],
    ["an address that runs", `<a href="javascript:alert(1)">a</a><a href=" data:text/html,x">b</a>`, "ab"],
    ["a picture", `<img src="https://evil.example/x.png" onerror="alert(1)">a`, "a"],
    [
      "frames and forms",
      `<iframe src="https://evil.example"></iframe><form action="https://evil.example">a<input></form>`,
      "a",
    ],
    ["foreign elements", "<svg><script>alert(1)</script><a href=https://evil.example>x</a></svg>a", "a"],
    ["math that hides a style", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", ""],
    ["a style that hides a tag", "<style><p></style><img src=x onerror=alert(1)>a", "a"],
    ["noscript", `<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>a`, "&quot;&gt;a"],
    ["escaped tags", "<b>&lt;script&gt;</b>", "<b>&lt;script&gt;</b>"],
    ["the end of the page's own parts", "</div></div></main><p>a</p>", "<p>a</p>"],
    ["a comment", "<!-- <script> --><p>a</p>", "<p>a</p>"],
    ["a template", "<template><p>a</p></template>b", "b"],
  ];
  for (const [title, markup, text] of hostile) {
    it(`leave out ${title}`, () => {
      assert.equal(shown(markup), text);
      assert.equal(shown(`<div>${text}</div>`), `<div>${text}</div>`, "the same when it is taken apart again");
    });
  }

  it("have links to web addresses, which tell nothing of where they were", () => {
    assert.equal(
      shown(`<a href="https://contoso.example/?a=1&amp;b=2" target="x">go</a>`),
      `<a href="https://contoso.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow" target="_blank">go</a>`,
    );
  });

  it("leave no level of headings out, whatever they begin with", () => {
    assert.equal(shown("<h4>a</h4><h1>b</h1><h2>c</h2><h6>d</h6>"), "<h3>a</h3><h3>b</h3><h4>c</h4><h5>d</h5>");
  });

  it("are text where they have no tags, are too long, or lie too deep", () => {
    assert.equal(shown("one & two\n\nthree"), "<p>one &amp; two</p><p>three</p>");
    assert.match(shown(`<p>${"x".repeat(30_000)}</p>`), /^<p>&lt;p&gt;x+…<\/p>$/);
    assert.ok(shown(`${"<b>".repeat(5000)}x`).length < 5000);
  });

  it("are compared by their lines", () => {
    assert.deepEqual(plainLines("<p>One\n two</p><ul><li>a</li><li><b>b</b></li></ul><script>x</script>"), [
      "One two",
      "• a",
      "• b",
    ]);
  });
});

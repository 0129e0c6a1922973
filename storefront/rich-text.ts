// Descriptions that publishers wrote in HTML, made safe. The text is taken apart by the HTML Standard's own parser, and
// what is shown is written anew from the tree: the tags of a short list, without any attribute but the address of a
// link, and text that is escaped. So nothing of the original text reaches the page by itself.
import { defaultTreeAdapter, html as names, parseFragment, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { escaped, Html, html } from "./html.js";

/** Beyond this, a description is shown as text: Partner Center takes a quarter of it. */
const longest = 20_000;
/** Deeper inside each other, tags are not looked into. */
const deepest = 100;

/** What is shown as it is: what Partner Center documents for descriptions, and harmless tags of the same kind. */
const shown = new Set(
  "b strong i em u s sub sup code p br ul ol li h1 h2 h3 h4 h5 h6 div span blockquote pre hr".split(" "),
);
const empty = new Set(["br", "hr"]);
/** What has no text for readers inside. */
const dropped = new Set(
  "script style template title noscript iframe object embed applet svg math select textarea audio video canvas".split(
    " ",
  ),
);

/** Writes nodes anew. Headings lie below that of the page's part, and no level is left out. */
class Writer {
  private last: number;

  constructor(private readonly below: number) {
    this.last = below;
  }

  private heading(tagName: string): string {
    const wanted = Number(tagName.charAt(1)) + this.below;
    this.last = Math.min(wanted, this.last + 1, 6);
    return `h${this.last}`;
  }

  write(node: Tree.ChildNode, depth: number): string {
    if ("value" in node) return escaped(node.value);
    if (!("tagName" in node) || depth > deepest) return "";
    const { tagName, namespaceURI, childNodes, attrs } = node;
    if (namespaceURI !== names.NS.HTML || dropped.has(tagName)) return "";
    const inside = () => childNodes.map((child) => this.write(child, depth + 1)).join("");
    if (tagName === "a") {
      const address = attrs.find(({ name }) => name === "href")?.value.trim() ?? "";
      if (!/^https?:\/\//i.test(address)) return inside();
      return `<a href="${escaped(address)}" rel="noopener noreferrer nofollow" target="_blank">${inside()}</a>`;
    }
    if (!shown.has(tagName)) return inside();
    if (empty.has(tagName)) return `<${tagName}>`;
    const tag = /^h\d$/.test(tagName) ? this.heading(tagName) : tagName;
    return `<${tag}>${inside()}</${tag}>`;
  }
}

function parsed(markup: string): Tree.DocumentFragment {
  const section = defaultTreeAdapter.createElement("div", names.NS.HTML, []);
  return parseFragment(section, markup, {});
}

/** A description as safe HTML; one without tags keeps its lines. @param below The level of the heading above it. */
export function richText(markup: string, below: number): Html {
  if (markup.length > longest) return html`<p>${markup.slice(0, longest)}…</p>`;
  if (!/<[a-z/!]/i.test(markup)) {
    return html`${markup
      .split(/\n+/)
      .filter((line) => line.trim() !== "")
      .map((line) => html`<p>${line}</p>`)}`;
  }
  const writer = new Writer(below);
  return new Html(
    parsed(markup)
      .childNodes.map((node) => writer.write(node, 1))
      .join(""),
  );
}

const blocks = new Set("p div ul ol li h1 h2 h3 h4 h5 h6 blockquote pre br hr".split(" "));

/** The same as lines of plain text. */
export function plainLines(markup: string): string[] {
  let text = "";
  const walk = (node: Tree.ChildNode, depth: number): void => {
    if ("value" in node) text += node.value.replace(/\s+/g, " ");
    if (!("tagName" in node) || depth > deepest || dropped.has(node.tagName)) return;
    if (blocks.has(node.tagName)) text += "\n";
    if (node.tagName === "li") text += "• ";
    for (const child of node.childNodes) walk(child, depth + 1);
    if (blocks.has(node.tagName)) text += "\n";
  };
  if (/<[a-z/!]/i.test(markup)) for (const node of parsed(markup.slice(0, longest)).childNodes) walk(node, 1);
  else text = markup;
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && line !== "•");
}

// Descriptions are HTML. When two of them count as equal is a fixed list of rules, all of which follow from how a
// browser builds and shows a document; docs/equality.md has the same list. Whatever the rules do not cover is compared
// as it is.
import { defaultTreeAdapter, html, parseFragment, serialize, type DefaultTreeAdapterTypes as Tree } from "parse5";

/** A way in which two descriptions may differ and still be equal. */
export interface HtmlRule {
  readonly rule: string;
  /** Two texts that are equal by this rule. */
  readonly example: readonly [string, string];
  readonly source: string;
}

/** Every rule by which descriptions are equal; that Partner Center shows them as a browser does is assumed. */
export const htmlRules: readonly HtmlRule[] = [
  {
    rule: "Letter case of tag names and attribute names",
    example: ["<P>One</P>", "<p>One</p>"],
    source: "HTML Standard §13.1.2",
  },
  {
    rule: "The slash of a tag without content",
    example: ["One<br/>two", "One<br>two"],
    source: "HTML Standard §13.1.2.1",
  },
  {
    rule: "Whitespace inside a tag",
    example: ["<p >One</p\n>", "<p>One</p>"],
    source: "HTML Standard §13.1.2.1, §13.1.2.2",
  },
  {
    rule: "Quotes around the value of an attribute",
    example: ["<ol start='3'><li>One</li></ol>", '<ol start="3"><li>One</li></ol>'],
    source: "HTML Standard §13.1.2.3",
  },
  {
    rule: "Order of attributes",
    example: ['<ol type="a" start="3"><li>One</li></ol>', '<ol start="3" type="a"><li>One</li></ol>'],
    source: "DOM Standard §4.9 (attributes are looked up by name)",
  },
  {
    rule: "The end tag of `<p>` or `<li>` that another tag implies",
    example: ["<ul><li>One<li>Two</ul>", "<ul><li>One</li><li>Two</li></ul>"],
    source: "HTML Standard §13.1.2.4",
  },
  {
    rule: "How a character is written: as it is, by name or by number",
    example: ["<p>R&#38;D&nbsp;now</p>", "<p>R&amp;D\u00a0now</p>"],
    source: "HTML Standard §13.1.4",
  },
  { rule: "Comments", example: ["<p>One<!-- two --></p>", "<p>One</p>"], source: "HTML Standard §13.1.6, not shown" },
  {
    rule: "Runs of spaces, tabs and line ends",
    example: ["<p>One\n   two</p>", "<p>One two</p>"],
    source: "CSS Text 3 §4.1.1",
  },
  {
    rule: "Whitespace next to the start or end of a paragraph, heading, list or list item, and next to `<br>`",
    example: ["<ul>\n  <li> One </li>\n</ul>", "<ul><li>One</li></ul>"],
    source: "CSS Text 3 §4.1.2",
  },
];

/**
 * Descriptions of more characters are not taken apart, and are compared as they are. Ours: four times what Partner
 * Center takes, as the time that this takes may grow with the square of the length.
 */
export const longestHtml = 20_000;

/** Deeper inside each other, tags are not looked into. Ours: what walks a tree must not run out of stack. */
export const deepestHtml = 200;

/** Tags that begin and end a line of text: whitespace next to them is not shown. */
const blocks = new Set(["p", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div"]);
/** Tags within a line. In texts with any tag beyond these two lists (`<pre>`, `<table>`, …) nothing is equated. */
const inline = new Set(["b", "strong", "i", "em", "u", "br", "a", "span", "sub", "sup", "code"]);
const optionalEnd = new Set(["p", "li"]);

/** A mistake in the spelling of HTML, which browsers repair by guessing. */
interface HtmlMistake {
  readonly what: string;
  /** 1 for the first line. */
  readonly line: number;
  /** The HTML Standard allows it: every browser repairs it in the same way. */
  readonly isAllowed: boolean;
}

/** A description, taken apart. */
export interface ParsedHtml {
  readonly body: Tree.DocumentFragment;
  readonly mistakes: readonly HtmlMistake[];
  /** How deep its tags lie inside each other. */
  readonly depth: number;
}

/** Whether a text has any tag or comment; one without may as well be plain text. */
export function isHtml(text: string): boolean {
  return /<[a-z/!]/i.test(text);
}

/** Takes a description of at most {@link longestHtml} apart, as a browser would the content of a page's section. */
export function parseHtml(text: string): ParsedHtml {
  const mistakes: HtmlMistake[] = [];
  const section = defaultTreeAdapter.createElement("div", html.NS.HTML, []);
  const body = parseFragment(section, text, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine }) =>
      mistakes.push({ what: code.replaceAll("-", " "), line: startLine, isAllowed: false }),
  });
  const nodes = nodesIn(body);
  const all = elements(nodes);
  for (const { tagName, sourceCodeLocation: at } of all) {
    if (at && !at.endTag && !voidTags.has(tagName)) {
      const isAllowed = optionalEnd.has(tagName);
      mistakes.push({ what: `<${tagName}> is not closed`, line: at.startLine, isAllowed });
    }
  }
  mistakes.push(...strayEndTags(text, nodes));
  return { body, mistakes, depth: nodes.reduce((deepest, { depth }) => Math.max(deepest, depth), 0) };
}

const voidTags = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]);

/** A part of a document, and how deep it lies: 1 for the outermost. */
interface PlacedNode {
  readonly node: Tree.ChildNode;
  readonly depth: number;
}

/** All that is in a document, in the order of the text; without recursion, as it may be of any depth. */
export function nodesIn(body: Tree.ParentNode): PlacedNode[] {
  const found: PlacedNode[] = [];
  const open = body.childNodes.map((node): PlacedNode => ({ node, depth: 1 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(next);
    if (!isElement(next.node)) continue;
    const inside = next.node.childNodes;
    for (let index = inside.length - 1; index >= 0; index -= 1) {
      open.push({ node: inside[index] as Tree.ChildNode, depth: next.depth + 1 });
    }
  }
  return found;
}

/** The elements among them. */
export function elements(nodes: readonly PlacedNode[]): Tree.Element[] {
  return nodes.map(({ node }) => node).filter(isElement);
}

function isElement(node: Tree.ChildNode): node is Tree.Element {
  return "tagName" in node;
}

function isComment(node: Tree.ChildNode): node is Tree.CommentNode {
  return node.nodeName === "#comment";
}

/** End tags that end nothing: the parser drops them without a word. */
function strayEndTags(text: string, nodes: readonly PlacedNode[]): HtmlMistake[] {
  const all = elements(nodes);
  const comments = nodes.map(({ node }) => node).filter(isComment);
  const ends = new Set(all.map(({ sourceCodeLocation: at }) => at?.endTag?.startOffset));
  const covered = [...all.map((element) => element.sourceCodeLocation?.startTag), ...comments.map(locationOf)];
  return [...text.matchAll(/<\/([a-z][^\s>/]*)/gi)]
    .filter(({ index }) => !ends.has(index))
    .filter(({ index }) => !covered.some((at) => at && index > at.startOffset && index < at.endOffset))
    .map(({ 1: name, index }) => ({
      what: `</${name?.toLowerCase()}> ends nothing`,
      line: text.slice(0, index).split("\n").length,
      isAllowed: false,
    }));
}

function locationOf(node: Tree.CommentNode): { startOffset: number; endOffset: number } | null | undefined {
  return node.sourceCodeLocation;
}

/**
 * The one form in which descriptions that are equal by {@link htmlRules} are equal. A text without tags, one with
 * mistakes, and one with tags or styles that may change what whitespace means stays as it is; so does one that is too
 * long or too deep to be looked into.
 */
export function canonicalHtml(value: unknown): unknown {
  if (typeof value !== "string" || value.length > longestHtml || !isHtml(value)) return value;
  const text = value.replace(/\r\n?/g, "\n");
  const { body, mistakes, depth } = parseHtml(text);
  const all = elements(nodesIn(body));
  const isCovered = all.every(
    ({ tagName, attrs }) =>
      (blocks.has(tagName) || inline.has(tagName)) && !attrs.some(({ name }) => name === "style" || name === "class"),
  );
  const isSound = mistakes.every(({ isAllowed }) => isAllowed);
  if (!isCovered || !isSound || depth > deepestHtml) return value;
  settle(body);
  return serialize(body);
}

/** Brings the children of an element to their canonical form, and theirs. */
function settle(parent: Tree.ParentNode): void {
  parent.childNodes = joinTexts(parent.childNodes.filter(({ nodeName }) => nodeName !== "#comment"));
  const isBlock = !("tagName" in parent) || blocks.has(parent.tagName);
  const endsLine = (node: Tree.ChildNode | undefined) =>
    node === undefined ? isBlock : node.nodeName === "br" || blocks.has(node.nodeName);
  for (const [index, node] of parent.childNodes.entries()) {
    if (isElement(node)) {
      node.attrs.sort((a, b) => (a.name < b.name ? -1 : 1));
      settle(node);
    } else if ("value" in node) {
      // Not \s: a no-break space is shown.
      node.value = node.value.replace(/[ \t\n\f\r]+/g, " ");
      if (endsLine(parent.childNodes[index - 1])) node.value = node.value.replace(/^ /, "");
      if (endsLine(parent.childNodes[index + 1])) node.value = node.value.replace(/ $/, "");
    }
  }
  parent.childNodes = parent.childNodes.filter((node) => !("value" in node) || node.value !== "");
}

function joinTexts(nodes: readonly Tree.ChildNode[]): Tree.ChildNode[] {
  const joined: Tree.ChildNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (last && "value" in last && "value" in node) last.value += node.value;
    else joined.push(node);
  }
  return joined;
}

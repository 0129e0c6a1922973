// Whether Partner Center takes the HTML of a description: its list of tags, and whether they are spelled well.
import { type Findings, known } from "../values/findings.js";
import type { Properties } from "../values/properties.js";
import { inLine } from "../values/show.js";
import { deepestHtml, elements, isHtml, longestHtml, nodesIn, parseHtml } from "./html.js";

/**
 * The tags for descriptions that Partner Center documents; it names no attributes
 * (https://learn.microsoft.com/partner-center/marketplace/supported-html-tags).
 */
export const supportedTags: readonly string[] = "b i br p ul ol li h1 h2 h3 h4 h5 h6".split(" ");

const supported = new Set(supportedTags);
const advice = "Use <b>, <i>, <br>, <p>, <ul>, <ol>, <li> and <h1> to <h6>";
/** What runs, loads or asks for something. That no description may hold it is assumed: no page allows it. */
const active = new Set(
  "script style iframe object embed applet form input button textarea select link meta base template svg math".split(
    " ",
  ),
);

/** What is wrong with the HTML of a description, as the reason of a finding. */
export interface HtmlProblems {
  /** What cannot be meant. */
  readonly error?: string;
  /** What Partner Center's documentation does not cover, or what a browser would have to repair. */
  readonly warning?: string;
}

/** Checks a description by the list of supported tags and for mistakes of spelling. */
export function htmlProblems(text: string): HtmlProblems {
  if (!isHtml(text)) return {};
  if (text.length > longestHtml)
    return { error: `has ${text.length} characters; at most ${longestHtml} are looked into` };
  const { body, mistakes, depth } = parseHtml(text.replace(/\r\n?/g, "\n"));
  if (depth > deepestHtml) {
    return { error: `has tags ${depth} deep inside each other; at most ${deepestHtml} are looked into. Close them` };
  }
  const dangerous: string[] = [];
  const unsupported: string[] = [];
  for (const { tagName, attrs, sourceCodeLocation } of elements(nodesIn(body))) {
    if (!sourceCodeLocation) continue; // the parser put it in, such as <tbody>
    const line = sourceCodeLocation.startLine;
    if (active.has(tagName)) dangerous.push(`<${tagName}> (line ${line})`);
    else if (!supported.has(tagName)) unsupported.push(`<${tagName}> (line ${line})`);
    for (const { name, value } of attrs) {
      const isScript = name.startsWith("on") || /^\s*(javascript|vbscript|data):/i.test(value);
      if (isScript) dangerous.push(`${name} of <${tagName}> (line ${line})`);
      else if (supported.has(tagName)) unsupported.push(`${name} of <${tagName}> (line ${line})`);
    }
  }
  const warnings = [
    ...(unsupported.length === 0
      ? []
      : [`has ${some(unsupported)}, which Partner Center's list of HTML for descriptions does not name. ${advice}`]),
    ...(mistakes.length === 0
      ? []
      : [`is not well-formed HTML: ${some(mistakes.map(({ what, line }) => `${what} (line ${line})`))}. Correct it`]),
  ];
  return {
    ...(dangerous.length === 0
      ? {}
      : { error: `has ${some(dangerous)}: a description is text. Take this out. ${advice}` }),
    ...(warnings.length === 0 ? {} : { warning: warnings.join("; it ") }),
  };
}

/** The findings of {@link htmlProblems} for a property that holds a description. */
export function checkDescription(inputs: Properties, path: string, findings: Findings): void {
  const text = known<string>(inputs, path);
  if (typeof text !== "string") return;
  const { error, warning } = htmlProblems(text);
  if (error !== undefined) findings.add(path, error);
  if (warning !== undefined) findings.warn(path, warning);
}

/** At most three of a list, and how many more there are. */
function some(all: readonly string[]): string {
  const distinct = [...new Set(all)];
  const rest = distinct.length > 3 ? ` and ${distinct.length - 3} more` : "";
  return (
    distinct
      .slice(0, 3)
      .map((one) => inLine(one, 100))
      .join(", ") + rest
  );
}

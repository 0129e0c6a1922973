// HTML that cannot be injected into: everything that is put into a template is escaped, unless it is a template
// itself. Pages have no scripts, and say so to the browser.

import type { HttpReply } from "../http/message.js";
import { styleSheet } from "./style-sheet.js";

/** A piece of finished HTML. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | readonly Part[];

function escaped(text: string): string {
  const names: { readonly [character: string]: string } = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };
  return text.replace(/[&<>"']/g, (character) => `&${names[character]};`);
}

function textOf(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  return part.map(textOf).join("");
}

/** A template: html`<p>${anything}</p>` escapes what is put in. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, piece, index) => text + textOf(parts[index - 1]) + piece));
}

/** HTML written by a publisher, as text: tags are taken out, blocks become lines. */
export function plainText(markup: string): string[] {
  const entities: { readonly [name: string]: string } = {
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    nbsp: " ",
    "#39": "'",
  };
  return markup
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<li[^>]*>/gi, "\n• ")
    .replace(/<br\s*\/?>|<\/?(p|div|h[1-6]|ul|ol|li)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#39|\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && line !== "•");
}

/** A link only if it leads to a web address or a mail box; otherwise its text. */
export function link(address: string, label: string): Html {
  return /^(https?:\/\/|mailto:)/i.test(address)
    ? html`<a href="${address}" rel="noreferrer">${label}</a>`
    : html`${label} (${address})`;
}

/** A whole page. */
export function htmlPage(status: number, title: string, body: Html): HttpReply {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(styleSheet)}</style>
</head>
<body>
<header><a href="/">Partner Center <small>emulator</small></a></header>
<main>${body}</main>
<footer>Nothing here is real: this is pulumi-partnercenter-emulator on your own machine.</footer>
</body>
</html>
`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'";
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
  return { status, headers, body: page.text };
}

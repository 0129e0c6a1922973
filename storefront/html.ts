// HTML that cannot be injected into: everything that is put into a template is escaped, unless it is a template itself.

/** A piece of finished HTML. */
export class Html {
  constructor(readonly text: string) {}
}

export type Part = Html | string | number | undefined | readonly Part[];

const names: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };

/** A text as it stands in HTML, also within an attribute. */
export function escaped(text: string): string {
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

/** A link, if it leads to a web address; otherwise its words, with what somebody has given as its address. */
export function link(address: string, words: string): Html {
  return /^https?:\/\//i.test(address)
    ? html`<a href="${address}" rel="noopener noreferrer nofollow" target="_blank">${words}</a>`
    : html`${words} (${address})`;
}

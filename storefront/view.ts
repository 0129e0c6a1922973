// What every part of the page is drawn with: a version in a language, its pictures, and what differs.
import { Html, html, type Part } from "./html.js";
import type { Listing, Offer, Stage } from "./model.js";
import type { Pictures } from "./pictures.js";

/** A version in one language. */
export interface View {
  readonly stage: Stage;
  readonly offer: Offer;
  readonly listing: Listing;
  readonly pictures: Pictures;
  /** All markets that can be chosen. */
  readonly markets: readonly string[];
  /** Keys of what differs from another version. */
  readonly differing: ReadonlySet<string>;
}

/** A piece of the page, marked where another version says something else. */
export function marked(
  { differing }: View,
  keys: string | readonly string[],
  tag: string,
  content: Part,
  classes = "",
): Html {
  const differs = [keys].flat().some((key) => differing.has(key));
  const note = differs ? html` <span class="differs-note">Differs</span>` : undefined;
  const names = [classes, differs ? "differs" : ""].filter((name) => name !== "").join(" ");
  const start = names === "" ? tag : `${tag} class="${names}"`;
  return html`${new Html(`<${start}>`)}${content}${note}${new Html(`</${tag}>`)}`;
}

/**
 * Something that depends on the market: one piece for all markets that have the same, of which the page shows that of
 * the chosen one.
 */
export function inEachMarket(
  markets: readonly string[],
  tag: "div" | "span",
  draw: (market: string) => Html | undefined,
): Html {
  const byText = new Map<string, string[]>();
  for (const market of markets) {
    const text = draw(market)?.text ?? "";
    byText.set(text, [...(byText.get(text) ?? []), market]);
  }
  const pieces = [...byText].filter(([text]) => text !== "");
  const [only] = pieces;
  if (byText.size === 1 && only !== undefined) return new Html(only[0]);
  return html`${pieces.map(([text, own]) => new Html(`<${tag} data-markets="${own.join(" ")}">${text}</${tag}>`))}`;
}

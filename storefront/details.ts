// The tab Details: what a buyer looks up. Contacts are not among it: the marketplace shows the address for support, and
// keeps names, mail addresses and telephone numbers to itself (assumed).
import { type Html, html, link } from "./html.js";
import { categoryName, languageName, marketName } from "./names.js";
import { plainLines } from "./rich-text.js";
import { marked, type View } from "./view.js";

/** Beyond this many, markets are counted instead of named. */
const mostMarkets = 20;

function row(view: View, key: string | readonly string[], term: string, value: Html | string | undefined): Html {
  const shown = value === undefined || value === "" ? html`<span class="lacking">(none)</span>` : value;
  return html`<div><dt>${term}</dt>${marked(view, key, "dd", shown)}</div>`;
}

function list(items: readonly (Html | string)[]): Html | undefined {
  return items.length === 0 ? undefined : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

function terms({ offer }: View): Html | undefined {
  const { standardContract, amendment, termsOfUse } = offer;
  const paragraphs = (text: string) => plainLines(text).map((line) => html`<p>${line}</p>`);
  if (standardContract) {
    const further =
      amendment.trim() === ""
        ? undefined
        : html`<details><summary>Amendments</summary>${paragraphs(amendment)}</details>`;
    return html`Standard Contract for Microsoft’s commercial marketplace${further}`;
  }
  if (termsOfUse.trim() === "") return undefined;
  if (/^https?:\/\/\S+$/.test(termsOfUse.trim())) return link(termsOfUse.trim(), "License agreement");
  return html`<details><summary>License agreement</summary>${paragraphs(termsOfUse)}</details>`;
}

function sold({ offer }: View): string | undefined {
  const all = [
    ...new Set(offer.plans.filter(({ visibility }) => visibility === "public").flatMap(({ markets }) => markets)),
  ];
  if (all.length === 0) return undefined;
  return all.length > mostMarkets ? `${all.length} markets` : all.map(marketName).sort().join(", ");
}

/** The tab. */
export function details(view: View): Html {
  const { listing, offer } = view;
  const at = (name: string) => `listing.${listing.language}.${name}`;
  const categories = Object.entries(offer.categories).map(([category, inner]) =>
    inner.length === 0 ? categoryName(category) : `${categoryName(category)}: ${inner.map(categoryName).join(", ")}`,
  );
  const languages = offer.listings.map(({ language }) => languageName(language));
  const markets = offer.plans.flatMap(({ planId }) => [`plan.${planId}.markets`, `plan.${planId}.visibility`]);
  return html`<h2>Details</h2><dl class="details">
${row(view, at("publisher"), "Publisher", listing.publisher || "as in your account")}
${row(view, "version", "Version", offer.version)}
${row(view, "categories", "Categories", list(categories))}
${row(view, [], "Languages", list(languages))}
${row(view, markets, "Markets", sold(view))}
${row(view, at("support"), "Support", listing.support && link(listing.support, "Support"))}
${row(view, at("links"), "Learn more", list(listing.links.map(({ title, address }) => link(address, title))))}
${row(view, "terms", "Legal", terms(view))}
${row(view, at("privacyPolicy"), "Privacy", listing.privacyPolicy && link(listing.privacyPolicy, "Privacy policy"))}
</dl>`;
}

// The two cards that a buyer sees first: in the search results, and at the head of the product's page.
import { type Html, html } from "./html.js";
import type { Offer } from "./model.js";
import { categoryName } from "./names.js";
import { priceFrom } from "./prices.js";
import { inEachMarket, marked, type View } from "./view.js";

const inListing = (view: View, ...names: string[]) => names.map((name) => `listing.${view.listing.language}.${name}`);

/** Keys of everything that the price for everybody comes from. */
const priceKeys = ({ plans }: Offer) =>
  plans
    .filter(({ visibility }) => visibility === "public")
    .flatMap(({ planId }) => ["", ".prices", ".markets", ".visibility"].map((part) => `plan.${planId}${part}`));

function from({ offer, markets }: View): Html {
  return inEachMarket(markets, "span", (market) => html`<span class="price">${priceFrom(offer, market)}</span>`);
}

const publisherOf = ({ listing }: View) => listing.publisher || "Your publisher name";

/** The card in the search results. */
export function searchCard(view: View): Html {
  const { listing, offer, pictures } = view;
  const [category] = Object.keys(offer.categories);
  return html`<div class="search-card">
${pictures.show(listing.logos.small ?? listing.logos.large, "logo-small", "", "No logo")}
${marked(view, inListing(view, "title"), "p", listing.title || "(no title)", "search-title")}
<p class="soft">${publisherOf(view)}</p>
${marked(view, inListing(view, "summary"), "p", listing.summary || "(no search summary)", listing.summary === "" ? "lacking" : "")}
<p class="search-foot">${marked(view, priceKeys(offer), "span", from(view))}${
    category === undefined ? undefined : html`<span class="chip">${categoryName(category)}</span>`
  }</p>
</div>`;
}

/** The head of the page. */
export function headerCard(view: View): Html {
  const { listing, offer, pictures } = view;
  return html`<div class="head">
${pictures.show(listing.logos.large, "logo-large", "", "No large logo")}
<div class="head-text">
${marked(view, inListing(view, "title"), "h1", listing.title || "(no title)")}
${marked(view, inListing(view, "publisher"), "p", publisherOf(view), "publisher")}
<p class="chips">${Object.keys(offer.categories).map((id) => html`<span class="chip">${categoryName(id)}</span> `)}</p>
</div>
<div class="head-buy">
${marked(view, priceKeys(offer), "p", from(view))}
${marked(view, "action", "p", html`<span class="buy">${offer.action}</span>`)}
</div>
</div>`;
}

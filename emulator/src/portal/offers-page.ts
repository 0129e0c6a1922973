// The list of all offers of all accounts, with a search.

import { type Html, html } from "#storefront/html.js";
import type { HttpReply } from "../http/message.js";
import type { Service } from "../state/service.js";
import { offerStatus } from "../state/submission-progress.js";
import { offerIdOf, type ProductRecord } from "../store/records.js";
import { htmlPage, keptCurrent } from "./html.js";
import { textOf } from "./listing-view.js";
import { offerType, timeInWords } from "./words.js";

const colours: { readonly [status: string]: string } = {
  Live: "good",
  Preview: "busy",
  "Publish in progress": "busy",
  "Attention needed": "bad",
};

/** The status of an offer as a coloured word. */
export function statusBadge(status: string): Html {
  return html`<span class="badge ${colours[status] ?? ""}">${status}</span>`;
}

/** Path of the page of one offer, like the real portal's. */
export function overviewPath(productId: string): string {
  return `/dashboard/commercial-marketplace/offers/${productId}/overview`;
}

/** One of some choices; none is all. */
export function choice(name: string, label: string, options: readonly string[], chosen: string): Html {
  const all = options.map((one) => html`<option${one === chosen ? html` selected` : undefined}>${one}</option>`);
  return html`<label>${label} <select name="${name}"><option value="">all</option>${all}</select></label>`;
}

function plansOf(service: Service, product: ProductRecord) {
  return service.store.ofProduct("variant", product.id).filter((variant) => variant.id !== "testdrive");
}

/** Whether all words of a search are in what people know of an offer. */
function isFound(service: Service, product: ProductRecord, search: string): boolean {
  const plans = plansOf(service, product).flatMap(({ body }) => [
    textOf(body, "externalID"),
    textOf(body, "friendlyName"),
  ]);
  const texts = [
    textOf(product.body, "name"),
    offerIdOf(product),
    offerType(textOf(product.body, "resourceType")),
    offerStatus(service, product).status,
    ...plans,
  ];
  const all = texts.join("\n").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function row(service: Service, product: ProductRecord): Html {
  const { status, live: isLive } = offerStatus(service, product);
  return html`<tr>
<th scope="row" data-head="Offer alias"><a href="${overviewPath(product.id)}">${textOf(product.body, "name")}</a></th>
<td data-head="Offer ID"><code>${offerIdOf(product)}</code></td>
<td data-head="Offer type">${offerType(textOf(product.body, "resourceType"))}</td>
<td data-head="Plans">${plansOf(service, product).length}</td>
<td data-head="Status">${statusBadge(status)} ${isLive && status !== "Live" ? statusBadge("Live") : undefined}</td>
</tr>`;
}

/** The page `/`. */
export function offersPage(service: Service, query: URLSearchParams): HttpReply {
  const [search, account] = [query.get("search") ?? "", query.get("account") ?? ""];
  const products = service.store.all("product");
  const accounts = [...new Set(products.map(({ tenant }) => tenant))].sort();
  const found = products.filter(
    (product) => (account === "" || product.tenant === account) && isFound(service, product, search),
  );
  const table = html`<table>
<thead><tr><th scope="col">Offer alias</th><th scope="col">Offer ID</th><th scope="col">Offer type</th>
<th scope="col">Plans</th><th scope="col">Status</th></tr></thead>
<tbody>${found.map((product) => row(service, product))}</tbody>
</table>`;
  const empty =
    products.length === 0
      ? html`<p class="soft">There are no offers yet. What a program creates through
<code>${service.endpoint}</code> appears here.</p>`
      : html`<p class="soft">No offer is found by this search.</p>`;
  const form = html`<form class="filter" role="search">
<label>Search <input type="search" name="search" value="${search}"></label>
${accounts.length > 1 ? choice("account", "Account", accounts, account) : undefined}
<button>Search</button>
</form>`;
  const body = html`<h1>Marketplace offers</h1>
${keptCurrent("time", html`<p class="soft">Emulator time: ${timeInWords(service.clock.now())}</p>`)}
${products.length === 0 ? undefined : form}
${keptCurrent("offers", html`<section>${found.length === 0 ? empty : table}</section>`)}`;
  return htmlPage(200, "Marketplace offers · Partner Center emulator", body);
}

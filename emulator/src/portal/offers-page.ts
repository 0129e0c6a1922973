// The list of all offers of all accounts.

import { type Html, html } from "#storefront/html.js";
import type { HttpReply } from "../http/message.js";
import type { Service } from "../state/service.js";
import { offerStatus } from "../state/submission-progress.js";
import { offerIdOf } from "../store/records.js";
import { htmlPage } from "./html.js";

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

/** The page `/`. */
export function offersPage(service: Service): HttpReply {
  const products = service.store.all("product");
  const rows = products.map((product) => {
    const { status, live } = offerStatus(service, product);
    const plans = service.store.ofProduct("variant", product.id).filter((variant) => variant.id !== "testdrive");
    return html`<tr>
<td><a href="${overviewPath(product.id)}">${String(product.body.name)}</a></td>
<td><code>${offerIdOf(product)}</code></td>
<td>${String(product.body.resourceType)}</td>
<td>${plans.length}</td>
<td>${statusBadge(status)} ${live && status !== "Live" ? statusBadge("Live") : undefined}</td>
<td class="soft">${product.tenant}</td>
</tr>`;
  });
  const table = html`<table>
<tr><th>Offer alias</th><th>Offer ID</th><th>Type</th><th>Plans</th><th>Status</th><th>Tenant</th></tr>
${rows}
</table>`;
  const empty = html`<p class="soft">There are no offers yet. What a program creates through
<code>${service.endpoint}</code> appears here.</p>`;
  const body = html`<h1>Marketplace offers</h1>
<p class="soft">Emulator time: ${new Date(service.clock.now()).toUTCString()}</p>
<section>${rows.length === 0 ? empty : table}</section>`;
  return htmlPage(200, "Marketplace offers", body);
}

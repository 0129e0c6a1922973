// What a customer sees: the offer as it was when it went live, whatever has become of the drafts since.

import type { HttpReply } from "../http/message.js";
import { publishedResources } from "../resources/published.js";
import type { Service } from "../state/service.js";
import { liveSubmission } from "../state/submission-progress.js";
import type { ProductRecord, SnapshotEntry } from "../store/records.js";
import { typeOf } from "../wire/schema-addresses.js";
import { html, htmlPage } from "./html.js";
import { contactsAndLinks, description, imageOf, imagePath, textOf } from "./listing-view.js";
import { overviewPath } from "./offers-page.js";
import { marketsOf, pricesOf } from "./plan-view.js";
import { hasResources, resourceListing, resourcePlan, titleOf } from "./resources-view.js";

function bodyOf(snapshot: SnapshotEntry[], kind: string, variantId?: string) {
  const entries = snapshot.filter((entry) => entry.variantId === variantId);
  return entries.flatMap((entry) => entry.drafts).find((draft) => draft.kind === kind)?.body;
}

/** The same of an offer of the second API; plans that customers cannot see are left out. */
function liveResources(service: Service, product: ProductRecord): HttpReply {
  const resources = publishedResources(service, product.id, "live");
  const hidden = resources
    .filter(({ visibility, audience }) => visibility === "hidden" || audience === "private")
    .map(({ plan }) => plan);
  const listing = resources.find((one) => typeOf(one) === "listing");
  const plans = resources.filter((one) => typeOf(one) === "plan" && !hidden.includes(one.id));
  const title = titleOf(resources);
  const body = html`<section class="hero"><div><h1>${title}</h1></div>
<div class="right"><span class="buy">Get it now</span></div></section>
${listing === undefined ? undefined : resourceListing(listing)}
${plans.map((plan) => resourcePlan(plan, resources))}
<p><a href="${overviewPath(product.id)}">Look at it in Partner Center</a></p>`;
  return htmlPage(200, `${title} · Marketplace emulator`, body);
}

/** The page `/marketplace/apps/{tenant}.{offerId}`; undefined if the offer is not live. */
export function livePage(service: Service, product: ProductRecord): HttpReply | undefined {
  const live = liveSubmission(service, product.id);
  if (live === undefined) return undefined;
  if (hasResources(service, product)) return liveResources(service, product);
  const { snapshot } = live;
  const listing = bodyOf(snapshot, "listing") ?? {};
  const media = snapshot.filter((entry) => entry.variantId === undefined).flatMap((entry) => entry.media);
  const logo = imageOf(media, "AzureLogoLarge");
  const screenshots = media.filter((file) => file.committed && file.body.type === "AzureLogoScreenshot");
  const plans = live.variants.map((variant) => {
    const availability = bodyOf(snapshot, "featureAvailability", variant.id);
    if (textOf(availability, "visibility") === "Private") return undefined;
    const own = bodyOf(snapshot, "listing", variant.id);
    return html`<tr><td>${textOf(own, "title")}</td><td>${textOf(own, "shortDescription")}</td>
<td>${pricesOf(availability).join("; ")}</td><td>${marketsOf(availability)}</td></tr>`;
  });
  const body = html`<section class="hero">
${logo === undefined ? undefined : html`<img src="${imagePath(logo)}" alt="">`}
<div>
<h1>${textOf(listing, "title")}</h1>
<p class="soft">${textOf(listing, "publisherName")}</p>
<p>${textOf(listing, "summary")}</p>
</div>
<div class="right"><span class="buy">Get it now</span></div>
</section>
<section><h2>Overview</h2>${description(textOf(listing, "description"))}
<div class="images">${screenshots.map((file) => html`<img src="${imagePath(file)}" alt="">`)}</div></section>
<section><h2>Plans</h2>
<table><tr><th>Plan</th><th>Summary</th><th>Price</th><th>Markets</th></tr>${plans}</table></section>
<section><h2>Support</h2>${contactsAndLinks(listing)}</section>
<p><a href="${overviewPath(product.id)}">Look at it in Partner Center</a></p>`;
  return htmlPage(200, `${textOf(listing, "title")} · Marketplace emulator`, body);
}

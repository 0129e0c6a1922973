// What a customer sees of an offer of the second API that is live.

import { html } from "#storefront/html.js";
import type { HttpReply } from "../http/message.js";
import { publishedResources } from "../resources/published.js";
import type { Service } from "../state/service.js";
import { liveSubmission } from "../state/submission-progress.js";
import type { ProductRecord } from "../store/records.js";
import { typeOf } from "../wire/schema-addresses.js";
import { htmlPage } from "./html.js";
import { overviewPath } from "./offers-page.js";
import { resourceListing, resourcePlan, titleOf } from "./resources-view.js";

/** The page of an offer of the second API, without plans that customers cannot see; undefined if it is not live. */
export function liveResources(service: Service, product: ProductRecord): HttpReply | undefined {
  if (liveSubmission(service, product.id) === undefined) return undefined;
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

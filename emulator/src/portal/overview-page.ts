// The page of one offer: its modules, and what has become of its submissions.

import { html } from "#storefront/html.js";
import type { HttpReply } from "../http/message.js";
import { draftResources } from "../resources/draft-tree.js";
import { currentInstances } from "../state/branches.js";
import type { Service } from "../state/service.js";
import { liveSubmission, offerStatus } from "../state/submission-progress.js";
import type { ProductRecord } from "../store/records.js";
import { offerIdOf } from "../store/records.js";
import { htmlPage, keptCurrent } from "./html.js";
import { imageOf, imagePath, textOf } from "./listing-view.js";
import { type Module, offerModules } from "./offer-modules.js";
import { statusBadge } from "./offers-page.js";
import { planModule } from "./plan-view.js";
import { hasResources, jobsSection, resourceSections, titleOf } from "./resources-view.js";
import { storefrontPath } from "./storefront-page.js";
import { submissionsSection } from "./submission-view.js";
import { offerType } from "./words.js";

/** The page `/dashboard/commercial-marketplace/offers/{productId}/overview`. */
export function overviewPage(service: Service, product: ProductRecord): HttpReply {
  const { store, clock } = service;
  const { status } = offerStatus(service, product);
  const drafts = store.ofProduct("draft", product.id);
  const instances = currentInstances(service, product.id);
  const draftsAt = (variantId?: string) =>
    instances
      .filter((instance) => instance.variantId === variantId)
      .flatMap((instance) => drafts.filter((draft) => draft.instanceId === instance.id));
  const own = draftsAt();
  const listings = own.filter((draft) => draft.kind === "listing");
  const logo = imageOf(
    store.ofProduct("media", product.id).filter((file) => file.listingId === listings[0]?.id),
    "AzureLogoLarge",
  );
  const packages = store.ofProduct("package", product.id);
  const live = liveSubmission(service, product.id);
  const resources = hasResources(service, product) ? draftResources(service, product) : undefined;
  const title = resources === undefined ? textOf(listings[0]?.body, "title") : titleOf(resources);
  const modules: Module[] =
    resources === undefined
      ? [
          ...offerModules(service, product, own),
          ...store
            .ofProduct("variant", product.id)
            .map((variant) => planModule(variant, draftsAt(variant.id), packages)),
        ]
      : [];
  const links = [{ id: "submissions", name: "Submissions" }, ...modules].map(
    ({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`,
  );
  const look = html`<a href="${storefrontPath(product)}">See it as a buyer</a>.`;
  const isLive = live === undefined ? "Not live." : `Live in the marketplace with submission ${live.releaseNumber}.`;
  const head = html`<section class="hero">
${logo === undefined ? undefined : html`<img src="${imagePath(logo)}" alt="">`}
<div>
<h1>${title || textOf(product.body, "name")}</h1>
<p class="soft">${offerType(textOf(product.body, "resourceType"))} · <code>${offerIdOf(product)}</code></p>
<p>${isLive} ${look}</p>
</div>
<div class="right">${statusBadge(status)}</div>
</section>`;
  const sections = modules.map(
    ({ id, name, content }) => html`<section id="${id}"><h2>${name}</h2>${content}</section>`,
  );
  const content = html`${head}
<div class="modules">
<nav aria-label="Modules of the offer"><ul>${links}</ul></nav>
<div>
${submissionsSection(store.ofProduct("submission", product.id), clock.now())}
${resources === undefined ? sections : resourceSections(resources)}
${jobsSection(service, product)}
</div>
</div>`;
  return htmlPage(200, `${offerIdOf(product)} · Partner Center emulator`, keptCurrent("offer", content));
}

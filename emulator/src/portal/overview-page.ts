// The page of one offer: its drafts, and what has become of its submissions.

import { type Html, html } from "#storefront/html.js";
import type { HttpReply } from "../http/message.js";
import { draftResources } from "../resources/draft-tree.js";
import { currentInstances } from "../state/branches.js";
import type { Service } from "../state/service.js";
import { liveSubmission, offerStatus, visibleSubmissions } from "../state/submission-progress.js";
import type { DraftRecord, ProductRecord } from "../store/records.js";
import { offerIdOf } from "../store/records.js";
import { htmlPage } from "./html.js";
import { contactsAndLinks, description, gallery, imageOf, imagePath, row, textOf } from "./listing-view.js";
import { statusBadge } from "./offers-page.js";
import { planSection } from "./plan-view.js";
import { hasResources, jobsSection, resourceSections, titleOf } from "./resources-view.js";
import { storefrontPath } from "./storefront-page.js";
import { submissionSection } from "./submission-view.js";

function listingSection(service: Service, product: ProductRecord, listing: DraftRecord): Html {
  const media = service.store.ofProduct("media", product.id).filter((file) => file.listingId === listing.id);
  const rows = [
    row("Title", textOf(listing.body, "title")),
    row("Search summary", textOf(listing.body, "summary")),
    row("Short description", textOf(listing.body, "shortDescription")),
    row("Publisher", textOf(listing.body, "publisherName")),
    row("Keywords", ((listing.body.keywords ?? []) as string[]).join(", ")),
  ];
  return html`<section>
<h2>Listing <small class="soft">${textOf(listing.body, "languageCode")}</small></h2>
<dl>${rows}</dl>
${description(textOf(listing.body, "description"))}
${contactsAndLinks(listing.body)}
${gallery(media)}
</section>`;
}

function settingsSection(product: ProductRecord, drafts: DraftRecord[]): Html {
  const property = drafts.find((draft) => draft.kind === "property")?.body;
  const audience = drafts.find((draft) => draft.kind === "productAvailability")?.body;
  const identity = drafts.find((draft) => draft.kind === "packageConfiguration")?.body;
  const groups = (audience?.audiences ?? []) as { values?: string[] }[];
  const members = groups.flatMap((group) => group.values ?? []);
  const categories = Object.entries((property?.leveledCategories ?? {}) as Record<string, string[]>).map(
    ([name, inner]) => `${name} (${inner.join(", ")})`,
  );
  const rows = [
    row("Product ID", html`<code>${product.id}</code>`),
    row("Categories", categories.join("; ")),
    row("Version", textOf(property, "appVersion")),
    row("Standard contract", textOf(property, "useEnterpriseContract")),
    row("Preview audience", members.length === 0 ? "nobody" : html`<code>${members.join(" ")}</code>`),
    row("Resellers", textOf(product.reseller, "resellerChannelState")),
    row("Leads go to", textOf(product.lead, "resourceType")),
    row("Metering application", textOf(identity, "azureActiveDirectoryApplicationID")),
  ];
  return html`<section><h2>Offer</h2><dl>${rows}</dl></section>`;
}

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
  const submissions = visibleSubmissions(service, product.id).reverse();
  const release = live?.releaseNumber;
  const resources = hasResources(service, product) ? draftResources(service, product) : undefined;
  const title = resources === undefined ? textOf(listings[0]?.body, "title") : titleOf(resources);
  const plans = store.ofProduct("variant", product.id);
  const drafted = html`${listings.map((listing) => listingSection(service, product, listing))}
${plans.map((variant) => planSection(variant, draftsAt(variant.id), packages))}
${settingsSection(product, own)}`;
  const look = html`<a href="${storefrontPath(product)}">See it as a buyer</a>.`;
  const body = html`<section class="hero">
${logo === undefined ? undefined : html`<img src="${imagePath(logo)}" alt="">`}
<div>
<h1>${title || textOf(product.body, "name")}</h1>
<p class="soft">${textOf(product.body, "resourceType")} · <code>${offerIdOf(product)}</code></p>
<p>${live === undefined ? "Not live." : `Live in the marketplace with submission ${release}.`}
${live === undefined && resources !== undefined ? undefined : look}</p>
</div>
<div class="right">${statusBadge(status)}</div>
</section>
${submissions.map((submission) => submissionSection(submission, clock.now()))}
${resources === undefined ? drafted : resourceSections(resources)}
${jobsSection(service, product)}`;
  return htmlPage(200, `${offerIdOf(product)} · Partner Center emulator`, body);
}

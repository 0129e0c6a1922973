// An offer of the second API: its listing, settings and plans, from its resources, be they those of the draft or those
// that are live; and its jobs.

import { type Html, html } from "#storefront/html.js";
import { jobStatus } from "../product-ingestion/job-status.js";
import type { Resource } from "../resources/initial-resources.js";
import type { Service } from "../state/service.js";
import type { ProductRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { typeOf } from "../wire/schema-addresses.js";
import { link } from "./html.js";
import { description, row, textOf } from "./listing-view.js";

type Contact = { name?: string; email?: string; phone?: string };
type Source = { sourceType?: string; osDisk?: { uri: string }; sharedImage?: { resourceId: string } };
type ImageVersion = {
  versionNumber: string;
  lifecycleState?: string;
  vmImages: { imageType: string; source: Source }[];
};
type Bundle = { tag: string; registryName: string; repositoryName: string; digest: string };
type Reason = { message: string; details?: Reason[] };

/** Whether anybody has used the second API for this offer. */
export function hasResources({ store }: Service, product: ProductRecord): boolean {
  return store.ofProduct("resource", product.id).length > 0;
}

function listOf<Entry>(resource: Wire | undefined, key: string): readonly Entry[] {
  const value = resource?.[key];
  return Array.isArray(value) ? (value as Entry[]) : [];
}

const ofType = (resources: readonly Resource[], type: string) => resources.filter((one) => typeOf(one) === type);
const json = (value: unknown) => (value === undefined ? undefined : html`<code>${JSON.stringify(value)}</code>`);

/** The title of the listing. */
export function titleOf(resources: readonly Resource[]): string {
  return textOf(ofType(resources, "listing")[0], "title");
}

const contactWords = [
  ["supportContact", "Support contact"],
  ["engineeringContact", "Engineering contact"],
  ["cloudSolutionProviderContact", "CSP program contact"],
] as const;

/** Texts, contacts and links of a listing. */
function resourceListing(listing: Resource): Html {
  const contacts = contactWords.flatMap(([key, words]) => {
    const contact = listing[key] as Contact | undefined;
    if (contact === undefined) return [];
    return [html`<li>${words}: ${contact.name} ${contact.email} ${contact.phone}</li>`];
  });
  const links = listOf<{ displayText: string; link: string }>(listing, "generalLinks").map(
    (entry) => html`<li>${link(entry.link, entry.displayText)}</li>`,
  );
  return html`<section>
<h2>Offer listing <small class="soft">${textOf(listing, "languageId")}</small></h2>
<dl>${row("Name", textOf(listing, "title"))}
${row("Search results summary", textOf(listing, "searchResultSummary"))}
${row("Short description", textOf(listing, "shortDescription"))}</dl>
${description(textOf(listing, "description"), 2)}
<ul>${contacts}${links}</ul>
</section>`;
}

function sourceOf({ osDisk, sharedImage }: Source): string {
  return sharedImage?.resourceId ?? osDisk?.uri.split("?")[0] ?? "";
}

function images(configuration: Resource): Html {
  const versions = listOf<ImageVersion>(configuration, "vmImageVersions").map(
    ({ versionNumber, lifecycleState = "generallyAvailable", vmImages }) => html`<tr><td>${versionNumber}</td>
<td>${lifecycleState}</td>
<td>${vmImages.map(({ imageType, source }) => html`<div>${imageType}: ${sourceOf(source)}</div>`)}</td></tr>`,
  );
  const bundles = listOf<Bundle>(configuration, "cnabReferences").map(
    ({ tag, registryName, repositoryName, digest }) =>
      html`<tr><td>${tag}</td><td>${registryName}/${repositoryName}</td><td><code>${digest}</code></td></tr>`,
  );
  const skus = listOf<{ imageType: string; skuId: string }>(configuration, "skus");
  const rows = [
    row("SKUs", skus.map(({ imageType, skuId }) => `${skuId} (${imageType})`).join(", ")),
    row("Images of the plan", textOf(configuration, "basePlan")),
    row("Cluster extension", textOf(configuration, "clusterExtensionType")),
    row("Tags", listOf<string>(configuration, "imageTags").join(", ")),
  ];
  return html`<h3>Technical configuration</h3><dl>${rows}</dl><table>${versions}${bundles}</table>`;
}

/** The section of one plan. */
function resourcePlan(plan: Resource, resources: readonly Resource[]): Html {
  const parts = resources.filter((one) => one.plan === plan.id);
  const [listing] = ofType(parts, "plan-listing");
  const [prices] = ofType(parts, "price-and-availability-plan");
  const configuration = parts.find((one) => typeOf(one).endsWith("-plan-technical-configuration"));
  const rows = [
    row("Plan ID", html`<code>${(plan.identity as { externalId?: string })?.externalId}</code>`),
    row("Life cycle", textOf(plan, "lifecycleState")),
    row("Clouds", listOf<string>(plan, "azureRegions").join(", ")),
    row("Visibility", `${textOf(prices, "visibility")}, ${textOf(prices, "audience")}`),
    row("Markets", listOf<string>(prices, "markets").join(", ") || textOf(prices, "customerMarkets")),
    row("Price", json(prices?.pricing)),
  ];
  return html`<section>
<h2>Plan: ${textOf(listing, "name") || textOf(plan, "alias")}</h2>
<p class="soft">${textOf(listing, "summary")}</p>
<dl>${rows}</dl>
${description(textOf(listing, "description"), 2)}
${configuration === undefined ? undefined : images(configuration)}
</section>`;
}

/** Listings, plans and settings of an offer. */
export function resourceSections(resources: readonly Resource[]): Html {
  const [property] = ofType(resources, "property");
  const [audience] = ofType(resources, "price-and-availability-offer");
  const [leads] = ofType(resources, "customer-leads");
  const members = listOf<{ id: string }>(audience, "previewAudiences").map(({ id }) => id);
  const settings = [
    row("Categories", json(property?.categories)),
    row("Preview audience", members.length === 0 ? "nobody" : members.join(" ")),
    row("Leads go to", textOf(leads, "leadDestination")),
    row("Resellers", textOf(ofType(resources, "reseller")[0], "resellerChannelState")),
  ];
  return html`${ofType(resources, "listing").map(resourceListing)}
${ofType(resources, "plan").map((plan) => resourcePlan(plan, resources))}
<section><h2>Offer</h2><dl>${settings}</dl></section>`;
}

const flat = (reasons: readonly Reason[]): string[] =>
  reasons.flatMap(({ message, details = [] }) => [message, ...flat(details)]);

/** The newest jobs of an offer, and why they failed. */
export function jobsSection(service: Service, product: ProductRecord): Html | undefined {
  const ofOffer = service.store
    .all("job")
    .filter((job) => [...job.offers, ...job.written].some((id) => id.split("/").includes(product.id)))
    .sort((a, b) => b.acceptedAt - a.acceptedAt)
    .slice(0, 10);
  if (ofOffer.length === 0) return undefined;
  const rows = ofOffer.map((job) => {
    const { jobStatus: state, jobResult, errors } = jobStatus(service, job) as { [key: string]: unknown };
    const said = flat(errors as Reason[]).map((message) => html`<div>${message}</div>`);
    return html`<tr><td>${new Date(job.acceptedAt).toUTCString()}</td><td>${job.resources.map(typeOf).join(", ")}</td>
<td>${String(state)}, ${String(jobResult)}${said}</td></tr>`;
  });
  return html`<section><h2>Jobs</h2><table>${rows}</table></section>`;
}

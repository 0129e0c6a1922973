// The modules of an offer, named and ordered as Partner Center's own pages are.

import { type Html, html } from "#storefront/html.js";
import type { Service } from "../state/service.js";
import type { DraftRecord, ProductRecord } from "../store/records.js";
import { contactsAndLinks, description, gallery, row, textOf } from "./listing-view.js";
import { valueInWords } from "./words.js";

/** A part of an offer's page. */
export interface Module {
  /** Its place on the page, for links. */
  readonly id: string;
  readonly name: string;
  readonly content: Html;
}

function rowsOr(rows: readonly (Html | undefined)[]): Html {
  const said = rows.filter((one) => one !== undefined);
  return said.length === 0 ? html`<p class="soft">Not started.</p>` : html`<dl>${said}</dl>`;
}

function listing(service: Service, product: ProductRecord, draft: DraftRecord): Html {
  const media = service.store.ofProduct("media", product.id).filter((file) => file.listingId === draft.id);
  const rows = [
    row("Name", textOf(draft.body, "title")),
    row("Search results summary", textOf(draft.body, "summary")),
    row("Short description", textOf(draft.body, "shortDescription")),
    row("Publisher", textOf(draft.body, "publisherName")),
    row("Search keywords", ((draft.body.keywords ?? []) as string[]).join(", ")),
  ];
  return html`<h3>${textOf(draft.body, "languageCode")}</h3>
<dl>${rows}</dl>
${description(textOf(draft.body, "description"), 3)}
${contactsAndLinks(draft.body)}
${gallery(media)}`;
}

/** The modules of the offer itself, from its drafts. */
export function offerModules(service: Service, product: ProductRecord, drafts: readonly DraftRecord[]): Module[] {
  const bodyOf = (kind: DraftRecord["kind"]) => drafts.find((draft) => draft.kind === kind)?.body;
  const property = bodyOf("property");
  const identity = bodyOf("packageConfiguration");
  const groups = (bodyOf("productAvailability")?.audiences ?? []) as { values?: string[] }[];
  const members = groups.flatMap((group) => group.values ?? []);
  const categories = Object.entries((property?.leveledCategories ?? {}) as Record<string, string[]>).map(
    ([name, inner]) => `${name} (${inner.join(", ")})`,
  );
  const listings = drafts.filter((draft) => draft.kind === "listing");
  const setup = [
    row("Selling option", valueInWords(textOf(product.setup, "sellingOption"))),
    row("Test drive", valueInWords(textOf(product.setup, "enableTestDrive"))),
    row("Customer leads go to", textOf(product.lead, "resourceType")),
  ];
  return [
    { id: "offer-setup", name: "Offer setup", content: rowsOr(setup) },
    {
      id: "properties",
      name: "Properties",
      content: rowsOr([
        row("Categories", categories.join("; ")),
        row("App version", textOf(property, "appVersion")),
        row("Standard Contract", valueInWords(textOf(property, "useEnterpriseContract"))),
        row("Terms and conditions", textOf(property, "termsOfUse")),
      ]),
    },
    {
      id: "offer-listing",
      name: "Offer listing",
      content: html`${listings.map((draft) => listing(service, product, draft))}`,
    },
    {
      id: "preview-audience",
      name: "Preview audience",
      content: rowsOr([
        row("Azure subscriptions", members.length === 0 ? "nobody" : html`<code>${members.join(" ")}</code>`),
      ]),
    },
    {
      id: "technical-configuration",
      name: "Technical configuration",
      content: rowsOr([
        row("Metering: Microsoft Entra tenant", textOf(identity, "azureActiveDirectoryTenantID")),
        row("Metering: Microsoft Entra application", textOf(identity, "azureActiveDirectoryApplicationID")),
      ]),
    },
    {
      id: "resell-through-csps",
      name: "Resell through CSPs",
      content: rowsOr([row("Resellers", textOf(product.reseller, "resellerChannelState"))]),
    },
  ];
}

// One plan: its texts, where and for how much it is sold, and what is deployed.

import { type Html, html } from "#storefront/html.js";
import type { DraftRecord, PackageRecord, VariantRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { marketCodes } from "../wire/markets.js";
import { description, row, textOf } from "./listing-view.js";
import type { Module } from "./offer-modules.js";
import { valueInWords } from "./words.js";

type Market = { marketCode?: string; state?: string };
type Price = {
  retailPrice?: { openPrice?: number; currencyCode?: string };
  priceCadence?: { type?: string; value?: number };
  pricingModel?: string;
};
type Schedule = { isBaseSchedule?: boolean; marketCodes?: string[]; friendlyName?: string; schedules?: Price[] };
type Meter = { id?: string; displayName?: string; priceInUsd?: number; unitOfMeasure?: string };
type Authorization = { principalID?: string; roleDefinitionID?: string };

/** The markets a plan is sold in, in a few words. */
function marketsOf(availability: Wire | undefined): string {
  const states = (availability?.marketStates ?? []) as Market[];
  const enabled = states.filter((market) => market.state === "Enabled").map((market) => market.marketCode);
  if (enabled.length === 0) return "no market";
  if (enabled.length >= marketCodes.length) return `all ${enabled.length} markets`;
  return enabled.length > 12
    ? `${enabled.slice(0, 12).join(", ")} and ${enabled.length - 12} more`
    : enabled.join(", ");
}

/** The prices of a plan, one sentence each. */
function pricesOf(availability: Wire | undefined): string[] {
  return ((availability?.priceSchedules ?? []) as Schedule[]).flatMap((schedule) =>
    (schedule.schedules ?? []).map(({ retailPrice, priceCadence, pricingModel }) => {
      const amount =
        retailPrice?.openPrice === 0 ? "free" : `${retailPrice?.openPrice ?? "?"} ${retailPrice?.currencyCode ?? ""}`;
      const every = (priceCadence?.value ?? 1) === 1 ? "" : `${priceCadence?.value} `;
      const cadence =
        priceCadence === undefined ? (pricingModel ?? "") : `per ${every}${priceCadence.type?.toLowerCase()}`;
      const where = schedule.isBaseSchedule === true ? "" : ` in ${(schedule.marketCodes ?? []).join(", ")}`;
      return `${amount} ${cadence}${where}`.trim();
    }),
  );
}

function list(lines: readonly (string | Html)[]): Html | undefined {
  return lines.length === 0 ? undefined : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function technical(configuration: Wire, packages: PackageRecord[]): Html {
  const references = (configuration.packageReferences ?? []) as { value?: string }[];
  const names = references.map(({ value }) => {
    const found = packages.find((record) => record.id === value?.toLowerCase());
    return html`${found === undefined ? "unknown package" : textOf(found.body, "fileName")} <code>${value}</code>`;
  });
  const authorizations = (configuration.publicAzureAuthorizations ?? []) as Authorization[];
  const rows = [
    row("Version", textOf(configuration, "version")),
    row("Package", list(names)),
    row("Deployment mode", textOf(configuration, "deploymentMode")),
    row("Publisher's tenant", textOf(configuration, "publicAzureTenantID")),
    row(
      "Authorizations",
      list(authorizations.map((entry) => html`<code>${entry.principalID}</code> as ${entry.roleDefinitionID}`)),
    ),
    row("Just-in-time access", valueInWords(textOf(configuration, "allowJitAccess"))),
    row("Allowed customer actions", list((configuration.allowedCustomerActions ?? []) as string[])),
    row("Allowed data actions", list((configuration.allowedDataActions ?? []) as string[])),
    row("Application", textOf(configuration, "azureActiveDirectoryApplicationID")),
  ];
  return html`<h3>Technical configuration</h3><dl>${rows}</dl>`;
}

/** The modules of one plan, named as Partner Center's own pages are. */
export function planModule(variant: VariantRecord, drafts: DraftRecord[], packages: PackageRecord[]): Module {
  const bodyOf = (kind: string) => drafts.find((draft) => draft.kind === kind)?.body;
  const listing = bodyOf("listing");
  const availability = bodyOf("featureAvailability");
  const configuration = bodyOf("packageConfiguration");
  const meters = ((availability?.customMeters ?? []) as Meter[]).map(
    (meter) => `${meter.displayName ?? meter.id}: ${meter.priceInUsd} USD per ${meter.unitOfMeasure ?? "unit"}`,
  );
  const audience = (availability?.subscriptionAudiences ?? []) as { id?: string; description?: string }[];
  const trial = (availability?.trial as { type?: string } | undefined)?.type;
  const setup = [
    row("Plan ID", html`<code>${textOf(variant.body, "externalID")}</code>`),
    row("Plan type", valueInWords(textOf(variant.body, "subType"))),
  ];
  const prices = [
    row("Plan visibility", textOf(availability, "visibility")),
    row("Private audience", list(audience.map((member) => `${member.id ?? ""} ${member.description ?? ""}`))),
    row("Markets", availability === undefined ? undefined : marketsOf(availability)),
    row("Price", list(pricesOf(availability))),
    row("Trial", trial === "NoTrial" ? undefined : trial),
    row("Custom meters", list(meters)),
  ];
  const name = textOf(listing, "title") || textOf(variant.body, "friendlyName") || variant.id;
  const content = html`<h3>Plan setup</h3><dl>${setup}</dl>
<h3>Plan listing</h3><p class="soft">${textOf(listing, "shortDescription")}</p>
${description(textOf(listing, "description"), 3)}
<h3>Pricing and availability</h3><dl>${prices}</dl>
${configuration === undefined ? undefined : technical(configuration, packages)}`;
  return { id: `plan-${variant.id}`, name: `Plan: ${name}`, content };
}

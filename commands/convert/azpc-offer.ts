// From azpc's configuration to what a program declares. What azpc 0.2.5 makes of a configuration was read in its code:
// much of it is fixed there, and some of what a configuration may say it does not read at all.
import {
  asObject,
  isObject,
  objectsIn,
  type Properties,
  setOwn,
  withoutEmpty,
} from "../../provider/values/properties.js";
import type { AzpcFiles } from "./azpc-files.js";

/** A resource that the program declares, with what has to be said about it. */
export interface Converted {
  readonly inputs: Properties;
  /** What azpc does otherwise, or does not read; sentences without a full stop. */
  readonly remarks: readonly string[];
}

/** All of a configuration. */
export interface ConvertedConfig {
  readonly offer: Converted;
  readonly plans: readonly Converted[];
  /** The file name of the package; undefined where the manifest names none. */
  readonly packageName: string | undefined;
}

/** What people type besides: azpc takes these names from its command line. */
export interface Names {
  /** `--name` of azpc: the offer id, and the alias too. */
  readonly offerId?: string | undefined;
  /** `--plan-name` of azpc. */
  readonly planId?: string | undefined;
  /** `azpc ma` or `azpc st`. */
  readonly planType: "managed-application" | "solution-template";
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string" && item !== "") : [];

const isSaid = (value: unknown): boolean =>
  Array.isArray(value) || isObject(value) ? Object.keys(value).length > 0 : text(value) !== undefined;

/** `a;b` and `c` → `a`, `b`, `c`: azpc's configurations join actions by semicolons. */
const actions = (value: unknown): string[] =>
  texts(Array.isArray(value) ? value : [value])
    .flatMap((joined) => joined.split(";"))
    .map((action) => action.trim())
    .filter((action) => action !== "");

const contactNames: ReadonlyMap<string, string> = new Map([
  ["customersupport", "support"],
  ["engineering", "engineering"],
  ["channelmanager", "channelManager"],
]);

function contacts(value: unknown, remarks: string[]): Properties {
  const found: Properties = {};
  for (const { type, name, email, phone, uri } of objectsIn(value)) {
    const key = contactNames.get(String(type).toLowerCase());
    if (key === undefined)
      remarks.push(`a contact of the type ${String(type)} is left out: programs have no such contact`);
    else found[key] = withoutEmpty({ name, email, phone, url: uri });
  }
  return found;
}

function links(value: unknown): Properties {
  const found: Properties = {};
  const own: Properties = {};
  for (const { type, subtype, displayText, uri } of objectsIn(value)) {
    const kind = String(type).toLowerCase();
    if (kind === "privacyuri") own.privacyPolicyLink = uri;
    else if (kind === "publiccloudsupport") own.supportLink = uri;
    else
      setOwn(
        found,
        text(displayText) ?? String(uri),
        withoutEmpty({ url: uri, type: kind === "helpuri" ? undefined : type, subtype }),
      );
  }
  return { ...own, ...(isSaid(found) ? { links: found } : {}) };
}

function listing(config: Properties, remarks: string[]): Properties {
  const own = asObject(config.offer_listing);
  const { logo_small: small, logo_medium: medium, logo_large: large, logo_wide: wide } = asObject(own.listing_logos);
  for (const key of ["listing_screenshots", "listing_videos"]) {
    if (isSaid(own[key]))
      remarks.push(`offer_listing.${key} is left out: azpc does not read it. Here it is \`listing.${key.slice(8)}\``);
  }
  return withoutEmpty({
    title: text(own.title),
    summary: text(own.summary),
    shortDescription: text(own.short_description),
    description: text(own.description),
    keywords: texts(own.keywords),
    publisherName: text(own.publisher_name),
    ...links(own.listing_uris),
    contacts: contacts(own.listing_contacts, remarks),
    logos: withoutEmpty({ small, medium, large, wide }),
  });
}

function offer(config: Properties, { offerId }: Names, version: unknown): Converted {
  const { alias, testDrive, crm } = asObject(config.offer_setup);
  const settings = asObject(config.property_settings);
  const remarks: string[] = [];
  const id = offerId ?? text(alias) ?? "my-offer";
  if (offerId === undefined)
    remarks.push("offerId: azpc has it from its --name, which is the alias too; give --name, or correct both");
  for (const [key, value] of [
    ["offer_setup.testDrive", testDrive],
    ["offer_setup.crm", crm],
    ["co-sell", config["co-sell"]],
  ] as const) {
    if (value === true || isSaid(value)) remarks.push(`${key} is left out: azpc does not read it`);
  }
  for (const key of Object.keys(settings).filter((name) => name !== "leveledCategories")) {
    remarks.push(`property_settings.${key} is left out: azpc reads leveledCategories only`);
  }
  if (isSaid(config.technical_configuration)) {
    remarks.push(
      "technical_configuration of the offer is left out: azpc does not read it. Here it is `meteredBilling`",
    );
  }
  const inputs = {
    offerId: id,
    alias: id,
    type: "AzureApplication",
    properties: withoutEmpty({
      categories: asObject(settings.leveledCategories),
      version: text(version),
      standardContract: true, // always, in azpc
    }),
    listing: listing(config, remarks),
    previewAudience: { subscriptions: texts(asObject(config.preview_audience).subscriptions) },
    resale: { channel: text(asObject(config.offer_listing).reseller_channel) ?? "Enabled" },
  };
  return { inputs, remarks };
}

/** The markets and prices that are fixed in azpc. */
const fixedPrices = {
  markets: ["CA", "US"],
  monthlyPrices: { CA: { amount: 0, currency: "USD" }, US: { amount: 0, currency: "USD" } },
};

function availability(config: Properties, planType: Names["planType"], remarks: string[]): Properties {
  const { visibility, azure_private_subscriptions: members } = asObject(config.pricing_and_availability);
  const isPrivate = String(visibility).toLowerCase() === "private";
  const audience = objectsIn(members).flatMap(({ ID, id, description }) => {
    const member = text(ID) ?? text(id);
    return member === undefined ? [] : [[member, text(description) ?? ""] as const];
  });
  if (isPrivate && visibility !== "Private") {
    remarks.push(`azpc sends the private audience only where visibility is spelled "Private"; here it is declared`);
  }
  return {
    visibility: isPrivate ? "Private" : "Public",
    ...(planType === "managed-application" ? fixedPrices : {}),
    ...(isPrivate ? { privateAudience: { subscriptions: Object.fromEntries(audience) } } : {}),
  };
}

function technicalConfiguration(config: Properties, planType: Names["planType"]): Properties {
  const own = asObject(config.technical_configuration);
  if (planType === "solution-template") return withoutEmpty({ version: text(own.version) });
  const policies = objectsIn(own.policy_settings).map(
    ({ policyName, policyDefinitionID, policyParameters, policySku }) => [
      String(policyName),
      withoutEmpty({ definitionId: policyDefinitionID, parameters: policyParameters, sku: policySku }),
    ],
  );
  const [customer, data] = [actions(own.allowedCustomerActions), actions(own.allowedDataActions)];
  return withoutEmpty({
    version: text(own.version),
    tenantId: text(own.tenant_id),
    authorizations: objectsIn(own.authorizations).map(({ id, role }) => ({ principalId: id, role })),
    justInTimeAccess: own.allow_jit_access === true,
    deploymentMode: text(own.deploymentMode) ?? "Incremental",
    customizeAllowedActions: customer.length + data.length > 0 ? true : undefined,
    allowedCustomerActions: customer,
    allowedDataActions: data,
    policies: Object.fromEntries(policies),
  });
}

function plan(config: Properties, planId: string, planType: Names["planType"], given: readonly string[]): Converted {
  const own = asObject(config.plan_listing);
  const remarks = [...given];
  if (planType === "managed-application") {
    remarks.push(
      "Markets and prices are not in the configuration: azpc always sells in Canada and the United States, for nothing",
    );
    if (objectsIn(asObject(config.technical_configuration).authorizations).length > 1) {
      remarks.push("azpc sends the first of the authorizations only; here all of them are declared");
    }
  }
  const inputs = {
    planId,
    planType,
    name: planId.replaceAll("-", " "), // as azpc names it in Partner Center
    listing: withoutEmpty({
      title: text(own.title),
      summary: text(own.shortDescription),
      description: text(own.description),
    }),
    availability: availability(config, planType, remarks),
    technicalConfiguration: technicalConfiguration(config, planType),
  };
  return { inputs, remarks };
}

/** What a name may be as a plan's id. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^[-_]+|[-_]+$/g, "")
    .slice(0, 50);

/** The plans: all by their ids, or the first of a list, whose others azpc does not read. */
function plansOf({ config, manifest }: AzpcFiles, { planId, planType }: Names): Converted[] {
  const { plan_overview: overview } = config;
  if (!Array.isArray(overview)) {
    const named = Object.entries(asObject(overview)).filter(([id]) => planId === undefined || id === planId);
    return named.map(([id, own]) => plan(asObject(own), id, planType, []));
  }
  const [first, ...others] = objectsIn(overview);
  if (first === undefined) return [];
  const known = planId ?? text(manifest.plan_name);
  const id = known ?? (slug(text(asObject(first.plan_listing).title) ?? "") || "standard");
  return [
    plan(first, id, planType, [
      ...(known === undefined ? ["planId: azpc has it from its --plan-name; give --plan, or correct it"] : []),
      ...(others.length === 0
        ? []
        : [`azpc reads the first of the ${others.length + 1} plans in a list only; so does this program`]),
    ]),
  ];
}

/** What a program declares instead of this configuration. */
export function convertedConfig(files: AzpcFiles, names: Names): ConvertedConfig {
  const plans = plansOf(files, names);
  const version = asObject(plans[0]?.inputs.technicalConfiguration).version;
  return { offer: offer(files.config, names, version), plans, packageName: text(files.manifest.app) };
}

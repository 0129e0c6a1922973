// Where each property of a plan lives in the service's objects (API reference §3.9, §3.11, §3.13, §3.15).
import type { DraftPart } from "../drafts.js";
import { type Field, flagField, plainField, setOf } from "../fields.js";
import { canonicalHtml } from "../html.js";
import { isObject, type Properties } from "../properties.js";
import { marketCodes } from "./markets.js";

function list(value: unknown): Properties[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The plan itself. */
export const variantFields: readonly Field[] = [plainField("name", "friendlyName")];

/** The plan listing page in one language; `at` is where the program has it. The plan's summary is kept in the short description (API reference §3.9). */
export function planListingFields(at: string): readonly Field[] {
  return [
    plainField(`${at}.title`, "title", { initial: (owner) => owner.name }),
    plainField(`${at}.summary`, "shortDescription"),
    plainField(`${at}.description`, "description", { canonical: canonicalHtml }),
  ];
}

/** The plan listing page in English. */
export const planListingPart: DraftPart = { kind: "Listing", fields: planListingFields("listing") };

const marketsField: Field = {
  path: "availability.markets",
  wire: ["marketStates"],
  canonical: (value) => setOf(Array.isArray(value) ? value.map((code) => String(code).toUpperCase()) : value),
  read: (body) =>
    list(body.marketStates)
      .filter(({ state }) => String(state).toLowerCase() === "enabled")
      .map(({ marketCode }) => marketCode),
  write: (body, value) => {
    const wanted = new Set(Array.isArray(value) ? value.map((code) => String(code).toUpperCase()) : []);
    const states = list(body.marketStates);
    const present = new Set(states.map(({ marketCode }) => marketCode));
    const all = [...states, ...marketCodes.filter((code) => !present.has(code)).map((code) => ({ marketCode: code }))];
    body.marketStates = all.map((entry: Properties) => {
      const isEnabled = String(entry.state).toLowerCase() === "enabled";
      if (wanted.has(String(entry.marketCode))) return { ...entry, state: "Enabled" };
      return isEnabled || entry.state === undefined ? { ...entry, state: "Disabled" } : entry; // stop-selling stays
    });
  },
};

function isMonthly(schedule: Properties): boolean {
  const cadence = schedule.priceCadence;
  return !isObject(cadence) || (String(cadence.type).toLowerCase() === "month" && Number(cadence.value ?? 1) === 1);
}

/** The flat monthly price of a group of markets. */
function monthlyPrice(info: Properties | undefined): { amount: unknown; currency: unknown } | undefined {
  const schedule = list(info?.schedules).find(isMonthly);
  const price = schedule?.retailPrice;
  return isObject(price) ? { amount: price.openPrice, currency: price.currencyCode } : undefined;
}

function withMonthlyPrice(info: Properties, amount: unknown, currency: unknown): Properties {
  const schedules = list(info.schedules);
  const old = schedules.find(isMonthly);
  const oldPrice = isObject(old?.retailPrice) ? old.retailPrice : {};
  const monthly = {
    priceCadence: { type: "Month", value: 1 },
    pricingModel: "Recurring",
    ...old,
    retailPrice: { ...oldPrice, openPrice: amount, currencyCode: currency },
  };
  return { ...info, schedules: [...schedules.filter((schedule) => schedule !== old), monthly] };
}

/** Takes the monthly price out; a schedule that holds no other price goes altogether. */
function withoutMonthlyPrice(info: Properties): Properties[] {
  const rest = list(info.schedules).filter((schedule) => !isMonthly(schedule));
  return rest.length === 0 ? [] : [{ ...info, schedules: rest }];
}

function isBase(info: Properties): boolean {
  return info.isBaseSchedule === true;
}

/** One price for all markets: the base schedule, in US dollars. */
const monthlyPriceField: Field = {
  path: "availability.monthlyPrice",
  wire: ["priceSchedules"],
  read: (body) => monthlyPrice(list(body.priceSchedules).find(isBase))?.amount,
  write: (body, value) => {
    const schedules = list(body.priceSchedules);
    const base = schedules.find(isBase);
    const rest = schedules.filter((info) => info !== base);
    if (value === undefined) body.priceSchedules = [...(base ? withoutMonthlyPrice(base) : []), ...rest];
    else {
      const info = base ?? { isBaseSchedule: true, friendlyName: "Default" };
      body.priceSchedules = [withMonthlyPrice(info, value, "USD"), ...rest];
    }
  },
};

/** Own prices of single markets: one schedule each beside the base schedule. */
const monthlyPricesField: Field = {
  path: "availability.monthlyPrices",
  wire: ["priceSchedules"],
  read: (body) => {
    const prices: Properties = {};
    for (const info of list(body.priceSchedules).filter((candidate) => !isBase(candidate))) {
      const price = monthlyPrice(info);
      if (price === undefined) continue;
      for (const market of Array.isArray(info.marketCodes) ? info.marketCodes : []) prices[String(market)] = price;
    }
    return prices;
  },
  write: (body, value) => {
    const wanted = isObject(value) ? value : {};
    const schedules = list(body.priceSchedules);
    const kept = schedules.flatMap((info) => {
      const single = Array.isArray(info.marketCodes) && info.marketCodes.length === 1;
      if (isBase(info)) return [info];
      return single && wanted[String((info.marketCodes as unknown[])[0])] !== undefined
        ? []
        : withoutMonthlyPrice(info);
    });
    const priced = Object.entries(wanted).map(([market, price]) => {
      const old = schedules.find(
        (info) => !isBase(info) && Array.isArray(info.marketCodes) && info.marketCodes.join() === market,
      );
      const { amount, currency } = price as Properties;
      const fresh = { isBaseSchedule: false, marketCodes: [market], friendlyName: `priceOverrideSchedule_${market}` };
      return withMonthlyPrice(old ?? fresh, amount, currency);
    });
    body.priceSchedules = [...kept, ...priced];
  },
};

function audienceField(path: string, key: string): Field {
  return {
    path,
    wire: [key],
    canonical: (value) =>
      isObject(value) ? Object.fromEntries(Object.entries(value).map(([id, text]) => [id.toLowerCase(), text])) : value,
    read: (body) => Object.fromEntries(list(body[key]).map(({ ID, description }) => [String(ID), description ?? ""])),
    write: (body, value) => {
      const members = isObject(value) ? Object.entries(value) : [];
      const old = new Map(list(body[key]).map((member) => [String(member.ID).toLowerCase(), member]));
      body[key] = members.map(([id, description]) => ({ ...old.get(id.toLowerCase()), ID: id, description }));
    },
  };
}

/** The pricing and availability page. */
export const availabilityPart: DraftPart = {
  kind: "FeatureAvailability",
  fields: [
    {
      ...plainField("availability.visibility", "visibility", { initial: () => "Public" }),
      canonical: (value) => (String(value).toLowerCase() === "private" ? "Private" : value),
      locks: (before, wanted) =>
        before !== "Private" && wanted === "Private" ? "cannot become Private once the plan is published" : undefined,
    },
    marketsField,
    monthlyPriceField,
    monthlyPricesField,
    audienceField("availability.privateAudience.subscriptions", "subscriptionAudiences"),
    audienceField("availability.privateAudience.tenants", "tenantAudiences"),
  ],
};

const packageType = "AzureApplicationPackage";

const packageField: Field = {
  path: "technicalConfiguration.package",
  wire: ["packageReferences"],
  canonical: (value) => packageIdOf(String(value)),
  read: (body) => list(body.packageReferences).find(({ type }) => type === packageType)?.value,
  write: (body, value) => {
    const rest = list(body.packageReferences).filter(({ type }) => type !== packageType);
    const reference = { type: packageType, value: packageIdOf(String(value)) };
    body.packageReferences = value === undefined ? rest : [...rest, reference];
  },
};

/** The service's package id out of an `ApplicationPackage`'s id (`product/package`), or the id itself. */
export function packageIdOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** Actions: azpc's one text with `;` between them and a list of texts are the same (API reference §3.15). */
function actionsField(path: string, key: string): Field {
  return {
    path,
    wire: [key],
    canonical: setOf,
    read: (body) =>
      (Array.isArray(body[key]) ? body[key] : []).flatMap((text: unknown) =>
        String(text)
          .split(";")
          .map((action) => action.trim())
          .filter((action) => action !== ""),
      ),
    write: (body, value) => {
      body[key] = Array.isArray(value) && value.length > 0 ? [value.join(";")] : [];
    },
  };
}

function authorizationsField(path: string, key: string): Field {
  return {
    path,
    wire: [key],
    canonical: (value) =>
      setOf(
        list(value).map(({ principalId, role }) => ({
          principalId: String(principalId).toLowerCase(),
          role: String(role).toLowerCase(),
        })),
      ),
    read: (body) =>
      list(body[key]).map(({ principalID, roleDefinitionID }) => ({
        principalId: principalID,
        role: roleDefinitionID,
      })),
    write: (body, value) => {
      body[key] = list(value).map(({ principalId, role }) => ({ principalID: principalId, roleDefinitionID: role }));
    },
  };
}

const policiesField: Field = {
  path: "technicalConfiguration.policies",
  wire: ["policies"],
  read: (body) =>
    Object.fromEntries(
      list(body.policies).map(({ policyName, policyDefinitionID, policyParameters, policySku }) => [
        String(policyName),
        Object.fromEntries(
          Object.entries({ definitionId: policyDefinitionID, parameters: policyParameters, sku: policySku }).filter(
            ([, value]) => value !== undefined && value !== "",
          ),
        ),
      ]),
    ),
  write: (body, value) => {
    const old = new Map(list(body.policies).map((policy) => [policy.policyName, policy]));
    body.policies = Object.entries(isObject(value) ? value : {}).map(([name, policy]) => {
      const { definitionId, parameters, sku } = policy as Properties;
      const { policyParameters: _, policySku: __, ...rest } = old.get(name) ?? {};
      return {
        ...rest,
        policyName: name,
        policyDefinitionID: definitionId,
        ...(parameters === undefined ? {} : { policyParameters: parameters }),
        ...(sku === undefined ? {} : { policySku: sku }),
      };
    });
  },
};

function tenantField(path: string, key: string): Field {
  return { ...plainField(path, key), canonical: (value) => String(value).toLowerCase() };
}

/** The technical configuration page. */
export const technicalConfigurationPart: DraftPart = {
  kind: "PackageConfiguration",
  fields: [
    plainField("technicalConfiguration.version", "version"),
    packageField,
    tenantField("technicalConfiguration.tenantId", "publicAzureTenantID"),
    authorizationsField("technicalConfiguration.authorizations", "publicAzureAuthorizations"),
    tenantField("technicalConfiguration.governmentTenantId", "azureGovernmentTenantID"),
    authorizationsField("technicalConfiguration.governmentAuthorizations", "azureGovernmentAuthorizations"),
    flagField("technicalConfiguration.justInTimeAccess", "allowJitAccess"),
    plainField("technicalConfiguration.deploymentMode", "deploymentMode"),
    flagField("technicalConfiguration.customizeAllowedActions", "canEnableCustomerActions"),
    actionsField("technicalConfiguration.allowedCustomerActions", "allowedCustomerActions"),
    actionsField("technicalConfiguration.allowedDataActions", "allowedDataActions"),
    policiesField,
    plainField("technicalConfiguration.managementMode", "publisherManagementMode", { initial: () => "Managed" }),
    plainField("technicalConfiguration.customerAccess", "customerAccessEnableState", { initial: () => "Disabled" }),
  ],
};

/** All parts of a plan that are drafts. */
export const planParts: readonly DraftPart[] = [planListingPart, availabilityPart, technicalConfigurationPart];

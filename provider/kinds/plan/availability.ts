// Where the Pricing and availability page of a plan lives in the service (API reference §3.13); its prices and meters have
// files of their own.

import type { Field } from "../../fields/field.js";
import { flagField, plainField, setOf } from "../../fields/forms.js";
import type { Spread } from "../../fields/spread.js";
import type { DraftPart } from "../../pages/draft-page.js";
import { asObject, getPath, isEmpty, isObject, objectsIn, type Properties, setPath } from "../../values/properties.js";
import { hasUnknown, unknownMarker } from "../../values/unknown.js";
import { lowerCaseIds, membersIn, withMembers } from "../shared/audience-members.js";
import { marketCodes, selectedMarkets } from "./markets.js";
import { metersField } from "./meters.js";
import { priceFields } from "./prices.js";

function codesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map((code) => String(code).toUpperCase()) : [];
}

function isState(entry: Properties, state: string): boolean {
  return String(entry.state).toLowerCase() === state.toLowerCase();
}

function marketsInState(body: Properties, state: string): unknown[] {
  return objectsIn(body.marketStates)
    .filter((entry) => isState(entry, state))
    .map(({ marketCode }) => marketCode);
}

/** Brings the wanted markets into a state; those that are in it and not wanted become `Disabled`, all others stay as they are. */
function writeState(body: Properties, state: string, wanted: ReadonlySet<string>): void {
  const present = objectsIn(body.marketStates);
  const codes = new Set(present.map(({ marketCode }) => String(marketCode).toUpperCase()));
  const missing = marketCodes
    .filter((code) => !codes.has(code))
    .map((code) => ({ marketCode: code, state: "Disabled" }));
  body.marketStates = [...present, ...missing].map((entry: Properties) => {
    if (wanted.has(String(entry.marketCode).toUpperCase())) return isState(entry, state) ? entry : { ...entry, state };
    return isState(entry, state) ? { ...entry, state: "Disabled" } : entry;
  });
}

function canonicalCodes(value: unknown): unknown {
  return Array.isArray(value) ? setOf(codesIn(value)) : value;
}

const marketPaths = ["availability.markets", "availability.marketGroups", "availability.excludedMarkets"] as const;

/**
 * Markets in the words of a program that has groups: of a hundred markets a person wants to see the one that was taken
 * out. Undefined when the list itself is shorter.
 */
function besideGroups(found: readonly string[], managed: Properties): readonly unknown[] | undefined {
  const [listed, groups, excluded] = marketPaths.map((path) => getPath(managed, path));
  if (!Array.isArray(groups) || groups.length === 0) return undefined;
  const grouped = selectedMarkets([], groups.map(String), []);
  const written = { listed: codesIn(listed), excluded: codesIn(excluded) };
  const more = found.filter((code) => !grouped.includes(code) && !written.listed.includes(code));
  const missing = grouped.filter((code) => !found.includes(code) && !written.excluded.includes(code));
  const markets = [...written.listed.filter((code) => found.includes(code)), ...more.sort()];
  const without = [...written.excluded.filter((code) => !found.includes(code)), ...missing];
  if (markets.length + without.length >= found.length) return undefined;
  return [markets, groups, without].map((list) => (list.length === 0 ? undefined : list));
}

/** The markets that a program selects: single ones and groups, without the exceptions. */
const selection: Spread = {
  paths: marketPaths,
  gather: (properties) => {
    const [codes, groups, excluded] = marketPaths.map((path) => getPath(properties, path));
    if (codes === undefined && groups === undefined) return undefined;
    if (hasUnknown([codes, groups, excluded])) return unknownMarker;
    if (groups === undefined && excluded === undefined) return codes;
    return selectedMarkets(codesIn(codes), Array.isArray(groups) ? groups.map(String) : [], codesIn(excluded));
  },
  scatter: (value, managed, state) => {
    const parts = Array.isArray(value) ? besideGroups(codesIn(value), managed) : undefined;
    marketPaths.forEach((path, index) => {
      setPath(state, path, parts === undefined ? (index === 0 ? value : undefined) : parts[index]);
    });
  },
};

const marketsField: Field = {
  path: "availability.markets",
  wire: ["marketStates"],
  spread: selection,
  canonical: canonicalCodes,
  read: (body) => marketsInState(body, "Enabled"),
  write: (body, value) => writeState(body, "Enabled", new Set(codesIn(value))),
};

const stopSellingField: Field = {
  path: "availability.stopSelling",
  wire: ["marketStates"],
  canonical: canonicalCodes,
  read: (body) => marketsInState(body, "StopSelling"),
  write: (body, value) => writeState(body, "StopSelling", new Set(codesIn(value))),
};

/** Where the program names the file with further members of both kinds. */
export const audienceFilePath = "availability.privateAudience.csv";

/** Members of a private audience: those that the program lists, and those of its file, which `derive` reads. */
function audienceField(kind: "subscriptions" | "tenants", key: string): Field {
  const path = `availability.privateAudience.${kind}`;
  const fromFile = `csvAudience.${kind}`;
  return {
    path,
    wire: [key],
    spread: {
      paths: [path, audienceFilePath, fromFile],
      gather: (properties) => {
        const [listed, file, members] = [path, audienceFilePath, fromFile].map((at) => getPath(properties, at));
        if (file === undefined) return listed;
        if (hasUnknown([listed, file, members])) return unknownMarker;
        return { ...lowerCaseIds(members), ...lowerCaseIds(listed) };
      },
      scatter: (value, managed, state) => {
        const file = getPath(managed, audienceFilePath);
        if (file === undefined) return setPath(state, path, value);
        const listed = lowerCaseIds(getPath(managed, path));
        const found = Object.entries(lowerCaseIds(value));
        const own = Object.fromEntries(found.filter(([id]) => id in listed));
        setPath(state, path, isEmpty(own) ? undefined : own);
        setPath(state, audienceFilePath, file);
        setPath(state, fromFile, Object.fromEntries(found.filter(([id]) => !(id in listed))));
      },
    },
    canonical: (value) => (isObject(value) ? lowerCaseIds(value) : value),
    read: (body) => membersIn(body[key]),
    write: (body, value) => {
      body[key] = withMembers(body[key], lowerCaseIds(value)); // as Partner Center's pages ask for them (page azure-app-managed)
    },
  };
}

/** The private audience. */
export const audienceFields: readonly Field[] = [
  audienceField("subscriptions", "subscriptionAudiences"),
  audienceField("tenants", "tenantAudiences"),
];

/** One value of the trial; the others, and what we do not know of it, stay. */
function trialField(name: "type" | "durationType" | "duration", more: Partial<Field> = {}): Field {
  return {
    path: `availability.trial.${name}`,
    wire: ["trial"],
    read: (body) => (isObject(body.trial) ? body.trial[name] : undefined),
    write: (body, value, owner) => {
      const { [name]: _, ...rest } = asObject(body.trial);
      const wanted = value ?? more.initial?.(owner);
      body.trial = wanted === undefined ? rest : { ...rest, [name]: wanted };
    },
    ...more,
  };
}

const trialFields: readonly Field[] = [
  trialField("type", {
    initial: () => "NoTrial",
    // Page price-changes-faq.
    locks: (_, wanted) => (wanted === "NoTrial" ? "cannot be turned off once the plan is published" : undefined),
  }),
  trialField("durationType"),
  trialField("duration"),
];

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
    flagField("availability.hidden", "isHidden"),
    marketsField,
    stopSellingField,
    ...priceFields,
    metersField,
    ...trialFields,
    ...audienceFields,
  ],
};

// The markets in which a plan is sold, and those in which selling has stopped (API reference §3.13).
import { z } from "zod";
import type { Spread } from "../../fields/compared.js";
import type { Field } from "../../fields/field.js";
import { setOf } from "../../fields/forms.js";
import { type Findings, isCertainlySet, known } from "../../values/findings.js";
import { asObject, getPath, objectsIn, type Properties, setPath } from "../../values/properties.js";
import { quoted } from "../../values/show.js";
import { hasUnknown, unknownMarker } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";
import { availabilityPath as at } from "./availability-path.js";
import { isMarket, marketCodes, meantMarket, selectedMarkets } from "./markets.js";

function codeMeantBy(text: string): string {
  const code = meantMarket(text);
  return code === undefined
    ? "use one of its 141 two-letter codes, such as US, DE or JP"
    : `did you mean ${code}? They are two-letter codes`;
}

/** The code of a market. */
export const marketCode = z.string().refine(isMarket, {
  error: (issue) => `${quoted(issue.input)} is not a market of the marketplace; ${codeMeantBy(String(issue.input))}`,
});

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

/**
 * Brings the wanted markets into a state; those that are in it and not wanted become `Disabled`, all others stay as
 * they are.
 */
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

/** The markets in which it is sold. */
export const marketsField: Field = {
  path: "availability.markets",
  wire: ["marketStates"],
  spread: selection,
  canonical: canonicalCodes,
  read: (body) => marketsInState(body, "Enabled"),
  write: (body, value) => writeState(body, "Enabled", new Set(codesIn(value))),
};

/** The markets in which selling has stopped. */
export const stopSellingField: Field = {
  path: "availability.stopSelling",
  wire: ["marketStates"],
  canonical: canonicalCodes,
  read: (body) => marketsInState(body, "StopSelling"),
  write: (body, value) => writeState(body, "StopSelling", new Set(codesIn(value))),
};

function codes(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((code) => typeof code === "string").map((code) => code.toUpperCase()) : [];
}

/** The markets that a program selects; undefined when it selects none, or when that is not known yet. */
function knownMarkets(inputs: Inputs): string[] | undefined {
  const { markets, marketGroups, excludedMarkets } = asObject(inputs.availability);
  if (hasUnknown([markets, marketGroups, excludedMarkets])) return undefined;
  if (!Array.isArray(markets) && !Array.isArray(marketGroups)) return undefined;
  const groups = Array.isArray(marketGroups) ? marketGroups.map(String) : [];
  const listed = codes(markets);
  const excluded = codes(excludedMarkets).filter((code) => !listed.includes(code)); // otherwise it has a finding
  return selectedMarkets(listed, groups, excluded);
}

/** The markets that can have a price: also where selling has stopped, since a published price cannot be removed. */
export function pricedMarkets(inputs: Inputs): string[] | undefined {
  const stopped = getPath(inputs, "availability.stopSelling");
  const selected = knownMarkets(inputs);
  return selected === undefined || hasUnknown(stopped) ? undefined : [...selected, ...codes(stopped)];
}

/** What of the selection contradicts itself. */
export function checkMarkets(inputs: Inputs, findings: Findings): void {
  if (
    isCertainlySet(inputs, at("excludedMarkets")) &&
    ["markets", "marketGroups"].every((key) => getPath(inputs, at(key)) === undefined)
  ) {
    findings.add(at("excludedMarkets"), "excludes markets from nothing; set markets or marketGroups");
  }
  const listed = codes(known(inputs, at("markets")));
  codes(known(inputs, at("excludedMarkets"))).forEach((code, index) => {
    if (listed.includes(code)) {
      findings.add(
        `${at("excludedMarkets")}[${index}]`,
        `excludes ${code}, which is among \`markets\`. Choose one of the two`,
      );
    }
  });
  const selected = knownMarkets(inputs) ?? [];
  codes(known(inputs, at("stopSelling"))).forEach((code, index) => {
    if (selected.includes(code)) {
      findings.add(
        `${at("stopSelling")}[${index}]`,
        `stops selling in ${code}, which is among the markets. Choose one of the two`,
      );
    }
  });
}

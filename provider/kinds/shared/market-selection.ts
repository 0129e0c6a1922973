// The markets that a program selects: single ones, groups, and exceptions.
import { z } from "zod";
import type { Spread } from "../../fields/compared.js";
import { setOf } from "../../fields/forms.js";
import { type Findings, isCertainlySet, known } from "../../values/findings.js";
import { asObject, getPath, type Properties, setPath } from "../../values/properties.js";
import { quoted } from "../../values/show.js";
import { hasUnknown, unknownMarker } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";
import { availabilityPath as at } from "./availability-path.js";
import { isMarket, marketGroupNames, meantMarket, selectedMarkets } from "./markets.js";

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

/** What a program says of who may see a plan, and where it is sold. */
export const whereSold = {
  visibility: z.enum(["Public", "Private"], { error: 'must be "Public" or "Private"' }).optional(),
  hidden: z.boolean().optional(),
  markets: z.array(marketCode).optional(),
  marketGroups: z
    .array(z.enum(marketGroupNames, { error: `must be ${marketGroupNames.map((name) => `"${name}"`).join(" or ")}` }))
    .optional(),
  excludedMarkets: z.array(marketCode).optional(),
};

/** The codes of a list, in upper case. */
export function codesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map((code) => String(code).toUpperCase()) : [];
}

/** Codes, in any order. */
export function canonicalCodes(value: unknown): unknown {
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
export const marketSelection: Spread = {
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

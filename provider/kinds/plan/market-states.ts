// The markets in which a plan is sold, and those in which selling has stopped (API reference §3.13).
import type { Field } from "../../fields/field.js";
import { objectsIn, type Properties } from "../../values/properties.js";
import { canonicalCodes, codesIn, marketSelection } from "../shared/market-selection.js";
import { marketCodes } from "../shared/markets.js";

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

/** The markets in which it is sold. */
export const marketsField: Field = {
  path: "availability.markets",
  wire: ["marketStates"],
  spread: marketSelection,
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

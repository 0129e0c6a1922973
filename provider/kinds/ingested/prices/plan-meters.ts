// What a unit of each meter of an offer costs in a plan, and how many are included in what is paid anyway (Product
// Ingestion API §11.9).
import { z } from "zod";
import type { Field } from "../../../fields/field.js";
import { type Findings, formatPath, known } from "../../../values/findings.js";
import { asObject, isEmpty, isObject, mapValues, objectsIn, type Properties } from "../../../values/properties.js";
import { hasUnknown } from "../../../values/unknown.js";
import type { Inputs } from "../../../values/versions.js";
import { requiredText } from "../../shared/formats.js";
import { lockOf } from "../../shared/publication-locks.js";
import { amount, checkMarketPrices, MarketPrices } from "./market-prices.js";
import { spanOf, type Term, termInputs, termNames, termOf } from "./terms.js";

/** The price of a unit, or of a payment, in a market. */
export const singlePrices = new MarketPrices({ program: "amount", wire: "price" });

const includedQuantity = z.strictObject({
  quantity: z.int({ error: "must be a whole number" }).min(0, { error: "is less than 0" }).optional(),
  infinite: z.boolean({ error: "must be true or false" }).optional(),
});

/** A price for all markets, or one for each. */
const prices = {
  pricePerUnit: amount.optional(),
  pricesPerUnit: singlePrices.inputs({ amount }).optional(),
};

/** What a program says of the meters of a plan of which all is paid by usage: id → prices. */
export const usageMeters = z.record(requiredText("the id of the meter"), z.strictObject(prices));

/** The same of a plan with a price beside, which includes some units. */
export const planMeters = z.record(
  requiredText("the id of the meter"),
  z.strictObject({ ...prices, included: z.strictObject(termInputs(includedQuantity)).optional() }),
);

function canonicalQuantity(value: unknown): unknown {
  const { infinite, quantity } = asObject(value);
  if (infinite === true) return { infinite: true };
  return quantity === undefined || quantity === 0 ? undefined : { quantity };
}

function canonicalMeter(value: unknown): unknown {
  const { pricesPerUnit, included, ...meter } = asObject(value);
  const quantities = Object.entries(asObject(included)).map(([term, one]) => [term, canonicalQuantity(one)]);
  const told = quantities.filter(([, one]) => one !== undefined);
  return {
    ...meter,
    ...(isObject(pricesPerUnit) ? { pricesPerUnit: singlePrices.canonical(pricesPerUnit) } : {}),
    ...(told.length === 0 ? {} : { included: Object.fromEntries(told) }),
  };
}

function readMeter(value: unknown): Properties {
  const { pricePerPaymentInUsd: pricePerUnit, prices, includedQuantities } = asObject(value);
  const included = objectsIn(includedQuantities).map(({ billingTerm, quantity, isInfinite }) => {
    return [termOf(billingTerm), isInfinite === true ? { infinite: true } : { quantity }];
  });
  return {
    ...(pricePerUnit === undefined ? {} : { pricePerUnit }),
    ...(isEmpty(prices) ? {} : { pricesPerUnit: singlePrices.read(prices) }),
    ...(included.length === 0 ? {} : { included: Object.fromEntries(included) }),
  };
}

/** Terms that nobody here knows stay, and what else the service keeps of a meter. */
function writeMeter(value: unknown, old: Properties): Properties {
  const { pricePerUnit, pricesPerUnit, included } = asObject(value);
  const { pricePerPaymentInUsd: _, prices, includedQuantities, ...others } = old;
  const there = objectsIn(includedQuantities);
  const foreign = there.filter((one) => !isTerm(termOf(one.billingTerm)));
  const ours = Object.entries(asObject(included)).map(([term, one]) => {
    const { infinite = false, quantity = 0 } = asObject(one);
    const before = there.find(({ billingTerm }) => termOf(billingTerm) === term) ?? {
      billingTerm: spanOf(term as Term),
    };
    return { ...before, quantity: infinite === true ? 0 : quantity, isInfinite: infinite };
  });
  const quantities = [...foreign, ...ours];
  return {
    ...others,
    ...(pricePerUnit === undefined ? {} : { pricePerPaymentInUsd: pricePerUnit }),
    ...(isObject(pricesPerUnit) ? { prices: singlePrices.write(pricesPerUnit, prices) } : {}),
    ...(quantities.length === 0 ? {} : { includedQuantities: quantities }),
  };
}

const isTerm = (name: string) => termNames.includes(name as Term);

/** The meters of a plan: all that it uses. */
export const planMetersField: Field = {
  path: "availability.meters",
  wire: ["pricing"],
  canonical: (value) => mapValues(value, canonicalMeter),
  read: ({ pricing }) => mapValues(asObject(asObject(asObject(pricing).customMeters).meters), readMeter),
  write: (body, value) => {
    const { customMeters, ...others } = asObject(body.pricing);
    const wanted = Object.entries(asObject(value));
    if (wanted.length === 0) {
      body.pricing = others;
      return;
    }
    const old = asObject(customMeters);
    const isByMarket = wanted.some(([, meter]) => isObject(asObject(meter).pricesPerUnit));
    const meters = wanted.map(([id, meter]) => [id, writeMeter(meter, asObject(asObject(old.meters)[id]))]);
    const priceInputOption = isByMarket ? "perMarket" : "usd";
    body.pricing = { ...others, customMeters: { ...old, priceInputOption, meters: Object.fromEntries(meters) } };
  },
  ...lockOf("availability.meters"),
};

/** What of the meters contradicts itself. */
export function checkPlanMeters(inputs: Inputs, findings: Findings): void {
  const meters = known<Properties>(inputs, "availability.meters");
  const ways = new Set<string>();
  for (const [id, meter] of Object.entries(asObject(meters))) {
    if (!isObject(meter) || hasUnknown(meter)) continue;
    const path = ["availability", "meters", id];
    const set = ["pricePerUnit", "pricesPerUnit"].filter((key) => meter[key] !== undefined);
    if (set.length !== 1) {
      const why =
        set.length === 0
          ? "has no price; set pricePerUnit, or pricesPerUnit"
          : "has two prices (pricePerUnit, pricesPerUnit)";
      findings.add(formatPath(path), set.length === 0 ? why : `${why}. Choose one of the two`);
    }
    for (const key of set) ways.add(key);
    checkMarketPrices(inputs, [...path, "pricesPerUnit"], meter.pricesPerUnit, findings);
    for (const [term, quantity] of Object.entries(asObject(meter.included))) {
      if (asObject(quantity).infinite !== true || asObject(quantity).quantity === undefined) continue;
      findings.add(formatPath([...path, "included", term]), "has a quantity, and is infinite. Choose one of the two");
    }
  }
  if (ways.size > 1) {
    findings.add(
      "availability.meters",
      "has prices in US dollars (pricePerUnit) and prices by market (pricesPerUnit); the meters of a plan have all the same. Choose one of the two",
    );
  }
}

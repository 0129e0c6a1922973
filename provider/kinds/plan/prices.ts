// Flat prices of a plan in the service's price schedules: one base schedule in US dollars for all markets, and
// schedules of single markets beside it, each with a price a month, a year, or what else somebody has put there (API
// reference §3.13). No page of Microsoft's names a smallest price, and none says how prices are rounded; so what is
// unusual is a warning.

import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { type Findings, known } from "../../values/findings.js";
import { asObject, isObject, objectsIn, type Properties, setOwn } from "../../values/properties.js";
import { quoted } from "../../values/show.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";
import { availabilityPath as at } from "../shared/availability-path.js";
import { caselessRecord } from "../shared/formats.js";
import { marketCode } from "../shared/market-selection.js";
import { currencyOf, decimalsOf, isCurrency, meantCurrency } from "../shared/markets.js";
import { lockOf } from "../shared/publication-locks.js";

/** An amount of money. */
export const amount = z
  .number({ error: "must be a number" })
  .min(0, { error: (issue) => `is ${String(issue.input)}; a price cannot be below zero` });

const currency = z.string().refine(isCurrency, {
  error: (issue) => {
    const code = meantCurrency(String(issue.input));
    const hint = code === undefined ? "use an ISO 4217 code such as USD, EUR or JPY" : `did you mean ${code}?`;
    return `${quoted(issue.input)} is not a currency; ${hint}`;
  },
});

/** Own prices of single markets. */
export const marketPrices = caselessRecord(marketCode, z.strictObject({ amount, currency }));

/** How often a flat price is paid. */
type Term = "Month" | "Year";

function isEmptyRange(range: unknown): boolean {
  return !isObject(range) || Object.values(range).every((end) => end === undefined || end === null);
}

function isOf(term: Term, { priceCadence: cadence, pricingModel }: Properties): boolean {
  if (String(pricingModel).toLowerCase() === "usage") return false;
  if (!isObject(cadence)) return term === "Month";
  return String(cadence.type).toLowerCase() === term.toLowerCase() && Number(cadence.value ?? 1) === 1;
}

/**
 * The flat price of a term; before one that holds for a time only, such as a change that is to come, one that holds
 * always.
 */
function scheduleOf(term: Term, info: Properties | undefined): Properties | undefined {
  const all = objectsIn(info?.schedules).filter((schedule) => isOf(term, schedule));
  return all.find(({ dateTimeRange }) => isEmptyRange(dateTimeRange)) ?? all[0];
}

function priceOf(term: Term, info: Properties | undefined): { amount: unknown; currency: unknown } | undefined {
  const price = scheduleOf(term, info)?.retailPrice;
  return isObject(price) ? { amount: price.openPrice, currency: price.currencyCode } : undefined;
}

function withPrice(term: Term, info: Properties, amount: unknown, currency: unknown): Properties {
  const old = scheduleOf(term, info);
  const oldPrice = isObject(old?.retailPrice) ? old.retailPrice : {};
  const priced = {
    priceCadence: { type: term, value: 1 },
    pricingModel: "Recurring",
    ...old,
    retailPrice: { ...oldPrice, openPrice: amount, currencyCode: currency },
  };
  return { ...info, schedules: [...objectsIn(info.schedules).filter((schedule) => schedule !== old), priced] };
}

/** Takes the price of a term out; a schedule that holds no other price goes altogether. */
function withoutPrice(term: Term, info: Properties): Properties[] {
  const price = scheduleOf(term, info);
  if (price === undefined) return [info];
  const rest = objectsIn(info.schedules).filter((schedule) => schedule !== price);
  return rest.length === 0 ? [] : [{ ...info, schedules: rest }];
}

function isBase(info: Properties): boolean {
  return info.isBaseSchedule === true;
}

function marketsOf(info: Properties): string[] {
  return Array.isArray(info.marketCodes) ? info.marketCodes.map((code) => String(code).toUpperCase()) : [];
}

/** Market codes in upper case. */
function byMarket(value: unknown): Properties {
  return Object.fromEntries(Object.entries(asObject(value)).map(([code, it]) => [code.toUpperCase(), it]));
}

/** One price for all markets: the base schedule, in US dollars. */
function basePriceField(path: "availability.monthlyPrice" | "availability.annualPrice", term: Term): Field {
  return {
    path,
    wire: ["priceSchedules"],
    read: (body) => priceOf(term, objectsIn(body.priceSchedules).find(isBase))?.amount,
    write: (body, value) => {
      const schedules = objectsIn(body.priceSchedules);
      const base = schedules.find(isBase);
      const rest = schedules.filter((info) => info !== base);
      if (value === undefined) body.priceSchedules = [...(base ? withoutPrice(term, base) : []), ...rest];
      else {
        const info = base ?? { isBaseSchedule: true, friendlyName: "Default" };
        body.priceSchedules = [withPrice(term, info, value, "USD"), ...rest];
      }
    },
    ...lockOf(path),
  };
}

/** Own prices of single markets: one schedule each beside the base schedule. */
function marketPricesField(path: "availability.monthlyPrices" | "availability.annualPrices", term: Term): Field {
  return {
    path,
    wire: ["priceSchedules"],
    canonical: byMarket,
    read: (body) => {
      const prices: Properties = {};
      for (const info of objectsIn(body.priceSchedules).filter((candidate) => !isBase(candidate))) {
        const price = priceOf(term, info);
        if (price === undefined) continue;
        for (const market of marketsOf(info)) setOwn(prices, market, price);
      }
      return prices;
    },
    write: (body, value) => {
      const wanted = byMarket(value);
      const schedules = objectsIn(body.priceSchedules);
      const single = new Map(
        schedules
          .filter((info) => !isBase(info) && marketsOf(info).length === 1)
          .map((info) => [marketsOf(info)[0] as string, info]),
      );
      const kept = schedules.flatMap((info) => {
        if (isBase(info)) return [info];
        return Object.keys(wanted).some((market) => single.get(market) === info) ? [] : withoutPrice(term, info);
      });
      const priced = Object.entries(wanted).map(([market, price]) => {
        const { amount, currency } = price as Properties;
        const name = `priceOverrideSchedule_${market}`;
        const info = single.get(market) ?? { isBaseSchedule: false, marketCodes: [market], friendlyName: name };
        return withPrice(term, info, amount, currency);
      });
      body.priceSchedules = [...kept, ...priced];
    },
    ...lockOf(path),
  };
}

/** Prices a month and a year. */
export const priceFields: readonly Field[] = [
  basePriceField("availability.monthlyPrice", "Month"),
  marketPricesField("availability.monthlyPrices", "Month"),
  basePriceField("availability.annualPrice", "Year"),
  marketPricesField("availability.annualPrices", "Year"),
];

function hasTooManyDecimals(amount: unknown, currency: unknown): boolean {
  if (typeof amount !== "number" || typeof currency !== "string" || !isCurrency(currency)) return false;
  return Number(amount.toFixed(decimalsOf(currency))) !== amount;
}

function checkAmount(path: string, amount: unknown, currency: unknown, findings: Findings): void {
  if (!hasTooManyDecimals(amount, currency)) return;
  const decimals = decimalsOf(String(currency));
  findings.warn(
    path,
    `is ${amount} ${currency}, with more than the ${decimals} decimals of the currency; it is assumed to be rounded`,
  );
}

function checkMarketPrices(
  key: string,
  prices: Properties,
  markets: readonly string[] | undefined,
  findings: Findings,
): void {
  const seen = new Set<string>();
  for (const [market, price] of Object.entries(prices)) {
    const code = market.toUpperCase();
    if (seen.has(code)) {
      findings.add(
        at(key, market),
        "is the same market as another key: letter case has no meaning here. Keep one of them",
      );
    } else if (markets !== undefined && !markets.includes(code)) {
      findings.add(
        at(key, market),
        "is the price of a market in which the plan is not sold: it is not among `markets` or `marketGroups`, or " +
          "is excluded",
      );
    }
    seen.add(code);
    if (!isObject(price) || hasUnknown(price)) continue;
    checkAmount(at(key, market, "amount"), price.amount, price.currency, findings);
    if (typeof price.currency === "string" && isCurrency(price.currency) && price.currency !== currencyOf(code)) {
      findings.warn(
        at(key, market, "currency"),
        `is ${price.currency}; prices of ${code} are in ${currencyOf(code)} (page ` +
          `marketplace-geo-availability-currencies)`,
      );
    }
  }
}

/** The flat prices. `markets`: those that can have a price, when they are known. */
export function checkPrices(inputs: Inputs, markets: readonly string[] | undefined, findings: Findings): void {
  for (const term of ["monthly", "annual"]) {
    const price = known(inputs, `availability.${term}Price`);
    checkAmount(at(`${term}Price`), price, "USD", findings);
    const prices = known<Properties>(inputs, `availability.${term}Prices`);
    if (isObject(prices)) checkMarketPrices(`${term}Prices`, prices, markets, findings);
    if (term === "annual" && (price !== undefined || isObject(prices))) {
      findings.warn(
        at(price === undefined ? "annualPrices" : "annualPrice"),
        "is a price that the API has; Partner Center's page has a price a month only for managed applications " +
          "(page plans-pricing)",
      );
    }
  }
}

// Flat prices of a plan in the service's price schedules: one base schedule in US dollars for all markets, and schedules
// of single markets beside it, each with a price a month, a year, or what else somebody has put there (API reference §3.13).
import type { Field } from "../../fields/field.js";
import { asObject, isObject, objectsIn, type Properties } from "../../values/properties.js";

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

/** The flat price of a term; before one that holds for a time only, such as a change that is to come, one that holds always. */
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

/**
 * Published prices change only on Partner Center's pages, and a published term stays: pages price-changes and
 * plans-pricing.
 */
const priceLock =
  "cannot change by the API once the plan is published: a person changes it in Partner Center (Pricing and availability); " +
  "after a `pulumi refresh`, set the new price here";

/** One price for all markets: the base schedule, in US dollars. */
function basePriceField(path: string, term: Term): Field {
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
    locks: (before) => (before === undefined ? undefined : priceLock),
  };
}

/** Own prices of single markets: one schedule each beside the base schedule. */
function marketPricesField(path: string, term: Term): Field {
  return {
    path,
    wire: ["priceSchedules"],
    canonical: byMarket,
    read: (body) => {
      const prices: Properties = {};
      for (const info of objectsIn(body.priceSchedules).filter((candidate) => !isBase(candidate))) {
        const price = priceOf(term, info);
        if (price === undefined) continue;
        for (const market of marketsOf(info)) prices[market] = price;
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
    locks: (before, wanted) => {
      const [was, is] = [byMarket(before), byMarket(wanted)];
      const changed = Object.keys(was).filter((market) => JSON.stringify(was[market]) !== JSON.stringify(is[market]));
      return changed.length === 0 ? undefined : `(${changed.join(", ")}) ${priceLock}`;
    },
  };
}

/** Prices a month and a year. */
export const priceFields: readonly Field[] = [
  basePriceField("availability.monthlyPrice", "Month"),
  marketPricesField("availability.monthlyPrices", "Month"),
  basePriceField("availability.annualPrice", "Year"),
  marketPricesField("availability.annualPrices", "Year"),
];

// What a plan costs, as the Product Ingestion API has it.
import {
  includedText,
  meterOf,
  noLicense,
  notSold,
  ofTerm,
  priced,
  sizeNamed,
  termOfSpan,
  unitNamed,
} from "./marketplace-prices.js";
import type { MarketAmount, Meter, Plan, Price, Term } from "./model.js";
import { amount, type Fields, fields, isTrue, items, said, text, texts } from "./values.js";

/** Prices of single markets: entries may be of several. */
function byMarket(list: unknown, priceOf: (entry: Fields) => unknown = ({ price }) => price): MarketAmount[] {
  return items(list).flatMap((entry) => {
    const value = amount(priceOf(entry));
    if (value === undefined) return [];
    const currency = text(entry.currency).toUpperCase();
    return texts(entry.markets).map((market) => ({ market: market.toUpperCase(), amount: value, currency }));
  });
}

/** Prices of virtual machines, an hour. */
function corePrices(pricing: Fields): Price[] {
  const { priceInputOption, price, pricePerCore, pricePerCoreSize, prices } = pricing;
  const hourly = (unit?: string) => ({ term: "hour" as const, unit });
  switch (text(priceInputOption)) {
    case "free":
      return priced(hourly(), 0, []);
    case "flat":
      return priced(hourly(), amount(price), []);
    case "perCore":
      return priced(hourly("core"), amount(pricePerCore), []);
    case "perCoreSize":
      return Object.entries(fields(pricePerCoreSize)).flatMap(([size, value]) =>
        priced(hourly(sizeNamed(size)), amount(value), []),
      );
    default: {
      const sizes = new Set(items(prices).flatMap((entry) => Object.keys(fields(entry.prices))));
      return [...sizes].flatMap((size) =>
        priced(
          hourly(sizeNamed(size)),
          undefined,
          byMarket(prices, (entry) => fields(entry.prices)[size]),
        ),
      );
    }
  }
}

const spanOf = (span: unknown): Term | undefined => termOfSpan(fields(span).type, fields(span).value);

/** Prices of SaaS, by the term for which it is bought. */
function recurrentPrices({ recurrentPriceMode, prices }: Fields): Price[] {
  const unit = text(recurrentPriceMode) === "perUser" ? "user" : undefined;
  return items(prices).flatMap(({ billingTerm, paymentOption, pricePerPaymentInUsd, prices: single }) => {
    const term = spanOf(billingTerm);
    if (term === undefined) return [];
    return priced(ofTerm(term, spanOf(paymentOption), unit), amount(pricePerPaymentInUsd), byMarket(single));
  });
}

function metersOf(customMeters: Fields, words: Fields): Meter[] {
  return Object.entries(fields(customMeters.meters)).map(([id, value]) => {
    const { pricePerPaymentInUsd, prices, includedQuantities } = fields(value);
    const { displayName, unitOfMeasure } = fields(words[id]);
    const included = items(includedQuantities).flatMap(({ billingTerm, quantity, isInfinite }) => {
      const term = spanOf(billingTerm);
      return term === undefined ? [] : includedText(term, amount(quantity), isTrue(isInfinite));
    });
    const named = { name: said(displayName) ?? id, unit: text(unitOfMeasure) };
    return meterOf(named, amount(pricePerPaymentInUsd), byMarket(prices), included);
  });
}

/** The prices of a plan. @param offer Whether Microsoft sells it, and the words of its meters. */
export function pricingOf(
  pricing: Fields,
  { isSold, meters }: { readonly isSold: boolean; readonly meters: Fields },
): Pick<Plan, "prices" | "meters" | "unpriced"> {
  const { licenseModel, corePricing, systemMeterPricing, recurrentPrice, customMeters } = pricing;
  const { priceInputOption, price, prices } = fields(systemMeterPricing);
  const hour = { term: "hour" as const, unit: unitNamed(text(priceInputOption)) };
  const unpriced = !isSold ? notSold : text(licenseModel) === "byol" ? noLicense : undefined;
  return {
    prices: [
      ...corePrices(fields(corePricing)),
      ...priced(hour, amount(price), byMarket(prices)),
      ...recurrentPrices(fields(recurrentPrice)),
    ],
    meters: metersOf(fields(customMeters), meters),
    ...(unpriced === undefined ? {} : { unpriced }),
  };
}

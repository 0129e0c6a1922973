// Prices of single markets (Product Ingestion API §11.9): the API has a list whose entries may be of several markets,
// and a program a map by market.
import { z } from "zod";
import { type Findings, formatPath } from "../../../values/findings.js";
import { asObject, isObject, objectsIn, type Properties, same } from "../../../values/properties.js";
import { quoted } from "../../../values/show.js";
import { hasUnknown } from "../../../values/unknown.js";
import type { Inputs } from "../../../values/versions.js";
import { caselessRecord } from "../../shared/formats.js";
import { marketCode, pricedMarkets } from "../../shared/market-selection.js";
import { currencyOf, isCurrency, meantCurrency } from "../../shared/markets.js";

/** An amount of money. */
export const amount = z.number({ error: "must be a number" }).min(0, { error: "is less than 0" });

const currency = z.string().refine(isCurrency, {
  error: (issue) => {
    const meant = meantCurrency(String(issue.input));
    return `${quoted(issue.input)} is no currency; ${meant === undefined ? "write a code such as USD" : `did you mean ${meant}?`}`;
  },
});

/** What the price of a market is called: by programs, and by the API. */
interface Naming {
  readonly program: string;
  readonly wire: string;
}

/** Prices of single markets, in one of their forms. */
export class MarketPrices {
  constructor(private readonly naming: Naming) {}

  /** What a program says of them; `price`: of one market. */
  inputs<Key extends string, Price extends z.ZodType>(price: Readonly<Record<Key, Price>>) {
    return caselessRecord(marketCode, z.strictObject({ currency: currency.optional(), ...price }));
  }

  /** As they are compared: with the currency that each market has by itself. */
  canonical(byMarket: Properties): Properties {
    const { program } = this.naming;
    const entries = Object.entries(byMarket).map(([market, priced]) => {
      const { currency = currencyOf(market), [program]: price } = asObject(priced);
      return [market.toUpperCase(), { currency, [program]: price }];
    });
    return Object.fromEntries(entries);
  }

  /** Market → its currency and price, out of the list of the API. */
  read(list: unknown): Properties {
    const { program, wire } = this.naming;
    return Object.fromEntries(
      objectsIn(list).flatMap(({ currency, markets, [wire]: price }) =>
        (Array.isArray(markets) ? markets : []).map((market) => [
          String(market).toUpperCase(),
          { currency: String(currency).toUpperCase(), [program]: price },
        ]),
      ),
    );
  }

  /**
   * The list of the API: markets with the same price share an entry. What else the service keeps of a market stays with it.
   *
   * @param old The list as it was.
   */
  write(byMarket: Properties, old: unknown): Properties[] {
    const { program, wire } = this.naming;
    const kept = this.unknownIn(old);
    const entries: { markets: string[]; rest: Properties }[] = [];
    for (const [market, priced] of Object.entries(byMarket)) {
      const { currency = currencyOf(market), [program]: price } = asObject(priced);
      const code = market.toLowerCase();
      const rest = { ...kept.get(code), currency: String(currency).toLowerCase(), [wire]: price };
      const entry = entries.find((one) => same(one.rest, rest));
      if (entry === undefined) entries.push({ markets: [code], rest });
      else entry.markets.push(code);
    }
    return entries.map(({ markets, rest }) => ({ ...rest, markets }));
  }

  /** Market → what programs have no words for. */
  private unknownIn(list: unknown): ReadonlyMap<string, Properties> {
    const all = objectsIn(list).flatMap(({ currency: _, markets, [this.naming.wire]: __, ...others }) =>
      (Array.isArray(markets) ? markets : []).map((market) => [String(market).toLowerCase(), others] as const),
    );
    return new Map(all);
  }
}

/** Whether each market in which a plan is sold has a price, and no other one. @param path Of the map. */
export function checkMarketPrices(
  inputs: Inputs,
  path: readonly string[],
  byMarket: unknown,
  findings: Findings,
): void {
  const sold = pricedMarkets(inputs);
  if (!isObject(byMarket) || hasUnknown(byMarket) || sold === undefined) return;
  const priced = Object.keys(byMarket).map((market) => market.toUpperCase());
  for (const market of Object.keys(byMarket).filter((one) => !sold.includes(one.toUpperCase()))) {
    findings.add(
      formatPath([...path, market]),
      "is the price of a market in which the plan is not sold; add it to markets, or take this out",
    );
  }
  const missing = sold.filter((market) => !priced.includes(market));
  if (missing.length > 0) findings.add(formatPath(path), `has no price for ${missing.join(", ")}`);
}

// The markets in which a plan can be sold, groups of them, and the currencies in which a price can be given.
import { nearest } from "../../values/spelling.js";

/** The market codes, a few lines of them. */
export const marketLines = [
  "AD AE AF AL AM AO AR AT AU AZ BA BB BD BE BG BH BM BN BO BR BW BY BZ CA CH CI CL CM CO CR CV CW CY CZ DE DK DO DZ",
  "EC EE EG ES ET FI FJ FO FR GB GE GH GR GT HK HN HR HU ID IE IL IN IQ IS IT JM JO JP KE KG KN KR KW KY KZ LB LI LK",
  "LT LU LV LY MA MC MD ME MK MN MO MT MU MX MY NA NG NI NL NO NP NZ OM PA PE PH PK PL PR PS PT PY QA RO RS RU RW SA",
  "SE SG SI SK SN SV TH TJ TM TN TR TT TW TZ UA UG US UY UZ VA VE VI VN YE ZA ZM ZW",
] as const;

/** The 141 market codes of the marketplace, ISO 3166-1 alpha-2. */
// API reference §3.13
export const marketCodes: readonly string[] = marketLines.flatMap((line) => line.split(" "));

/**
 * Markets where Microsoft collects and remits sales tax: those that its page tax-details-marketplace (of September
 * 2022) calls Microsoft-managed for the commercial marketplace, as far as they are among the 141; Mexico is one but for
 * purchases under an enterprise agreement. Microsoft changes this list from time to time.
 */
const taxRemitted: readonly string[] = (
  "AE AM AT AU BB BE BG BY CA CH CL CO CY CZ DE DK EE ES FI FR GB GR HR HU ID IE IN IS IT KE KR LI LT LU LV MC MT " +
  "MX MY NG NL NO NZ PL PR PT RO RS RU SA SE SG SI SK TH TR TW US VN ZA"
).split(" ");

/** Groups of markets by the name that a program gives them. */
export const marketGroups: Readonly<Record<"all" | "taxRemitted", readonly string[]>> = {
  all: marketCodes,
  taxRemitted,
};

/** Names of the groups. */
export const marketGroupNames = Object.keys(marketGroups) as (keyof typeof marketGroups)[];

const markets = new Set(marketCodes);
const currencies = new Set(Intl.supportedValuesOf("currency"));

/** Whether the marketplace sells there; letter case has no meaning. */
export function isMarket(code: string): boolean {
  return markets.has(code.toUpperCase());
}

/** Written often, and known to no standard that JavaScript has. */
const otherCodes: Readonly<Record<string, string>> = { USA: "US", EL: "GR" };

/** The market that is meant by a code that is none, such as `UK`, or by a name; undefined when nobody can tell. */
export function meantMarket(text: string): string | undefined {
  const plain = text.trim().toUpperCase();
  const canonical = /^[A-Z]{2}$/.test(plain) ? new Intl.Locale(`und-${plain}`).region : undefined;
  const found = otherCodes[plain] ?? canonical;
  if (found !== undefined && isMarket(found)) return found;
  if (plain.length < 4) return undefined;
  const names = new Intl.DisplayNames("en", { type: "region" });
  const named = new Map(marketCodes.map((code) => [names.of(code) ?? code, code]));
  return named.get(nearest(text, [...named.keys()]) ?? "");
}

/** The markets of groups and single ones together, without the exceptions: upper-case codes, each once, in order. */
export function selectedMarkets(
  codes: readonly string[],
  groups: readonly string[],
  excluded: readonly string[],
): string[] {
  const grouped = groups.flatMap((name) => (marketGroups as Record<string, readonly string[]>)[name] ?? []);
  const selected = new Set([...codes, ...grouped].map((code) => code.toUpperCase()));
  for (const code of excluded) selected.delete(code.toUpperCase());
  return [...selected].sort();
}

/** Whether the text is the code of a currency (ISO 4217). */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/** The currencies in which the marketplace has prices, by what else people write for them. */
const currencySigns: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP", "¥": "JPY" };

/** The currency that is meant by a text that is no code, such as `eur` or `Euro`; undefined when nobody can tell. */
export function meantCurrency(text: string): string | undefined {
  const plain = text.trim().toUpperCase();
  if (currencySigns[plain] ?? isCurrency(plain)) return currencySigns[plain] ?? plain;
  const usual = ["USD", ...Object.keys(currencyMarkets)];
  const names = new Intl.DisplayNames("en", { type: "currency" });
  const named = new Map(usual.flatMap((code) => [[code, code] as const, [names.of(code) ?? code, code] as const]));
  return named.get(nearest(text, [...named.keys()]) ?? "");
}

const knownDecimals = new Map<string, number>();

/** Decimals of an amount in a currency: two for euros, none for yen. */
export function decimalsOf(currency: string): number {
  const known = knownDecimals.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  knownDecimals.set(currency, decimals);
  return decimals;
}

/** Currencies other than US dollars, with their markets: page marketplace-geo-availability-currencies. */
export const currencyMarkets = {
  EUR: "AD AT BE BG CY CZ DE EE ES FI FR GR HR HU IE IS IT LI LT LU LV MC MT NL PL PT RO SI SK VA",
  AUD: "AU FJ",
  BRL: "BR",
  CAD: "CA",
  CHF: "CH",
  DKK: "DK FO",
  GBP: "GB",
  INR: "IN",
  JPY: "JP",
  KRW: "KR",
  NOK: "NO",
  NZD: "NZ",
  RUB: "RU",
  SEK: "SE",
  TWD: "TW",
} as const;

const currencyByMarket = new Map(
  Object.entries(currencyMarkets).flatMap(([currency, codes]) => codes.split(" ").map((code) => [code, currency])),
);

/** The currency in which a market has its prices: Microsoft's page marketplace-geo-availability-currencies. */
export function currencyOf(market: string): string {
  return currencyByMarket.get(market.toUpperCase()) ?? "USD";
}

// The markets in which a plan can be sold, and the currencies in which a price can be given.

/** The 141 market codes of the marketplace, ISO 3166-1 alpha-2 (API reference §3.13). */
export const marketCodes: readonly string[] = (
  "AD AE AF AL AM AO AR AT AU AZ BA BB BD BE BG BH BM BN BO BR BW BY BZ CA CH CI CL CM CO CR CV CW CY CZ DE DK DO DZ " +
  "EC EE EG ES ET FI FJ FO FR GB GE GH GR GT HK HN HR HU ID IE IL IN IQ IS IT JM JO JP KE KG KN KR KW KY KZ LB LI LK " +
  "LT LU LV LY MA MC MD ME MK MN MO MT MU MX MY NA NG NI NL NO NP NZ OM PA PE PH PK PL PR PS PT PY QA RO RS RU RW SA " +
  "SE SG SI SK SN SV TH TJ TM TN TR TT TW TZ UA UG US UY UZ VA VE VI VN YE ZA ZM ZW"
).split(" ");

const markets = new Set(marketCodes);
const currencies = new Set(Intl.supportedValuesOf("currency"));

/** Whether the marketplace sells there. */
export function isMarket(code: string): boolean {
  return markets.has(code);
}

/** Whether the text is the code of a currency (ISO 4217). Which of them a market takes, Partner Center says at submission. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

// What is wrong with the prices and meters of a plan, offline. No page of Microsoft's names a smallest price, and none says
// how prices are rounded; so what is unusual is a warning.
import { type Findings, formatPath, known } from "../../values/findings.js";
import { asObject, isObject, type Properties } from "../../values/properties.js";
import { hasUnknown } from "../../values/unknown.js";
import { currencyOf, decimalsOf, isCurrency } from "./markets.js";

function at(...keys: string[]): string {
  return formatPath(["availability", ...keys]);
}

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
        "is the price of a market in which the plan is not sold: it is not among `markets` or `marketGroups`, or is excluded",
      );
    }
    seen.add(code);
    if (!isObject(price) || hasUnknown(price)) continue;
    checkAmount(at(key, market, "amount"), price.amount, price.currency, findings);
    if (typeof price.currency === "string" && isCurrency(price.currency) && price.currency !== currencyOf(code)) {
      findings.warn(
        at(key, market, "currency"),
        `is ${price.currency}; prices of ${code} are in ${currencyOf(code)} (page marketplace-geo-availability-currencies)`,
      );
    }
  }
}

/** The flat prices. `markets`: those that can have a price, when they are known. */
export function checkPrices(inputs: Properties, markets: readonly string[] | undefined, findings: Findings): void {
  for (const term of ["monthly", "annual"]) {
    const price = known(inputs, `availability.${term}Price`);
    checkAmount(at(`${term}Price`), price, "USD", findings);
    const prices = known<Properties>(inputs, `availability.${term}Prices`);
    if (isObject(prices)) checkMarketPrices(`${term}Prices`, prices, markets, findings);
    if (term === "annual" && (price !== undefined || isObject(prices))) {
      findings.warn(
        at(price === undefined ? "annualPrices" : "annualPrice"),
        "is a price that the API has; Partner Center's page has a price a month only for managed applications (page plans-pricing)",
      );
    }
  }
}

/** The meters. */
export function checkMeters(inputs: Properties, findings: Findings): void {
  const meters = known<Properties>(inputs, "availability.meters");
  for (const [id, meter] of Object.entries(asObject(meters))) {
    if (!/^[\w.-]{1,50}$/.test(id)) {
      findings.warn(
        at("meters", id),
        "is an unusual id for a meter; letters, digits, - _ and ., at most 50, are assumed to be safe. It cannot change once it is published",
      );
    }
    const included = asObject(asObject(meter).included);
    for (const [term, quantity] of Object.entries(included)) {
      if (isObject(quantity) && quantity.infinite === true && quantity.quantity !== undefined) {
        findings.add(at("meters", id, "included", term), "has a quantity, and is infinite. Choose one of the two");
      }
    }
  }
}

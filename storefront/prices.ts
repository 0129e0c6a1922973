// What a buyer pays, in a market.
import type { Meter, Offer, Plan, Price, Term } from "./model.js";
import { marketName } from "./names.js";

/** `49 USD` → `$49.00`; a currency that nobody knows keeps its code. */
export function money(amount: number, currency: string): string {
  try {
    // Meters cost fractions of a cent.
    return new Intl.NumberFormat("en-US", { style: "currency", currency, maximumFractionDigits: 6 }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}

const terms: readonly Term[] = ["hour", "month", "year", "2 years", "3 years"];

/** What is paid for, and how: prices that agree in it are alternatives, of which a market has one. */
const kindOf = ({ term, unit, bound }: Price) => [term, unit, bound].join("/");

/** The prices that hold in a market: its own before those for all. */
export function pricesIn(plan: Plan, market: string): Price[] {
  const kinds = [...new Set(plan.prices.map(kindOf))];
  return kinds
    .flatMap((kind) => {
      const of = (wanted: string | undefined) =>
        plan.prices.find((price) => kindOf(price) === kind && price.market === wanted);
      return of(market) ?? of(undefined) ?? [];
    })
    .sort((a, b) => terms.indexOf(a.term) - terms.indexOf(b.term));
}

/** `$49.00/month`, `$0.05/core/hour`, or `Free`. */
export function priceText({ amount, currency, term, unit, bound }: Price): string {
  if (amount === 0) return "Free";
  const each = unit === undefined ? "" : `/${unit}`;
  return `${money(amount, currency)}${each}/${term}${bound === undefined ? "" : `, for ${bound === "year" ? "a year" : bound}`}`;
}

/** What is paid for a unit, and what is included before. */
export function meterText({ name, unit, price, prices, included }: Meter): string {
  const priced = prices?.map((one) => `${money(one.amount, one.currency)} in ${marketName(one.market)}`);
  const start = `${name}: ${priced === undefined ? money(price, "USD") : priced.join(", ")} ${unit}`;
  return included.length === 0 ? start : `${start}, after ${included.join(" and ")} included`;
}

/** What a plan costs in a market, a line each. A solution template costs nothing by itself. */
export function planPrices(plan: Plan, market: string): string[] {
  const prices = pricesIn(plan, market).map(priceText);
  if (prices.length > 0) return [...new Set(prices)];
  if (plan.unpriced !== undefined) return [plan.unpriced];
  if (plan.type === "solution-template") return ["No charge for the plan; the Azure resources are paid for"];
  return plan.meters.length > 0 ? ["By use only"] : ["No price yet"];
}

/** Whether buyers there see the price in another currency than it is given in. */
export function isConverted(plan: Plan, market: string): boolean {
  return market !== "US" && pricesIn(plan, market).some((price) => price.market === undefined && price.amount > 0);
}

/** Plans that anybody in a market may choose. */
export function openPlans({ plans }: Offer, market: string): Plan[] {
  return plans.filter((plan) => plan.visibility === "public" && isSold(plan, market));
}

/** Whether a plan can be chosen in a market. What is sold nowhere, such as solution templates, can be had everywhere. */
export function isSold({ markets, type, unpriced }: Plan, market: string): boolean {
  return markets.includes(market) || (markets.length === 0 && (type === "solution-template" || unpriced !== undefined));
}

/** What search results and the page's head say of the price in a market. */
export function priceFrom(offer: Offer, market: string): string {
  const plans = openPlans(offer, market);
  if (offer.plans.length === 0 && offer.action !== "Get it now") return "The publisher names the price";
  if (plans.length === 0) return "Not available in this market";
  const prices = plans.flatMap((plan) => pricesIn(plan, market));
  const isFree = (plan: Plan) => {
    const own = pricesIn(plan, market);
    return own.length === 0 ? plan.type === "solution-template" : own.every(({ amount }) => amount === 0);
  };
  // By the month where there is such a price: that is what people compare.
  const paid = prices.filter(({ amount }) => amount > 0).sort((a, b) => a.amount - b.amount);
  const least = paid.find(({ term }) => term === "month") ?? paid[0];
  if (least === undefined) {
    return plans.some(isFree)
      ? "Free"
      : (plans.find(({ unpriced }) => unpriced !== undefined)?.unpriced ?? "Price varies");
  }
  return plans.some(isFree) ? `Free, or from ${priceText(least)}` : `Starts at ${priceText(least)}`;
}

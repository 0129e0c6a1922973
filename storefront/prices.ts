// What a buyer pays, in a market.
import type { Meter, Offer, Plan, Price } from "./model.js";

/** `49 USD` → `$49.00`; a currency that nobody knows keeps its code. */
export function money(amount: number, currency: string): string {
  try {
    // Meters cost fractions of a cent.
    return new Intl.NumberFormat("en-US", { style: "currency", currency, maximumFractionDigits: 6 }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}

/** The flat prices that hold in a market: its own before those for all. */
export function pricesIn(plan: Plan, market: string): Price[] {
  return (["month", "year"] as const).flatMap((term) => {
    const of = (wanted: string | undefined) =>
      plan.prices.find((price) => price.term === term && price.market === wanted);
    const price = of(market) ?? of(undefined);
    return price === undefined ? [] : [price];
  });
}

/** `$49.00/month`, or `Free`. */
export function priceText({ amount, currency, term }: Price): string {
  return amount === 0 ? "Free" : `${money(amount, currency)}/${term}`;
}

/** What is paid for a unit, and what is included before. */
export function meterText({ name, unit, price, included }: Meter): string {
  const start = `${name}: ${money(price, "USD")} ${unit}`;
  return included.length === 0 ? start : `${start}, after ${included.join(" and ")} included`;
}

/** What a plan costs in a market, a line each. A solution template costs nothing by itself. */
export function planPrices(plan: Plan, market: string): string[] {
  const prices = pricesIn(plan, market).map(priceText);
  if (prices.length > 0) return [...new Set(prices)];
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

/** Whether a plan can be chosen in a market. Solution templates are sold nowhere, and can be deployed everywhere. */
export function isSold(plan: Plan, market: string): boolean {
  return plan.markets.includes(market) || (plan.type === "solution-template" && plan.markets.length === 0);
}

/** What search results and the page's head say of the price in a market. */
export function priceFrom(offer: Offer, market: string): string {
  const plans = openPlans(offer, market);
  if (plans.length === 0) return "Not available in this market";
  const prices = plans.flatMap((plan) => pricesIn(plan, market));
  const isFree = (plan: Plan) => {
    const own = pricesIn(plan, market);
    return own.length === 0 ? plan.type === "solution-template" : own.every(({ amount }) => amount === 0);
  };
  // By the month where there is such a price: that is what people compare.
  const paid = prices.filter(({ amount }) => amount > 0).sort((a, b) => a.amount - b.amount);
  const least = paid.find(({ term }) => term === "month") ?? paid[0];
  if (least === undefined) return plans.some(isFree) ? "Free" : "Price varies";
  return plans.some(isFree) ? `Free, or from ${priceText(least)}` : `Starts at ${priceText(least)}`;
}

// The tab Plans + Pricing: what can be chosen, and what it costs in the chosen market.
import { type Html, html } from "./html.js";
import { listingIn, type Plan } from "./model.js";
import { marketName, planTypeName } from "./names.js";
import { isConverted, isSold, meterText, openPlans, planPrices } from "./prices.js";
import { richText } from "./rich-text.js";
import { inEachMarket, marked, type View } from "./view.js";

function priceIn(plan: Plan, market: string): Html {
  if (!isSold(plan, market)) return html`<span class="lacking">Not available in ${marketName(market)}</span>`;
  const converted = isConverted(plan, market)
    ? html`<span class="soft small">Buyers in ${marketName(market)} see it in their currency, at Partner Center’s rate.</span>`
    : undefined;
  const lines = planPrices(plan, market).map((text) => html`<span class="plan-price">${text}</span>`);
  return html`<span class="price-lines">${lines}${converted}</span>`;
}

function who({ visibility, audience }: Plan): Html | undefined {
  if (visibility === "hidden") return html`<p class="tag">Hidden: no buyer finds it; other templates deploy it</p>`;
  if (visibility === "public") return undefined;
  return html`<p class="tag">Private: only ${audience === 1 ? "1 subscription or tenant sees" : `${audience} subscriptions or tenants see`} it</p>`;
}

function row(view: View, plan: Plan): Html {
  const { planId, meters, trial, type } = plan;
  const listing = listingIn(plan.listings, view.listing.language);
  const at = (...names: string[]) => names.map((name) => `plan.${planId}.${name}`);
  const description = listing?.description ?? "";
  return html`<li class="plan">
<div class="plan-text">
${marked(view, [`plan.${planId}`, ...at("name")], "h3", listing?.name || planId)}
${marked(view, at("visibility"), "div", who(plan))}
${marked(view, at("summary"), "p", listing?.summary || "(no summary)", listing?.summary ? "" : "lacking")}
${marked(view, at("description", "languages"), "div", description.trim() === "" ? undefined : richText(description, 3), "description")}
${marked(view, at("type"), "p", planTypeName(type), "soft small")}
</div>
${marked(
  view,
  at("prices", "markets"),
  "div",
  html`${inEachMarket(view.markets, "div", (market) => priceIn(plan, market))}${
    meters.length === 0
      ? undefined
      : html`<ul class="meters">${meters.map((meter) => html`<li>${meterText(meter)}</li>`)}</ul>`
  }${trial === undefined ? undefined : html`<p class="tag">Free trial: ${trial}</p>`}`,
  "plan-cost",
)}
</li>`;
}

/** The tab. */
export function plans(view: View): Html {
  const { offer, markets } = view;
  const open = offer.plans.filter(({ visibility }) => visibility === "public");
  const others = offer.plans.filter(({ visibility }) => visibility !== "public");
  const none = html`<p class="lacking">There is no plan that everybody could choose.</p>`;
  return html`<h2>Plans</h2>
${inEachMarket(markets, "div", (market) => {
  const count = openPlans(offer, market).length;
  return html`<p class="soft">${count === 1 ? "1 plan" : `${count} plans`} to choose from (${marketName(market)})</p>`;
})}
${open.length === 0 ? none : html`<ul class="plans">${open.map((plan) => row(view, plan))}</ul>`}
${
  others.length === 0
    ? undefined
    : html`<h2>Plans that not everybody sees</h2><ul class="plans">${others.map((plan) => row(view, plan))}</ul>`
}`;
}

// What a plan of virtual machines costs: prices an hour, discounts for reservations, and the free trial (Product
// Ingestion API §11.9).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { type Findings, formatPath, known } from "../../values/findings.js";
import { asObject, isEmpty, isObject, objectsIn, type Properties, same } from "../../values/properties.js";
import { quoted } from "../../values/show.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";
import { marketCode, pricedMarkets } from "../shared/market-selection.js";
import { currencyOf, isCurrency, meantCurrency } from "../shared/markets.js";
import { lockOf } from "../shared/publication-locks.js";

const amount = z.number({ error: "must be a number" }).min(0, { error: "is less than 0" });
/** Names of sizes are open: which the API has is not known (additions §4). */
const bySize = z.record(z.string().regex(/\S/, { error: "is empty; the key is the name of a core size" }), amount);

const currency = z.string().refine(isCurrency, {
  error: (issue) => {
    const meant = meantCurrency(String(issue.input));
    return `${quoted(issue.input)} is no currency; ${meant === undefined ? "write a code such as USD" : `did you mean ${meant}?`}`;
  },
});

/** What a program says of the prices. */
export const priceInputs = {
  bringYourOwnLicense: z.boolean().optional(),
  hourly: z
    .strictObject({
      free: z
        .boolean({ error: "must be true" })
        .refine((free) => free, { error: "must be true; leave it out where there is a price" })
        .optional(),
      flat: amount.optional(),
      perCore: amount.optional(),
      perCoreSize: bySize.optional(),
      perMarket: z.record(marketCode, z.strictObject({ currency: currency.optional(), prices: bySize })).optional(),
    })
    .optional(),
  reservations: z.strictObject({ oneYear: percentage().optional(), threeYears: percentage().optional() }).optional(),
  trialMonths: z
    .int({ error: "must be a whole number" })
    .refine((months) => [1, 3, 6].includes(months), { error: "must be 1, 3 or 6: the months of a free trial" })
    .optional(),
};

function percentage() {
  return z
    .number({ error: "must be a number" })
    .gt(0, { error: "must be more than 0: the percentage that is saved" })
    .lte(100, { error: "must be at most 100: the percentage that is saved" });
}

/** The choices, each with the key that the API has for it. */
const choices: Readonly<Record<string, { option: string; key?: string }>> = {
  free: { option: "free" },
  flat: { option: "flat", key: "price" },
  perCore: { option: "perCore", key: "pricePerCore" },
  perCoreSize: { option: "perCoreSize", key: "pricePerCoreSize" },
  perMarket: { option: "perMarketAndCoreSize", key: "prices" },
};

/** Market → its currency and prices; the API has a list, whose entries may be of several markets. */
function marketsOf(prices: unknown): Properties {
  return Object.fromEntries(
    objectsIn(prices).flatMap(({ currency, markets, prices }) =>
      (Array.isArray(markets) ? markets : []).map((market) => [
        String(market).toUpperCase(),
        { currency: String(currency).toUpperCase(), prices },
      ]),
    ),
  );
}

/** Markets with the same prices share an entry. */
function entriesOf(perMarket: Properties): Properties[] {
  const entries: { currency: string; markets: string[]; prices: unknown }[] = [];
  for (const [market, priced] of Object.entries(perMarket)) {
    const { currency = currencyOf(market), prices } = asObject(priced);
    const code = String(currency).toLowerCase();
    const entry = entries.find((one) => one.currency === code && same(one.prices, prices));
    if (entry === undefined) entries.push({ currency: code, markets: [market.toLowerCase()], prices });
    else entry.markets.push(market.toLowerCase());
  }
  return entries;
}

function pricingOf(body: Properties): Properties {
  return asObject(body.pricing);
}

const hourlyField: Field = {
  path: "availability.hourly",
  wire: ["pricing"],
  canonical: (value) => {
    const { perMarket, ...others } = asObject(value);
    if (!isObject(perMarket)) return value;
    const markets = Object.entries(perMarket).map(([market, priced]) => {
      const { currency = currencyOf(market), prices } = asObject(priced);
      return [market.toUpperCase(), { currency, prices }];
    });
    return { ...others, perMarket: Object.fromEntries(markets) };
  },
  read: (body) => {
    const { corePricing } = pricingOf(body);
    if (!isObject(corePricing)) return undefined;
    const choice = Object.entries(choices).find(([, { option }]) => option === corePricing.priceInputOption);
    if (choice === undefined) return { [String(corePricing.priceInputOption)]: corePricing };
    const [name, { key }] = choice;
    if (key === undefined) return { [name]: true };
    return { [name]: name === "perMarket" ? marketsOf(corePricing[key]) : corePricing[key] };
  },
  write: (body, value) => {
    const { corePricing: _, ...others } = pricingOf(body);
    const [name = "", price] = Object.entries(asObject(value))[0] ?? [];
    const choice = choices[name];
    if (choice === undefined) {
      body.pricing = others;
      return;
    }
    const { option, key } = choice;
    const written = name === "perMarket" ? entriesOf(asObject(price)) : price;
    const corePricing = { priceInputOption: option, ...(key === undefined ? {} : { [key]: written }) };
    body.pricing = { ...others, licenseModel: "payAsYouGo", corePricing };
  },
  ...lockOf("availability.hourly"),
};

const licenseField: Field = {
  path: "availability.bringYourOwnLicense",
  wire: ["pricing"],
  initial: () => false,
  read: (body) => pricingOf(body).licenseModel === "byol",
  write: (body, value) => {
    const { corePricing, licenseModel, ...others } = pricingOf(body);
    if (value === true) body.pricing = { ...others, licenseModel: "byol" };
    else if (licenseModel === "byol") body.pricing = others;
  },
  ...lockOf("availability.bringYourOwnLicense"),
};

const terms = { oneYear: 1, threeYears: 3 } as const;

const reservationFields = Object.entries(terms).map(([name, term]): Field => {
  const isOne = (one: Properties) => one.type === "year" && one.term === term;
  return {
    path: `availability.reservations.${name}`,
    wire: ["softwareReservation"],
    read: (body) => objectsIn(body.softwareReservation).find(isOne)?.percentageSave,
    write: (body, value) => {
      const others = objectsIn(body.softwareReservation).filter((one) => !isOne(one));
      const own = value === undefined ? [] : [{ type: "year", term, percentageSave: value }];
      body.softwareReservation = [...others, ...own];
    },
  };
});

const trialField: Field = {
  path: "availability.trialMonths",
  wire: ["trial"],
  read: ({ trial }) =>
    isObject(trial) ? (trial.type === "month" ? trial.value : `${trial.value} ${trial.type}`) : undefined,
  write: (body, value) => {
    body.trial = value === undefined ? null : { type: "month", value };
  },
  ...lockOf("availability.trialMonths"),
};

/** All that is to be paid. */
export const priceFields: readonly Field[] = [licenseField, hourlyField, ...reservationFields, trialField];

/** What of the prices contradicts itself. */
export function checkPrices(inputs: Inputs, findings: Findings): void {
  const hourly = known<Properties>(inputs, "availability.hourly");
  const isOwnLicense = known(inputs, "availability.bringYourOwnLicense") === true;
  const chosen = Object.keys(asObject(hourly));
  if (isObject(hourly) && chosen.length !== 1) {
    const list = Object.keys(choices).join(", ");
    const many = `has ${chosen.length} (${chosen.join(", ")}); a plan has one way to be priced. Choose one of them`;
    findings.add("availability.hourly", chosen.length === 0 ? `says no price; set one of ${list}` : many);
  }
  if (isOwnLicense && hourly !== undefined) {
    findings.add(
      "availability.hourly",
      "is a price, and with bringYourOwnLicense there is none. Choose one of the two",
    );
  }
  checkReservations(inputs, isOwnLicense ? ["bringYourOwnLicense"] : chosen, findings);
  if (known(inputs, "availability.trialMonths") !== undefined) {
    const what = isOwnLicense ? "bringYourOwnLicense" : chosen.includes("free") ? "a plan that is free" : undefined;
    if (what !== undefined) findings.add("availability.trialMonths", `tries out what costs something, and not ${what}`);
  }
  checkMarketPrices(inputs, asObject(hourly).perMarket, findings);
}

/** Reservations save a part of some prices only (additions §2.2). */
function checkReservations(inputs: Inputs, chosen: readonly string[], findings: Findings): void {
  if (isEmpty(asObject(inputs.availability).reservations) || hasUnknown(asObject(inputs.availability).hourly)) return;
  const saved = ["flat", "perCore", "perCoreSize"];
  if (chosen.some((name) => saved.includes(name))) return;
  const what = chosen[0] ?? "no hourly price";
  findings.add(
    "availability.reservations",
    `saves a part of a price that is ${saved.slice(0, 2).join(", ")} or ${saved[2]}, and this plan has ${what}`,
  );
}

function checkMarketPrices(inputs: Inputs, perMarket: unknown, findings: Findings): void {
  const sold = pricedMarkets(inputs);
  if (!isObject(perMarket) || hasUnknown(perMarket) || sold === undefined) return;
  const priced = Object.keys(perMarket).map((market) => market.toUpperCase());
  for (const market of Object.keys(perMarket).filter((one) => !sold.includes(one.toUpperCase()))) {
    const path = formatPath(["availability", "hourly", "perMarket", market]);
    findings.add(path, "is the price of a market in which the plan is not sold; add it to markets, or take this out");
  }
  const missing = sold.filter((market) => !priced.includes(market));
  if (missing.length > 0) findings.add("availability.hourly.perMarket", `has no price for ${missing.join(", ")}`);
}
